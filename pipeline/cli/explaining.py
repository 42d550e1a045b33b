"""Commands that explain rows, differences and method."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app
from pipeline.cli.options import Run

_SHOWN = 200


@app.command(rich_help_panel=panels.CHECK)
def explain(
    folder: Run,
    row: Annotated[
        str,
        typer.Argument(
            help="An accusation_id, opinion_id or statement_id of its tables.", metavar="ID"
        ),
    ],
) -> None:
    """Tell why a row is there: rule, arguments, status, resolved mentions, confidence, parse.

    For example: griefs explain results "article-7#a3"
    """
    from pipeline.report.explaining import explain as told
    from pipeline.tables import load

    for line in told(load(folder), row):
        typer.echo(line)


@app.command(rich_help_panel=panels.CHECK)
def diff(
    first: Annotated[Path, typer.Argument(help="Folder of a run.", metavar="RUN1")],
    second: Annotated[Path, typer.Argument(help="Folder of a later run.", metavar="RUN2")],
) -> None:
    """Say which accusations appeared, vanished or changed between two runs, and what did it.

    First what differs between the runs: versions, code, lexicons, options; then rules; then rows.

    For example: griefs diff results results-new
    """
    from pipeline.report.comparing import by_rule, differences, versions_changed
    from pipeline.tables import load

    found = differences(load(first), load(second))
    kinds = ("appeared", "vanished", "changed")
    for line in versions_changed(first, second):
        typer.echo(line)
    for what in kinds:
        typer.echo(f"{what}: {sum(d.what == what for d in found)}")
    for rule, counts in by_rule(found):
        told = ", ".join(f"{counts[what]} {what}" for what in kinds if counts[what])
        typer.echo(f"rule {rule}: {told}")
    for d in found[:_SHOWN]:
        row = d.row
        who = f"{row['accuser'] or '–'} → {row['accused']}"
        typer.echo(f"{d.what}\t{row['accusation_id']}\t{who}\t{row['cue']}\t{row['rule']}")
        for column, before, after in d.columns:
            typer.echo(f"\t{column}: {before} → {after}")
    if len(found) > _SHOWN:
        typer.echo(f"… and {len(found) - _SHOWN} more")


@app.command(rich_help_panel=panels.HAND_ON)
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
