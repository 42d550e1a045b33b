"""The formats by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import InputError, UnknownNameError
from pipeline.report.exports import (
    brat,
    dna,
    graphs,
    label_studio,
    plover,
    spreadsheets,
    textometry,
)
from pipeline.report.exports.textless import without_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pipeline.tables import Tables

FORMATS: dict[str, Callable[[Tables, Path], list[Path]]] = {
    "xlsx": spreadsheets.write_xlsx,
    "excel-fr": spreadsheets.write_excel_fr,
    "gexf": graphs.write_gexf,
    "graphml": graphs.write_graphml,
    "dna-csv": dna.write_event_list,
    "dna": dna.write_database,
    "plover": plover.write_plover,
    "iramuteq": textometry.write_iramuteq,
    "txm": textometry.write_txm,
    "brat": brat.write_brat,
    "label-studio": label_studio.write_label_studio,
}
# Formats that make sense without the articles' words.
TEXTLESS = ("xlsx", "excel-fr", "gexf", "graphml", "dna-csv", "plover")


def export(
    tables: Tables, names: Sequence[str], folder: Path, *, with_text: bool = True
) -> list[Path]:
    """Write the run in some formats and return the files.

    Args:
        tables: The run.
        names: Formats, keys of `FORMATS`.
        folder: Where to write; made when absent.
        with_text: Whether the articles' words may be in the files.

    Raises:
        UnknownNameError: A format that does not exist.
        InputError: A format that is nothing without text, asked for without it.
    """
    for name in names:
        if name not in FORMATS:
            raise UnknownNameError("export format", name, list(FORMATS))
        if not with_text and name not in TEXTLESS:
            raise InputError(f"{name} is made of text. Without it: {', '.join(TEXTLESS)}.")
    folder.mkdir(parents=True, exist_ok=True)
    shared = tables if with_text else without_text(tables)
    return [path for name in names for path in FORMATS[name](shared, folder)]
