"""Table `mentions`, and the actors of one document before the corpus is merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.tables.rows import offsets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc

    from pipeline.records import Mention
    from pipeline.tables.rows import Context


def mention_rows(context: Context, doc: Doc, kept: frozenset[int]) -> Iterator[dict[str, Any]]:
    """Yield a row per resolved mention of a kept actor, in text order."""
    mentions: tuple[Mention, ...] = doc._.mentions
    for rank, mention in enumerate(mentions):
        if mention.actor is None or mention.actor not in kept:
            continue
        yield {
            "mention_id": f"{context.document_id}#m{rank}",
            "document_id": context.document_id,
            "actor_id": context.actor_id(mention.actor),
            "sentence": context.sentence(mention.span),
            "text": context.raw_text(mention.span),
            "form": str(mention.form),
            "how": mention.how,
            "confidence": mention.confidence,
            **offsets(context, "", mention.span),
        }


def local_actor_rows(context: Context, doc: Doc, kept: frozenset[int]) -> Iterator[dict[str, Any]]:
    """Yield a row per kept actor of the document, for the merge over the corpus."""
    counts: dict[int, int] = {}
    for mention in doc._.mentions:
        if mention.actor is not None:
            counts[mention.actor] = counts.get(mention.actor, 0) + 1
    for index, actor in enumerate(context.actors):
        if index in kept:
            yield {
                "local_id": context.actor_id(index),
                "document_id": context.document_id,
                "name": actor.name,
                "kind": str(actor.kind),
                "aliases": list(actor.aliases),
                "named": actor.named,
                "gender": actor.gender,
                "number": actor.number,
                "n_mentions": counts.get(index, 0),
            }


def kept_actors(doc: Doc) -> frozenset[int]:
    """Return the actors that reach the tables.

    Named actors do; an actor that only descriptions name (*les riverains*) does when it acts, or
    takes part in a statement, an accusation or an opinion: every group of people that a text
    mentions in passing would drown the table.
    """
    actors = enumerate(doc._.actors)
    parties: set[object] = {i for i, actor in actors if actor.named or actor.acts}
    for statement in doc._.statements:
        parties |= {statement.source, statement.addressee}
    for accusation in doc._.accusations:
        parties |= {accusation.accuser, accusation.accused, accusation.reported_by}
    for opinion in doc._.opinions:
        parties |= {opinion.holder, opinion.target}
    return frozenset(party for party in parties if isinstance(party, int))
