"""The data dictionary as a page, made from the declarations of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.schema import TABLES, Type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.schema import Column

_INTRODUCTION = """\
# The tables

This page is made from `pipeline/schema.py` by `griefs schema --markdown`.

Text is Unicode. Offsets count code points, end exclusive: `start` and `end` point into the clean
text, `raw_start` and `raw_end` into the raw text of the article. What is absent is null, never an
empty text or 0; a column that may be null has a *yes* under *null*.
"""

_ROWS = {
    "documents": "One row per article read.",
    "rejected": "One row per item that was not analysed. What was read is documents + rejected.",
    "actors": "One row per person, organisation, acting place or group of the corpus.",
    "mentions": "One row per place that speaks of an actor, pronouns included.",
    "statements": "One row per attribution: somebody is made to say something.",
    "opinions": "One row per holder, target and expression that judges the target.",
    "accusations": "One row per accusation: a claim that a text reports or makes, never a fact.",
    "actor_sentiment": "One row per actor: how it is spoken of, summed over `opinions`.",
    "actor_pairs": "One row per holder and target.",
}


def markdown() -> str:
    """Return the page: a section per table, a row per column."""
    return "\n".join([_INTRODUCTION, *(_section(name) for name in TABLES)])


def _section(name: str) -> str:
    header = ("| column | type | meaning | null |", "|---|---|---|---|")
    rows = (_row(column) for column in TABLES[name])
    return "\n".join([f"## {name}\n\n{_ROWS[name]}\n", *header, *rows, ""])


def _row(column: Column) -> str:
    null = "yes" if column.nullable else ""
    return f"| `{column.name}` | {column.type} | {'; '.join(_meaning(column))} | {null} |"


def _meaning(column: Column) -> Iterator[str]:
    yield column.meaning.replace("|", "\\|")
    if column.unit:
        yield f"in {column.unit}" if column.type is Type.INTEGER else f"from {column.unit}"
    if column.values:
        yield "one of " + ", ".join(f"`{value}`" for value in column.values)
