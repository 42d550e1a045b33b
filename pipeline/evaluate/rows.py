"""The tables of a run as plain rows by document, from Parquet or CSV."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Row = dict[str, Any]


def by_document(folder: Path, table: str) -> Mapping[str, list[Row]]:
    """Return the rows of a table by document id, in their order.

    Raises:
        InputError: The folder has no such table.
    """
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in read_rows(folder, table):
        grouped[str(row["document_id"])].append(row)
    return grouped


def read_rows(folder: Path, table: str) -> list[Row]:
    """Return the rows of a table.

    Raises:
        InputError: The folder has no such table.
    """
    rows: list[Row] = _read(folder, table).to_pylist()
    return rows


def _read(folder: Path, table: str) -> Any:
    parquet, text = folder / f"{table}.parquet", folder / f"{table}.csv"
    if parquet.is_file():
        return pq.read_table(parquet)
    if text.is_file():
        options = pa.csv.ConvertOptions(
            column_types={"document_id": pa.string()}, strings_can_be_null=True, null_values=[""]
        )
        parsing = pa.csv.ParseOptions(newlines_in_values=True)
        return pa.csv.read_csv(text, convert_options=options, parse_options=parsing)
    raise InputError(f"{folder} has no table {table}. Run: griefs run … --out {folder}")
