"""Corpora of IRaMuTeQ and Alceste: a line of coded variables, then the text.

`**** *source_lemonde *date_2024-03-01`; a line `-*theme` in a text names a theme and is no text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.ingest import dates, layouts
from pipeline.ingest.drafts import Draft, Refused
from pipeline.ingest.encoding import decode
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Options
    from pipeline.ingest.sources import Source

# Alceste numbers its texts: « 0001 *var_a ».
_CODED = re.compile(r"^(?:\*{4}|\d{4})(?:[ \t]+(?=\*)|[ \t]*$)([^\r\n]*)\r?$\n?", re.MULTILINE)
_THEME = re.compile(r"^-\*([^\r\n]*)\r?\n?", re.MULTILINE)
_VARIABLE = re.compile(r"\*(\S+)")


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the texts of a corpus, untouched but for the lines of themes."""
    del options
    decoded = decode(source.read())
    text = decoded.text if "\n" in decoded.text else decoded.text.replace("\r", "\n")  # old Macs
    starts = list(_CODED.finditer(text))
    before = text[: starts[0].start()] if starts else text
    if before.strip():
        yield Refused(RejectReason.MALFORMED, "text before the first line of variables")
    ends = [start.start() for start in starts[1:]] + [len(text)]
    for position, (start, end) in enumerate(zip(starts, ends, strict=False)):
        raw = text[start.end() : end]
        themes = _THEME.findall(raw)
        body = _THEME.sub("", raw).strip("\r\n")
        if not body.strip():
            yield Refused(RejectReason.NO_TEXT, f"no text under {start[0].strip()}", position)
            continue
        yield _draft(body, start[1], themes, position, decoded.encoding)


def _draft(text: str, coded: str, themes: list[str], position: int, encoding: str) -> Draft:
    variables = dict(_split(found) for found in _VARIABLE.findall(coded))
    layout = layouts.guessed(tuple(variables))

    def value(field: str) -> str | None:
        names = layout.fields.get(field, ())
        return next((variables[name] for name in names if variables[name]), None)

    published = value("published")
    metadata = dict(variables)
    if themes:
        metadata["themes"] = ", ".join(theme.strip() for theme in themes)
    return Draft(
        text=text,
        position=position,
        record_id=value("document_id") or value("record_id"),
        title=value("title"),
        outlet=value("outlet"),
        author=value("author"),
        published=published,
        date=dates.iso(published),
        encoding=encoding,
        metadata=metadata,
    )


def _split(variable: str) -> tuple[str, str]:
    name, _, value = variable.partition("_")
    return name, value
