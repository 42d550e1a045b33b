"""Commands that turn a run into something to look at or to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.app import app
from pipeline.cli.options import Run


@app.command()
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
