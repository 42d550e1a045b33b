"""Parquet tables, read one row group at a time."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pipeline.ingest.drafting import Drafter
from pipeline.ingest.drafts import UnreadableError
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options, Refused
    from pipeline.ingest.sources import Source

_ROWS = 500  # held as Python values at a time


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield an article per row.

    Raises:
        UnreadableError: The file is no complete Parquet table.
    """
    import pyarrow as pa  # a quarter of a second that other formats save
    import pyarrow.parquet as pq

    file = source.open()
    with file:
        try:
            table = pq.ParquetFile(file if file.seekable() else io.BytesIO(source.read()))
            position = -1
            drafter = Drafter(options)
            for batch in table.iter_batches(batch_size=_ROWS):
                for record in batch.to_pylist():
                    position += 1
                    yield drafter.draft(record, position, "utf-8")
        except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
            raise UnreadableError(
                RejectReason.TRUNCATED, f"no complete Parquet table: {error}"
            ) from error
        if position < 0:
            raise UnreadableError(RejectReason.EMPTY, "a table without rows")
