"""A whole run: inputs to tables, chained in memory, resumed where a killed one stopped."""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING

from pipeline.engine import articles, cache, finish, frames, local, plan, template
from pipeline.engine.folder import RunFolder, leftovers
from pipeline.engine.ingesting import ingest
from pipeline.engine.storage import Remote
from pipeline.engine.tabulate import tabulate
from pipeline.engine.tasks import Setup, Task
from pipeline.errors import TooManyRejectsError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pipeline.config import Config
    from pipeline.engine.ingesting import Ingested
    from pipeline.engine.plan import Keys, Versions
    from pipeline.engine.storage import Location
    from pipeline.engine.tabulate import Counts
    from pipeline.records import Article

ENGINES = ("local", "dask")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run is done; nothing here changes the tables, but for the choice of articles.

    Attributes:
        workers: Processes; 0 works in this one.
        limit: Only the first so many articles; `sample` draws so many with the seed.
        max_rejects: Share of items (0 to 1) that may be rejected before the run counts as failed.
        cached: Whether parses are kept for the next run.
        store: Folder or fsspec URL where workers leave parses and rows, not the run's folder.
    """

    workers: int = 1
    csv: bool = False
    fresh: bool = False
    limit: int | None = None
    sample: int | None = None
    max_rejects: float = 1.0
    cached: bool = True
    engine: str = "local"
    scheduler: str | None = None
    cluster: str | None = None
    store: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    Attributes:
        todo: Articles that had to be done, the others were there already.
        words: Of these, estimated before the run.
    """

    folder: Path
    ingested: Ingested
    todo: int
    words: int
    seconds: float
    counts: Counts | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What the command line shows while a run goes on."""

    read: Callable[[int], None] = field(default=lambda _: None)
    planned: Callable[[int, int], None] = field(default=lambda _articles, _characters: None)
    done: Callable[[int, int, int], None] = field(default=lambda _a, _c, _r: None)


CHARACTERS_PER_WORD = 6.1  # French press, spaces and punctuation included


def run(
    inputs: Sequence[str],
    out: Path,
    config: Config,
    options: Options,
    watch: Watch | None = None,
    *,
    dry: bool = False,
) -> Summary:
    """Do a run, or with `dry` say what it would do.

    Raises:
        InputError: An input does not exist.
        TooManyRejectsError: More items were rejected than `options.max_rejects` allows.
        EnvironmentProblemError: The folder cannot be written, or workers cannot live.
    """
    if options.engine not in ENGINES:
        raise UnknownNameError("engine", options.engine, ENGINES)
    watch = watch or Watch()
    folder = RunFolder(out)
    folder.create(options.store)
    started = time.monotonic()
    with folder.lock():
        if options.fresh:
            _forget(folder)
        ingested = ingest(inputs, folder, config, watch.read)
        pool = options.engine == "local" and options.workers > 0 and not dry
        # Where frames are new some article has to be done: the template loads meanwhile.
        versions = frames.versions(folder, config, when_new=template.begin if pool else None)
        chosen = choose(articles.ids(folder.articles), options, config.seed)
        todo, characters = unfinished(folder, versions, chosen)
        words = round(characters / CHARACTERS_PER_WORD)
        if dry:
            return Summary(out, ingested, todo, words, time.monotonic() - started)
        watch.planned(todo, characters)
        analyse(folder, config, options, versions, chosen, watch, characters=characters)
        counts = tabulate(folder, config, versions, ingested, chosen, inputs, csv=options.csv)
        summary = Summary(out, ingested, todo, words, time.monotonic() - started, counts)
    _check_rejects(summary, options)
    return summary


def analyse(
    folder: RunFolder,
    config: Config,
    options: Options,
    versions: Versions,
    chosen: frozenset[str] | None,
    watch: Watch,
    *,
    characters: int,
) -> None:
    """Do every batch that no finished part holds; these are `characters` long together."""
    for path in (*leftovers(folder.rows), *leftovers(folder.parses)):
        path.unlink(missing_ok=True)
    parses = folder.parses if options.cached else None
    setup = Setup(folder.rows, parses, config)
    places = cache.index(folder.parses) if options.cached else {}
    done = finish.parts_by_key(folder, versions.frames)
    length = plan.share(characters, options.workers)

    def tasks() -> Iterator[Task]:
        todo = _todo(folder, versions, chosen, done)
        for batch in plan.batches(todo, versions.frames, length):
            keys = {key.parse for key in batch.keys}
            yield Task(batch, {key: places[key] for key in sorted(keys) if key in places})

    if options.engine == "dask":
        from pipeline.engine import dask  # noqa: PLC0415  # an optional extra

        dask.run(
            setup,
            tasks(),
            watch.done,
            workers=options.workers,
            scheduler=options.scheduler,
            cluster=options.cluster,
        )
    else:
        local.run(setup, tasks(), watch.done, workers=options.workers)


def choose(ids: Sequence[str], options: Options, seed: int) -> frozenset[str] | None:
    """Return the ids that `limit` or `sample` leave; None for all."""
    if options.sample is not None and options.sample < len(ids):
        # Drawn by hash, so that a larger corpus or sample keeps what was drawn before.
        salt = Random(seed).getrandbits(64)  # noqa: S311  # a draw, no secret
        order = sorted(ids, key=lambda one: hashlib.sha256(f"{salt}{one}".encode()).digest())
        return frozenset(order[: options.sample])
    if options.limit is not None and options.limit < len(ids):
        return frozenset(ids[: options.limit])
    return None


def _todo(
    folder: RunFolder,
    versions: Versions,
    chosen: frozenset[str] | None,
    done: dict[str, Location],
) -> Iterator[tuple[Article, Keys]]:
    for article in articles.read(folder.articles):
        if chosen is None or article.document_id in chosen:
            keys = plan.keys_of(article, versions)
            if keys.rows not in done:
                yield article, keys


def unfinished(
    folder: RunFolder, versions: Versions, chosen: frozenset[str] | None
) -> tuple[int, int]:
    """Return how many articles no finished part holds, and their characters."""
    done = finish.parts_by_key(folder, versions.frames)
    count = characters = 0
    for article, _ in _todo(folder, versions, chosen, done):
        count += 1
        characters += len(article.text)
    return count, characters


def _forget(folder: RunFolder) -> None:
    """Delete what earlier runs left to use again; the ledger and the tables stay."""
    for path in (folder.parses, folder.rows):
        if isinstance(path, Remote):
            path.clear()
        else:
            shutil.rmtree(path)
        path.mkdir(exist_ok=True)
    folder.ingested.unlink(missing_ok=True)


def _check_rejects(summary: Summary, options: Options) -> None:
    counts = summary.counts
    if counts is None or not summary.ingested.read:
        return
    share = counts.rejected / summary.ingested.read
    if share > options.max_rejects:
        raise TooManyRejectsError(
            f"{counts.rejected} of {summary.ingested.read} items were rejected, more than "
            f"--max-rejects allows. See {summary.folder / 'rejected.parquet'}."
        )
