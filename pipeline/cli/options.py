"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Inputs = Annotated[
    list[str],
    typer.Argument(help="Files, folders or exports; `-` is standard input.", metavar="INPUT…"),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder of the run.", metavar="DIR")]
Run = Annotated[Path, typer.Argument(help="Folder of a run.", metavar="DIR")]
Config = Annotated[
    Path | None, typer.Option("--config", help="A griefs.toml; options given here win over it.")
]
Language = Annotated[
    str | None,
    typer.Option(
        help="ISO 639-1 code; other articles are rejected. `any` keeps all. [default: fr]"
    ),
]
Format = Annotated[
    str | None, typer.Option("--format", help="Read every input as this format; see `inspect`.")
]
Workers = Annotated[
    int | None,
    typer.Option(help="Processes; 0 works in this one. [default: one a core]", min=0, max=512),
]
Csv = Annotated[bool, typer.Option("--csv", help="Write the tables as CSV too.")]
ActorEntries = Annotated[Path | None, typer.Option("--actors", help="CSV of your own actor names.")]
Frames = Annotated[Path | None, typer.Option("--frames", help="TOML of your own frames.")]
