"""A text on its way from raw to clean: what it reads now, and where each character comes from."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pipeline.alignment import Alignment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.records import RepairKind


class Edit(NamedTuple):
    """Put `text` in the place of the characters `start:end` of a draft."""

    start: int
    end: int
    text: str


class Mark(NamedTuple):
    """A repaired or suspicious place, in raw offsets, which no later step can move."""

    kind: RepairKind
    raw_start: int
    raw_end: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Draft:
    """A text and its alignment with the raw text."""

    text: str
    alignment: Alignment

    def raw_place(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the slice `start:end`; an empty slice is the point before it.

        Where an earlier step deleted characters at an empty slice, they are the slice.
        """
        starts, ends = self.alignment.starts, self.alignment.ends
        if start < end:
            return starts[start], ends[end - 1]
        before = ends[start - 1] if start else 0
        after = starts[start] if start < len(starts) else (ends[-1] if ends else 0)
        return min(before, after), max(before, after)

    def mark(self, kind: RepairKind, start: int, end: int, certainty: float) -> Mark:
        """Return a mark on the slice `start:end`."""
        return Mark(kind, *self.raw_place(start, end), certainty)

    def relabelled(self, text: str) -> Draft:
        """Return the draft with as many other characters in place of its own."""
        return Draft(text, self.alignment)


def begin(raw: str) -> Draft:
    """Return the draft that still is the raw text."""
    return Draft(raw, Alignment.identity(len(raw)))


def edited(draft: Draft, edits: Iterable[Edit]) -> Draft:
    """Apply edits that are in text order and do not overlap.

    Every character of a replacement comes from the whole slice it replaces.
    """
    old_starts, old_ends = draft.alignment.starts, draft.alignment.ends
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    done = 0
    for start, end, replacement in edits:
        pieces += (draft.text[done:start], replacement)
        starts += old_starts[done:start]
        ends += old_ends[done:start]
        if replacement:
            raw_start, raw_end = draft.raw_place(start, end)
            starts.extend([raw_start] * len(replacement))
            ends.extend([raw_end] * len(replacement))
        done = end
    if not done and not pieces:
        return draft
    pieces.append(draft.text[done:])
    starts += old_starts[done:]
    ends += old_ends[done:]
    return Draft("".join(pieces), Alignment(starts, ends))
