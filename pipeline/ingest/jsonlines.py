"""JSON Lines: one object a line, read as a stream."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, BinaryIO

from pipeline.ingest import bounds
from pipeline.ingest.drafting import Drafter
from pipeline.ingest.drafts import Refused
from pipeline.ingest.encoding import decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options
    from pipeline.ingest.sources import Source

_MARK = b"\xef\xbb\xbf"


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield an article per line; a bad line is refused and the next one read."""
    head = source.head()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        lines: Iterator[bytes | None] = iter(
            [line.encode("utf-8") for line in decode(source.read()).text.splitlines()]
        )
    else:
        lines = _lines(source.open())
    drafter = Drafter(options)
    for position, line in enumerate(lines):
        if line is None:
            yield Refused(
                RejectReason.TOO_LARGE, f"a line of more than {bounds.LINE} bytes", position
            )
        elif not line.isspace():
            yield _record(line, position, drafter)


def _record(line: bytes, position: int, drafter: Drafter) -> Draft | Refused:
    try:
        text, encoding = line.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        decoded = decode(line)
        text, encoding = decoded.text, decoded.encoding
    try:
        record = json.loads(text)
    except ValueError as error:
        return Refused(RejectReason.MALFORMED, f"no JSON: {error}", position)
    except RecursionError:
        return Refused(RejectReason.TOO_LARGE, "nested too deep", position)
    if not isinstance(record, dict):
        return Refused(RejectReason.MALFORMED, "no JSON object", position)
    return drafter.draft(record, position, encoding)


def _lines(file: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines of a file, None for one that is too long to hold.

    Raises:
        UnreadableError: The file ends too early; the lines before have been yielded.
    """
    with file:
        first = True
        while line := file.readline(bounds.LINE):
            if first:
                line, first = line.removeprefix(_MARK), False
            if len(line) == bounds.LINE and not line.endswith(b"\n"):
                while (rest := file.readline(bounds.LINE)) and not rest.endswith(b"\n"):
                    pass
                yield None
            else:
                yield line
