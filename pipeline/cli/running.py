"""Commands that make tables: `run`, and each stage alone."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app
from pipeline.cli.options import (
    ActorEntries,
    Config,
    Csv,
    Format,
    Frames,
    Inputs,
    Language,
    Mapping,
    Out,
    Run,
    Workers,
    as_mapping,
)


@app.command(rich_help_panel=panels.MAKE)
def run(
    inputs: Inputs,
    out: Out,
    config: Config = None,
    language: Language = None,
    input_format: Format = None,
    mapping: Mapping = None,
    actors: ActorEntries = None,
    frames: Frames = None,
    workers: Workers = None,
    csv: Csv = False,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what earlier runs left.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Say what would run, and stop.")] = False,
    limit: Annotated[int | None, typer.Option(help="Only the first N articles.", min=1)] = None,
    sample: Annotated[int | None, typer.Option(help="Only N articles, drawn.", min=1)] = None,
    seed: Annotated[int | None, typer.Option(help="Of the draw and the bootstrap.")] = None,
    cache: Annotated[bool, typer.Option(help="Keep parses for the next run.")] = True,
    max_rejects: Annotated[
        float, typer.Option(help="Share of rejected items that is a failure (exit code 3).", min=0)
    ] = 1.0,
    engine: Annotated[str, typer.Option(help="local or dask.")] = "local",
    scheduler: Annotated[
        str | None, typer.Option(help="Address of a running Dask scheduler.")
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Dask cluster to start: local, slurm, ssh or kubernetes.")
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(help="Where workers leave their parts: a folder or an fsspec URL."),
    ] = None,
) -> None:
    """Read articles and write all tables. The same command resumes a run that was stopped.

    For example:

    - griefs run articles/ --out results
    - griefs run export.HTML --out results --csv --workers 4
    - griefs run corpus.jsonl --out results --sample 500 --seed 1
    """
    from pipeline.engine import template

    workers = _cores() if workers is None else workers
    if workers > 0 and engine == "local" and not dry:
        template.expect(inputs, out)
    from pipeline.cli.progress import Watcher, summary_lines
    from pipeline.config import load
    from pipeline.engine.run import Options
    from pipeline.engine.run import run as run_all

    settings = load(
        config,
        language=language,
        input_format=input_format,
        mapping=as_mapping(mapping),
        seed=seed,
        actors=None if actors is None else str(actors),
        frames=None if frames is None else str(frames),
    )
    options = Options(
        workers=workers,
        csv=csv,
        fresh=fresh,
        limit=limit,
        sample=sample,
        max_rejects=max_rejects,
        cached=cache,
        engine=engine,
        scheduler=scheduler,
        cluster=cluster,
        store=store,
    )
    with Watcher() as watcher:
        summary = run_all(inputs, out, settings, options, watcher.watch, dry=dry)
    for line in summary_lines(summary):
        typer.echo(line)


@app.command(rich_help_panel=panels.STAGES)
def ingest(
    inputs: Inputs,
    out: Out,
    config: Config = None,
    language: Language = None,
    input_format: Format = None,
    mapping: Mapping = None,
) -> None:
    """First stage alone: read files and exports into articles.

    For example: griefs ingest articles/ --out results
    """
    from pipeline.cli.progress import Watcher
    from pipeline.config import load
    from pipeline.engine.ingesting import ingest_alone

    settings = load(
        config, language=language, input_format=input_format, mapping=as_mapping(mapping)
    )
    with Watcher() as watcher:
        result = ingest_alone(inputs, out, settings, watcher.watch.read)
    typer.echo(f"read {result.read}: {result.documents} articles, {len(result.rejected)} rejected")


@app.command(rich_help_panel=panels.STAGES)
def clean(out: Run) -> None:
    """Second stage alone: mend and mark the damage of extraction, keeping the way back.

    For example: griefs clean results
    """
    from pipeline.engine import stages

    typer.echo(f"cleaned {stages.clean(out)} articles")


@app.command(rich_help_panel=panels.STAGES)
def entities(out: Run, config: Config = None, workers: Workers = None) -> None:
    """Third stage alone: parse the clean texts and keep the parses.

    For example: griefs entities results --workers 4
    """
    from pipeline.cli.progress import Watcher
    from pipeline.config import load
    from pipeline.engine import stages
    from pipeline.engine.run import Options

    options = Options(workers=_cores() if workers is None else workers)
    with Watcher() as watcher:
        count = stages.entities(out, load(config), options, watcher.watch)
    typer.echo(f"parsed {count} articles, the others were parsed already")


@app.command(rich_help_panel=panels.STAGES)
def stance(out: Run, config: Config = None, workers: Workers = None) -> None:
    """Fourth stage alone: who says what of whom, from the kept parses.

    For example: griefs stance results
    """
    from pipeline.cli.progress import Watcher
    from pipeline.config import load
    from pipeline.engine import stages
    from pipeline.engine.run import Options

    options = Options(workers=_cores() if workers is None else workers)
    with Watcher() as watcher:
        count = stages.stance(out, load(config), options, watcher.watch)
    typer.echo(f"rows of {count} articles are there")


@app.command(rich_help_panel=panels.STAGES)
def tables(out: Run, config: Config = None, csv: Csv = False) -> None:
    """Last stage alone: merge the actors of the corpus and write its tables.

    For example: griefs tables results --csv
    """
    from dataclasses import asdict

    from pipeline.config import load
    from pipeline.engine import stages
    from pipeline.engine.run import Options

    for name, count in asdict(stages.tables(out, load(config), Options(csv=csv))).items():
        typer.echo(f"{name}\t{count}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
