"""Plain text files, one article each; a metadata table beside them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.ingest import dates, layouts
from pipeline.ingest.drafts import Draft
from pipeline.ingest.encoding import decode
from pipeline.ingest.exports import language_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.ingest.drafts import Options, Refused
    from pipeline.ingest.sources import Source


def read(source: Source, options: Options) -> Iterator[Draft | Refused]:
    """Yield the one article of a text file: its text is the decoded file, untouched."""
    del options
    decoded = decode(source.read())
    row = source.sidecar
    layout = layouts.guessed(tuple(row))
    cells = {
        field: next((row[name] for name in names if name in row), None)
        for field, names in layout.fields.items()
    }
    used = {name for field, names in layout.fields.items() if field != "text" for name in names}
    published = cells.get("published")
    language = cells.get("language")
    yield Draft(
        text=decoded.text,
        encoding=decoded.encoding,
        title=cells.get("title"),
        outlet=cells.get("outlet"),
        author=cells.get("author"),
        published=published,
        date=dates.iso(published),
        url=cells.get("url"),
        language=None if language is None else language_code(language),
        metadata={name: value for name, value in row.items() if name not in used},
    )
