"""The only step that sees the whole corpus: parts become tables.

Rows are written in the order of the articles, window by window, so the bytes of a table do not
depend on how articles were spread over batches, workers or earlier runs, and memory is bounded by
the window.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline import schema
from pipeline.engine import parts
from pipeline.engine.frames import changed
from pipeline.engine.storage import files
from pipeline.tables.arrow import encoded, part_schema, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.engine.folder import RunFolder
    from pipeline.engine.storage import Location

DOCUMENTS_PER_WINDOW = 5_000


def parts_by_key(folder: RunFolder, frames: str) -> dict[str, Location]:
    """Return the part that holds the rows of every finished article, by its key.

    Args:
        folder: The run's.
        frames: Digest of the frames that the rows must be right for.
    """
    places: dict[str, Location] = {}
    others: list[tuple[str, Location, list[str]]] = []
    for path in files(folder.rows, f"*{parts.SUFFIX}"):
        with_frames, keys = parts.made(path)
        if with_frames == frames:
            places.update(dict.fromkeys(keys, path))
        else:
            others.append((with_frames, path, keys))
    changes = {one: changed(folder, one, frames) for one in {made for made, _, _ in others}}
    for with_frames, path, keys in others:
        words_changed = changes[with_frames]
        if words_changed is not None and not places.keys() >= set(keys):
            for key, words in zip(keys, parts.words(path), strict=False):
                if words_changed.isdisjoint(words):
                    places.setdefault(key, path)
    return places


def rows_in_order(
    table: str, wanted: Sequence[tuple[str, Location]], window: int = DOCUMENTS_PER_WINDOW
) -> Iterator[pa.Table]:
    """Yield the rows of one table, window by window, in the order of the articles.

    Args:
        table: A table with a column `document_id`.
        wanted: (document id, part that holds it) of every article of the run, in order.
        window: Articles held in memory at a time.
    """
    for start in range(0, len(wanted), window):
        # Only its own part counts: another may hold rows of an earlier version of the article.
        own: dict[Location, dict[str, int]] = {}
        for rank, (document, path) in enumerate(wanted[start : start + window]):
            own.setdefault(path, {})[document] = rank
        found = []
        for path, ranks in own.items():
            rows = parts.read(path, table)
            place = pc.index_in(rows["document_id"], value_set=pa.array(list(ranks), pa.string()))
            rank = pa.chunked_array([pa.array(list(ranks.values()), pa.int64())]).take(place)
            found.append(rows.append_column("_rank", rank).filter(pc.is_valid(rank)))
        joined = pa.concat_tables(found)
        order = pc.sort_indices(joined["_rank"])  # stable: rows keep their order in the text
        yield joined.take(order).drop_columns(["_rank"])


def rejected_rows(paths: Sequence[Location]) -> pa.Table:
    """Return the articles that the analysis rejected, sorted."""
    found = [parts.read(path, "rejected") for path in paths]
    joined = pa.concat_tables([part_schema("rejected").empty_table(), *found])
    return joined.sort_by([("source_path", "ascending"), ("detail", "ascending")])


def write_table(name: str, tables: Iterator[pa.Table], folder: Path, *, csv: bool) -> int:
    """Write one table of the contract, as Parquet and on request as CSV; return its rows."""
    path = folder / f"{name}.parquet"
    temporary = folder / f".{name}.parquet.tmp"
    count = 0
    with pq.ParquetWriter(temporary, schema.arrow_schema(name), compression="zstd") as writer:
        for table in tables:
            writer.write_table(encoded(name, table))
            count += table.num_rows
    temporary.replace(path)
    if csv:
        write_csv(pq.read_table(path), folder / f"{name}.csv")
    return count


def documents_with_groups(rows: pa.Table, groups: Mapping[str, str]) -> pa.Table:
    """Return documents with the near-duplicate groups that only the whole corpus tells."""
    ids = rows["document_id"].to_pylist()
    column = pa.array([groups.get(one, one) for one in ids], pa.string())
    index = rows.column_names.index("duplicate_group")
    return rows.set_column(index, rows.schema.field(index), column)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
