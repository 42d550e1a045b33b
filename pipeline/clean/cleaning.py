"""The steps of cleaning, in the order in which each finds what the one before made sure of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from pipeline.clean.blocks import blocks_of
from pipeline.clean.casing import truecased
from pipeline.clean.characters import with_plain_characters
from pipeline.clean.draft import begin
from pipeline.clean.fused import unfused
from pipeline.clean.gaps import gaps
from pipeline.clean.glue import unglued
from pipeline.clean.runs import bounded
from pipeline.clean.spacing import evenly_spaced
from pipeline.clean.strays import without_strays
from pipeline.clean.wrapping import unwrapped
from pipeline.records import BlockKind, CleanArticle, Repair, RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.alignment import Alignment
    from pipeline.clean.draft import Mark
    from pipeline.records import Article, Block


TOUCHING = 2  # characters between two gaps that are one


def clean(article: Article) -> CleanArticle:
    """Return the text that the language stages read, with the way back to the raw text.

    Any string is survived; the same article always gives the same value.
    """
    draft = unwrapped(evenly_spaced(with_plain_characters(begin(article.text))))
    marks: list[Mark] = []
    for step in (without_strays, unglued, unfused):
        draft, found = step(draft)
        marks += found
    stuck = {mark.raw_start for mark in marks if mark.kind is RepairKind.GLUED_WORDS}
    marks += gaps(draft, stuck)
    draft = bounded(draft)
    blocks = blocks_of(draft.text, article.title)
    return CleanArticle(
        article=article,
        text=truecased(draft.text, blocks),
        alignment=draft.alignment,
        blocks=blocks,
        repairs=analysed(placed(marks, draft.alignment), blocks),
    )


def placed(marks: Iterable[Mark], alignment: Alignment) -> tuple[Repair, ...]:
    """Return the marks in text order, each with the clean offsets that its raw ones ended up at.

    Gaps that touch are one.
    """
    repairs: list[Repair] = []
    gap_end = -1 - TOUCHING
    for kind, raw_start, raw_end, certainty in sorted(marks, key=lambda mark: mark[1:3]):
        if kind is RepairKind.GAP:
            if raw_start <= gap_end + TOUCHING:
                continue
            gap_end = raw_end
        start = bisect_left(alignment.starts, raw_start)
        end = max(start, bisect_right(alignment.ends, raw_end))
        repairs.append(Repair(kind, start, end, raw_start, raw_end, certainty))
    return tuple(repairs)


def analysed(repairs: tuple[Repair, ...], blocks: tuple[Block, ...]) -> tuple[Repair, ...]:
    """Return the repairs without the gaps in lines that nothing reads."""
    unread = [
        (block.start, block.end)
        for block in blocks
        if block.kind in {BlockKind.BOILERPLATE, BlockKind.DUPLICATE}
    ]
    if not unread:
        return repairs
    return tuple(
        repair
        for repair in repairs
        if repair.kind is not RepairKind.GAP
        or not any(start <= repair.start <= end for start, end in unread)
    )
