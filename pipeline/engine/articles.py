"""The ingested articles of a run: one Parquet file, written and read as a stream."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.records import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_GROUP = 500  # articles a row group: what is held in memory at a time
_TYPES = {"position": pa.int64(), "partial": pa.bool_()}
SCHEMA = pa.schema([(field.name, _TYPES.get(field.name, pa.string())) for field in fields(Article)])


def write(articles: Iterable[Article], path: Path) -> int:
    """Write articles as they come and return how many there were."""
    count = 0
    temporary = path.with_name(f".{path.name}.tmp")
    rows: list[dict[str, Any]] = []
    with pq.ParquetWriter(temporary, SCHEMA, compression="zstd") as writer:
        for article in articles:
            rows.append(_row(article))
            count += 1
            if len(rows) == _GROUP:
                writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
                rows.clear()
        writer.write_table(pa.Table.from_pylist(rows, SCHEMA))
    temporary.replace(path)
    return count


def read(path: Path) -> Iterator[Article]:
    """Yield the articles of a file, in order."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=_GROUP):
            for row in batch.to_pylist():
                row["metadata"] = json.loads(row["metadata"])
                yield Article(**row)


def ids(path: Path) -> list[str]:
    """Return the document ids of a file, in order."""
    ids: list[str] = pq.read_table(path, columns=["document_id"])["document_id"].to_pylist()
    return ids


def _row(article: Article) -> dict[str, Any]:
    row = {name: getattr(article, name) for name in SCHEMA.names}
    row["metadata"] = json.dumps(dict(article.metadata), ensure_ascii=False, sort_keys=True)
    return row
