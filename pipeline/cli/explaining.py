"""Commands that explain rows, differences and method."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import app
from pipeline.cli.options import Run

_SHOWN = 200


@app.command()
def explain(
    folder: Run,
    row: Annotated[str, typer.Argument(help="An accusation_id.", metavar="ID")],
) -> None:
    """Tell why an accusation is in the table: rule, arguments, resolved mentions, parse.

    For example: griefs explain results "article-7#a3"
    """
    from pipeline.report.explaining import explain as told
    from pipeline.tables import load

    for line in told(load(folder), row):
        typer.echo(line)


@app.command()
def diff(
    first: Annotated[Path, typer.Argument(help="Folder of a run.", metavar="RUN1")],
    second: Annotated[Path, typer.Argument(help="Folder of a later run.", metavar="RUN2")],
) -> None:
    """Say which accusations appeared, vanished or changed between two runs, and by which rule.

    For example: griefs diff results results-new
    """
    from pipeline.report.comparing import differences, versions_changed
    from pipeline.tables import load

    for line in versions_changed(first, second):
        typer.echo(line)
    found = differences(load(first), load(second))
    for what in ("appeared", "vanished", "changed"):
        typer.echo(f"{what}: {sum(d.what == what for d in found)}")
    for d in found[:_SHOWN]:
        row = d.row
        who = f"{row['accuser'] or '–'} → {row['accused']}"
        typer.echo(f"{d.what}\t{row['accusation_id']}\t{who}\t{row['cue']}\t{row['rule']}")
        for column, before, after in d.columns:
            typer.echo(f"\t{column}: {before} → {after}")
    if len(found) > _SHOWN:
        typer.echo(f"… and {len(found) - _SHOWN} more")


@app.command()
def method(folder: Run) -> None:
    """Write the paragraph for a methods section: versions, hashes, counts, citation.

    For example: griefs method results
    """
    from pipeline.report.checking import precision
    from pipeline.report.methods import methods_paragraph
    from pipeline.tables import corrections

    measured = None
    labelled = corrections.read(folder)
    if labelled:
        overall = precision(labelled)[0]
        measured = (
            f"Precision on {overall.n} accusations labelled by hand was {overall.precision:.2f} "
            f"(95 % interval {overall.low:.2f} to {overall.high:.2f})."
        )
    typer.echo(methods_paragraph(folder, measured))
