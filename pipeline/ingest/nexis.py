"""Exports of LexisNexis (HTML, “1 of 9 DOCUMENTS”) and Nexis Uni (DOCX, RTF, “End of Document”).

Neither the order of lines nor any style is stable between versions. What holds: a line that begins
or ends a document, lines « LABEL: value », and a date; the rest is told by its place among these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest import dates
from pipeline.ingest.drafts import Draft, Refused, UnreadableError
from pipeline.ingest.exports import is_boilerplate, language_code, section, words_counted
from pipeline.ingest.markup import composed
from pipeline.ingest.paragraphs import paragraphs_of
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

_START = re.compile(r"(?:document\s+)?\d+\s+\w{2,3}\s+\d+(?:\s+documents?)?\s*", re.IGNORECASE)
_LISTED = re.compile(r"\d{1,4}\. ")  # a title in the list of the cover
_LABELLED = re.compile(r"([^\W\d_][\w .’'-]{1,30}?)\s?:[\s\u00a0]*(.*)", re.DOTALL)
_LONGEST_DATE_LINE = 60  # characters


@dataclass(slots=True)
class _Parts:
    """The lines of one document, sorted."""

    top: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the articles of an export.

    Raises:
        UnreadableError: No line begins or ends a document.
    """
    del options
    lines = paragraphs_of(source)
    documents = list(_by_start(lines)) or list(_by_end(lines))
    if not documents:
        raise UnreadableError(
            RejectReason.UNKNOWN_FORMAT,
            "no line in it begins or ends a document of Nexis; save a single article as text",
        )
    for position, document in enumerate(documents):
        yield _draft(_sorted(document), position)


def _by_start(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the documents that each follow a line « 1 of 9 DOCUMENTS »."""
    places = [place for place, text in enumerate(lines) if _is_start(text)]
    for start, end in zip(places, [*places[1:], len(lines)], strict=False):
        yield list(lines[start + 1 : end])


def _is_start(text: str) -> bool:
    return _START.fullmatch(text) is not None and any(letter.isalpha() for letter in text[-4:])


def _by_end(lines: Sequence[str]) -> Iterator[list[str]]:
    """Yield the documents that each end in a line « End of Document », without the cover list."""
    current: list[str] = []
    is_cover = any(_label(text) in _upper("cover") or _LISTED.match(text) for text in lines[:200])
    for text in lines:
        if text in section("nexis")["end"]:
            yield _without_cover(current) if is_cover else current
            current, is_cover = [], False
        else:
            current.append(text)


def _without_cover(lines: list[str]) -> list[str]:
    """Cut what stands above the first document: the list of titles and the terms of the search.

    The first title listed comes again as a headline, whatever the language of the interface; where
    it was cut short, the labels of the list and its numbers tell where it ends.
    """
    listed = [place for place, text in enumerate(lines) if _LISTED.match(text)]
    if listed:
        first = lines[listed[0]]
        title = first[first.index(". ") + 2 :].strip()
        for place in range(listed[0] + 1, len(lines)):
            if lines[place].strip() == title:
                return lines[place:]
    cover = max(
        (place for place, text in enumerate(lines) if _label(text) in _upper("cover")), default=-1
    )
    start = cover + 1
    while cover >= 0 and start < len(lines) and _LISTED.match(lines[start]):
        start += 1
    return lines[start:]


def _sorted(lines: Sequence[str]) -> _Parts:
    """Tell the lines above the text, the labels and the text from one another."""
    parts = _Parts()
    has_body = any(_is_body(text) for text in lines)
    in_body = False
    seen_label = False
    for text in lines:
        label, value = _split(text)
        if _is_body(text):
            in_body = True
        elif text.strip().upper() in _upper("captions"):
            parts.labels.setdefault(text.strip().upper(), "")
            in_body = False
        elif label in _upper("after"):
            parts.labels.setdefault(label, value)
            in_body, seen_label = False, True
        elif label in _upper("before") and not parts.body:
            parts.labels.setdefault(label, value)
            seen_label = True
        elif in_body or (seen_label and not has_body and not _over(parts)):
            parts.body.append(text)
        elif not parts.body and not seen_label:
            parts.top.append(text)
    return parts


def _over(parts: _Parts) -> bool:
    return any(label in _upper("after") for label in parts.labels)


def _draft(parts: _Parts, position: int) -> Draft | Refused:
    top = [text for text in parts.top if not is_boilerplate(text, "copyright")]
    day = next((text for text in top if _is_date(text)), None)
    named = [text for text in top if text != day]
    outlet, title = _outlet_and_title(named, top, day)
    title = _value(parts.labels, "title") or title
    body = [text for text in parts.body if not is_boilerplate(text, "copyright")]
    if any(text.startswith(error) for error in section("nexis")["error"] for text in (*top, *body)):
        return Refused(RejectReason.FETCH_ERROR, "the database exported an error", position)
    if not body:
        return Refused(RejectReason.NO_TEXT, f"no text under {title!r}", position)
    found = None if day is None else dates.find(day)
    language = _value(parts.labels, "language")
    words = words_counted().search(_value(parts.labels, "length") or "")
    metadata = {
        "section": _value(parts.labels, "section"),
        "words": None if words is None else re.sub(r"\D", "", words[1]),
        "loaded": _value(parts.labels, "loaded"),
    }
    return Draft(
        text=composed(title, body),
        position=position,
        title=title,
        outlet=outlet,
        author=_value(parts.labels, "author"),
        published=None if found is None else day,
        date=None if found is None else found.iso,
        language=None if language is None else language_code(language),
        metadata={name: value for name, value in metadata.items() if value},
    )


def _outlet_and_title(
    named: Sequence[str], top: Sequence[str], day: str | None
) -> tuple[str | None, str | None]:
    """Return newspaper and headline: the date stands right under the newspaper.

    Nexis Uni prints headline, newspaper, date; LexisNexis newspaper, date, headline.
    """
    if day is None:
        return (named[1] if len(named) > 1 else None), (named[0] if named else None)
    place = list(top).index(day)
    above = [text for text in top[:place] if text in named]
    below = [text for text in top[place + 1 :] if text in named]
    if len(above) > 1:
        return above[-1], " ".join(above[:-1])
    return (above[0] if above else None), (" ".join(below) or None)


def _is_date(text: str) -> bool:
    return len(text) <= _LONGEST_DATE_LINE and dates.find(text) is not None


def _is_body(text: str) -> bool:
    return text.strip().upper() in _upper("body")


def _split(text: str) -> tuple[str, str]:
    found = _LABELLED.fullmatch(text)
    return ("", text) if found is None else (found[1].strip().upper(), found[2].strip())


def _label(text: str) -> str:
    return _split(text)[0]


def _value(labels: Mapping[str, str], kind: str) -> str | None:
    return next((labels[name] for name in section("nexis")[kind] if labels.get(name)), None)


@cache
def _upper(kind: str) -> frozenset[str]:
    return frozenset(name.upper() for name in section("nexis")[kind])
