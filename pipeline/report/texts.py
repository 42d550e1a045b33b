"""Raw texts of a run, where raw offsets point."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from pipeline.errors import InputError
from pipeline.records import Article

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

_ARTICLES = "articles.parquet"


def has_texts(folder: Path) -> bool:
    """Tell whether a run still keeps its articles."""
    return (folder / _ARTICLES).is_file()


def raw_texts(folder: Path, wanted: Collection[str] | None = None) -> Mapping[str, str]:
    """Return the raw text of each document, or of the wanted ones.

    Raises:
        InputError: The run keeps no articles.
    """
    path = folder / _ARTICLES
    if not path.is_file():
        raise InputError(f"{path} is missing: the texts are no longer beside the tables.")
    table = pq.read_table(path, columns=["document_id", "text"])
    pairs = zip(table["document_id"].to_pylist(), table["text"].to_pylist(), strict=True)
    return {name: text for name, text in pairs if wanted is None or name in wanted}


def article_of(folder: Path, document_id: str) -> Article:
    """Return one article of a run as ingest read it.

    Raises:
        InputError: The run keeps no articles, or not this one.
    """
    path = folder / _ARTICLES
    if not path.is_file():
        raise InputError(f"{path} is missing: the texts are no longer beside the tables.")
    rows = pq.read_table(path, filters=[("document_id", "=", document_id)]).to_pylist()
    if not rows:
        raise InputError(f"The run in {folder} has no document {document_id}.")
    row = rows[0]
    return Article(**row | {"metadata": json.loads(row["metadata"])})
