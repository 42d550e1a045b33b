"""Check the machine: a drawn sheet of accusations to label, and precision from the labels.

The draw is stratified by rule; rules too rare for a row of their own are drawn from together, by
their sort (verb, noun, content…). Every row carries the weight that undoes it. Intervals are
Wilson's; over all rules they use the weighted share and Kish's effective sample size.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

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
_FEWEST = 5  # labels that a rule needs for a line of its own


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
    """Return about `n` accusations to label, in the order of the texts."""
    frame = tables.accusations.merge(
        tables.documents[["document_id", "outlet", "date"]], on="document_id", how="left"
    )
    generator = np.random.default_rng(seed)
    drawn: list[int] = []
    weights: list[float] = []
    # Strata in a fixed order: the draw depends on the seed alone.
    groups = sorted(frame.groupby(_strata(frame["rule"].astype(str), n)).groups.items())
    for _, rows in groups:
        size = max(1, min(len(rows), round(n * len(rows) / len(frame))))
        drawn += generator.choice(np.asarray(rows), size=size, replace=False).tolist()
        weights += [len(rows) / size] * size
    sheet = frame.loc[drawn, list(SHOWN)].assign(weight=weights)
    for label in (*LABELS, "comment"):
        sheet[label] = ""
    return sheet.sort_values(["document_id", "cue_raw_start", "accusation_id"], ignore_index=True)


def _strata(rules: pd.Series, n: int) -> pd.Series:
    """Return the rule of each row; its sort where fewer than one row of the rule is due."""
    rare = rules.map(rules.value_counts()) * n < len(rules)
    return rules.where(~rare, "rare " + rules.str.split(r"[:.]", regex=True).str[0])


def write_sheet(sheet: pd.DataFrame, path: Path) -> None:
    """Write the sheet as CSV or XLSX, by the name's ending.

    Raises:
        InputError: Another ending.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
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
    frame = _frame(path)
    missing = {*CLAIM, "correct", "weight", "rule"} - set(frame.columns)
    if missing:
        raise InputError(f"{path} lacks the column {min(missing)}: label a sheet of griefs sample.")
    rows = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    for line, row in enumerate(rows, start=2):
        try:
            judged(row["correct"])
        except InputError as error:
            raise InputError(f"{path}, line {line}: {error}") from error
    return rows


def _frame(path: Path) -> pd.DataFrame:
    """Return a sheet as text, whatever a spreadsheet made of its encoding and separators."""
    try:
        if path.suffix == ".xlsx":
            return pd.read_excel(path, dtype=str, keep_default_na=False)
        content = path.read_bytes()
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", "replace")  # Excel, saved as CSV
        # The head has every separator and no text: it tells which one it is.
        sign = max(";,\t", key=text.partition("\n")[0].count)
        return pd.read_csv(StringIO(text), sep=sign, dtype=str, keep_default_na=False)
    except (ValueError, BadZipFile) as error:  # pandas' own errors are ValueErrors
        raise InputError(f"{path} is no sheet of griefs sample: {str(error).strip()}") from error


def precision(rows: Sequence[dict[str, Any]], *, label: str = "correct") -> list[Precision]:
    """Return precision over all labelled rows, then by rule, outlet and confidence.

    Rules with fewer than five labels say nothing on their own: they are counted by their sort.
    """
    labelled = [row for row in rows if judged(row[label]) is not None]
    if not labelled:
        return []
    found = [_share("all", "", labelled, label, weighted=True)]
    often = Counter(row["rule"] for row in labelled)
    labelled = [
        row
        if often[row["rule"]] >= _FEWEST
        else {**row, "rule": f"rare {re.split('[:.]', row['rule'])[0]}"}
        for row in labelled
    ]
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
