"""Mark stretches of a text in HTML, overlapping ones too."""

from __future__ import annotations

import html
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text and what it is; offsets count code points."""

    start: int
    end: int
    role: str


def marked(text: str, marks: Iterable[Mark]) -> str:
    """Return the text as HTML with a `<mark>` around every marked stretch.

    Where marks overlap, the shared part is one element that bears both roles. Offsets outside the
    text are cut off.
    """
    kept = [clipped for mark in marks if (clipped := _clipped(mark, len(text))) is not None]
    edges = sorted({0, len(text), *(m.start for m in kept), *(m.end for m in kept)})
    parts = []
    for start, end in pairwise(edges):
        roles = sorted({mark.role for mark in kept if mark.start <= start and end <= mark.end})
        words = html.escape(text[start:end], quote=False)
        parts.append(f'<mark class="{" ".join(roles)}">{words}</mark>' if roles else words)
    return "".join(parts)


def _clipped(mark: Mark, length: int) -> Mark | None:
    start, end = max(mark.start, 0), min(mark.end, length)
    return Mark(start, end, mark.role) if start < end else None
