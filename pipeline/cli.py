"""Command line: parse, call one function, print. Nothing else is decided here."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from pipeline.errors import GriefsError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"griefs {version('griefs')}")
        raise typer.Exit


@app.callback()
def griefs(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """French press articles in; who accuses whom of what, who answers, out."""


@app.command()
def schema(
    table: Annotated[
        str | None, typer.Argument(help="A table, e.g. accusations; all if left out.")
    ] = None,
) -> None:
    """Print the data dictionary: every column, its type, unit and meaning.

    Example: griefs schema accusations
    """
    from pipeline.schema import TABLES, columns

    for name in TABLES if table is None else [table]:
        typer.echo(f"# {name}")
        for c in columns(name):
            unit = f" ({c.unit})" if c.unit else ""
            absent = " Null when absent." if c.nullable and "null" not in c.meaning else ""
            values = f" One of: {', '.join(c.values)}." if c.values else ""
            typer.echo(f"{c.name}\t{c.type}{unit}\t{c.meaning}.{absent}{values}")


def main() -> None:
    """Run the app; show a user's error as one line, without a traceback."""
    try:
        app()
    except GriefsError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
