"""Coreference by links between mentions, and the antecedents of pronouns.

The gold links everything that is mentioned, we link actors: links are therefore counted among the
mentions that both sides have (`coreference.links`), which says how well mentions are put together,
not how many are found (`coreference.mentions_known`: share of ours that the gold has as well).

`coreference.antecedents` asks for more: over all referential pronouns and possessives of the third
person in the gold (chains of one mention left out), things included, the share whose antecedent
(`doc._.antecedents`) heads or stands in a mention of the same chain and in no shorter one.

In `coreference.pronouns` a pronoun is right when the nearest name or description of its actor
before it (after it, where none stands before) belongs to the pronoun's gold chain.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.evaluate.chain import raw_offsets
from pipeline.evaluate.figures import prf, ratio
from pipeline.records import MentionForm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.tokens import Doc, Span

PARSED = frozenset({"relative", "reflexive"})  # read off the parse: they would flatter the figure

COREFERENCE_MEASURES = (
    prf("coreference.links", "links right", "links found", "links gold"),
    prf("coreference.pronouns", "pronouns right", "pronouns judged", "pronouns gold"),
    ratio("coreference.antecedents", "antecedents right", "antecedents gold"),
    ratio("coreference.mentions_known", "mentions known", "mentions found"),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention of ours, and the gold chain of the same words."""

    start: int
    actor: int | None
    form: MentionForm
    chain: int | None


def coreference_counts(doc: Doc, gold: Sequence[tuple[int, int, int]]) -> Counter[str]:
    """Return what one document adds."""
    chains = {(start, end): chain for start, end, chain in gold}
    placed = [_placed(mention, chains) for mention in doc._.mentions]
    resolved = [mention for mention in placed if mention.actor is not None]
    counts: Counter[str] = Counter()
    counts["mentions found"] = len(placed)
    counts["mentions known"] = sum(mention.chain is not None for mention in placed)
    counts.update(_links(resolved))
    counts.update(_pronouns(placed, resolved))
    counts.update(_antecedents(doc, gold))
    return counts


def _placed(mention: object, chains: Mapping[tuple[int, int], int]) -> Placed:
    span = mention.span  # type: ignore[attr-defined]
    form = mention.form  # type: ignore[attr-defined]
    start, end = raw_offsets(span)
    chain = chains.get((start, end))
    if chain is None and form is not MentionForm.PRONOUN:
        chain = _wider(start, end, chains)
    return Placed(start, mention.actor, form, chain)  # type: ignore[attr-defined]


def _wider(start: int, end: int, chains: Mapping[tuple[int, int], int]) -> int | None:
    """Return the chain of the shortest gold mention that holds a name at either edge.

    The gold takes titles and appositions in (*le maire Paul Ott*), our names do not.
    """
    holding = [
        (high - low, chain)
        for (low, high), chain in chains.items()
        if low <= start and end <= high and (low == start or high == end)
    ]
    return min(holding)[1] if holding else None


def _links(resolved: Sequence[Placed]) -> Counter[str]:
    both = [mention for mention in resolved if mention.chain is not None]
    counts: Counter[str] = Counter()
    for one, other in combinations(both, 2):
        ours, theirs = one.actor == other.actor, one.chain == other.chain
        counts["links found"] += ours
        counts["links gold"] += theirs
        counts["links right"] += ours and theirs
    return counts


def _pronouns(placed: Sequence[Placed], resolved: Sequence[Placed]) -> Counter[str]:
    """Count over pronouns whose chain names something that we have as a mention."""
    named = [m for m in resolved if m.form is not MentionForm.PRONOUN and m.chain is not None]
    reachable = {mention.chain for mention in named}
    counts: Counter[str] = Counter()
    for pronoun in placed:
        if pronoun.form is not MentionForm.PRONOUN or pronoun.chain is None:
            continue
        counts["pronouns gold"] += pronoun.chain in reachable
        own = [mention for mention in named if mention.actor == pronoun.actor]
        if pronoun.actor is None or not own:
            continue
        before = [mention for mention in own if mention.start < pronoun.start]
        antecedent = before[-1] if before else own[0]
        counts["pronouns judged"] += 1
        counts["pronouns right"] += antecedent.chain == pronoun.chain
    return counts


def _antecedents(doc: Doc, gold: Sequence[tuple[int, int, int]]) -> Counter[str]:
    """Count the third-person pronouns of the gold and those whose antecedent is in their chain."""
    found = {raw_offsets(one.pronoun)[0]: one.antecedent for one in doc._.antecedents}
    sizes = Counter(chain for _, _, chain in gold)
    counts: Counter[str] = Counter()
    for start, end, chain in gold:
        if sizes[chain] > 1 and _is_third_person(doc, start, end):
            counts["antecedents gold"] += 1
            antecedent = found.get(start)
            counts["antecedents right"] += antecedent is not None and chain == _chain_of(
                antecedent, gold
            )
    return counts


def _chain_of(antecedent: Span, gold: Sequence[tuple[int, int, int]]) -> int | None:
    """Return the chain of the shortest gold mention that holds the antecedent's head."""
    root = antecedent.root
    place = raw_offsets(root.doc[root.i : root.i + 1])[0]
    return min(((b - a, chain) for a, b, chain in gold if a <= place < b), default=(0, None))[1]


def _is_third_person(doc: Doc, start: int, end: int) -> bool:
    text = doc._.article.article.text[start:end].lower().replace("’", "'")
    return text in third_person()


@lru_cache(maxsize=1)
def third_person() -> frozenset[str]:
    """Return the forms of personal, possessive and demonstrative pronouns."""
    table = lexicon.read_toml("coreference.toml")
    plain = {form for form, entry in table["pronouns"].items() if entry[0] not in PARSED}
    pointing = {f"{a}-{b}" for a in table["demonstratives"] for b in table["words"]["pointing"]}
    return frozenset(plain | pointing)
