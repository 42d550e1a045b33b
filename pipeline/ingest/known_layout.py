"""Records of a named layout, in whichever container they come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import jsondocument, jsonlines, parquet, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options, Refused
    from pipeline.ingest.sources import Source


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield an article per record."""
    head = source.head().removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"PAR1"):
        return parquet.read(source, options)
    if head.startswith(b"["):
        return jsondocument.read(source, options)
    if head.startswith(b"{"):
        first = head.partition(b"\n")[0].rstrip()
        is_lines = first.endswith(b"}") or source.suffix in {".jsonl", ".ndjson"}
        return jsonlines.read(source, options) if is_lines else jsondocument.read(source, options)
    return table.read(source, options)
