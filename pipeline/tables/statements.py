"""Table `statements`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.tables.rows import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from pipeline.records import Statement
    from pipeline.tables.rows import Context


def statement_rows(context: Context, doc: Doc) -> Iterator[dict[str, Any]]:
    """Yield a row per attribution, in text order."""
    statements: tuple[Statement, ...] = doc._.statements
    for rank, statement in enumerate(statements):
        source_id, name = context.party(statement.source)
        written = statement.source_span
        yield {
            "statement_id": f"{context.document_id}#s{rank}",
            "document_id": context.document_id,
            "sentence": context.sentence(statement.content),
            "source_id": source_id,
            "source": name if written is None else context.raw_text(written),
            "cue": None if statement.cue is None else context.raw_text(statement.cue),
            "cue_lemma": statement.cue_lemma,
            "content": context.raw_text(statement.content),
            "form": str(statement.form),
            "parent_id": None
            if statement.parent is None
            else f"{context.document_id}#s{statement.parent}",
            **offsets(context, "", statement.span),
            **offsets(context, "content_", statement.content),
        }
