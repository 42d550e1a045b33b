"""RSS and Atom feeds. What they carry is mostly a summary, so their articles are marked partial."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import dates, markup
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.encoding import declared_encoding, decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

# By local name, in order of preference: whole texts before summaries.
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubdate", "published", "date", "issued", "updated", "modified")


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the entries of a feed.

    Raises:
        UnreadableError: It has no entries.
    """
    del options
    data = source.read()
    decoded = decode(data, declared_encoding(source.head()))
    root = markup.document_of_text(decoded.text)
    entries = [node for node in root.iter() if markup.local_name(node) in {"item", "entry"}]
    if not entries:
        raise UnreadableError(RejectReason.EMPTY, "a feed without entries")
    outlet = next(
        (
            markup.line(node)
            for node in root.iter()
            if markup.local_name(node) == "title" and not _inside(node, "item", "entry")
        ),
        None,
    )
    for position, entry in enumerate(entries):
        yield _draft(entry, position, outlet, decoded.encoding)


def _draft(entry: Element, position: int, outlet: str | None, encoding: str) -> Draft | Refused:
    parts: dict[str, list[Element]] = {}
    for child in entry:
        parts.setdefault(markup.local_name(child), []).append(child)

    def value(*names: str) -> str | None:
        found = (markup.line(node) for name in names for node in parts.get(name, ()))
        return next((text for text in found if text), None)

    title = _unescaped(value("title"))
    body: list[str] = []
    for name in _TEXTS:
        body = [part for node in parts.get(name, ()) for part in _paragraphs(node)]
        if body:
            break
    if not body:
        return Refused(RejectReason.NO_TEXT, f"no text under {title!r}", position)
    published = value(*_DATES)
    return Draft(
        text=markup.composed(title, body),
        position=position,
        record_id=value("guid", "id"),
        title=title,
        outlet=outlet,
        author=value("creator", "author"),
        published=published,
        date=dates.iso(published),
        url=_link(parts.get("link", ())) or value("link"),
        partial=True,
        encoding=encoding,
    )


def _paragraphs(node: Element) -> list[str]:
    """Return the paragraphs of a text, which is most often HTML written as text."""
    if len(node):
        return markup.paragraphs(node)
    text = node.text or ""
    if "<" not in text and "&" not in text:
        return [markup.tidy(text)] if text.strip() else []
    try:
        return markup.paragraphs(markup.page(text))
    except UnreadableError:
        return []


def _unescaped(text: str | None) -> str | None:
    """Return a title without the HTML that some feeds write into it."""
    if text is None or ("<" not in text and "&" not in text):
        return text
    return " ".join(markup.paragraphs(markup.page(text))) or None


def _link(nodes: object) -> str | None:
    """Return the address of an entry of Atom, where it is an attribute."""
    for node in nodes if isinstance(nodes, list) else ():
        if node.get("href") and node.get("rel", "alternate") == "alternate":
            return str(node.get("href"))
    return None


def _inside(node: Element, *names: str) -> bool:
    return any(markup.local_name(above) in names for above in node.iterancestors())
