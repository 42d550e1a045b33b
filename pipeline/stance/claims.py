"""Whether a statement claims what stands in it: no question, wish or denial of having said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Factuality
from pipeline.scan import scan, sentence_end, sentence_start
from pipeline.stance.attribution_cues import Stand, stand_of
from pipeline.stance.clause import verb_group
from pipeline.stance.nouns import form_mood
from pipeline.stance.status_words import status_words
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipeline.records import Statement

ASSERTING = frozenset(
    {Stand.FACTIVE, Stand.CERTAIN, Stand.PROBABLE, Stand.POSSIBLE, Stand.DOUBTFUL, Stand.NEUTRAL}
)
HEDGED = frozenset({Stand.POSSIBLE, Stand.DOUBTFUL})
DEPTH = 3  # governors that are asked


def may_blame(token: Token, statement: Statement | None) -> bool:
    """Tell whether the words around leave a claim: no question, no hypothesis, no wish."""
    if statement is not None and not _asserts(token, statement):
        return False
    start, end = sentence_start(token), sentence_end(token)
    if "?" in scan(token.doc).texts[max(start, end - 3) : end]:
        return False
    head = token
    for _ in range(DEPTH):
        if any(child.lower_ in words_of("hypothetical_marks") for child in head.children):
            return False
        head = head.head
    return True


def _asserts(token: Token, statement: Statement) -> bool:
    """Tell whether the statement says so, by somebody, outside its own cue."""
    lemma, cue = statement.cue_lemma, statement.cue
    if lemma is None or cue is None:
        return True
    if stand_of(lemma) not in ASSERTING or lemma in words_of("fears"):
        return False
    if statement.source_span is None or cue.start <= token.i < cue.end:
        return False
    return not _is_called_false(cue.root)


def _is_called_false(cue: Token) -> bool:
    """*Il est faux de dire que X a menti*, *on ne peut pas dire que*: nobody says so."""
    if form_mood(cue) is not Mood.INFINITIVE:
        return False
    above = cue.head
    if above == cue:
        return False
    if above.lower_ in words_of("false_to_say"):
        return not verb_group(above, None).negated
    if any(use == "affirmed.verbs" for use, _ in status_words().verbs.get(above.lower_, ())):
        return False  # *ne cesse de répéter que*
    return above.pos_ in {"VERB", "AUX"} and verb_group(above, form_mood(above)).negated


def status_of(statement: Statement | None, *, conditional: bool) -> Factuality:
    """Return the factuality of what a statement says somebody did."""
    lemma = None if statement is None else statement.cue_lemma
    hedged = conditional or (lemma is not None and stand_of(lemma) in HEDGED)
    return Factuality.ALLEGED if hedged else Factuality.ASSERTED
