"""Commands for a researcher's own frames."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

lexicon = typer.Typer(no_args_is_help=True, help="Add frames of your own, and try them.")
OwnFrames = Annotated[Path, typer.Argument(help="TOML file of your own frames.")]


@lexicon.command()
def add(
    path: OwnFrames,
    cue: Annotated[str, typer.Option(help="Citation form, e.g. 'tirer à vue sur'.")],
    frame_class: Annotated[
        str, typer.Option("--class", help="Class of lexicons/frames.toml that it behaves like.")
    ],
    example: Annotated[str, typer.Option(help="A sentence that you composed.")],
    accuser: Annotated[str, typer.Option(help="Who accuses in it; - for nobody.")],
    accused: Annotated[str, typer.Option(help="Who is accused in it.")],
    charge: Annotated[str, typer.Option(help="The charge in it; - for none.")] = "-",
) -> None:
    """Add a frame to a file of your own, with the row that its example must give.

    For example: griefs lexicon add mine.toml --cue 'canarder' --class criticise
    --example 'Anne Sorel canarde Paul Verne.' --accuser 'Anne Sorel' --accused 'Paul Verne'
    """
    from pipeline.stance.examples import add_frame

    entry = {
        "cue": cue,
        "class": frame_class,
        "example": example,
        "row": [accuser, accused, charge],
        "origin": "own",
    }
    add_frame(path, entry)
    typer.echo(f"{path}: added {cue!r}. Try it: griefs lexicon test {path}")


@lexicon.command()
def test(path: OwnFrames) -> None:
    """Try every frame of a file on its example; exit code 3 when one gives another row.

    For example: griefs lexicon test mine.toml
    """
    from pipeline.nlp import load_nlp
    from pipeline.stance.examples import trials
    from pipeline.stance.frames import classes, load

    failed = 0
    for trial in trials(load_nlp(), load(path, classes()), path):
        failed += not trial.passed
        mark = "ok" if trial.passed else "FAILED"
        found = "nothing" if trial.found is None else " | ".join(trial.found)
        typer.echo(f"{mark}\t{trial.frame.cue}\t{' | '.join(trial.expected)}\tfound: {found}")
    if failed:
        raise typer.Exit(3)
