"""Readings: what some tokens of a text may be, and how far each is trusted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from pipeline.scan import scan

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Ranks: told by another place of the text, by the model, by one word, by its structure, by a
# whole phrase.
RECALLED, MODEL, WORD, BUILT, PHRASE = range(1, 6)
MIN_CAPITALS = 3


class Candidate(NamedTuple):
    """One reading of some tokens."""

    start: int
    end: int
    label: str
    rank: int


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a Doc, read once."""

    words: list[str]
    folded: list[str]
    spaced: list[bool]  # whether white space follows
    starts: frozenset[int]
    shouted: frozenset[int]  # tokens of lines in capitals
    lower: frozenset[str]  # words without a capital


def read(doc: Doc) -> Text:
    """Return the tokens of a Doc."""
    found = scan(doc)
    words, starts = found.texts, found.starts
    shouted: set[int] = set()
    for start, end in pairwise((*starts, len(words))):
        letters = [word for word in words[start:end] if len(word) > 1 and word.isalpha()]
        capitals = sum(word.isupper() for word in letters)
        if capitals >= MIN_CAPITALS and capitals * 5 >= len(letters) * 4:
            shouted.update(range(start, end))
    return Text(
        words,
        found.folded,
        found.spaced,
        frozenset(starts),
        frozenset(shouted),
        frozenset(word for word in words if word.islower()),
    )


def chosen(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that win, in text order; none overlap."""
    candidates.sort(key=lambda one: (-one.rank, one.start - one.end, one.start))
    taken: set[int] = set()
    found = []
    for one in candidates:
        span = range(one.start, one.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(one)
    return sorted(found)


def glued(one: Candidate, text: Text) -> Candidate:
    """Return a candidate with what hyphens tie to it: `Ki` `-` `Moon`, `al` `-` `Bab`."""
    words, spaced, start, end = text.words, text.spaced, one.start, one.end
    while start > 1 and words[start - 1] == "-" and not (spaced[start - 1] or spaced[start - 2]):
        start -= 2
    while end < len(words) - 1 and words[end] == "-" and not (spaced[end] or spaced[end - 1]):
        end += 2
    return one._replace(start=start, end=end)
