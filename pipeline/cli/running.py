"""Commands that make tables: `run`, and each stage alone."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from pipeline.cli.app import app
from pipeline.cli.options import (
    ActorEntries,
    Config,
    Csv,
    Format,
    Frames,
    Inputs,
    Language,
    Out,
    Workers,
)


@app.command()
def run(
    inputs: Inputs,
    out: Out,
    config: Config = None,
    language: Language = None,
    input_format: Format = None,
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
) -> None:
    """Read articles and write all tables. The same command resumes a run that was stopped.

    For example:

    - griefs run articles/ --out results
    - griefs run export.HTML --out results --csv --workers 4
    - griefs run corpus.jsonl --out results --sample 500 --seed 1
    """
    from pipeline.cli.progress import Watcher, summary_lines
    from pipeline.config import load
    from pipeline.engine.run import Options
    from pipeline.engine.run import run as run_all

    settings = load(
        config,
        language=language,
        input_format=input_format,
        seed=seed,
        actors=None if actors is None else str(actors),
        frames=None if frames is None else str(frames),
    )
    options = Options(
        workers=_cores() if workers is None else workers,
        csv=csv,
        fresh=fresh,
        limit=limit,
        sample=sample,
        max_rejects=max_rejects,
        cached=cache,
        engine=engine,
        scheduler=scheduler,
        cluster=cluster,
    )
    with Watcher() as watcher:
        summary = run_all(inputs, out, settings, options, watcher.watch, dry=dry)
    for line in summary_lines(summary):
        typer.echo(line)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
