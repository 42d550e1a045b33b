"""Who reports an accusation: the source of the words it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.records import Act, ActType, StatementForm
from pipeline.scan import sentence_start
from pipeline.stance.attribution_cues import Stand, stand_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Accusation, Party, Statement

MAX_SUBJECT_GAP = 3  # tokens from *nous* to the cue


def statements_by_token(doc: Doc) -> dict[int, Statement]:
    """Return the innermost statement of each token, cues and sources left out."""
    around: dict[int, Statement] = {}
    for statement in doc._.statements:
        for index in range(statement.content.start, statement.content.end):
            around[index] = statement
    return around


def carried_on(token: Token) -> Party:
    """Return who goes on telling: *Selon la police, X a fui. Il aurait volé un vélo*."""
    doc, start = token.doc, sentence_start(token)
    if start == 0:
        return None
    before = sentence_start(doc[start - 1])
    for statement in reversed(doc._.statements):
        told = statement.form is StatementForm.ACCORDING_TO
        if told and before <= statement.span.start < start:
            source: Party = statement.source
            return source
    return None


def reported(
    accusations: Sequence[Accusation], around: Mapping[int, Statement]
) -> Iterator[Accusation]:
    """Yield the accusations with the outer source where they stand in somebody's words."""
    for accusation in accusations:
        statement = around.get(accusation.cue.start)
        is_denial = statement is not None and _denies(statement)
        source = None if statement is None or is_denial else statement.source
        if source is None or source == accusation.accuser:
            yield accusation
        elif (
            accusation.accuser is None
            and not (source == accusation.accused and accusation.features["path"] == "clitic")
            and (
                _in_first_person(accusation.cue)
                or _confesses(accusation, source, statement)
                or _is_quoted(accusation, source)
            )
        ):
            yield replace(accusation, accuser=source, reported_by=None)
        else:
            yield replace(accusation, reported_by=source)


def _denies(statement: Statement) -> bool:
    """Tell *dément cette accusation*: who denies it does not report it."""
    return statement.cue_lemma is not None and stand_of(statement.cue_lemma) is Stand.DENIED


def _confesses(accusation: Accusation, source: Party, statement: Statement | None) -> bool:
    """Tell *X admet être responsable*: whoever admits a wrong of his own accuses himself."""
    return source == accusation.accused and admits(statement)


def _is_quoted(accusation: Accusation, source: Party) -> bool:
    """Tell *X « pourrait être incriminé »*: in his own words the speaker accuses.

    What the law has done he only tells, unless it is a complaint.
    """
    is_told = accusation.act is Act.SUE and accusation.act_type is not ActType.COMPLAINT
    if is_told or source == accusation.accused:
        return False
    cue = accusation.cue
    return any(one.content.start <= cue.start < one.content.end for one in cue.doc._.quotations)


def _in_first_person(cue: Span) -> bool:
    """Tell *nous dénonçons* inside somebody's words."""
    before = cue.doc[max(cue.sent.start, cue.start - MAX_SUBJECT_GAP) : cue.end]
    return any(token.lower_ in words_of("first_person_subjects") for token in before)


def admits(statement: Statement | None) -> bool:
    """Tell *X reconnaît que …*."""
    return statement is not None and statement.cue_lemma in words_of("admissions")
