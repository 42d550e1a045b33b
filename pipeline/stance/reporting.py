"""Occurrences of reporting cues: which candidate is one, and which words it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.scan import scan
from pipeline.stance.attribution_cues import (
    MAX_GAP,
    Category,
    Valency,
    locution_end,
    reporting_cues,
)
from pipeline.stance.sources import NOMINALS, group_start, inverted_pronoun
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Token

    from pipeline.stance.attribution_cues import ReportingCue

VERBAL = frozenset({"VERB", "AUX"})
NEVER_VERBS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "NUM"})
NO_VERB_AFTER = frozenset({"DET", "ADP"})


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in the text.

    Attributes:
        start: First token of the verb group (auxiliaries, clitics); `end`: after the cue's last.
    """

    token: Token
    cue: ReportingCue
    start: int
    end: int


def hits(doc: Doc) -> Iterator[Hit]:
    """Yield the cues of a Doc in text order."""
    covered = 0
    for token, cues in reporting_cues().candidates(doc):
        if token.i < covered:
            continue
        hit = _first_hit(token, cues)
        if hit is not None:
            covered = hit.end
            yield hit


def _first_hit(token: Token, cues: Iterable[ReportingCue]) -> Hit | None:
    following = scan(token.doc).lower[token.i + 1 : token.i + 1 + MAX_GAP]
    for cue in cues:
        if cue.tail and cue.tail[0].isdisjoint(following):
            continue
        end = locution_end(token, cue)
        if end is None or _enters_clause(token, cue, end):
            continue
        if cue.category in {Category.VERB, Category.LOCUTION}:
            start = group_start(token)
            if _is_verbal(token, cue, start):
                return Hit(token, cue, start, end)
        elif cue.category is Category.NOUN:
            if token.pos_ in {"NOUN", "PROPN"}:
                return Hit(token, cue, token.i, end)
        else:
            return Hit(token, cue, token.i, end)
    return None


def _enters_clause(token: Token, cue: ReportingCue, end: int) -> bool:
    """Tell *a la preuve que* from *a estimé que la preuve manque*."""
    clauses = words_of("complementizers")
    between = scan(token.doc).lower[token.i + 1 : end]
    return any(w in clauses and all(w not in some for some in cue.tail) for w in between)


def _is_verbal(token: Token, cue: ReportingCue, start: int) -> bool:
    if cue.reflexive and not _has_reflexive(token, start):
        return False
    if token.i and token.nbor(-1).text.endswith("-") and not token.nbor(-1).whitespace_:
        return False  # the last part of a compound: c'est-à-dire
    if token.pos_ in VERBAL:
        return True
    before = token.doc[token.i - 1] if token.i else None
    if before is None or token.pos_ in NEVER_VERBS:
        return False
    if before.pos_ in NO_VERB_AFTER and before.lower_ not in words_of("clitics"):
        return False
    follows = before.text in {",", "»", "”", '"'} or (
        cue.reflexive and before.lower_ in words_of("third_reflexives")  # *s'étrangle*, tagged X
    )
    return follows or _has_verbal_company(token, cue, start)


def _has_verbal_company(token: Token, cue: ReportingCue, start: int) -> bool:
    """Tell a verb that the tagger missed by its subject or its complementizer."""
    if any(child.dep_ == "nsubj" and child.i < token.i for child in token.children):
        return True
    if inverted_pronoun(token, start) is not None:
        return True
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is None:
        return False
    if after.lower_ in words_of("complementizers"):
        return Valency.CLAUSE in cue.valency
    before = token.doc[token.i - 1]
    is_between_phrases = before.pos_ in NOMINALS and after.pos_ in {"DET", "AUX", "PRON"}
    return is_between_phrases and token.pos_ in {"ADV", "ADJ"}


def _has_reflexive(token: Token, start: int) -> bool:
    return any(t.lower_ in words_of("reflexives") for t in token.doc[start : token.i])
