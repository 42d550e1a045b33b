"""From what the components found to rows: the one bridge between a Doc and the tables.

Rows are plain dicts with the columns of `schema`. Actors are written with ids that are unique in
the run (`document#p3`); `tables.merge` replaces them by the ids of the corpus once all is read.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import RepairKind, Voice

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from pipeline.records import Actor, CleanArticle, Party


@dataclass(frozen=True, slots=True)
class Context:
    """What every row of a document needs."""

    document_id: str
    article: CleanArticle
    raw: str
    actors: tuple[Actor, ...]
    sentence_starts: tuple[int, ...]

    def sentence(self, span: Span) -> int:
        """Return the rank of the sentence a span starts in."""
        return bisect_right(self.sentence_starts, span.start_char) - 1

    def raw_span(self, span: Span) -> tuple[int, int]:
        """Return the raw offsets of a span."""
        return self.article.alignment.raw_span(span.start_char, span.end_char)

    def raw_text(self, span: Span) -> str:
        """Return the words of a span as they were published."""
        start, end = self.raw_span(span)
        return self.raw[start:end]

    def party(self, party: Party) -> tuple[str | None, str | None]:
        """Return (id, name) of a party; the author has a name and no id."""
        if party is None:
            return None, None
        if isinstance(party, Voice):
            return None, str(party)
        return self.actor_id(party), self.actors[party].name

    def actor_id(self, index: int) -> str:
        """Return the id of an actor that is unique in the run."""
        return f"{self.document_id}#p{index}"


def context_of(doc: Doc) -> Context:
    """Return the context of an annotated Doc."""
    article: CleanArticle = doc._.article
    return Context(
        document_id=article.article.document_id,
        article=article,
        raw=article.article.text,
        actors=doc._.actors,
        sentence_starts=tuple(sent.start_char for sent in doc.sents),
    )


def offsets(context: Context, prefix: str, span: Span | None) -> dict[str, int | None]:
    """Return the four offsets of a span, nulls for None."""
    names = [f"{prefix}start", f"{prefix}end", f"{prefix}raw_start", f"{prefix}raw_end"]
    if span is None:
        return dict.fromkeys(names)
    return dict(zip(names, (span.start_char, span.end_char, *context.raw_span(span)), strict=True))


def is_damaged(context: Context, span: Span) -> bool:
    """Tell whether a repair or a gap stands in the span or touches it."""
    return any(
        repair.start <= span.end_char and repair.end >= span.start_char
        for repair in context.article.repairs
        if repair.kind is not RepairKind.STRAY_SPACE
    )
