"""HTML exports of Europresse, three generations: cells of a table, articles, rdp__ articles.

A file holds many articles. Each has its own id, `news·20240301·CODE·4a5b`, which carries a date.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.ingest import dates
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.exports import is_boilerplate, section, words_counted
from pipeline.ingest.markup import composed, line, page, paragraphs, select, tidy, with_class
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

_ID = re.compile(r"\b[a-z]{2,12}[·•](\d{8})[·•][\w-]+[·•][\w.-]+")
_PAGE = re.compile(r"\bpp?\.\s*([\w(),+-]+)", re.IGNORECASE)
_TIME = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?(?: UTC ?[+-]\d{2}:?\d{2})?")
_LONGEST_AUTHOR = 120  # characters


_CELLS = (
    "//td[.//span[contains(@class, 'DocPublicationName')]]"
    "[not(.//td//span[contains(@class, 'DocPublicationName')])]"
)


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the articles of an export.

    Raises:
        UnreadableError: There is no article in it.
    """
    del options
    decoded = source.decoded()
    root = page(decoded.text)
    reader, nodes = _article, select(root, "//article")
    if not nodes:
        reader, nodes = _cell, select(root, _CELLS)
    if not nodes:
        raise UnreadableError(RejectReason.MALFORMED, "an export of Europresse without articles")
    for position, node in enumerate(nodes):
        yield reader(node, position, decoded.encoding)


def _article(node: Element, position: int, encoding: str) -> Draft | Refused:
    """Return an article of the generations that have elements `article`."""
    title_block = with_class(node, "titreArticle")
    title = line(with_class(node, "titreArticleVisu")) or line(title_block)
    header = line(with_class(node, "DocHeader")) or line(with_class(node, "DocTitreSousSection"))
    return _draft(
        node,
        position,
        encoding,
        title=title,
        header=header,
        author=_author(node, title_block),
        body=_body(node),
        more={
            "subtitle": line(with_class(node, "rdp__subtitle")),
            "overtitle": ""
            if title_block is None
            else line(with_class(title_block, "sm-margin-bottomNews")),
        },
    )


def _cell(node: Element, position: int, encoding: str) -> Draft | Refused:
    """Return an article of the oldest generation: text and spans in one cell of a table."""
    title_node = with_class(node, "TitreArticleVisu")
    spans = select(node, ".//span[contains(@class, 'DocHeader')]")
    after = [] if title_node is None else _after(title_node)
    author = None
    if after and after[0][0] == "head":
        candidate = after[0][1]
        if len(candidate) <= _LONGEST_AUTHOR and not candidate.endswith((".", "!", "?", "…")):
            author = candidate
            del after[0]
    body = list(takewhile(lambda text: not _is_end(text), (text for _, text in after)))
    return _draft(
        node,
        position,
        encoding,
        title=line(title_node),
        header=tidy(" ".join(line(span) for span in spans)),
        author=author,
        body=body,
        more={},
    )


def _draft(
    node: Element,
    position: int,
    encoding: str,
    *,
    title: str,
    header: str,
    author: str | None,
    body: list[str],
    more: dict[str, str],
) -> Draft | Refused:
    record_id, id_date = _record_id(node)
    if not body:
        shown = title or record_id or "an article without title"
        return Refused(RejectReason.NO_TEXT, f"no text under {shown!r}", position)
    printed = dates.find(header)
    code = node.xpath("string(.//span[@sourcecode]/@sourcecode)")
    more = {**more, **_header_parts(header, printed), "source_code": str(code)}
    return Draft(
        text=composed(title, body),
        position=position,
        record_id=record_id,
        vendor=True,
        title=title or None,
        outlet=_outlet(line(with_class(node, "DocPublicationName"))),
        author=author,
        published=None if printed is None else printed.text,
        published_id=id_date,
        date=dates.iso(id_date) if printed is None else printed.iso,
        encoding=encoding,
        metadata={name: value for name, value in more.items() if value},
    )


def _author(node: Element, title_block: Element | None) -> str | None:
    authors = with_class(node, "docAuthors")
    if authors is None and title_block is not None:
        authors = next(
            (
                sibling
                for sibling in title_block.itersiblings()
                if sibling.tag == "p" or (sibling.tag == "div" and not sibling.get("class"))
            ),
            None,
        )
    return line(authors) or None


def _body(node: Element) -> list[str]:
    """Return the paragraphs of the text, the vendor's own lines left out."""
    text = with_class(node, "docOcurrContainer")
    if text is None or not paragraphs(text):
        text = with_class(node, "DocText")
    if text is None:
        text = next(iter(select(node, "./section")), None)
    if text is None:
        return []
    return [part for part in paragraphs(text) if not is_boilerplate(part, "europresse")]


def _after(title: Element) -> list[tuple[str, str]]:
    """Return the paragraphs after the title of a cell, told from the lines before the first `p`."""
    parts: list[tuple[str, str]] = []
    current = [title.tail or ""]
    place = "head"

    def close() -> None:
        text = tidy("".join(current))
        current.clear()
        if text:
            parts.append((place, text))

    for sibling in title.itersiblings():
        if sibling.tag in {"p", "br", "table", "div"}:
            close()
            if sibling.tag != "br":
                place = "body"
        if sibling.tag == "table":
            break
        if sibling.tag in {"p", "div"}:
            parts.extend((place, text) for text in paragraphs(sibling))
        elif isinstance(sibling.tag, str):
            current.append(" ".join(paragraphs(sibling)))
        current.append(sibling.tail or "")
    close()
    return parts


def _is_end(text: str) -> bool:
    return is_boilerplate(text, "copyright", "europresse_end") or _ID.fullmatch(text) is not None


def _record_id(node: Element) -> tuple[str | None, str | None]:
    """Return the vendor's id of an article and the date in it."""
    named = (line(with_class(node, name)) for name in ("publiC-lblNodoc", "publi_c-lblNodoc"))
    by_id = (line(found) for found in select(node, ".//*[contains(@id, 'lblNodoc')]"))
    everything = (" ".join(paragraphs(part)) for part in (node,))
    for texts in (named, by_id, everything):
        for text in texts:
            found = _ID.search(text)
            if found is not None:
                return found[0], found[1]
    return None, None


def _outlet(printed: str) -> str | None:
    """Return the name of a newspaper without number of issue; « (site web) » tells twins apart."""
    name = _issue().split(printed, maxsplit=1)[0]
    for edition in section("europresse")["editions"]:
        name = name.removesuffix(edition)
    return name.strip(" ,") or None


@cache
def _issue() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in section("europresse")["issues"])
    return re.compile(rf",\s*(?:{names})(?=[\s.\d])", re.IGNORECASE)


def _header_parts(header: str, printed: dates.Found | None) -> dict[str, str]:
    """Return section, page, time and length, as far as the line over the title says them."""
    before, after = (header, "") if printed is None else header.split(printed.text, 1)
    number = _PAGE.search(after)
    after = _PAGE.sub(" ", after)
    time = _TIME.search(after)
    words = words_counted().search(_TIME.sub(" ", after))
    return {
        "section": before.strip(" ,") if printed else "",
        "time": time[0] if time else "",
        "words": re.sub(r"\D", "", words[1]) if words else "",
        "page": number[1] if number else "",
    }
