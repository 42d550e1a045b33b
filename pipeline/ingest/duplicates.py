"""Near-duplicates: agency copy, print and web twins, the same piece exported twice.

MinHash over shingles of ten letters (Broder), in bands for candidates. What then decides is how
much of the shorter text the longer one holds: a dispatch that a paper cut by a third is held whole,
while two reports on one pattern, with as much in common, each have a quarter of their own. Nothing
is deleted: what belongs together gets one group, named after its first article.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rensa import RMinHash

    from pipeline.records import Article

PERMUTATIONS = 128
BANDS = 32
SHINGLE = 10  # letters: two words
ALIKE = 0.7  # share of the shingles of both that they have in common, estimated: the same text
OVERLAP = 0.45  # the same, where one text is a part of the other
CONTAINED = 0.89  # share of the shingles of the shorter text that the longer one holds
FEWEST_LETTERS = 60  # shorter texts are alike by chance
_SAME = 0.95  # from here on a copy need not be kept for comparison: its original is
# Texts on one pattern (weather, prices, results) that are kept; a further one is compared with
# these alone, or a hundred thousand bulletins would each be held against all others.
CROWD = 256
_SEED = 42
# Only these are compared: twins differ in quotation marks, accents of capitals, spaces and breaks.
_KEPT = (string.ascii_letters + string.digits).encode()
_NO_LETTERS = bytes(set(range(256)) - set(_KEPT))
_MARKS = bytes(set(range(128)) - set(_KEPT))
_LOWER = bytes(range(256)).lower()
# A shingle is read as two numbers of eight bytes, the second starting so much further on.
_FURTHER = SHINGLE - 8
_PICKED = np.uint64(2**64 // 4)  # one shingle in four is as good as all
_ODD, _OTHER_ODD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)  # any would do


def duplicate_groups(articles: Iterable[Article]) -> dict[str, str]:
    """Return the group by document id; documents alone in theirs are left out."""
    groups = DuplicateGroups()
    for article in articles:
        groups.add(article.document_id, article.text)
    return groups.result()


class DuplicateGroups:
    """Takes one article after another and keeps its signature only; the order decides the names."""

    def __init__(self) -> None:
        from rensa import RMinHashLSH

        self._index = RMinHashLSH(OVERLAP, PERMUTATIONS, BANDS)
        self._signatures: dict[int, tuple[RMinHash, int]] = {}
        self._ids: list[str] = []
        self._parents: list[int] = []

    def add(self, document_id: str, text: str) -> None:
        """Compare an article with those before it."""
        signature, size = signature_of(text)
        place = len(self._ids)
        self._ids.append(document_id)
        self._parents.append(place)
        if signature is None:
            return
        closest = 0.0
        candidates = sorted(self._index.query(signature))
        for candidate in candidates:
            other, other_size = self._signatures[candidate]
            overlap = other.jaccard(signature)
            closest = max(closest, overlap)
            if overlap >= ALIKE or (
                overlap >= OVERLAP and contained(overlap, size, other_size) >= CONTAINED
            ):
                self._join(candidate, place)
        if closest < _SAME and len(candidates) < CROWD:
            self._index.insert(place, signature)
            self._signatures[place] = signature, size

    def result(self) -> dict[str, str]:
        """Return the group by document id; documents alone in theirs are left out."""
        roots = [self._root(place) for place in range(len(self._ids))]
        shared = {root for place, root in enumerate(roots) if root != place}
        return {
            document_id: self._ids[root]
            for document_id, root in zip(self._ids, roots, strict=True)
            if root in shared
        }

    def _join(self, one: int, other: int) -> None:
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def _root(self, place: int) -> int:
        while self._parents[place] != place:
            self._parents[place] = self._parents[self._parents[place]]
            place = self._parents[place]
        return place


def contained(overlap: float, size: int, other_size: int) -> float:
    """Return which share of the smaller set the other holds, by what they share of both."""
    common = overlap * (size + other_size) / (1 + overlap)
    return common / min(size, other_size)


def signature_of(text: str) -> tuple[RMinHash | None, int]:
    """Return the MinHash of a text, None for one too short to be compared, and its shingles."""
    letters = _letters(text)
    if len(letters) < FEWEST_LETTERS:
        return None, 0
    from rensa import RMinHash

    shingles = _shingles(letters)
    signature = RMinHash(PERMUTATIONS, _SEED)
    signature.update(shingles)
    return signature, len(shingles)


def _letters(text: str) -> bytes:
    """Return what twins have in common whatever their typography, encoding and line breaks."""
    data = text.encode("utf-8", "replace")
    letters = data.translate(_LOWER, _NO_LETTERS)
    if 2 * len(letters) < len(data):  # another script
        letters = data.translate(_LOWER, _MARKS)
    return letters


def _shingles(letters: bytes) -> list[bytes]:
    """Return hashes of the shingles that their hash itself picks: in twins, the same ones."""
    eights = np.ndarray((len(letters) - 7,), np.uint64, letters, strides=(1,))
    hashes = eights[:-_FURTHER] * _ODD ^ eights[_FURTHER:] * _OTHER_ODD
    hashes ^= hashes >> np.uint64(29)
    hashes *= _OTHER_ODD
    picked: list[bytes] = hashes[hashes < _PICKED].view("S8").tolist()
    return picked
