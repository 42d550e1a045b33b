"""The last, cheap pass: parts of a run become the tables of the corpus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.arrow import part_schema, to_arrow

if TYPE_CHECKING:
    from collections.abc import Mapping

# table → its actor columns: (id column, name column or None)
ACTOR_COLUMNS: dict[str, tuple[tuple[str, str | None], ...]] = {
    "mentions": (("actor_id", None),),
    "statements": (("source_id", None),),
    "opinions": (("holder_id", "holder"), ("target_id", "target")),
    "accusations": (
        ("accuser_id", "accuser"),
        ("accused_id", "accused"),
        ("reported_by_id", "reported_by"),
    ),
}
# An excluded actor takes the rows with it that could not stand without it.
NEEDED = {"mentions": "actor_id", "opinions": "target_id", "accusations": "accused_id"}


def with_corpus_actors(
    name: str, table: pa.Table, ids: Mapping[str, str | None], names: Mapping[str, str]
) -> pa.Table:
    """Return a table with the actors of its documents replaced by those of the corpus.

    Args:
        name: The table's name.
        table: A part of it.
        ids: Actor of the corpus by actor of a document; None for one that the ledger excludes.
        names: Name by actor of the corpus.
    """
    for id_column, name_column in ACTOR_COLUMNS.get(name, ()):
        local = table[id_column].to_pylist()
        merged = [None if one is None else ids.get(one) for one in local]
        table = _set(name, table, id_column, merged)
        if name_column is not None:
            old = table[name_column].to_pylist()
            new = [
                written if was is None else None if now is None else names[now]
                for was, now, written in zip(local, merged, old, strict=True)
            ]
            table = _set(name, table, name_column, new)
    needed = NEEDED.get(name)
    return table if needed is None else table.filter(pc.is_valid(table[needed]))


def actors_table(
    local: pa.Table, ids: Mapping[str, str | None], names: Mapping[str, str]
) -> pa.Table:
    """Return the table `actors` from the actors of all documents, sorted by id."""
    found: dict[str, _Actor] = {}
    columns = ("local_id", "document_id", "name", "kind", "aliases", "n_mentions")
    for local_id, document, name, kind, aliases, mentions in zip(
        *(local[column].to_pylist() for column in columns), strict=True
    ):
        actor_id = ids.get(local_id)
        if actor_id is None:
            continue
        actor = found.get(actor_id)
        if actor is None:
            actor = found[actor_id] = _Actor()
        actor.kinds[kind] = actor.kinds.get(kind, 0) + mentions + 1
        actor.aliases.add(name)
        actor.aliases.update(aliases)
        actor.documents.add(document)
        actor.mentions += mentions
    rows = [
        {
            "actor_id": actor_id,
            "name": names[actor_id],
            "kind": max(sorted(actor.kinds), key=actor.kinds.__getitem__),
            "aliases": sorted(actor.aliases),
            "n_documents": len(actor.documents),
            "n_mentions": actor.mentions,
        }
        for actor_id, actor in sorted(found.items())
    ]
    return to_arrow("actors", rows)


@dataclass(slots=True)
class _Actor:
    """What is added up for one actor of the corpus."""

    kinds: dict[str, int] = field(default_factory=dict)
    aliases: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    mentions: int = 0


def _set(name: str, table: pa.Table, column: str, values: list[str | None]) -> pa.Table:
    array = pa.array(values, pa.string())
    place = table.column_names.index(column)
    return table.set_column(place, part_schema(name).field(column), array)
