"""What the fields of a record mean: known layouts by name, or a guess by the names of columns.

A record is a row of a table or an object of JSON. The layouts are those of trafilatura, minet,
newspaper, fundus, Media Cloud, GarganText and CorText.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.errors import UnknownNameError
from pipeline.ingest.exports import plain, section

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.ingest.drafts import Options

FIELDS = (
    "text",
    "title",
    "outlet",
    "author",
    "published",
    "url",
    "language",
    "document_id",
    "record_id",
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A known layout.

    Attributes:
        signature: Fields that together tell it.
        fields: Field of the record by field of `Article`; the first that is filled counts.
        failure: Field that holds the crawler's error.
        status: Field that holds the status of HTTP.
        partial: True where the text is a summary only.
        date_parts: Fields of year, month and day.
    """

    signature: frozenset[str]
    fields: Mapping[str, tuple[str, ...]]
    failure: str | None = None
    status: str | None = None
    partial: bool = False
    date_parts: tuple[str, str, str] | None = None


LAYOUTS: dict[str, Layout] = {
    "minet": Layout(
        frozenset({"content", "extract_error", "canonical_url"}),
        {
            "text": ("content",),
            "title": ("title",),
            "outlet": ("sitename",),
            "author": ("author",),
            "published": ("date",),
            "url": ("canonical_url", "url", "resolved_url"),
        },
        failure="extract_error",
        status="http_status",
    ),
    "mediacloud": Layout(
        frozenset({"stories_id", "media_id", "media_name"}),
        {
            "text": ("text", "content"),
            "title": ("title",),
            "outlet": ("media_name",),
            "published": ("publish_date",),
            "url": ("url", "guid"),
            "language": ("language",),
            "record_id": ("stories_id",),
        },
    ),
    "trafilatura": Layout(
        frozenset({"text", "source-hostname"}),
        {
            "text": ("text", "raw_text"),
            "title": ("title",),
            "outlet": ("source-hostname", "sitename", "hostname"),
            "author": ("author",),
            "published": ("date",),
            "url": ("source", "url"),
            "language": ("language",),
            "record_id": ("id",),
        },
    ),
    "fundus": Layout(
        frozenset({"plaintext", "publishing_date"}),
        {
            "text": ("plaintext",),
            "title": ("title",),
            "outlet": ("publisher",),
            "author": ("authors",),
            "published": ("publishing_date",),
            "url": ("url", "requested_url", "responded_url"),
            "language": ("lang",),
        },
    ),
    "newspaper": Layout(
        frozenset({"text", "publish_date", "authors"}),
        {
            "text": ("text",),
            "title": ("title",),
            "outlet": ("site_name", "source_url"),
            "author": ("authors",),
            "published": ("publish_date",),
            "url": ("canonical_link", "url", "original_url"),
            "language": ("meta_lang", "language"),
        },
    ),
    "gargantext": Layout(
        frozenset({"Publication Day", "Publication Month", "Publication Year", "Abstract"}),
        {
            "text": ("Abstract",),
            "title": ("Title",),
            "outlet": ("Source",),
            "author": ("Authors",),
        },
        date_parts=("Publication Year", "Publication Month", "Publication Day"),
    ),
    "cortext": Layout(
        frozenset({"text", "ISIpubdate"}),
        {
            "text": ("text",),
            "title": ("title",),
            "outlet": ("Journal", "journal", "source"),
            "author": ("author", "Author"),
            "published": ("ISIpubdate",),
        },
    ),
}


def recognised(names: Iterable[str]) -> str | None:
    """Return the name of the layout that has all its fields among `names`."""
    present = frozenset(names)
    return next((name for name, layout in LAYOUTS.items() if layout.signature <= present), None)


@lru_cache(maxsize=256)
def guessed(names: tuple[str, ...]) -> Layout:
    """Return a layout by the names of the columns, best names first."""
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(plain(name), name)
    fields = {
        field: found
        for field in FIELDS
        if (
            found := tuple(
                by_plain[plain(known)]
                for known in section("columns")[field]
                if plain(known) in by_plain
            )
        )
    }
    return Layout(frozenset(), fields)


def mapped(mapping: Mapping[str, str], names: Iterable[str]) -> Layout:
    """Return the layout that the user declares, completed by guesses.

    Raises:
        UnknownNameError: The mapping names a field that articles do not have.
    """
    for field in mapping:
        if field not in FIELDS:
            raise UnknownNameError("field", field, FIELDS)
    taken = frozenset(mapping.values())
    rest = guessed(tuple(name for name in names if name not in taken))
    return Layout(
        frozenset(), {**rest.fields, **{field: (name,) for field, name in mapping.items()}}
    )


def choose(names: tuple[str, ...], options: Options) -> tuple[Layout, str | None]:
    """Return the layout of records with these names, and what the layout is called.

    Raises:
        UnknownNameError: The user's mapping names a field that articles do not have.
    """
    if options.mapping:
        return mapped(options.mapping, names), None
    name = options.layout or recognised(names)
    return (guessed(names), None) if name is None else (LAYOUTS[name], name)
