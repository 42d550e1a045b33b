"""Commands that let a person check the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app
from pipeline.cli.options import Run


@app.command(rich_help_panel=panels.CHECK)
def sample(
    folder: Run,
    out: Annotated[Path, typer.Option("--out", "-o", help="Sheet to write: .csv or .xlsx.")],
    n: Annotated[int, typer.Option("-n", help="About how many accusations.", min=1)] = 100,
    seed: Annotated[int, typer.Option(help="Of the draw.")] = 0,
) -> None:
    """Draw accusations to check by hand, with their sentences; fill in 1 or 0 under `correct`.

    For example: griefs sample results --out check.xlsx -n 200
    """
    from pipeline.report.checking import sample as draw
    from pipeline.report.checking import write_sheet
    from pipeline.tables import load

    sheet = draw(load(folder), n, seed=seed)
    write_sheet(sheet, out)
    typer.echo(f"{out}: {len(sheet)} accusations to label")


@app.command(rich_help_panel=panels.CHECK)
def validate(
    folder: Run,
    sheet: Annotated[Path, typer.Argument(help="The sheet, labelled.")],
    gold: Annotated[
        Path | None, typer.Option(help="Gold of this run's texts: prints the recall, too.")
    ] = None,
) -> None:
    """Read labels back: precision with 95 % intervals; labels are kept beside the run.

    Tables written from then on carry them in the column `checked`, and figures leave out what was
    labelled wrong: griefs tables DIR writes them anew.

    For example: griefs validate results check.xlsx
    """
    from pipeline.report.checking import precision, read_sheet
    from pipeline.tables import corrections

    rows = read_sheet(sheet)
    found = precision(rows)
    if not found:
        typer.echo(f"{sheet}: nothing labelled yet; fill in 1 or 0 under `correct`.")
        return
    for p in found:
        name = f"{p.group} {p.value}".strip()
        typer.echo(f"{name:40} {p.precision:.3f}  [{p.low:.3f}, {p.high:.3f}]  n={p.n}")
    if gold is not None:
        from pipeline.evaluate import evaluate, lines

        for line in lines(evaluate(gold, folder), errors=0):
            typer.echo(line)
    kept = corrections.keep(rows, folder)
    typer.echo(f"{folder / corrections.FILE}: {kept} labels; griefs tables {folder} applies them")
