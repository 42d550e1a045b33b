"""Annotations that come back from brat or Label Studio: put in place, counted, kept as a table."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import astuple, dataclass, fields
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.report.exports.anchoring import Annotation, Fit
from pipeline.report.exports.brat import read_brat
from pipeline.report.exports.label_studio import read_label_studio

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.tables import Tables

FILE = "annotations.csv"


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    Attributes:
        counts: Annotations by how they fit.
        lost: Those whose words stand nowhere in their document.
    """

    path: Path
    counts: Counter[Fit]
    lost: tuple[Annotation, ...]


def take_back(tables: Tables, source: Path) -> Returned:
    """Write the annotations of a brat folder or a Label Studio export beside the run.

    Raises:
        InputError: The source is neither, or holds no annotation of this run.
    """
    found = _read(tables, source)
    if not found:
        raise InputError(f"{source} holds no annotation of a document of {tables.folder}.")
    path = tables.folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Annotation)])
        writer.writerows(astuple(annotation) for annotation in found)
    lost = tuple(a for a in found if a.fit is Fit.LOST)
    return Returned(path, Counter(a.fit for a in found), lost)


def _read(tables: Tables, source: Path) -> list[Annotation]:
    if source.is_dir():
        return list(read_brat(tables, source))
    if source.suffix == ".json" and source.is_file():
        return list(read_label_studio(tables, source))
    raise InputError(f"{source} is neither a folder of brat nor a .json of Label Studio.")
