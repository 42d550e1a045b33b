"""Check the machine: a drawn sheet of accusations to label, and precision from the labels.

The draw is stratified by rule, with at least one row of each, so that rare rules are seen; every
row carries the weight that undoes it. Intervals are Wilson's; over all rules they use the weighted
share and Kish's effective sample size.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from pipeline.errors import InputError
from pipeline.report.exports.cells import printable, records
from pipeline.tables.corrections import CLAIM, judged

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.tables import Tables

LABELS = ("correct", "accuser_right", "accused_right")
SHOWN = (
    "accusation_id",
    "document_id",
    "outlet",
    "date",
    "accuser",
    "accused",
    "act",
    "cue",
    "charge",
    "factuality",
    "response",
    "confidence",
    "rule",
    "evidence",
    "cue_raw_start",
)
_BANDS = (0.0, 0.5, 0.7, 0.85, 1.0)  # of confidence
_Z = 1.959964  # 95 %


@dataclass(frozen=True, slots=True)
class Precision:
    """Share of right rows in a group, with its 95 % interval; `n` rows were labelled."""

    group: str
    value: str
    n: int
    precision: float
    low: float
    high: float


def sample(tables: Tables, n: int, *, seed: int = 0) -> pd.DataFrame:
    """Return up to `n` accusations to label (more where there are more rules), in text order."""
    frame = tables.accusations.merge(
        tables.documents[["document_id", "outlet", "date"]], on="document_id", how="left"
    )
    generator = np.random.default_rng(seed)
    drawn: list[int] = []
    weights: list[float] = []
    # Text of the rules in a fixed order: the draw depends on the seed alone.
    groups = sorted(frame.groupby(frame["rule"].astype(str)).groups.items())
    for _, rows in groups:
        size = max(1, min(len(rows), round(n * len(rows) / len(frame))))
        drawn += generator.choice(np.asarray(rows), size=size, replace=False).tolist()
        weights += [len(rows) / size] * size
    sheet = frame.loc[drawn, list(SHOWN)].assign(weight=weights)
    for label in (*LABELS, "comment"):
        sheet[label] = ""
    return sheet.sort_values(["document_id", "cue_raw_start", "accusation_id"], ignore_index=True)


def write_sheet(sheet: pd.DataFrame, path: Path) -> None:
    """Write the sheet as CSV or XLSX, by the name's ending.

    Raises:
        InputError: Another ending.
    """
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, list(sheet.columns), delimiter=";")
            writer.writeheader()
            writer.writerows(records(sheet))
    elif path.suffix == ".xlsx":
        import xlsxwriter  # noqa: PLC0415  # only for this ending

        with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
            page = book.add_worksheet("label")
            page.write_row(0, 0, list(sheet.columns))
            for rank, row in enumerate(records(sheet), start=1):
                for column, value in enumerate(row.values()):
                    text = isinstance(value, str)
                    page.write(rank, column, printable(value) if text else value)
    else:
        raise InputError(f"{path}: a sheet is .csv or .xlsx.")


def read_sheet(path: Path) -> list[dict[str, str]]:
    """Return the rows of a labelled sheet as text.

    Raises:
        InputError: No such file, or it lacks a column.
    """
    if not path.is_file():
        raise InputError(f"There is no file {path}.")
    if path.suffix == ".xlsx":
        frame = pd.read_excel(path, dtype=str, keep_default_na=False)
    else:
        frame = pd.read_csv(
            path, sep=None, engine="python", dtype=str, keep_default_na=False, encoding="utf-8-sig"
        )
    missing = {*CLAIM, "correct", "weight", "rule"} - set(frame.columns)
    if missing:
        raise InputError(f"{path} lacks the column {min(missing)}: label a sheet of griefs sample.")
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def precision(rows: Sequence[dict[str, Any]], *, label: str = "correct") -> list[Precision]:
    """Return precision over all labelled rows, then by rule, outlet and confidence."""
    labelled = [row for row in rows if judged(row[label]) is not None]
    if not labelled:
        return []
    found = [_share("all", "", labelled, label, weighted=True)]
    for group in ("rule", "outlet", "confidence"):
        values = sorted({_value(row, group) for row in labelled})
        for value in values:
            some = [row for row in labelled if _value(row, group) == value]
            found.append(_share(group, value, some, label, weighted=False))
    return found


def wilson(share: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson)."""
    middle = share + _Z**2 / (2 * n)
    half = _Z * math.sqrt(share * (1 - share) / n + _Z**2 / (4 * n**2))
    scale = 1 + _Z**2 / n
    return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def _share(
    group: str, value: str, rows: Sequence[dict[str, Any]], label: str, *, weighted: bool
) -> Precision:
    weights = [_number(row["weight"]) if weighted else 1.0 for row in rows]
    right = sum(w for w, row in zip(weights, rows, strict=True) if judged(row[label]))
    share = right / sum(weights)
    effective = sum(weights) ** 2 / sum(w * w for w in weights)
    return Precision(group, value, len(rows), share, *wilson(share, effective))


def _value(row: dict[str, Any], group: str) -> str:
    text = row.get(group) or "–"
    if group != "confidence" or text == "–":
        return text
    number = _number(text)
    high = next(edge for edge in _BANDS[1:] if number <= edge)
    return f"{_BANDS[_BANDS.index(high) - 1]}–{high}"


def _number(text: str) -> float:
    return float(text.replace(",", "."))
