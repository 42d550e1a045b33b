"""All tables of a run as DataFrames, with the dtypes of the contract."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow.parquet as pq

from pipeline import schema
from pipeline.errors import InputError
from pipeline.schema import Type

if TYPE_CHECKING:
    from collections.abc import Iterator

_DTYPES = {
    Type.TEXT: "string",
    Type.INTEGER: "Int64",
    Type.NUMBER: "Float64",
    Type.BOOLEAN: "boolean",
    Type.TEXTS: "object",
}


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of one run; see `griefs schema` for their columns."""

    folder: Path
    documents: pd.DataFrame
    rejected: pd.DataFrame
    actors: pd.DataFrame
    mentions: pd.DataFrame
    statements: pd.DataFrame
    opinions: pd.DataFrame
    accusations: pd.DataFrame
    actor_sentiment: pd.DataFrame
    actor_pairs: pd.DataFrame

    def __iter__(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield (name, table) in the order of the contract."""
        for field in fields(self)[1:]:
            yield field.name, getattr(self, field.name)


def load(folder: str | Path) -> Tables:
    """Return all tables of a run.

    Raises:
        InputError: The folder holds no finished run.
    """
    root = Path(folder)
    return Tables(root, **{name: load_table(root, name) for name in schema.TABLES})


def load_table(folder: str | Path, name: str, columns: list[str] | None = None) -> pd.DataFrame:
    """Return one table of a run, or some columns of it.

    Raises:
        InputError: The folder has no such table.
        UnknownNameError: The contract has no such table.
    """
    declared = schema.columns(name)
    path = Path(folder) / f"{name}.parquet"
    if not path.is_file():
        raise InputError(f"{path} is missing: no finished run there. Run: griefs run … --out DIR")
    frame = pq.read_table(path, columns=columns).to_pandas()
    return typed(frame, declared)


def typed(frame: pd.DataFrame, declared: tuple[schema.Column, ...]) -> pd.DataFrame:
    """Return the frame with the dtype that each column is declared with."""
    kept = [c for c in declared if c.name in frame.columns]
    # To pandas, categories in another order are the same dtype: they are set, not cast.
    ordered = {
        c.name: pd.Categorical(frame[c.name], categories=list(c.values))
        for c in kept
        if c.type is Type.CATEGORY
    }
    return frame.assign(**ordered).astype({c.name: _dtype(c) for c in kept})


def empty(name: str) -> pd.DataFrame:
    """Return a table without rows, dtypes in place."""
    declared = schema.columns(name)
    return typed(pd.DataFrame({c.name: [] for c in declared}), declared)


def _dtype(column: schema.Column) -> str | pd.CategoricalDtype:
    if column.type is Type.CATEGORY:
        return pd.CategoricalDtype(list(column.values))
    return _DTYPES[column.type]
