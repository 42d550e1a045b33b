"""Shifters: what turns, strengthens or weakens a judgement.

After Polanyi & Zaenen, "Contextual valence shifters", and Taboada et al. (SO-CAL): a negation does
not turn a judgement into its full opposite (*pas brillant* is no *lamentable*), so its factor is
between −1 and 0. What is only wanted, feared or asked for is no judgement yet: its factor is 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.inflection import verb_forms
from pipeline.lexicon import read_csv
from pipeline.scan import has_feature, scan, sentence_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Token

FILE = "shifters.csv"
NEGATION = -0.6
CONTRAST = 0.6  # what stands before *mais*
QUESTION = 0.45
DIMINISHED = 0.5
MAX_FRONT = 3  # tokens of a locution that stands in front of what it shifts
PURPOSE = 0.3  # *pour gagner*: often reached in a narrative, never said to be
MAX_STEPS = 4  # how far up the tree a governing verb is looked for
SUBORDINATE = frozenset({"xcomp", "aux", "ccomp", "obl:arg", "obj", "cop"})
VERB_KINDS = frozenset(
    {
        "light_verb",
        "becoming",
        "irrealis",
        "reverser",
        "dative_control",
        "averter",
        "causative",
        "receiving",
    }
)


@dataclass(frozen=True, slots=True)
class Shifters:
    """Factors by kind and word."""

    kinds: Mapping[str, Mapping[str, float]]

    def factor(self, kind: str, token: Token) -> float | None:
        """Return the factor of a word of one kind, by form or lemma; None when it is none."""
        words = self.kinds[kind]
        found = words.get(token.lower_)
        return words.get(token.lemma_) if found is None else found

    def has(self, kind: str, token: Token) -> bool:
        """Tell whether a word is of one kind, by form or lemma."""
        words = self.kinds[kind]
        return token.lower_ in words or token.lemma_ in words


@cache
def shifters() -> Shifters:
    """Return the shifters of the package."""
    kinds: dict[str, dict[str, float]] = {}
    for row in read_csv(FILE, ("lemma", "kind", "factor", "origin"), key=("lemma", "kind")):
        known = kinds.setdefault(row["kind"], {})
        forms = [row["lemma"]]
        if row["kind"] in VERB_KINDS:  # found by form: the lemmatizer errs on many
            forms += [form.text for form in verb_forms(row["lemma"])]
        for form in forms:
            known.setdefault(form, row.number("factor", -1, 2))
    return Shifters(kinds)


def shifted(score: float, head: Token, own: range, table: Shifters, *, achieved: bool) -> float:
    """Return the score of a judging word where it stands, −1 to 1.

    Args:
        score: The score of the word alone.
        head: The word that carries the judgement, or the head of a locution.
        own: Indices of the words of the judgement itself: they shift nothing.
        table: The shifters.
        achieved: True for a deed, which counts only when it is done; a judgement counts when it is
            only wanted, too.
    """
    for factor in factors(score, head, own, table, achieved=achieved):
        score *= factor
    return max(-1.0, min(1.0, score))


def factors(
    score: float, head: Token, own: range, table: Shifters, *, achieved: bool
) -> Iterator[float]:
    """Yield the factor of every shifter that bears on a word."""
    yield from _modifiers(head, own, table)
    yield from _in_front(head, own, table)
    governors = tuple(_governors(head))
    negations = sum(negated(token, table) for token in (head, *governors))
    if negations % 2:
        yield NEGATION
    for governor in governors:
        yield from _governing(governor, table, achieved=achieved and score > 0)
    yield from _clause(head, governors, table)
    if achieved and _purpose(governors[-1] if governors else head, table):
        yield PURPOSE


def negated(token: Token, table: Shifters) -> bool:
    """Tell whether a negation, an *aucun* or a *sans* bears on a word."""
    with_ne = False
    doubtful = False
    for child in token.children:
        if child.pos_ != "NOUN" and table.has("negation", child):  # *un point* is none
            return child.dep_ != "conj"
        with_ne = with_ne or table.has("ne", child)
        doubtful = doubtful or table.has("negation_with_ne", child)
        if child.dep_ in {"case", "mark"} and table.has("without", child):
            return True
    return with_ne and doubtful


def _modifiers(head: Token, own: range, table: Shifters) -> Iterator[float]:
    for child in head.children:
        if child.dep_ not in {"advmod", "amod", "det"} or child.i in own:
            continue
        if table.has("lessening", child) and child.i > 0 and child.nbor(-1).pos_ == "DET":
            yield DIMINISHED  # *un peu brillant*
            continue
        for kind in ("counterfeit", "lessening", "diminisher", "hedge", "intensifier"):
            factor = table.factor(kind, child)
            if factor is not None:
                yield factor
                break


def _in_front(head: Token, own: range, table: Shifters) -> Iterator[float]:
    """Yield what a locution right in front does: *soi-disant*, which the tokenizer cuts."""
    words, read = table.kinds["counterfeit"], scan(head.doc)
    for length in range(2, MAX_FRONT + 1):
        if length <= own.start:
            text = read.between(own.start - length, own.start).lower()
            if text in words:
                yield words[text]


def _governors(head: Token) -> Iterator[Token]:
    """Yield the words on whose truth a word depends, nearest first: *pas en mesure de résister*."""
    token = head
    for _ in range(MAX_STEPS):
        governor = token.head
        infinitive = token.dep_ == "acl" and has_feature(token, "VerbForm", "Inf")
        if governor == token or not (token.dep_ in SUBORDINATE or infinitive):
            return
        if governor.pos_ not in {"VERB", "AUX"} and token.dep_ != "xcomp" and not infinitive:
            return
        yield governor
        token = governor


def _governing(governor: Token, table: Shifters, *, achieved: bool) -> Iterator[float]:
    reverser = table.factor("reverser", governor)
    if reverser is not None:
        yield reverser
    elif achieved:  # to want a wrong is wrong already; to want a success is none yet
        factor = table.factor("irrealis", governor)
        if factor is not None:
            yield factor


def _clause(head: Token, governors: tuple[Token, ...], table: Shifters) -> Iterator[float]:
    top = governors[-1] if governors else head
    for child in top.children:
        if child.dep_ in {"mark", "advmod", "case"}:
            for kind in ("condition", "concession"):
                factor = table.factor(kind, child)
                if factor is not None:
                    yield factor
        elif child.dep_ == "conj" and any(table.has("contrast", c) for c in child.children):
            yield CONTRAST
    if _question(head):
        yield QUESTION


def _purpose(top: Token, table: Shifters) -> bool:
    return any(child.dep_ == "mark" and table.has("purpose", child) for child in top.children)


def _question(head: Token) -> bool:
    return scan(head.doc).texts[sentence_end(head) - 1] == "?"
