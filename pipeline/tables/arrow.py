"""Rows to Arrow, and Arrow to files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv as pa_csv

from pipeline import schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# Actors of one document, as `tables.mentions.local_actor_rows` yields them.
LOCAL_ACTORS = pa.schema(
    [
        ("local_id", pa.string()),
        ("document_id", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("aliases", pa.list_(pa.string())),
        ("named", pa.bool_()),
        ("gender", pa.string()),
        ("number", pa.string()),
        ("n_mentions", pa.int64()),
    ]
)


def part_schema(table: str) -> pa.Schema:
    """Return how a table is kept in the parts of a run: as in the contract, nothing encoded."""
    if table == "local_actors":
        return LOCAL_ACTORS
    return pa.schema(
        pa.field(f.name, pa.string(), nullable=f.nullable) if pa.types.is_dictionary(f.type) else f
        for f in schema.arrow_schema(table)
    )


def to_arrow(table: str, rows: Sequence[dict[str, Any]]) -> pa.Table:
    """Return rows as an Arrow table for a part."""
    wanted = part_schema(table)
    arrays = [pa.array([row[f.name] for row in rows], f.type) for f in wanted]
    return pa.Table.from_arrays(arrays, schema=wanted)


def encoded(table: str, part: pa.Table) -> pa.Table:
    """Return a part with the types of the contract.

    Dictionaries are made here, from the rows as they will be written: the bytes of a table must
    not tell how its rows were spread over parts.
    """
    wanted = schema.arrow_schema(table)
    arrays = []
    for f in wanted:
        column = part[f.name].combine_chunks()
        if pa.types.is_dictionary(f.type):
            column = column.dictionary_encode().cast(f.type)
        arrays.append(column)
    return pa.Table.from_arrays(arrays, schema=wanted)


def write_csv(table: pa.Table, path: Path) -> None:
    """Write a table as CSV: comma, UTF-8, no byte order mark; lists joined by ` | `."""
    plain = []
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            plain.append(column.cast(pa.string()))
        elif pa.types.is_list(column.type):
            joined = [None if cell is None else " | ".join(cell) for cell in column.to_pylist()]
            plain.append(pa.array(joined, pa.string()))
        else:
            plain.append(column)
    temporary = path.with_name(f".{path.name}.tmp")
    pa_csv.write_csv(pa.table(plain, names=table.column_names), temporary)
    temporary.replace(path)
