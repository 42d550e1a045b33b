"""Every mention of an actor in its context: keyword in context, as a DataFrame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import UnknownNameError
from pipeline.report.texts import raw_texts

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from pipeline.tables import Tables

COLUMNS = ("document_id", "outlet", "date", "left", "mention", "right", "form", "raw_start")


def concordance(tables: Tables, actor: str, *, width: int = 60) -> pd.DataFrame:
    """Return the mentions of an actor, in the order of dates and texts.

    Args:
        tables: The run.
        actor: Name or id, as in the table `actors`.
        width: Characters of context on either side.

    Raises:
        UnknownNameError: The corpus has no such actor.
    """
    actors = tables.actors
    ids = set(actors.loc[(actors["name"] == actor) | (actors["actor_id"] == actor), "actor_id"])
    if not ids:
        raise UnknownNameError("actor", actor, list(actors["name"].head(2000)))
    mentions = tables.mentions[tables.mentions["actor_id"].isin(ids)]
    documents = tables.documents.set_index("document_id")
    texts = raw_texts(tables.folder, set(mentions["document_id"]))
    rows = [
        _row(texts[m["document_id"]], m, documents.loc[m["document_id"]], width)
        for m in mentions.to_dict("records")
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.sort_values(["date", "document_id", "raw_start"], ignore_index=True)


def _row(
    text: str, mention: Mapping[Hashable, Any], document: pd.Series, width: int
) -> tuple[object, ...]:
    start, end = int(mention["raw_start"]), int(mention["raw_end"])
    return (
        mention["document_id"],
        document["outlet"],
        document["date"],
        _one_line(text[max(start - width, 0) : start]),
        text[start:end],
        _one_line(text[end : end + width]),
        mention["form"],
        start,
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
