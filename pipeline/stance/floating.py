"""Quotations with no cue of their own: they go on with the last speaker's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Statement, StatementForm
from pipeline.stance.resolve import actors_by_token, party_of
from pipeline.stance.sources import phrase, subject
from pipeline.stance.verbal import is_utterance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.records import Quotation

MAX_OUTSIDE = 3  # words of its sentence that a floating quotation leaves outside its marks


def floating(
    doc: Doc, quoted: Sequence[Quotation], made: Sequence[Statement]
) -> Iterator[Statement]:
    """Yield a statement for each utterance in quotation marks that no cue has claimed."""
    known = sorted(made, key=lambda statement: statement.span.start)
    actors: Mapping[int, int] | None = None
    for quotation in quoted:
        if quotation.depth or not is_utterance(quotation) or _is_claimed(quotation, known):
            continue
        if not _stands_alone(quotation):
            continue
        actors = actors_by_token(doc) if actors is None else actors
        statement = _continued(quotation, known, actors)
        known.append(statement)
        known.sort(key=lambda one: one.span.start)
        yield statement


def _is_claimed(quotation: Quotation, made: Sequence[Statement]) -> bool:
    span = quotation.content
    return any(
        statement.content.start < span.end
        and span.start < statement.content.end
        and not (
            statement.cue is not None
            and span.start <= statement.cue.start < span.end
            and statement.content.start > span.start
        )
        for statement in made
    )


def _stands_alone(quotation: Quotation) -> bool:
    span = quotation.span
    first, last = span[0].sent, span[-1].sent
    outside = [
        token
        for token in (*span.doc[first.start : span.start], *span.doc[span.end : last.end])
        if not token.is_punct and not token.is_space
    ]
    after_colon = span.start > 0 and span.doc[span.start - 1].text == ":"
    return len(outside) <= MAX_OUTSIDE or after_colon or quotation.continues


def _continued(
    quotation: Quotation, made: Sequence[Statement], actors: Mapping[int, int]
) -> Statement:
    """Attribute to the last speaker before, else to the subject of the sentence before."""
    span = quotation.span
    before = [one for one in made if one.span.start < span.start and one.parent is None]
    sentence = _sentence_before(span)
    if before and (sentence is None or before[-1].span.end > sentence.start):
        last = before[-1]
        return Statement(
            last.source,
            last.source_span,
            None,
            None,
            quotation.content,
            StatementForm.DIRECT,
            span,
            addressee=last.addressee,
        )
    head = None if sentence is None else subject(sentence.root)
    written = None if head is None else phrase(head)
    return Statement(
        party_of(head, actors),
        written,
        None,
        None,
        quotation.content,
        StatementForm.DIRECT,
        span,
    )


def _sentence_before(span: Span) -> Span | None:
    """Return the sentence the quotation follows, or the words before its colon."""
    doc = span.doc
    start = span.start
    while start > 0 and (doc[start - 1].is_space or doc[start - 1].is_punct):
        start -= 1
    return None if start == 0 else doc[start - 1].sent
