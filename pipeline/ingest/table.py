"""Tables of comma, semicolon, tab or bar separated values: a stream where they are UTF-8."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING, TextIO

from pipeline.ingest import bounds
from pipeline.ingest.drafting import Drafter
from pipeline.ingest.drafts import Refused, UnreadableError
from pipeline.ingest.encoding import decode
from pipeline.ingest.separators import separator
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options
    from pipeline.ingest.sources import Source

_CHUNK = 1024 * 1024


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield an article per row; a row with more or fewer cells than the header is refused.

    Raises:
        UnreadableError: The table has no header.
    """
    csv.field_size_limit(bounds.LINE)
    file, encoding = _opened(source)
    with file:
        sample = file.read(100_000)
        file.seek(0)
        rows = csv.reader(file, delimiter=separator(sample))
        header = _next(rows)
        if not header:
            raise UnreadableError(RejectReason.EMPTY, "a table without a header")
        if isinstance(header, Refused):
            raise UnreadableError(RejectReason.MALFORMED, header.detail or "bad header")
        names = _unique([name.strip().lstrip("\ufeff") for name in header])
        drafter = Drafter(options)
        position = -1
        while (row := _next(rows)) is not None:
            if row == []:
                continue
            position += 1
            if isinstance(row, Refused):
                yield Refused(row.reason, row.detail, position)
            elif len(row) != len(names) and any(row[len(names) :] or [len(row) < len(names)]):
                detail = f"{len(row)} cells under a header of {len(names)}"
                yield Refused(RejectReason.MALFORMED, detail, position)
            else:
                yield drafter.draft(dict(zip(names, row, strict=False)), position, encoding)
        if position < 0:
            raise UnreadableError(RejectReason.EMPTY, "a header without rows")


def _next(rows: Iterator[list[str]]) -> list[str] | Refused | None:
    """Return the next row, None at the end; a row that breaks the format is refused alone."""
    try:
        return next(rows, None)
    except csv.Error as error:
        return Refused(RejectReason.TOO_LARGE, str(error))


def _unique(names: list[str]) -> list[str]:
    """Return the names, numbered where one stands twice: a cell must not hide another."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return result


def _opened(source: Source) -> tuple[TextIO, str]:
    if _is_utf_8(source):
        file = source.open()
        if file.seekable():
            return io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), "utf-8"
        file.close()
    decoded = decode(source.read())
    return io.StringIO(decoded.text, newline=""), decoded.encoding


def _is_utf_8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with source.open() as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
