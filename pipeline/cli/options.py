"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import ConfigError

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
Mapping = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Column of a table or record that holds a field, e.g. text=contenu; repeatable.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(help="Processes; 0 works in this one. [default: one a core]", min=0, max=512),
]
Csv = Annotated[bool, typer.Option("--csv", help="Write the tables as CSV too.")]
ActorEntries = Annotated[Path | None, typer.Option("--actors", help="CSV of your own actor names.")]
Frames = Annotated[Path | None, typer.Option("--frames", help="TOML of your own frames.")]


def as_mapping(given: list[str] | None) -> dict[str, str] | None:
    """Return the column by field; None where nothing was given.

    Raises:
        ConfigError: An item is no `FIELD=COLUMN`.
    """
    if not given:
        return None
    pairs = [item.partition("=") for item in given]
    for item, (field, sign, column) in zip(given, pairs, strict=True):
        if not (field and sign and column):
            raise ConfigError(f"--map {item!r} is no FIELD=COLUMN, e.g. --map text=contenu.")
    return {field.strip(): column.strip() for field, _, column in pairs}
