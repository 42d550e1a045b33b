"""A run without the words of its articles: ids, hashes, offsets, labels, short names.

What is left may be shared where the articles may not; who has them finds every figure's evidence
by document hash and offsets.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import plain
from pipeline.schema import TABLES, Type

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables import Tables

# Longest run of the source's words that is given on: names, cues.
MOST_WORDS = 8
# Columns that are words of the articles.
_WORDS = {
    "documents": ("title", "author"),
    "rejected": ("detail",),
    "mentions": ("text",),
    "statements": ("content", "source"),
    "opinions": ("expression",),
    "accusations": ("charge", "evidence"),
}


def without_text(tables: Tables) -> Tables:
    """Return the tables with every stretch of text left out, and long names cut."""
    frames: dict[str, Any] = {
        field.name: _stripped(field.name, getattr(tables, field.name))
        for field in fields(tables)
        if field.name in TABLES
    }
    return replace(tables, **frames)


def _stripped(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    stripped = frame.copy()
    for column in TABLES[name]:
        if column.name not in stripped.columns:
            continue
        values = stripped[column.name]
        if column.name in _WORDS.get(name, ()):
            stripped[column.name] = values.where(values.isna(), None)
        elif column.type is Type.TEXT:
            short = [_short(value) for value in values.astype(object)]
            stripped[column.name] = values.__class__(short, index=values.index, dtype=values.dtype)
        elif column.type is Type.TEXTS:
            stripped[column.name] = [[_short(item) for item in _list(value)] for value in values]
    return stripped


def _list(value: Any) -> list[Any]:
    return [] if plain(value) is None else list(value)


def _short(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    words = value.split()
    return value if len(words) <= MOST_WORDS else " ".join(words[:MOST_WORDS])
