"""Blocks: which lines are headings, paragraphs, boilerplate, or a paragraph seen before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.records import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = re.compile(r"[^\n]+")
MAX_HEADING_CHARACTERS = 160
MAX_HEADING_WORDS = 22
# What ends a sentence, perhaps inside closing marks: such a line is no heading.
SENTENCE_END = re.compile(r"[.!?…;:,][\s\"'»”)\]]*$")
# A heading may ask or exclaim, a paragraph may too: only the title decides.
MIN_DUPLICATE_CHARACTERS = 60


def blocks_of(text: str, title: str | None) -> tuple[Block, ...]:
    """Return the blocks of a text whose lines are its paragraphs."""
    return tuple(_blocks(text, _squeezed(title) if title else None))


def _blocks(text: str, title: str | None) -> Iterator[Block]:
    seen: set[str] = set()
    for match in LINE.finditer(text):
        line = match[0]
        kind = BlockKind.PARAGRAPH
        if is_heading(line) or (title is not None and _squeezed(line) == title):
            kind = BlockKind.HEADING
        elif len(line) >= MIN_DUPLICATE_CHARACTERS:
            if line in seen:
                kind = BlockKind.DUPLICATE
            seen.add(line)
        yield Block(match.start(), match.end(), kind)


def is_heading(line: str) -> bool:
    """Whether a line is short and ends as no sentence does."""
    return (
        len(line) <= MAX_HEADING_CHARACTERS
        and not SENTENCE_END.search(line)
        and len(line.split()) <= MAX_HEADING_WORDS
        and line[:1].isalnum() | (line[:1] in '«"“')
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
