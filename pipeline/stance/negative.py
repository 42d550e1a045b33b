"""Whether words speak ill of somebody, and what sort of wrong they name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.lexicon import read_csv
from pipeline.records import ChargeKind
from pipeline.stance.blame import NOMINAL_TAGS, Category, blame_lexicon
from pipeline.stance.grammar import normal
from pipeline.stance.polarity import PartOfSpeech, Role, polarity_lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Span, Token

FILE = "charge_kinds.csv"
COLUMNS = ("lemma", "kind", "wrong", "origin")
NOMINAL = frozenset({PartOfSpeech.NOUN, PartOfSpeech.ADJ})
NOMINAL_CATEGORIES = frozenset({Category.NOUN, Category.ADJECTIVE})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class ChargeLexicon:
    """What sort of wrong words name.

    Attributes:
        single: Lemma → kind; `several`, of locutions by their first word.
        wrong: Single lemmas that are a wrong by themselves.
    """

    single: Mapping[str, ChargeKind]
    several: Mapping[str, tuple[tuple[tuple[str, ...], ChargeKind], ...]]
    wrong: frozenset[str]


@lru_cache(maxsize=1)
def charge_lexicon() -> ChargeLexicon:
    """Return the lexicon of charges that comes with the package."""
    single: dict[str, ChargeKind] = {}
    several: dict[str, list[tuple[tuple[str, ...], ChargeKind]]] = {}
    wrong = set()
    for row in read_csv(FILE, COLUMNS, key=("lemma",)):
        kind = ChargeKind(row.one_of("kind", set(ChargeKind)))
        words = tuple(row["lemma"].replace("'", "' ").split())
        if len(words) > 1:
            several.setdefault(words[0], []).append((words, kind))
            continue
        single[words[0]] = kind
        if row.one_of("wrong", {"yes", "no"}) == "yes":
            wrong.add(words[0])
    return ChargeLexicon(single, {k: tuple(v) for k, v in several.items()}, frozenset(wrong))


def evaluation(token: Token) -> int:
    """Return −1 for a noun or adjective that names a wrong or a fault, 1 for a merit, else 0."""
    lexicon = charge_lexicon()
    word = normal(token.text)
    if word in lexicon.wrong or token.lemma_ in lexicon.wrong:
        return -1
    known = polarity_lexicon().single
    entries = known.get(word, ()) or known.get(token.lemma_, ())
    scores = [
        entry.score for entry in entries if entry.pos in NOMINAL and entry.role is not Role.NONE
    ]
    return 0 if not scores else -1 if min(scores) < 0 else 1


def speaks_ill(span: Span) -> bool:
    """Whether any word of the span names a wrong or a fault, or a wrongful act."""
    if any(evaluation(token) < 0 or _is_wrongful_act(token) for token in span):
        return True
    root = span.root  # « sale prostituée »; not *le poids des courants idéologiques*
    near = (token for token in span if root in {token, token.head})
    return any(_is_blameworthy(token) for token in near if evaluation(token) == 0)


def _is_blameworthy(token: Token) -> bool:
    """Whether a word that nothing is told of elsewhere blames in what people say."""
    if token.pos_ not in NOMINAL_TAGS:
        return False
    entries = blame_lexicon().by_form.get(token.lower_, ())
    return any(p.category in NOMINAL_CATEGORIES and not p.tail for p, _ in entries)


def _is_wrongful_act(token: Token) -> bool:
    if token.pos_ not in VERBAL:
        return False
    entries = polarity_lexicon().single.get(normal(token.text), ())
    return any(entry.score < 0 and entry.pos is PartOfSpeech.VERB for entry in entries)


def charge_kind(span: Span) -> ChargeKind:
    """Return what sort of wrong a charge speaks of: the sort most of its words are."""
    lexicon = charge_lexicon()
    words = [normal(token.text) for token in span]
    votes: Counter[ChargeKind] = Counter()
    for i, token in enumerate(span):
        for phrase, kind in lexicon.several.get(words[i], ()):
            if tuple(words[i : i + len(phrase)]) == phrase:
                votes[kind] += 2
        found = lexicon.single.get(words[i]) or lexicon.single.get(token.lemma_)
        if found is not None:
            votes[found] += 1
    return votes.most_common(1)[0][0] if votes else ChargeKind.OTHER
