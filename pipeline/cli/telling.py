"""Commands that tell about griefs itself."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app
from pipeline.cli.options import Format, Mapping, as_mapping


@app.command(rich_help_panel=panels.KNOW)
def schema(
    table: Annotated[
        str | None, typer.Argument(help="A table, e.g. accusations; all if left out.")
    ] = None,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="All tables, as a page of the documentation.")
    ] = False,
) -> None:
    """Print the data dictionary: every column, its type, unit and meaning.

    Example: griefs schema accusations
    """
    if markdown:
        from pipeline.report.dictionary import markdown as page

        typer.echo(page(), nl=False)
        return

    from pipeline.schema import TABLES, columns

    for name in TABLES if table is None else [table]:
        declared = columns(name)
        typer.echo(f"# {name}")
        for c in declared:
            unit = f" ({c.unit})" if c.unit else ""
            absent = " Null when absent." if c.nullable and "null" not in c.meaning else ""
            values = f" One of: {', '.join(c.values)}." if c.values else ""
            typer.echo(f"{c.name}\t{c.type}{unit}\t{c.meaning}.{absent}{values}")


@app.command(rich_help_panel=panels.MAKE)
def inspect(
    path: Annotated[str, typer.Argument(help="A file, export or folder; `-` is standard input.")],
    input_format: Format = None,
    mapping: Mapping = None,
) -> None:
    """Name the format found in an input and show its first three articles; nothing is written.

    For example: griefs inspect export.HTML
    """
    from pathlib import Path

    from pipeline.errors import InputError
    from pipeline.ingest import FORMATS
    from pipeline.ingest import inspect as look

    if path != "-" and not Path(path).exists():
        raise InputError(f"There is no file or folder {path}.")
    found = look(path, format=input_format, mapping=as_mapping(mapping))
    typer.echo(f"format: {found.format or 'none of ' + ', '.join(FORMATS)}")
    for item in found.rejected[:3]:
        typer.echo(
            f"rejected: {item.source_path} {item.position or ''}: {item.reason}, {item.detail}"
        )
    for article in found.articles:
        typer.echo("")
        for name in ("document_id", "title", "outlet", "author", "published", "date", "url"):
            typer.echo(f"{name:12} {getattr(article, name) or '—'}")
        typer.echo(f"{'text':12} {' '.join(article.text.split())[:300]}")
    if not found.articles:
        raise typer.Exit(2)


@app.command(rich_help_panel=panels.KNOW)
def doctor() -> None:
    """Check the installation: versions, language model and its hash, lexicons, what is missing."""
    from pipeline.engine.versions import findings

    good = True
    for finding in findings():
        mark = "ok" if finding.good else "MISSING"
        typer.echo(f"{mark}\t{finding.name}\t{finding.detail}")
        good = good and (finding.good or finding.optional)
    if not good:
        raise typer.Exit(4)
