"""Put annotations that come back from another tool where their words stand.

Tools shift offsets: they count UTF-16 units, collapse white space, change line ends. The quoted
words say where an annotation belongs; what does not fit is reported, never moved in silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fit(StrEnum):
    """How an annotation came back."""

    EXACT = "exact"
    MOVED = "moved"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Annotation:
    """A labelled stretch of a document's raw text.

    Attributes:
        start: Code points; as the tool gave it where the fit is `lost`.
        fit: Whether the words stood where the tool said.
    """

    document_id: str
    key: str
    label: str
    start: int
    end: int
    words: str
    fit: Fit


def anchored(text: str, start: int, end: int, words: str) -> tuple[int, int, Fit]:
    """Return where the words stand: at the offsets, else at the nearest place, else nowhere."""
    if text[start:end] == words:
        return start, end, Fit.EXACT
    places = []
    at = text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    if not places:
        return start, end, Fit.LOST
    nearest = min(places, key=lambda place: (abs(place - start), place))
    return nearest, nearest + len(words), Fit.MOVED


def code_points(text: str, units: int) -> int:
    """Return an offset in UTF-16 units, as JavaScript counts, as code points."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def utf16_units(text: str, points: int) -> int:
    """Return an offset in code points as UTF-16 units."""
    return len(text[:points].encode("utf-16-le", "surrogatepass")) // 2
