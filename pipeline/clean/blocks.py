"""Blocks: which lines are headings, paragraphs, boilerplate, or a paragraph seen before."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\n]+")
# A line that is longer is read as a paragraph, whatever it says.
MAX_HEADING = 160
MAX_HEADING_WORDS = 22
MAX_BOILERPLATE = 200
MIN_DUPLICATE = 60
# What ends a sentence or leaves it open: such a line is no heading.
SENTENCE_END = re.compile(r"[.!?…;:,][\s\"'»”)\]]*$")
NOT_WORD = re.compile(r"\W+")


def blocks_of(text: str, title: str | None) -> tuple[Block, ...]:
    """Return the blocks of a text whose lines are its paragraphs."""
    return tuple(_blocks(text, _squeezed(title) if title else None))


def _blocks(text: str, title: str | None) -> Iterator[Block]:
    seen: set[str] = set()
    for match in LINE.finditer(text):
        line = match[0]
        kind = BlockKind.PARAGRAPH
        if len(line) <= MAX_BOILERPLATE and is_boilerplate(line):
            kind = BlockKind.BOILERPLATE
        elif is_heading(line) or (title is not None and _squeezed(line) == title):
            kind = BlockKind.HEADING
        elif len(line) >= MIN_DUPLICATE:
            if line in seen:
                kind = BlockKind.DUPLICATE
            seen.add(line)
        yield Block(match.start(), match.end(), kind)


def is_heading(line: str) -> bool:
    """Whether a line is short and ends as no sentence does."""
    return (
        len(line) <= MAX_HEADING
        and not SENTENCE_END.search(line)
        and len(line.split()) <= MAX_HEADING_WORDS
        and (line[0].isalnum() or line[0] in '«"“')
    )


def is_boilerplate(line: str) -> bool:
    """Whether a whole line is what the site says around its articles."""
    return _boilerplate().fullmatch(line) is not None


@cache
def _boilerplate() -> re.Pattern[str]:
    rows = lexicon.read_csv("boilerplate.csv", ("pattern", "example", "origin"), ("pattern",))
    return re.compile("|".join(row["pattern"] for row in rows), re.IGNORECASE)


def _squeezed(text: str) -> str:
    return NOT_WORD.sub(" ", text).strip().casefold()
