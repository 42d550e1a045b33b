"""Which format a file is in, by what it holds first and by its name second."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from pipeline.ingest import layouts
from pipeline.ingest.drafts import UnreadableError
from pipeline.ingest.foreign import foreign
from pipeline.ingest.separators import separator
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.ingest.sources import Source

_TEXT_SUFFIXES = frozenset({"", ".txt", ".text", ".md"})
_TABLE_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx"})
_RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jl"})
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{0,6}")  # « 2024.03.01 titre » ends in no suffix
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BINARY_SHARE = 0.05
_PROLOG = re.compile(r"\A(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_EUROPRESSE = ("DocPublicationName", "titreArticleVisu", "TitreArticleVisu")
_FACTIVA = re.compile(r"article [a-z]{2}Article\b|<b>(?:HD|SN)</b>(?:&nbsp;|\s)*</td>")
_FACTIVA_HINTS = ("article frArticle", "article enArticle", "<b>HD</b>", "<b>SN</b>")
_NEXIS = re.compile(r"DOC_ID_\d|\d\s+\w{2,3}\s+\d+\s+DOCUMENTS?\b")
_NEXIS_HINTS = ("DOC_ID_", " DOCUMENT")
_CODED_LINE = re.compile(r"\A\s*\*{4}(?: +\*\S+| *$)", re.MULTILINE)
_FEED_ROOTS = frozenset({"rss", "feed", "rdf"})
_TEI_ROOTS = frozenset({"tei", "teicorpus", "tei.2"})
_TXM_ROOTS = frozenset({"corpus", "text", "texts", "txm"})


def recognise(source: Source) -> str:
    """Return the name of the format of a source.

    Raises:
        UnreadableError: It is empty, or in no known format.
    """
    head = source.head()
    if not head.strip(b"\0 \t\r\n"):
        raise UnreadableError(RejectReason.EMPTY, "nothing in it" if not head else "only blanks")
    name = _by_magic(source, head)
    if name is None:
        text = source.decoded_head().text.lstrip("\ufeff")
        name = _by_text(source, text)
    if name is None:
        raise UnreadableError(RejectReason.UNKNOWN_FORMAT, _way_out(source))
    return name


def _way_out(source: Source) -> str:
    known = foreign(source.name, source.head())
    if known is not None:
        return known
    ending = source.suffix or "no ending"
    return f"no known format ({ending}); --format NAME forces one"


def _by_magic(source: Source, head: bytes) -> str | None:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return "nexis" if source.suffix == ".docx" else None
    if head.lstrip().startswith(b"WARC/"):
        return "warc"
    if head.lstrip().startswith(b"{\\rtf"):
        return _rich_text(source)
    return None


def _rich_text(source: Source) -> str:
    from pipeline.ingest.factiva import is_factiva
    from pipeline.ingest.paragraphs import paragraphs_of  # RTF only

    return "factiva" if is_factiva(paragraphs_of(source)) else "nexis"


def _by_text(source: Source, text: str) -> str | None:
    if _is_binary(text):
        return None
    first = text.lstrip()
    found = None
    if first.startswith("<"):
        found = _markup(source, first)
    elif first.startswith(("{", "[")):
        found = _json(source, first)
    elif _CODED_LINE.match(text):
        found = "iramuteq"
    return found or _by_name(source, text)


def _by_name(source: Source, text: str) -> str | None:
    suffix = source.suffix
    if suffix in _RECORD_SUFFIXES:
        return "jsonl"
    if suffix in _PAGE_SUFFIXES:
        return _page(source, text)
    if suffix in _TABLE_SUFFIXES or (source.path == "-" and _is_table(text)):
        return _table(text)
    if suffix in _TEXT_SUFFIXES or not _SUFFIX.fullmatch(suffix):
        return "text"
    return None


def _is_binary(text: str) -> bool:
    sample = text[:4000]
    return len(_NOT_TEXT.findall(sample)) > _BINARY_SHARE * len(sample)


def _markup(source: Source, text: str) -> str | None:
    start = _PROLOG.match(text)
    root = _ROOT.match(text, start.end() if start else 0)
    name = root[1].lower() if root else ""
    if name in _FEED_ROOTS:
        return "feed"
    if name in _TEI_ROOTS:
        return "tei"
    if name == "html" or text[:15].lower().startswith("<!doctype html"):
        return _page(source, text)
    if source.suffix == ".xml" or text.startswith("<?xml"):
        return "txm" if name in _TXM_ROOTS or "<text " in text else None
    if source.suffix in _PAGE_SUFFIXES or name in {"head", "body", "table", "article", "div"}:
        return _page(source, text)
    return "txm" if name == "corpus" else None


def _page(source: Source, text: str) -> str:
    """Return which page it is; the marks of an export may stand after a long head."""
    if _has(text, _EUROPRESSE):
        return "europresse"
    if _has(text, _FACTIVA_HINTS) and _FACTIVA.search(text):
        return "factiva"
    if _has(text, _NEXIS_HINTS) and _NEXIS.search(text):
        return "nexis"
    return "europresse" if _EUROPRESSE[0].encode() in source.read() else "web"


def _has(text: str, hints: Iterable[str]) -> bool:
    """Tell whether one of some strings is there: far faster than a pattern that says the same."""
    return any(hint in text for hint in hints)


def _json(source: Source, text: str) -> str | None:
    """Return which JSON it is, the layout where it is known; None for text that only looks so."""
    line, _, rest = text.partition("\n")
    record = _object(line)
    if record is not None and (rest.strip() or source.suffix in _RECORD_SUFFIXES):
        return layouts.recognised(record) or "jsonl"
    if source.suffix in _RECORD_SUFFIXES:
        return "jsonl"
    if record is None and source.suffix in {".txt", ".text", ".md"}:
        return None
    if source.suffix not in {".json", ".geojson"} and not re.match(r'[\[{]\s*(?:[{"\]}])', text):
        return None
    return layouts.recognised(_first_names(text)) or "json"


def _object(line: str) -> dict[str, object] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _first_names(text: str) -> list[str]:
    """Return the names that stand before a colon in the beginning of a JSON document."""
    return re.findall(r'"([^"\\\n]{1,60})"\s*:', text)


def _is_table(text: str) -> bool:
    header, _, rest = text.partition("\n")
    if not rest.strip():
        return False
    names = _cells(header)
    return len(names) > 1 and "text" in layouts.guessed(tuple(names)).fields


def _table(text: str) -> str:
    return layouts.recognised(_cells(text.partition("\n")[0], text)) or "csv"


def _cells(header: str, text: str | None = None) -> list[str]:
    sign = separator(text or header)
    return [cell.strip().strip('"') for cell in header.strip("\r\n").split(sign)]
