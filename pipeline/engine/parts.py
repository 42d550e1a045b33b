"""A finished batch: one file with its tables and the keys of its articles.

A part is a zip archive (stored, not compressed) of Arrow streams, so that one table can be read
without the others, and the words of each article, which tell whether other frames concern it. It is
written under a temporary name and renamed: a part that exists is whole, and the parts that exist
are the manifest of what is done.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.engine.storage import Remote, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.engine.plan import Batch
    from pipeline.engine.storage import Location

_MADE = "made.json"
_WORDS = "words"
_EPOCH = (1980, 1, 1, 0, 0, 0)
SUFFIX = ".part"
PARTS = (
    "documents",
    "rejected",
    "local_actors",
    "mentions",
    "statements",
    "opinions",
    "accusations",
)


def write(
    folder: Location,
    batch: Batch,
    tables: Mapping[str, pa.Table],
    words: Sequence[Iterable[str]] = (),
) -> Location:
    """Write a part and return its path.

    Args:
        folder: Where parts stand.
        batch: The articles, whose key names the part.
        tables: Tables of the batch.
        words: The different words of each article; without them its rows serve its frames only.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        made = {"frames": batch.frames, "keys": [key.rows for key in batch.keys]}
        archive.writestr(zipfile.ZipInfo(_MADE, _EPOCH), json.dumps(made))
        held = pa.table({_WORDS: pa.array([" ".join(sorted(some)) for some in words], pa.string())})
        archive.writestr(zipfile.ZipInfo(_WORDS, _EPOCH), _to_bytes(held))
        for table, rows in tables.items():
            archive.writestr(zipfile.ZipInfo(table, _EPOCH), _to_bytes(rows))
    path = folder / f"{batch.key}{SUFFIX}"
    write_whole(path, buffer.getvalue())
    return path


def made(path: Location) -> tuple[str, list[str]]:
    """Return the digest of the frames a part was made with, and the row keys of its articles."""
    with _opened(path) as archive:
        if _MADE not in archive.namelist():  # of an earlier version
            return "", []
        found = json.loads(archive.read(_MADE))
    return found["frames"], found["keys"]


def words(path: Location) -> list[list[str]]:
    """Return the different words of each article of a part; nothing where one was rejected."""
    if read(path, "rejected").num_rows:
        return []
    return [text.split(" ") for text in read(path, _WORDS)[_WORDS].to_pylist()]


def read(path: Location, table: str) -> pa.Table:
    """Return one table of a part."""
    with _opened(path) as archive:
        return pa.ipc.open_stream(archive.read(table)).read_all()


def _opened(path: Location) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(path.read_bytes()) if isinstance(path, Remote) else path)


def _to_bytes(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    options = pa.ipc.IpcWriteOptions(compression="zstd")
    with pa.ipc.new_stream(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    return sink.getvalue()
