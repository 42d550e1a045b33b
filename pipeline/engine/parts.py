"""A finished batch: one file with its tables and the keys of its articles.

A part is a zip archive (stored, not compressed) of Arrow streams, so that one table can be read
without the others. It is written under a temporary name and renamed: a part that exists is whole,
and the parts that exist are the manifest of what is done.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.engine.storage import Remote, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.engine.storage import Location

_KEYS = "keys.json"
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
    folder: Location, name: str, keys: Sequence[str], tables: Mapping[str, pa.Table]
) -> Location:
    """Write a part and return its path.

    Args:
        folder: Where parts stand.
        name: Key of the batch.
        keys: Row key of each article, in order.
        tables: Tables of the batch.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(zipfile.ZipInfo(_KEYS, _EPOCH), json.dumps(list(keys)))
        for table, rows in tables.items():
            archive.writestr(zipfile.ZipInfo(table, _EPOCH), _to_bytes(rows))
    path = folder / f"{name}{SUFFIX}"
    write_whole(path, buffer.getvalue())
    return path


def keys(path: Location) -> list[str]:
    """Return the row keys of the articles of a part, in order."""
    with _opened(path) as archive:
        found: list[str] = json.loads(archive.read(_KEYS))
    return found


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
