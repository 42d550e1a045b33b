"""Words that French never puts side by side, by their readings in the dictionary.

Two neighbours clash where no reading of the one goes with any of the other, by the rows of
`impossible_pairs.csv`. Some pairs are only improbable: they tell where the two words also stuck
together, as they do where the words between them were lost with their blanks.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.clean.readings import readings_of
from pipeline.clean.words import elided, function_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.clean.readings import Reading

FIRST = re.compile(r"[^\W_]+'?")
LAST = re.compile(r"(?:^|')([^\W_]+)$")

# A line break is a token of its own, which nothing clashes with.
BREAK = " \n "
MAX_TOKENS = 2**17  # kept in mind


class Clash(IntEnum):
    """How surely two neighbours betray a gap."""

    NONE = 0
    FUSED = 1  # only where they stick together
    ANYWHERE = 2


def clashes(text: str) -> Iterator[tuple[int, Clash]]:
    """Yield the offset behind each word that clashes with the next one."""
    tokens = text.replace("\n", BREAK).split(" ")
    edges = [_EDGES[token] for token in tokens]
    found = [
        rank
        for rank, ((_, left), (right, _)) in enumerate(pairwise(edges))
        if left and right and _VERDICTS[left, right]
    ]
    if found:
        # the blank before a line break stands for it
        ends = list(accumulate(len(piece) + 1 if piece != "\n" else 0 for piece in tokens))
        for rank in found:
            yield ends[rank] - 1, _VERDICTS[edges[rank][1], edges[rank + 1][0]]


class _Edges(dict[str, tuple[int, int]]):
    """The codes of the readings of the first and of the last word of each token met so far."""

    def __missing__(self, token: str) -> tuple[int, int]:
        codes = _code(_first(token)), _code(_last(token))
        if len(self) < MAX_TOKENS:
            self[token] = codes
        return codes


class _Verdicts(dict[tuple[int, int], Clash]):
    """How two codes of readings clash, for those met so far."""

    def __missing__(self, pair: tuple[int, int]) -> Clash:
        left, right = pair
        self[pair] = clash = clash_of(_READINGS[left], _READINGS[right])
        return clash


_EDGES, _VERDICTS = _Edges(), _Verdicts()
# A code is a place in this list; 0 stands for no reading.
_READINGS: list[tuple[Reading, ...]] = [()]
_CODES: dict[tuple[Reading, ...], int] = {(): 0}


def _code(readings: tuple[Reading, ...]) -> int:
    code = _CODES.get(readings)
    if code is None:
        code = _CODES[readings] = len(_READINGS)
        _READINGS.append(readings)
    return code


def _last(token: str) -> tuple[Reading, ...]:
    found = LAST.search(token)
    return readings_of(found[1]) if found else ()


def _first(token: str) -> tuple[Reading, ...]:
    found = FIRST.match(token)
    if found is None:
        return ()
    if found[0].endswith("'"):
        kind = elided().get(found[0].lower())
        return (frozenset({kind}),) if kind else ()
    after = token[found.end() : found.end() + 1]
    whole = not (after.isalnum() or (after and after in "-'"))
    return readings_of(found[0]) if whole else ()


def clash_of(left: tuple[Reading, ...], right: tuple[Reading, ...]) -> Clash:
    """Return how surely words clash: no reading of the one goes with any of the other."""
    rules = _rules()
    found = Clash.ANYWHERE
    for one in left:
        for other in right:
            level = max(
                (rules.get((a, b), Clash.NONE) for a in one for b in other), default=Clash.NONE
            )
            found = min(found, level)
            if not found:
                return found
    return found


@cache
def _rules() -> Mapping[tuple[str, str], Clash]:
    """Return the rows; function words alone are told apart elsewhere, by their forms."""
    rows = lexicon.read_csv(
        "impossible_pairs.csv", ("left", "right", "where", "example", "origin"), ("left", "right")
    )
    kinds = {word.kind for word in function_words().values()}
    levels = {"": Clash.ANYWHERE, "fused": Clash.FUSED}
    return {
        (row["left"], row["right"]): Clash.FUSED
        if kinds.issuperset((row["left"], row["right"]))
        else levels[row.one_of("where", list(levels))]
        for row in rows
    }
