"""TEI documents, alone or many in one corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import dates, markup
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.exports import language_code
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NOT_TEXT = frozenset({"teiheader", "note", "fw", "figure", "back"})
_TEI_BLOCKS = frozenset(
    {"p", "head", "div", "lb", "l", "lg", "ab", "item", "list", "row", "cell", "sp", "trailer"}
)


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield a document per element `TEI`.

    Raises:
        UnreadableError: There is none.
    """
    del options
    decoded = source.decoded()
    root = markup.document_of_text(decoded.text)
    nodes = [node for node in root.iter() if markup.local_name(node) in {"tei", "tei.2"}]
    if not nodes:
        raise UnreadableError(RejectReason.MALFORMED, "a corpus of TEI without documents")
    for position, node in enumerate(nodes):
        yield _draft(node, position, decoded.encoding)


def _draft(node: Element, position: int, encoding: str) -> Draft | Refused:
    header = _below(node, "teiheader")
    title = _line(header, "titlestmt", "title") or _line(header, "title")
    body = [
        part
        for text in _below_all(node, "body")
        for part in markup.paragraphs(text, blocks=_TEI_BLOCKS, unseen=_NOT_TEXT)
    ]
    if not body:
        return Refused(RejectReason.NO_TEXT, f"no text under {title!r}", position)
    day = _below(_below(header, "publicationstmt"), "date")
    if day is None:
        day = _below(header, "date")
    when = None if day is None else day.get("when")
    printed = markup.line(day) or when
    language = _below(header, "language")
    return Draft(
        text=markup.composed(title, body),
        position=position,
        record_id=node.get(_ID),
        title=title,
        outlet=_line(header, "publicationstmt", "publisher") or _line(header, "publisher"),
        author=_line(header, "titlestmt", "author") or _line(header, "author"),
        published=printed,
        date=dates.iso(when) or dates.iso(printed),
        url=_url(header),
        language=None if language is None else language_code(language.get("ident") or ""),
        encoding=encoding,
    )


def _below(node: Element | None, name: str) -> Element | None:
    return None if node is None else next(iter(_below_all(node, name)), None)


def _below_all(node: Element, name: str) -> list[Element]:
    return [child for child in node.iter() if markup.local_name(child) == name]


def _line(node: Element | None, *path: str) -> str | None:
    for name in path:
        node = _below(node, name)
    return markup.line(node) or None


def _url(header: Element | None) -> str | None:
    """Return the address among the identifiers and references of a header."""
    if header is None:
        return None
    texts = [markup.line(found) for found in _below_all(header, "idno")]
    texts += [
        found.get("target") or "" for name in ("ref", "ptr") for found in _below_all(header, name)
    ]
    return next((text for text in texts if text.startswith(("http://", "https://"))), None)
