"""Who is before the court: the people that a text says to be judged, sought or suspected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.nouns import rules
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.entities.tokens import Tokens
    from pipeline.records import Mention

UNDERGOING = frozenset({"nsubj:pass", "obj"})
MOST = 8  # tokens from *l'ancien maire de la ville* to the name behind it


def tried(
    tokens: Tokens, names: Mapping[int, Mention], taken: Mapping[int, tuple[int, int]]
) -> Iterator[int]:
    """Yield the actors whose name a verb or noun of prosecution goes with.

    Args:
        tokens: The text.
        names: The mention that begins at a token.
        taken: For every token of a name, where the name begins and ends.
    """
    acting = rules()["acting"]
    verbs = acting["prosecuting"] | acting["trying"] | acting["appearing"]
    lemmas = scan(tokens.doc).lemmas
    for i, lemma in enumerate(lemmas):
        places: Iterable[int]
        if tokens.words[i] in rules()["words"]["trials"]:
            places = _complement(tokens, i)
        elif lemma in verbs and tokens.pos[i] in {"VERB", "ADJ", "NOUN"}:
            places = _undergoing(tokens, i)
        else:
            continue
        start = next((taken[place][0] for place in places if place in taken), None)
        actor = None if start is None else names[start].actor
        if actor is not None:
            yield actor


def _complement(tokens: Tokens, i: int) -> range:
    """*le procès de l'ancien notaire Jean Untel*."""
    behind = i + 1 < len(tokens.words) and tokens.words[i + 1] in rules()["words"]["genitives"]
    return range(i + 2, min(i + 2 + MOST, len(tokens.words))) if behind else range(0)


def _undergoing(tokens: Tokens, i: int) -> Iterator[int]:
    """*Jean Untel, jugé à Brest*; *le maire Jean Untel est jugé*; *juge Jean Untel*."""
    if i > 1 and tokens.words[i - 1] == ",":
        yield i - 2
    appearing = rules()["acting"]["appearing"]
    labels = UNDERGOING | {"nsubj"} if scan(tokens.doc).lemmas[i] in appearing else UNDERGOING
    low, high = max(tokens.sentence_start(i), i - 2 * MOST), min(i + MOST, len(tokens.words))
    for j in range(low, high):
        if tokens.head[j] == i and tokens.dep[j] in labels:
            yield from range(j, min(j + MOST, i if j < i else high))
