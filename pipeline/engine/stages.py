"""Each stage alone: it reads what the one before left in the run's folder, and leaves its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.clean import clean as clean_article
from pipeline.engine import articles, cache, frames, local, plan
from pipeline.engine.folder import RunFolder
from pipeline.engine.ingesting import recall
from pipeline.engine.run import analyse, choose, unfinished
from pipeline.engine.tabulate import tabulate
from pipeline.engine.tasks import Setup, Task
from pipeline.errors import GriefsError
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.config import Config
    from pipeline.engine.plan import Keys
    from pipeline.engine.run import Options, Watch
    from pipeline.engine.tabulate import Counts
    from pipeline.records import Article

_CLEANED = pa.schema(
    [
        ("document_id", pa.string()),
        ("text", pa.string()),
        ("raw_starts", pa.list_(pa.uint32())),
        ("raw_ends", pa.list_(pa.uint32())),
        ("blocks", pa.string()),
        ("repairs", pa.string()),
        ("n_repairs", pa.int64()),
        ("n_gaps", pa.int64()),
    ]
)
_ROWS = 200


def clean(out: Path) -> int:
    """Write clean texts, alignments, blocks and repairs; return the number of articles."""
    folder = _after(out, "ingest")
    count = 0
    rows: list[dict[str, Any]] = []
    temporary = folder.cleaned.with_name(".cleaned.parquet.tmp")
    with folder.lock(), pq.ParquetWriter(temporary, _CLEANED, compression="zstd") as writer:
        for article in articles.read(folder.articles):
            rows.append(_cleaned_row(article))
            count += 1
            if len(rows) == _ROWS:
                writer.write_table(pa.Table.from_pylist(rows, _CLEANED))
                rows.clear()
        writer.write_table(pa.Table.from_pylist(rows, _CLEANED))
    temporary.replace(folder.cleaned)
    return count


def entities(out: Path, config: Config, options: Options, watch: Watch) -> int:
    """Parse what is not parsed yet and keep the parses; return the number of articles parsed."""
    folder = _after(out, "clean")
    with folder.lock():
        versions = frames.versions(folder, config)
        places = cache.index(folder.parses)
        todo = [
            (article, keys)
            for article, keys in _with_keys(folder, versions)
            if keys.parse not in places
        ]
        watch.planned(len(todo), sum(len(article.text) for article, _ in todo))
        setup = Setup(folder.rows, folder.parses, config, parse_only=True)
        tasks = (Task(batch, {}) for batch in plan.batches(todo))
        local.run(setup, tasks, watch.done, workers=options.workers)
    return len(todo)


def stance(out: Path, config: Config, options: Options, watch: Watch) -> int:
    """Make the rows of every article from its parse; return the number of articles."""
    folder = _after(out, "entities")
    with folder.lock():
        versions = frames.versions(folder, config)
        places = cache.index(folder.parses)
        ids = []
        for article, keys in _with_keys(folder, versions):
            ids.append(article.document_id)
            if keys.parse not in places:
                raise GriefsError(
                    f"{article.document_id} is not parsed. Run: griefs entities {out}"
                )
        chosen = choose(ids, options, config.seed)
        todo, characters = unfinished(folder, versions, chosen)
        watch.planned(todo, characters)
        analyse(folder, config, options, versions, chosen, watch, characters=characters)
    return len(ids)


def tables(out: Path, config: Config, options: Options) -> Counts:
    """Write the tables of the corpus from the rows of its articles."""
    folder = _after(out, "entities")
    with folder.lock():
        known = recall(folder)
        if known is None:
            raise GriefsError(
                f"Nothing is ingested in {out}. Run: griefs ingest INPUT… --out {out}"
            )
        chosen = choose(articles.ids(folder.articles), options, config.seed)
        versions = frames.versions(folder, config)
        return tabulate(folder, config, versions, known[1], chosen, (), csv=options.csv)


def _after(out: Path, stage: str) -> RunFolder:
    """Return the folder, once the stage has left its part there."""
    folder = RunFolder(out)
    left = {"ingest": folder.articles, "clean": folder.cleaned, "entities": folder.parses}[stage]
    if not left.exists():
        what = f"griefs ingest INPUT… --out {out}" if stage == "ingest" else f"griefs {stage} {out}"
        raise GriefsError(f"{left} is missing. Run first: {what}")
    return folder


def _with_keys(folder: RunFolder, versions: plan.Versions) -> Iterator[tuple[Article, Keys]]:
    for article in articles.read(folder.articles):
        yield article, plan.keys_of(article, versions)


def _cleaned_row(article: Article) -> dict[str, Any]:
    cleaned = clean_article(article)
    gaps = sum(repair.kind is RepairKind.GAP for repair in cleaned.repairs)
    return {
        "document_id": article.document_id,
        "text": cleaned.text,
        "raw_starts": cleaned.alignment.starts,
        "raw_ends": cleaned.alignment.ends,
        "blocks": json.dumps([[b.start, b.end, b.kind] for b in cleaned.blocks]),
        "repairs": json.dumps(
            [[r.kind, r.start, r.end, r.raw_start, r.raw_end, r.certainty] for r in cleaned.repairs]
        ),
        "n_repairs": len(cleaned.repairs) - gaps,
        "n_gaps": gaps,
    }
