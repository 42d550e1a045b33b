"""What extraction does to articles, done on purpose, with a record of every place.

Modelled on the damage of a real page whose links lost their text: words vanish with or without the
blanks around them, sentences and words stick together, commas stay behind, headings are dumped at
the top. Nothing here knows how cleaning looks for it: what is dropped is drawn by position alone.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*'?")
MAX_LINK_WORDS = 6
# How often each damage is drawn where a sentence is damaged at all: about as often as in that page.
WEIGHTS = {
    "clause_link": 3,
    "opening_link": 1,
    "closing_link": 2,
    "link": 3,
    "glued_sentences": 6,
    "glued_words": 1,
    "loose_comma": 2,
}
# How many links lost the blanks on both sides, and how many kept one.
BLANKS = {"none": 3, "one": 1}


class Damage(NamedTuple):
    """One place of the damaged text.

    Attributes:
        glued: Whether a blank is missing there.
        lost: The words that are gone, None where none are.
    """

    kind: str
    place: int
    glued: bool
    lost: str | None


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged text and all that was done to it.

    Attributes:
        sentences: Start and end of each sentence in the damaged text, the dumped headings first;
            a sentence that vanished altogether is left out.
    """

    text: str
    damages: tuple[Damage, ...]
    sentences: tuple[tuple[int, int], ...]


class Cut(NamedTuple):
    """Put `text` in the place of the characters `start:end` of the whole text."""

    start: int
    end: int
    text: str
    kind: str


def damage(
    text: str,
    sentences: Sequence[tuple[int, int]],
    *,
    seed: int,
    rate: float = 0.4,
    headings: Iterable[str] = (),
    protected: Sequence[tuple[int, int]] = (),
) -> Damaged:
    """Damage a clean text.

    Args:
        text: Normalised: single blanks, straight apostrophes.
        seed: What is drawn depends on it and on the text alone.
        sentences: Start and end of each sentence, in text order.
        rate: The share of sentences that are damaged.
        headings: Lines that are dumped at the top.
        protected: Stretches of which nothing is lost.
    """
    chance = random.Random(f"{seed} {text[:80]}")  # noqa: S311
    cuts: list[Cut] = []
    for rank, (start, end) in enumerate(sentences):
        if chance.random() >= rate:
            continue
        following = sentences[rank + 1][0] if rank + 1 < len(sentences) else None
        (kind,) = chance.choices(list(WEIGHTS), list(WEIGHTS.values()))
        cut = draw(kind, text, start, end, following, chance)
        taken = [*protected, *((other.start, other.end) for other in cuts)]
        if cut is not None and not any(touches(cut, stretch) for stretch in taken):
            cuts.append(cut)
    return apply(text, sorted(cuts), sentences, list(headings))


def touches(cut: Cut, other: tuple[int, int]) -> bool:
    return cut.start < other[1] + 2 and cut.end > other[0] - 2


def draw(
    kind: str, text: str, start: int, end: int, following: int | None, chance: random.Random
) -> Cut | None:
    """Return one damage of a kind inside the sentence `start:end`, None where it has no place."""
    words = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    gaps = [(a, b) for (_, a), (b, _) in pairwise(words) if text[a:b] == " "]
    if kind == "glued_sentences":
        if following is None or text[end:following] != " ":
            return None
        return Cut(end, following, "", kind)
    if kind == "glued_words":
        return Cut(*chance.choice(gaps), "", kind) if gaps else None
    if kind == "loose_comma":
        commas = [m.start() for m in re.finditer(r"(?<=\w),", text[start:end])]
        place = start + chance.choice(commas) if commas else None
        return None if place is None else Cut(place, place, " ", kind)
    lost = link(kind, text, words, end, chance)
    return None if lost is None else without(text, *lost, kind, chance)


def link(
    kind: str, text: str, words: list[tuple[int, int]], end: int, chance: random.Random
) -> tuple[int, int] | None:
    """Return the words of one link: some in a row, without a mark between them."""
    runs: list[list[tuple[int, int]]] = []
    for word in words:
        if runs and text[runs[-1][-1][1] : word[0]] in {" ", ""}:
            runs[-1].append(word)
        else:
            runs.append([word])
    if len(words) < MAX_LINK_WORDS:
        return None
    size = chance.randint(1, MAX_LINK_WORDS)
    if kind == "clause_link":  # all that stands before a comma
        run = chance.choice([runs[0], chance.choice(runs)])
        return (run[0][0], run[-1][1]) if text[run[-1][1] : run[-1][1] + 1] == "," else None
    if kind == "opening_link":
        run = runs[0][:size]
    elif kind == "closing_link":
        if text[words[-1][1] : end].strip() != ".":
            return None
        run = runs[-1][-size:]
    else:
        run = chance.choice(runs)
        first = chance.randrange(len(run))
        run = run[first : first + size]
    return run[0][0], run[-1][1]


def without(text: str, start: int, end: int, kind: str, chance: random.Random) -> Cut:
    """Return the cut that loses `start:end` with the blanks around it, or with one of them."""
    before, after = text[start - 1 : start] == " ", text[end : end + 1] == " "
    (kept,) = chance.choices(list(BLANKS), list(BLANKS.values()))
    if kept == "none":
        return Cut(start - before, end + after, "", kind)
    if before and after:
        return Cut(start, end + 1, "", kind)
    return Cut(start, end, "", kind)


def apply(
    text: str, cuts: list[Cut], sentences: Sequence[tuple[int, int]], headings: list[str]
) -> Damaged:
    """Carry out the cuts and tell where everything went."""
    top = "".join(f"{heading}\n\n" for heading in headings)
    pieces, damages = [top], []
    length, done = len(top), 0
    borders, shifts = [-1], [length]
    for cut in cuts:
        pieces += [text[done : cut.start], cut.text]
        length += cut.start - done + len(cut.text)
        done = cut.end
        borders.append(cut.start)
        shifts.append(length - cut.end)
        left, right = text[cut.start - 1 : cut.start], text[cut.end : cut.end + 1]
        words = text[cut.start : cut.end].strip()
        damages.append(Damage(cut.kind, length, sticks(left, right, cut), words or None))
    pieces.append(text[done:])

    def moved(offset: int) -> int:
        """Return where a character of the text went; lost ones go to the end of their cut."""
        rank = bisect_right(borders, offset) - 1
        if rank and offset < cuts[rank - 1].end:
            offset = cuts[rank - 1].end
        return offset + shifts[rank]

    whole = "".join(pieces)
    spans = [(moved(start), moved(end - 1) + 1) for start, end in sentences]
    starts = [(top.index(heading), top.index(heading) + len(heading)) for heading in headings]
    kept = [span for span in spans if span[1] - span[0] > 1]
    return Damaged(whole, tuple(damages), (*starts, *kept))


def sticks(left: str, right: str, cut: Cut) -> bool:
    """Whether the two sides of a cut lack a blank between them."""
    if cut.text:
        return False
    return (
        bool(left)
        and (left.isalnum() or left in ".!?…,;:»”)")
        and (right.isalnum() or right in "«“(")
    )
