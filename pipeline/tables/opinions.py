"""Table `opinions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.tables.rows import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from pipeline.records import Opinion
    from pipeline.tables.rows import Context


def opinion_rows(context: Context, doc: Doc) -> Iterator[dict[str, Any]]:
    """Yield a row per (holder, target, expression), in text order."""
    opinions: tuple[Opinion, ...] = doc._.opinions
    for rank, opinion in enumerate(opinions):
        holder_id, holder = context.party(opinion.holder)
        target_id, target = context.party(opinion.target)
        yield {
            "opinion_id": f"{context.document_id}#o{rank}",
            "document_id": context.document_id,
            "sentence": context.sentence(opinion.expression),
            "holder_id": holder_id,
            "holder": holder,
            "target_id": target_id,
            "target": target,
            "polarity": str(opinion.polarity),
            "score": opinion.score,
            "expression": context.raw_text(opinion.expression),
            "rule": opinion.rule,
            "statement_id": _id(context, "s", opinion.statement),
            "accusation_id": _id(context, "a", opinion.accusation),
            **offsets(context, "", opinion.expression),
        }


def _id(context: Context, letter: str, rank: int | None) -> str | None:
    return None if rank is None else f"{context.document_id}#{letter}{rank}"
