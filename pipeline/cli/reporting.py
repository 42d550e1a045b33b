"""Commands that turn a run into something to look at or to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli import panels
from pipeline.cli.app import app
from pipeline.cli.options import Run


@app.command(rich_help_panel=panels.LOOK)
def report(
    folder: Run,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="HTML file. [default: DIR/report.html]")
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the page: fr or en.")] = "fr",
) -> None:
    """Write one HTML page to read, filter and print a run; it needs no network.

    For example: griefs report results --lang en
    """
    from pipeline.report.page import write_report
    from pipeline.tables import load

    path = folder / "report.html" if out is None else out
    write_report(load(folder), path, language=lang, about=_about(folder))
    typer.echo(str(path))


def _about(folder: Path) -> str:
    """Return the versions that made the run, where its manifest tells."""
    import json

    manifest = folder / "run.json"
    if not manifest.is_file():
        return ""
    versions = json.loads(manifest.read_text("utf-8")).get("versions", {})
    return ", ".join(f"{name} {value}" for name, value in versions.items() if value is not None)


@app.command(rich_help_panel=panels.HAND_ON)
def export(
    folder: Run,
    formats: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="One or more, with commas: xlsx, excel-fr, gexf, graphml, dna-csv, dna, plover, "
            "iramuteq, txm, brat, label-studio; or all.",
        ),
    ] = "xlsx",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder. [default: DIR/export]")
    ] = None,
    no_text: Annotated[
        bool,
        typer.Option("--no-text", help="Ids, hashes, offsets and labels only: nothing to read."),
    ] = False,
) -> None:
    """Write a run for other tools: spreadsheets, Gephi, DNA, IRaMuTeQ, TXM, brat, Label Studio.

    For example:

    - griefs export results --format xlsx,gexf
    - griefs export results --format all --no-text --out shareable
    """
    from pipeline.report.exports import FORMATS, TEXTLESS
    from pipeline.report.exports import export as write
    from pipeline.tables import load

    every = TEXTLESS if no_text else FORMATS
    names = list(every) if formats == "all" else [name.strip() for name in formats.split(",")]
    target = folder / "export" if out is None else out
    paths = write(load(folder), names, target, with_text=not no_text)
    for path in paths[:20]:
        typer.echo(str(path))
    if len(paths) > 20:  # noqa: PLR2004  # a screenful
        typer.echo(f"… and {len(paths) - 20} more files")


@app.command(name="import", rich_help_panel=panels.HAND_ON)
def import_annotations(
    folder: Run,
    source: Annotated[
        Path, typer.Argument(help="Folder of .ann files of brat, or a .json of Label Studio.")
    ],
) -> None:
    """Take annotations back from brat or Label Studio, into DIR/annotations.csv.

    Every stretch is put where its words stand in the raw text; what does not fit is reported.

    For example: griefs import results results/export/brat
    """
    from pipeline.report.exports import take_back
    from pipeline.report.exports.anchoring import Fit
    from pipeline.tables import load

    back = take_back(load(folder), source)
    told = ", ".join(f"{back.counts[fit]} {fit}" for fit in Fit)
    typer.echo(f"{back.path}: {back.counts.total()} annotations ({told})")
    for a in back.lost[:20]:
        typer.echo(f"lost\t{a.document_id}\t{a.key}\t{a.label} {a.start} {a.end}\t{a.words}")


@app.command(rich_help_panel=panels.LOOK)
def sentiment(
    folder: Run,
    by: Annotated[str | None, typer.Option(help="outlet, month or document.")] = None,
    per_group: Annotated[
        bool, typer.Option("--per-group", help="Count near-duplicates as one document.")
    ] = False,
    seed: Annotated[int, typer.Option(help="Of the bootstrap.")] = 0,
) -> None:
    """Count how actors are spoken of anew: by outlet, month or document, or by agency copy.

    For example: griefs sentiment results --by outlet
    """
    from pipeline.tables.sentiment import write_breakdown

    for path in write_breakdown(folder, by=by, per_group=per_group, seed=seed):
        typer.echo(path)
