"""Exports of Factiva: HTML with a table of tagged rows an article, or RTF with the tags as words.

Tags are two or three capitals: HD headline, BY author, SN source, PD date, LP lead, TD text, AN id.
An RTF exported without indexing has no tags; the line that counts words tells where things stand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest import dates
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.exports import is_boilerplate, language_code, words_counted
from pipeline.ingest.markup import composed, line, page, paragraphs, select
from pipeline.ingest.paragraphs import paragraphs_of
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element as Element

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

_TAGS = "SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|CLM"
_TAGGED = re.compile(rf"({_TAGS})(?:[\s\u00a0|]+(.*))?", re.DOTALL)
_LAST = re.compile(r"(?:AN[\s\u00a0|]+)?Document ([A-Za-z0-9]{6,}\d{8}\w+)\s*")
_ID_DATE = re.compile(r"(\d{8})e\w{4,}$")
_TIME = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_TEXT_TAGS = ("LP", "TD")
_METADATA = {
    "SE": "section",
    "WC": "words",
    "PG": "page",
    "ET": "time",
    "SC": "source_code",
    "ED": "edition",
    "CR": "credit",
    "CO": "companies",
    "IN": "industries",
    "NS": "subjects",
    "RE": "regions",
    "IPD": "keywords",
    "PUB": "publisher",
}
_LONGEST_AUTHOR = 80  # characters


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the articles of an export.

    Raises:
        UnreadableError: There is no article in it.
    """
    del options
    if source.head().lstrip().startswith((b"{\\rtf", b"PK")):
        chunks = list(_chunks(paragraphs_of(source)))
        if not chunks:
            raise UnreadableError(
                RejectReason.MALFORMED, "no line « Document … » ends an article of Factiva"
            )
        for position, (lines, record_id) in enumerate(chunks):
            yield _from_lines(lines, record_id, position)
        return
    decoded = source.decoded()
    nodes = select(page(decoded.text), "//div[contains(concat(' ', @class), ' article')][.//table]")
    if not nodes:
        raise UnreadableError(RejectReason.MALFORMED, "an export of Factiva without articles")
    for position, node in enumerate(nodes):
        yield _draft(_rows(node), position, decoded.encoding)


def is_factiva(lines: Sequence[str]) -> bool:
    """Tell whether the paragraphs of a document are an export of Factiva."""
    return any(_LAST.fullmatch(text) for text in lines)


def _rows(node: Element) -> dict[str, list[str]]:
    """Return the paragraphs by tag."""
    rows: dict[str, list[str]] = {}
    for row in select(node, ".//tr[td]"):
        cells = select(row, "./td")
        tag = line(cells[0]).strip("\u00a0 ")
        if tag and len(cells) > 1:
            rows.setdefault(tag, []).extend(paragraphs(cells[1]))
    return rows


def _chunks(lines: Sequence[str]) -> Iterator[tuple[list[str], str]]:
    current: list[str] = []
    for text in lines:
        last = _LAST.fullmatch(text)
        if last is None:
            current.append(text)
        else:
            yield current, last[1]
            current = []


def _from_lines(lines: Sequence[str], record_id: str, position: int) -> Draft | Refused:
    rows = _tagged(lines) if any(_tag(text) == "HD" for text in lines) else _untagged(lines)
    rows["AN"] = [f"Document {record_id}"]
    return _draft(rows, position, "rtf")


def _tag(text: str) -> str | None:
    found = _TAGGED.fullmatch(text)
    return None if found is None else found[1]


def _tagged(lines: Sequence[str]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    tag = ""
    for text in lines:
        found = _TAGGED.fullmatch(text)
        value: str | None = text
        if found is not None and found[1] not in rows:
            tag, value = found[1], found[2]
            rows[tag] = []
        if tag and value:
            rows[tag].append(value)
    return rows


def _untagged(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return rows by the place of each line before and after the count of words."""
    count = next(
        (place for place, text in enumerate(lines) if words_counted().fullmatch(text)), None
    )
    if count is None:
        return {"HD": list(lines[:1]), "TD": list(lines[1:])}
    rows = _above(lines[:count])
    rows["WC"] = [lines[count]]
    rest = list(lines[count + 1 :])
    if rest and dates.find(rest[0]):
        rows["PD"] = [rest.pop(0)]
    if rest and _TIME.fullmatch(rest[0]):
        rows["ET"] = [rest.pop(0)]
    if rest:
        rows["SN"] = [rest.pop(0)]
    if rest and re.fullmatch(r"[A-Z0-9]{2,10}", rest[0]):
        rows["SC"] = [rest.pop(0)]
    place = _language_place(rest)
    if place is not None:
        rows["LA"] = [rest[place]]
        del rest[: place + 1]
    if rest and is_boilerplate(rest[0], "copyright"):
        del rest[0]
    rows["TD"] = rest
    return rows


def _above(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return section, title and author of the lines above the count of words."""
    if len(lines) > 2:  # noqa: PLR2004  # section, title, author
        return {"SE": [lines[0]], "HD": list(lines[1:-1]), "BY": [lines[-1]]}
    if len(lines) == 2 and len(lines[1]) <= _LONGEST_AUTHOR:  # noqa: PLR2004
        return {"HD": [lines[0]], "BY": [lines[1]]}
    return {"HD": list(lines)}


def _language_place(lines: Sequence[str]) -> int | None:
    near = enumerate(lines[:6])
    return next((place for place, text in near if len(text) < 20 and language_code(text)), None)  # noqa: PLR2004


def _draft(rows: Mapping[str, Sequence[str]], position: int, encoding: str) -> Draft | Refused:
    def value(tag: str) -> str | None:
        return " ".join(rows.get(tag, ())).strip() or None

    title = value("HD")
    record_id = (value("AN") or "").removeprefix("Document ").strip() or None
    body = [text for tag in _TEXT_TAGS for text in rows.get(tag, ())]
    while body and is_boilerplate(body[-1], "copyright"):
        body.pop()
    if not body:
        return Refused(RejectReason.NO_TEXT, f"no text under {title or record_id!r}", position)
    id_date = None if record_id is None else _ID_DATE.search(record_id)
    printed_id = None if id_date is None else id_date[1]
    published = value("PD")
    words = words_counted().search(value("WC") or "")
    language = value("LA")
    metadata = {name: found for tag, name in _METADATA.items() if (found := value(tag))}
    if words is not None:
        metadata["words"] = re.sub(r"\D", "", words[1])
    return Draft(
        text=composed(title, body),
        position=position,
        record_id=record_id,
        vendor=True,
        title=title,
        outlet=value("SN"),
        author=value("BY"),
        published=published,
        published_id=printed_id,
        date=dates.iso(published) or dates.iso(printed_id),
        language=None if language is None else language_code(language),
        encoding=encoding,
        metadata=metadata,
    )
