"""A run without the words of its articles: ids, hashes, offsets, labels, short names.

What is left may be shared where the articles may not; who has them finds every figure's evidence
by document hash and offsets. Ids, paths and addresses are made of titles and names: where one holds
a long run of words, a hash takes its end, the same in every table, so that tables still join.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import plain
from pipeline.schema import TABLES, Type

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.tables import Tables

# Longest run of the source's words that is given on: names, cues.
MOST_WORDS = 8
_KEPT_WORDS = 4  # of an id that is too long
_WORD = re.compile(r"[^\W_]+")
# Parts of an id that stand side by side by chance: actor, document, rank, folders.
_SEAMS = re.compile(r"(#|--|/)")
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
    """Return a name with at most eight words; an id or address with its long parts hashed."""
    if not isinstance(value, str):
        return value
    if " " not in value.strip() and "\n" not in value:
        return "".join(_hashed(part) for part in _SEAMS.split(value))
    words = list(_WORD.finditer(value))
    return value if len(words) <= MOST_WORDS else value[: words[MOST_WORDS - 1].end()]


def _hashed(part: str) -> str:
    words = list(_WORD.finditer(part))
    if len(words) <= MOST_WORDS:
        return part
    digest = hashlib.sha256(part.encode()).hexdigest()[:12]
    return f"{part[: words[_KEPT_WORDS - 1].end()]}-{digest}"
