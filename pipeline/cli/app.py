"""The app, and what holds for every command."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def _version(wanted: bool) -> None:
    if wanted:
        from pipeline.engine.versions import installed

        typer.echo(f"griefs {installed('griefs') or 'from source'}")
        raise typer.Exit


@app.callback()
def griefs(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """French press articles in; tables of who accuses whom of what, and who answers, out.

    Start with **griefs run ARTICLES… --out results**, look with **griefs report results**, read
    with **griefs schema** what the columns mean. An accusation in a table is somebody's claim,
    found by a program: read it in its sentence before you count it.
    """
