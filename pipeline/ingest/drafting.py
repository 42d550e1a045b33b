"""From a record to an article, by the layout of its fields."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipeline.ingest import dates, layouts
from pipeline.ingest.drafts import Draft, Refused
from pipeline.ingest.encoding import mend
from pipeline.ingest.exports import language_code
from pipeline.records import RejectReason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.ingest.drafts import Options


class Drafter:
    """Makes articles of records; the layout is chosen once per set of names."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._known: dict[tuple[str, ...], tuple[layouts.Layout, str | None]] = {}

    def draft(self, record: Mapping[str, Any], position: int, encoding: str) -> Draft | Refused:
        """Return the article of a record, or why there is none.

        Args:
            record: Its values by name.
            position: Rank of the record in its file, from 0.
            encoding: How the record's bytes were read.
        """
        names = tuple(record)
        known = self._known.get(names)
        if known is None:
            known = layouts.choose(names, self._options)
            if len(self._known) < _REMEMBERED:
                self._known[names] = known
        layout, name = known
        return draft(record, layout, position=position, source_format=name, encoding=encoding)


_REMEMBERED = 10_000  # sets of names


def draft(
    record: Mapping[str, Any],
    layout: layouts.Layout,
    *,
    position: int,
    source_format: str | None,
    encoding: str,
) -> Draft | Refused:
    """Return the article of one record, or why there is none."""
    failure = _failure(record, layout)
    if failure is not None:
        return Refused(RejectReason.FETCH_ERROR, failure, position)
    used: set[str] = set()
    values = {field: _first(record, names, used) for field, names in layout.fields.items()}
    text = values.get("text")
    if text is None:
        missing = ", ".join(layout.fields.get("text", ())) or "no field that could hold it"
        return Refused(RejectReason.NO_TEXT, f"no text ({missing})", position)
    published = values.get("published")
    date = dates.iso(published)
    if layout.date_parts is not None:
        published, date = _joined_date(record, layout.date_parts)
        used.update(layout.date_parts)
    language = values.get("language")
    text, mended = mend(text)
    return Draft(
        text=text,
        encoding=encoding + mended,
        position=position,
        record_id=values.get("record_id"),
        document_id=values.get("document_id"),
        source_format=source_format,
        title=values.get("title"),
        outlet=_outlet(values.get("outlet")),
        author=values.get("author"),
        published=published,
        date=date,
        url=address(values.get("url")),
        language=None if language is None else language_code(language),
        partial=layout.partial,
        metadata={
            str(name): shown
            for name, value in record.items()
            if name not in used and (shown := as_text(value)) is not None
        },
    )


def _failure(record: Mapping[str, Any], layout: layouts.Layout) -> str | None:
    if layout.failure is not None and (error := as_text(record.get(layout.failure))):
        return error
    if layout.status is not None:
        status = as_text(record.get(layout.status))
        if status is not None and status.removesuffix(".0") != "200":
            return f"HTTP status {status}"
    return None


def _first(record: Mapping[str, Any], names: tuple[str, ...], used: set[str]) -> str | None:
    for name in names:
        value = record.get(name)
        shown = value if type(value) is str and value and not value.isspace() else as_text(value)
        if shown is not None:
            used.add(name)
            return shown
    return None


def _joined_date(
    record: Mapping[str, Any], parts: tuple[str, str, str]
) -> tuple[str | None, str | None]:
    year, month, day = (as_text(record.get(part)) or "" for part in parts)
    printed = " ".join(part for part in (day, month, year) if part)
    return printed or None, dates.from_parts(year, month, day)


def as_text(value: object) -> str | None:
    """Return a cell as text; None where there is nothing in it. Lists are joined with commas."""
    if isinstance(value, str):
        return value if value.strip() else None
    if value is None or value != value:  # noqa: PLR0124  # what is not a number is absent
        return None
    if isinstance(value, list | tuple):
        parts = [part for item in value if (part := as_text(item)) is not None]
        return ", ".join(parts) or None
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str) if value else None
    return str(value).lower() if isinstance(value, bool) else str(value)


def address(value: str | None) -> str | None:
    """Return an address; a column called *source* may also hold a name."""
    return value if value is not None and "://" in value else None


def _outlet(value: str | None) -> str | None:
    """Return the name of an outlet; the host where only an address is given."""
    if value is not None and "://" in value:
        try:
            return urlsplit(value).hostname
        except ValueError:
            return None
    return value
