"""Table `accusations`: claims, with who makes them, their words and their status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.tables.rows import is_damaged, offsets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

    from spacy.tokens import Doc, Span

    from pipeline.records import Accusation
    from pipeline.tables.rows import Context


def accusation_rows(context: Context, doc: Doc) -> Iterator[dict[str, Any]]:
    """Yield a row per accusation event, in text order."""
    sentences = tuple(doc.sents)
    for rank, accusation in enumerate(doc._.accusations):
        sentence = sentences[context.sentence(accusation.cue)]
        yield {
            "accusation_id": f"{context.document_id}#a{rank}",
            "document_id": context.document_id,
            "sentence": context.sentence(accusation.cue),
            **_parties(context, accusation),
            **_act(context, accusation),
            **_answer(context, accusation),
            "damaged": is_damaged(context, sentence),
            "checked": None,  # a person's word, added when the tables are written
            **_evidence(context, sentence),
        }


def _parties(context: Context, accusation: Accusation) -> dict[str, Any]:
    accuser_id, accuser = context.party(accusation.accuser)
    accused_id, accused = context.party(accusation.accused)
    reported_by_id, reported_by = context.party(accusation.reported_by)
    return {
        "accuser_id": accuser_id,
        "accuser": accuser,
        "accused_id": accused_id,
        "accused": accused,
        "reported_by_id": reported_by_id,
        "reported_by": reported_by,
    }


def _act(context: Context, accusation: Accusation) -> dict[str, Any]:
    charge = accusation.charge
    return {
        "act": str(accusation.act),
        "act_type": str(accusation.act_type),
        "group_id": f"{context.document_id}#g{accusation.group}",
        "charge": None if charge is None else context.raw_text(charge),
        "charge_kind": _name(accusation.charge_kind),
        "cue": context.raw_text(accusation.cue),
        "cue_lemma": accusation.cue_lemma,
        "rule": accusation.rule,
        "factuality": str(accusation.factuality),
        "commitment_source": str(accusation.commitment_source),
        "commitment_author": str(accusation.commitment_author),
        "legal_stage": _name(accusation.legal_stage),
        "plover": accusation.plover,
        "cameo": accusation.cameo,
        "confidence": accusation.confidence,
        **offsets(context, "cue_", accusation.cue),
        **offsets(context, "charge_", charge),
    }


def _answer(context: Context, accusation: Accusation) -> dict[str, Any]:
    cue = accusation.response_cue
    where = offsets(context, "response_cue_", cue)
    return {
        "response": _name(accusation.response),
        "response_cue": None if cue is None else context.raw_text(cue),
        "response_sentence": None if cue is None else context.sentence(cue),
        "response_cue_raw_start": where["response_cue_raw_start"],
        "response_cue_raw_end": where["response_cue_raw_end"],
    }


def _evidence(context: Context, sentence: Span) -> dict[str, Any]:
    start, end = context.raw_span(trimmed(sentence))
    return {
        "evidence": context.raw[start:end],
        "evidence_raw_start": start,
        "evidence_raw_end": end,
    }


def trimmed(span: Span) -> Span:
    """Return the span without the white space at its edges."""
    start, end = span.start, span.end
    while start < end - 1 and span.doc[start].is_space:
        start += 1
    while end > start + 1 and span.doc[end - 1].is_space:
        end -= 1
    return span.doc[start:end]


def _name(value: StrEnum | None) -> str | None:
    return None if value is None else str(value)
