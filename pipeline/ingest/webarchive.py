"""Web archives (WARC): every page that was fetched with success."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from pipeline.ingest import bounds, webpage
from pipeline.ingest.drafts import Refused, UnreadableError
from pipeline.ingest.encoding import declared_encoding, decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Draft, Options
    from pipeline.ingest.sources import Source

_PAGES = ("text/html", "application/xhtml+xml")
_OK = "200"


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the article of each page; images, scripts and requests are no items."""
    del options
    position = -1
    with source.open() as file:
        for record in _records(file):
            if _is_page(record):
                position += 1
                yield _page(record, position)
    if position < 0:
        raise UnreadableError(RejectReason.EMPTY, "no page in the archive")


def _records(file: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator

    try:
        yield from ArchiveIterator(file)
    except UnreadableError:
        raise
    except Exception as error:  # warcio raises whatever its parsing stumbles over
        raise UnreadableError(RejectReason.MALFORMED, f"no web archive: {error}") from error


def _is_page(record: Any) -> bool:
    if record.rec_type not in {"response", "resource"}:
        return False
    return _content_type(record).partition(";")[0].strip().lower() in _PAGES


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return headers.get_header("Content-Type") or ""


def _page(record: Any, position: int) -> Draft | Refused:
    url = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers
    status = _OK if headers is None else headers.get_statuscode()
    if status != _OK:
        return Refused(RejectReason.FETCH_ERROR, f"HTTP status {status} for {url}", position)
    data = record.content_stream().read(bounds.FREE_EXPANSION + 1)
    if len(data) > bounds.FREE_EXPANSION:
        detail = f"a page of more than {bounds.FREE_EXPANSION} bytes: {url}"
        return Refused(RejectReason.TOO_LARGE, detail, position)
    declared = declared_encoding(b"<" + _content_type(record).encode("ascii", "replace"))
    decoded = decode(data, declared or declared_encoding(data[:4096]))
    try:
        return webpage.article(decoded.text, encoding=decoded.encoding, url=url, position=position)
    except UnreadableError as error:
        return Refused(error.reason, f"{error.detail}: {url}", position)
