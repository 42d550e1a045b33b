"""HTML and XML as trees of bounded depth, and their text as paragraphs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from lxml import etree, html

from pipeline.ingest import bounds
from pipeline.ingest.drafts import UnreadableError
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element as Element

# Elements that HTML never closes, or closes by itself when the next one opens.
_SELF_CLOSING = (
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|basefont|"
    "frame|isindex|p|li|dt|dd|tr|td|th|thead|tbody|tfoot|option|optgroup|colgroup|"
    "body|html|head"
)
# A tag of any other element; group 1 is the stroke of a closing one.
_TAG = re.compile(rf"<(/?)(?!(?:{_SELF_CLOSING})\b)[a-z]", re.IGNORECASE)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "lg",
        "l",
        "lb",
        "ab",
    ]
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head"})
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML forbids
_BOUND_MESSAGES = ("huge", "depth", "amplification", "entity reference loop")  # of libxml2
# Runs of white space, and single characters of it that are no space. No-break spaces are the
# author's, they stay.
_UNTIDY = ("  ", "\t", "\r", "\n", "\f", "\v")
_SPACES = re.compile(r"[ \t\r\n\f\v]{2,}|[\t\r\n\f\v]")


def page(text: str) -> Element:
    """Return the tree of an HTML page.

    Raises:
        UnreadableError: It is nested too deep to be read whole, or there is nothing in it.
    """
    check_nesting(text)
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    data = text.replace("\0", "").encode("utf-8", "replace")
    try:
        root: Element = html.document_fromstring(data, parser=parser)
    except etree.ParserError as error:
        raise UnreadableError(RejectReason.EMPTY, str(error)) from error
    return root


def document(data: bytes) -> Element:
    """Return the tree of an XML document; entities from outside are never fetched.

    Raises:
        UnreadableError: It is no well-formed XML, or nested too deep.
    """
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]  # unknown to the stubs
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(data, parser=parser)
    except etree.XMLSyntaxError as error:
        message = str(error)
        if "Premature end" in message or "EndTag" in message:
            reason = RejectReason.TRUNCATED
        elif any(word in message.lower() for word in _BOUND_MESSAGES):
            reason = RejectReason.TOO_LARGE
        else:
            reason = RejectReason.MALFORMED
        raise UnreadableError(reason, f"no well-formed XML: {message}") from error


def document_of_text(text: str) -> Element:
    """Return the tree of an XML document that was decoded before, whatever encoding it declares.

    Raises:
        UnreadableError: It is no well-formed XML, or nested too deep.
    """
    body = _DECLARATION.sub("", text, count=1)
    return document(_NO_XML.sub(" ", body).encode("utf-8", "replace"))


def check_nesting(text: str) -> None:
    """Refuse a page nested deeper than parsers follow.

    Raises:
        UnreadableError: They would drop what lies below, without a word.
    """
    if text.count("<") - text.count("</") <= bounds.NESTING:
        return  # so few elements open at all: most pages are done here
    tags = _TAG.findall(text)
    if tags.count("") <= bounds.NESTING:
        return
    depth = 0
    for closing in tags:
        if not closing:
            depth += 1
            if depth > bounds.NESTING:
                raise UnreadableError(
                    RejectReason.TOO_LARGE, f"elements nested more than {bounds.NESTING} deep"
                )
        elif depth:
            depth -= 1


def select(element: Element, path: str) -> list[Element]:
    """Return the elements that an XPath finds, in order."""
    return cast("list[Element]", element.xpath(path))


def with_class(element: Element, name: str) -> Element | None:
    """Return the first element below with a class of this name."""
    found = select(
        element, f".//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    )
    return found[0] if found else None


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return _plain_name(str(element.tag))


@lru_cache(maxsize=4096)
def _plain_name(tag: str) -> str:
    return tag.rsplit("}", 1)[-1].lower()


def line(element: Element | None) -> str:
    """Return the text of an element as one line; nothing where there is no element."""
    return "" if element is None else tidy(" ".join(paragraphs(element)))


def tidy(text: str) -> str:
    """Return a text with each run of white space made one space."""
    if any(map(text.__contains__, _UNTIDY)):  # most are tidy: told far faster than mended
        text = _SPACES.sub(" ", text)
    return text.strip(" ")


def paragraphs(
    element: Element, *, blocks: frozenset[str] = _BLOCKS, unseen: frozenset[str] = _UNSEEN
) -> list[str]:
    """Return the paragraphs below an element, in order; the empty ones are left out."""
    lines: list[list[str]] = [[]]
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        name = "" if event in {"comment", "pi"} else _plain_name(str(node.tag))
        if name in blocks:
            lines.append([])
        if event == "start":
            if name in unseen and node is not element:
                walker.skip_subtree()
            elif node.text:
                lines[-1].append(node.text)
        elif node.tail and node is not element:
            lines[-1].append(node.tail)
    found = (tidy("".join(pieces)) for pieces in lines if pieces)
    return [paragraph for paragraph in found if paragraph]


def composed(title: str | None, body: Iterable[str]) -> str:
    """Return the raw text of an article in markup: title, blank line, one paragraph a line."""
    lines = [paragraph for paragraph in body if paragraph]
    if title and lines and tidy(lines[0]) == tidy(title):
        del lines[0]
    return "\n".join([title, "", *lines] if title else lines)
