"""Commands that judge a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app


@app.command(rich_help_panel=panels.CHECK)
def evaluate(
    gold: Annotated[
        Path,
        typer.Argument(
            help="Folder with articles/ and gold/; sentiment items (.json); names, coreference or "
            "attribution (.jsonl); or a folder of .jsonl.",
        ),
    ],
    tables: Annotated[
        Path | None, typer.Option(help="Folder of the run over the gold's texts.", metavar="DIR")
    ] = None,
    errors: Annotated[
        int, typer.Option(help="Errors to show of each class, with their sentences.", min=0)
    ] = 0,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write figures, counts and all errors here.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Of the bootstrap over documents.")] = 0,
) -> None:
    """Score a run against gold: figures with 95 % intervals, and errors by class.

    For example:

    - griefs evaluate gold/dev --tables results --errors 5
    - griefs evaluate gold/names.jsonl
    """
    import json

    from pipeline.evaluate import as_json, lines
    from pipeline.evaluate import evaluate as score

    report = score(gold, tables, seed=seed)
    for line in lines(report, errors=errors):
        typer.echo(line)
    if json_file is not None:
        text = json.dumps(as_json(report), ensure_ascii=False, indent=1)
        json_file.write_text(text + "\n", encoding="utf-8")
