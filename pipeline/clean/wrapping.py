"""Lines that a mail program or a PDF broke in mid-sentence, joined again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited
from pipeline.clean.words import is_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft

SENTENCE_END = re.compile(r"[.!?…:;][\s\"'»”)\]]*$")
# Characters of a line that something broke for lack of room.
MIN_WIDTH = 40
MAX_WIDTH = 120
MIN_LINE = 30
# How far below the longest line of its paragraph a broken line may stay.
EVENNESS = 0.6
MIN_LINES = 3


def unwrapped(draft: Draft) -> Draft:
    """Return the draft with each paragraph on one line."""
    text = draft.text
    return edited(draft, _edits(text)) if "\n" in text else draft


def _edits(text: str) -> Iterator[Edit]:
    start = 0
    for paragraph in text.split("\n\n"):
        if "\n" in paragraph:
            yield from _joints(paragraph, start)
        start += len(paragraph) + 2


def _joints(paragraph: str, start: int) -> Iterator[Edit]:
    """Yield the edits that join the lines of a paragraph, where it was broken."""
    lines = paragraph.split("\n")
    even = _is_even(lines)
    for line, following in pairwise(lines):
        start += len(line)
        if even or (len(line) >= MIN_LINE and _runs_on(line, following)):
            yield _joint(line, following, start)
        start += 1


def _is_even(lines: list[str]) -> bool:
    """Whether the lines were filled to one width and broken in mid-sentence."""
    width = max(map(len, lines))
    return (
        len(lines) >= MIN_LINES
        and MIN_WIDTH <= width <= MAX_WIDTH
        and all(len(line) >= EVENNESS * width for line in lines[:-1])
        and any(_runs_on(line, following) for line, following in pairwise(lines))
    )


def _runs_on(line: str, following: str) -> bool:
    return following[:1].islower() and not SENTENCE_END.search(line)


def _joint(line: str, following: str, end: int) -> Edit:
    """Return the edit for a line break; a word that was divided there is put together."""
    if line.endswith("-") and following[:1].islower():
        head = re.split(r"\W+", line[:-1])[-1]
        tail = re.split(r"\W+", following)[0]
        return Edit(end - 1 if is_word((head + tail).lower()) else end, end + 1, "")
    return Edit(end, end + 1, " ")
