"""What the report's page carries: rows by column, names and documents once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.records import Act, Factuality
from pipeline.report.counts import trusted
from pipeline.report.naming import apart, keys
from pipeline.report.show import sentence_around
from pipeline.report.texts import has_texts, raw_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from pipeline.tables import Tables

# Actors whose sentiment is drawn, and so whose opinions are carried.
SENTIMENT_ACTORS = 25
# Context of an opinion: characters a side.
_CONTEXT = 160
_PARTIES = ("accuser", "accused", "reported_by")
_HOLDING = ("holder", "target")
_CLAIMED = ("document_id", "accuser_id", "accused_id")
_COPIED = (
    "act",
    "charge",
    "charge_kind",
    "factuality",
    "response",
    "response_cue",
    "legal_stage",
    "confidence",
    "damaged",
    "rule",
    "evidence",
)


def payload(tables: Tables) -> dict[str, Any]:
    """Return plain data for the page. Absent is None; actors and documents are ranks.

    Where the run no longer keeps its articles, opinions come without their sentences.
    """
    drawn = _drawn(tables)
    accusations = trusted(tables.accusations)
    opinions = tables.opinions[tables.opinions["target_id"].isin(set(drawn["actor_id"]))]
    names = _names(accusations, opinions)
    ranks = {key: rank for rank, key in enumerate(names)}
    documents = {name: rank for rank, name in enumerate(tables.documents["document_id"])}
    return {
        "actors": list(names.values()),
        "n_actors": len(tables.actors),
        "n_opinions": len(tables.opinions),
        "n_wrong": len(tables.accusations) - len(accusations),
        "acts": [str(act) for act in Act],
        "factualities": [str(value) for value in Factuality],
        "documents": _documents(tables.documents),
        "rejected": _rejected(tables.rejected),
        "rows": _rows(tables, accusations, ranks, documents),
        "sentiment": [
            _sentiment(row, ranks, names) for row in _records(drawn) if row["actor_id"] in ranks
        ],
        "opinions": _opinions(tables, opinions, ranks, documents),
    }


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows with None where a value is absent."""
    columns = {name: _values(frame[name]) for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _values(column: pd.Series) -> list[Any]:
    values = column.astype(object).tolist()
    return [None if absent else _plain(v) for v, absent in zip(values, column.isna(), strict=True)]


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _names(accusations: pd.DataFrame, opinions: pd.DataFrame) -> dict[str, str]:
    """Return the label of every actor that the page speaks of by key, in the order of labels."""
    found: dict[str, str] = {}
    for frame, roles in ((accusations, _PARTIES), (opinions, _HOLDING)):
        for role in roles:
            pairs = zip(keys(frame, role), frame[role], strict=True)
            found |= {key: str(name) for key, name in pairs if isinstance(key, str)}
    told = apart(found)
    return dict(sorted(told.items(), key=lambda pair: (pair[1], pair[0])))


def _documents(documents: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {"document_id": "id", "title": "title", "outlet": "outlet", "date": "date"}
    return _records(documents[list(columns)].rename(columns=columns))


def _rejected(rejected: pd.DataFrame) -> list[list[str]]:
    told = []
    for row in _records(rejected[["source_path", "position", "reason", "detail"]]):
        where = " ".join(str(row[name]) for name in ("source_path", "position") if row[name])
        told.append([where, ": ".join(str(row[n]) for n in ("reason", "detail") if row[n])])
    return told


def _rows(
    tables: Tables,
    accusations: pd.DataFrame,
    ranks: Mapping[str, int],
    documents: Mapping[str, int],
) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = {name: _values(accusations[name]) for name in _COPIED}
    for role in _PARTIES:
        found = _values(keys(accusations, role))
        columns[role] = [None if key is None else ranks[key] for key in found]
    columns["doc"] = [documents[name] for name in accusations["document_id"]]
    offsets = _records(accusations[[n for n in accusations.columns if "_raw_" in n]])
    columns["raw"] = [[row["cue_raw_start"], row["cue_raw_end"]] for row in offsets]
    actors = _actor_marks(tables, accusations)
    columns["marks"] = [_marks(row) + own for row, own in zip(offsets, actors, strict=True)]
    return columns


def _actor_marks(tables: Tables, accusations: pd.DataFrame) -> list[list[tuple[int, int, str]]]:
    """Return where accuser and accused are mentioned in the evidence of each row."""
    places: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    wanted = ["document_id", "actor_id", "raw_start", "raw_end"]
    for document, actor, start, end in tables.mentions[wanted].itertuples(index=False):
        places[document, actor].append((int(start), int(end)))
    for spans in places.values():
        spans.sort()
    found = []
    for row in _records(accusations[[*_CLAIMED, "evidence_raw_start", "evidence_raw_end"]]):
        low, high = row["evidence_raw_start"] or 0, row["evidence_raw_end"] or 0
        marks = []
        for role in ("accuser", "accused"):
            spans = places.get((row["document_id"], row[f"{role}_id"]), [])
            inside = spans[bisect_left(spans, (low, low)) : bisect_left(spans, (high, high))]
            marks += [(start - low, end - low, role) for start, end in inside if end <= high]
        found.append(marks)
    return found


def _marks(row: Mapping[str, int | None]) -> list[tuple[int, int, str]]:
    """Return the marks of cue, charge and answer in the evidence, in offsets of the evidence."""
    low, high = row["evidence_raw_start"] or 0, row["evidence_raw_end"] or 0
    marks = []
    for role, prefix in (
        ("cue", "cue_raw"),
        ("charge", "charge_raw"),
        ("response", "response_cue_raw"),
    ):
        start, end = row[f"{prefix}_start"], row[f"{prefix}_end"]
        if start is not None and end is not None and start < high and end > low:
            marks.append((max(start, low) - low, min(end, high) - low, role))
    return marks


def _drawn(tables: Tables) -> pd.DataFrame:
    scored = tables.actor_sentiment.dropna(subset=["mean_score"])
    ordered = scored.sort_values(["n_opinions", "name"], ascending=[False, True])
    return ordered.head(SENTIMENT_ACTORS)


def _sentiment(
    row: Mapping[str, Any], ranks: Mapping[str, int], names: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "actor": ranks[row["actor_id"]],
        "name": names[row["actor_id"]],
        "n": row["n_opinions"],
        "mean": row["mean_score"],
        "low": row["ci_low"],
        "high": row["ci_high"],
        "author": row["author_mean"],
    }


def _opinions(
    tables: Tables,
    opinions: pd.DataFrame,
    ranks: Mapping[str, int],
    documents: Mapping[str, int],
) -> list[dict[str, Any]]:
    kept = has_texts(tables.folder)
    texts = raw_texts(tables.folder, set(opinions["document_id"])) if kept else {}
    keyed = opinions.assign(**{role: keys(opinions, role) for role in _HOLDING})
    return [_opinion(row, texts, ranks, documents) for row in _records(keyed)]


def _opinion(
    row: Mapping[str, Any],
    texts: Mapping[str, str],
    ranks: Mapping[str, int],
    documents: Mapping[str, int],
) -> dict[str, Any]:
    start, end = row["raw_start"], row["raw_end"]
    context, low = row["expression"], start
    if row["document_id"] in texts:
        text = texts[row["document_id"]]
        low, high = sentence_around(text, start, end, most=_CONTEXT)
        context = text[low:high]
    return {
        "doc": documents[row["document_id"]],
        "holder": None if row["holder"] is None else ranks[row["holder"]],
        "target": ranks[row["target"]],
        "score": row["score"],
        "expression": row["expression"],
        "rule": row["rule"],
        "context": context,
        "start": start - low,
        "end": end - low,
        "raw": [start, end],
    }
