"""XML corpora of TXM: elements `text` whose attributes are the metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import dates, layouts, markup
from pipeline.ingest.drafting import address
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.exports import language_code
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the texts of a corpus.

    Raises:
        UnreadableError: There is no element `text`.
    """
    del options
    decoded = source.decoded()
    root = markup.document_of_text(decoded.text)
    nodes = [node for node in root.iter() if markup.local_name(node) == "text"]
    if not nodes:
        raise UnreadableError(RejectReason.MALFORMED, "a corpus of TXM without elements `text`")
    for position, node in enumerate(nodes):
        yield _draft(node, position, decoded.encoding)


def _draft(node: Element, position: int, encoding: str) -> Draft | Refused:
    attributes = {str(name): str(value) for name, value in node.attrib.items()}
    layout = layouts.guessed(tuple(attributes))
    used: set[str] = set()

    def value(field: str) -> str | None:
        for name in layout.fields.get(field, ()):
            if attributes[name].strip():
                used.add(name)
                return attributes[name]
        return None

    body = _body(node)
    record_id = value("document_id") or value("record_id")
    title = value("title")
    if not body:
        return Refused(RejectReason.NO_TEXT, f"no text under {title or record_id!r}", position)
    published = value("published")
    language = value("language")
    return Draft(
        text=markup.composed(title, body),
        position=position,
        record_id=record_id,
        title=title,
        outlet=value("outlet"),
        author=value("author"),
        published=published,
        date=dates.iso(published),
        url=address(value("url")),
        language=None if language is None else language_code(language),
        encoding=encoding,
        metadata={name: cell for name, cell in attributes.items() if name not in used},
    )


def _body(node: Element) -> list[str]:
    """Return the paragraphs; line breaks part them where the text has no elements of its own."""
    if any(markup.local_name(child) in {"p", "head", "lb", "s"} for child in node.iter()):
        return markup.paragraphs(node)
    lines = "".join(map(str, node.itertext())).splitlines()
    return [line for raw in lines if (line := markup.tidy(raw))]
