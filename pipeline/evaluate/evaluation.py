"""One gold, or a folder of several, scored with whatever it asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pipeline.errors import InputError
from pipeline.evaluate.accusations import (
    ACCUSATION_MEASURES,
    SENTIMENT_MEASURES,
    accusation_counts,
    sentiment_counts,
)
from pipeline.evaluate.actors import ACTOR_MEASURES, actor_counts
from pipeline.evaluate.attribution import ATTRIBUTION_MEASURES, attribution_counts, target_of
from pipeline.evaluate.chain import docs_of
from pipeline.evaluate.coreference import COREFERENCE_MEASURES, coreference_counts
from pipeline.evaluate.figures import figures, total
from pipeline.evaluate.gold import is_gold_folder, read_articles, read_items
from pipeline.evaluate.mistakes import mistakes_of
from pipeline.evaluate.names import NAME_MEASURES, name_counts
from pipeline.evaluate.report import Report
from pipeline.evaluate.rows import by_document, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.evaluate.figures import Measure
    from pipeline.evaluate.gold import GoldArticle

SEED = 0


def evaluate(gold: Path, tables: Path | None = None, *, seed: int = SEED) -> Report:
    """Score against a gold of any kind that we know.

    A folder of articles with gold, and a JSON list of sentiment items, are scored on the tables
    of a run over their texts. JSON lines with `entities`, `mentions` or `target` hold their own
    texts: the chain is run over them. A folder of JSON lines is scored file by file.

    Args:
        gold: Folder or file.
        tables: Folder of the run; needed for the first two kinds.
        seed: Of the bootstrap.

    Raises:
        InputError: The gold is of no known kind, or the run is missing.
    """
    if is_gold_folder(gold):
        return _on_articles(read_articles(gold), _needed(tables, gold), seed)
    if gold.is_dir():
        files = sorted(gold.glob("*.jsonl"))
        if files:
            return _joined([_on_lines(file, seed) for file in files])
    elif gold.suffix == ".jsonl" and gold.is_file():
        return _on_lines(gold, seed)
    elif gold.suffix == ".json" and gold.is_file():
        return _on_items(read_items(gold), _needed(tables, gold), seed)
    raise InputError(
        f"{gold} is no gold: give a folder with articles/ and gold/, a list of sentiment items "
        "(.json), or names, coreference or attribution (.jsonl)."
    )


def _needed(tables: Path | None, gold: Path) -> Path:
    if tables is None:
        raise InputError(f"{gold} is scored on the tables of a run: give --tables DIR.")
    return tables


def _on_articles(articles: Sequence[GoldArticle], tables: Path, seed: int) -> Report:
    rows = by_document(tables, "accusations")
    accusations = [accusation_counts(a, rows.get(a.id, ())) for a in articles]
    sentiment = _sentiment(articles, tables)
    mistakes = tuple(m for a in articles for m in mistakes_of(a, rows.get(a.id, ())))
    of_sentiment = figures(SENTIMENT_MEASURES, sentiment, seed=seed) if sentiment else ()
    actors = _actors(articles, tables)
    return Report(
        figures(ACCUSATION_MEASURES, accusations, seed=seed)
        + of_sentiment
        + figures(ACTOR_MEASURES, actors, seed=seed),
        total([*accusations, *sentiment, *actors]),
        mistakes,
    )


def _actors(articles: Sequence[GoldArticle], tables: Path) -> list[Mapping[str, float]]:
    mentions = by_document(tables, "mentions")
    actors = {row["actor_id"]: row for row in read_rows(tables, "actors")}
    return [actor_counts(a, mentions.get(a.id, ()), actors) for a in articles]


def _on_items(articles: Sequence[GoldArticle], tables: Path, seed: int) -> Report:
    counts = _sentiment(articles, tables)
    return Report(figures(SENTIMENT_MEASURES, counts, seed=seed), total(counts))


def _sentiment(articles: Sequence[GoldArticle], tables: Path) -> list[Mapping[str, float]]:
    mentions, opinions = by_document(tables, "mentions"), by_document(tables, "opinions")
    return [
        sentiment_counts(a, mentions.get(a.id, ()), opinions.get(a.id, ()))
        for a in articles
        if a.items
    ]


def _on_lines(path: Path, seed: int) -> Report:
    try:
        records = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]
        measures, counts = _counted(records)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path} is no gold of names, coreference or attribution.") from error
    return Report(figures(measures, counts, seed=seed), total(counts))


def _counted(
    records: Sequence[Mapping[str, Any]],
) -> tuple[Sequence[Measure], list[Mapping[str, float]]]:
    if "target" in records[0]:
        return ATTRIBUTION_MEASURES, _attributions(records)
    texts = {record["id"]: record["text"] for record in records}
    docs = zip(docs_of(texts), records, strict=True)
    if "entities" in records[0]:
        return NAME_MEASURES, [name_counts(doc, r["entities"]) for (_, doc), r in docs]
    return COREFERENCE_MEASURES, [coreference_counts(doc, r["mentions"]) for (_, doc), r in docs]


def _attributions(records: Iterable[Mapping[str, Any]]) -> list[Mapping[str, float]]:
    """Count per text: several records annotate the same one."""
    by_text: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        by_text.setdefault(record["text_detok"], []).append(record)
    docs = docs_of({text: text for text in by_text})
    return [attribution_counts(doc, [target_of(r) for r in by_text[text]]) for text, doc in docs]


def _joined(reports: Sequence[Report]) -> Report:
    counts = total(report.counts for report in reports)
    return Report(tuple(f for report in reports for f in report.figures), counts)
