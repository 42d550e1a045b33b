"""XLSX, and CSV the way a French Excel reads it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pandas as pd
import xlsxwriter

from pipeline import schema
from pipeline.errors import InputError
from pipeline.report.exports.cells import LIST_SEPARATOR, printable, records
from pipeline.schema import Type
from pipeline.tables.loading import typed

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.tables import Tables

# Excel's own bounds.
MOST_CHARACTERS = 32_767
MOST_ROWS = 1_048_576
# A cell that begins like this is a formula to a spreadsheet: an apostrophe goes before it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_CUT = ("table", "row", "column", "characters")


def write_xlsx(tables: Tables, folder: Path) -> list[Path]:
    """Write one workbook, a sheet a table; cut cells are listed in the sheet `cut`.

    Raises:
        InputError: A table has more rows than a sheet can hold.
    """
    path = folder / "griefs.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    cut: list[tuple[str, int, str, int]] = []
    with xlsxwriter.Workbook(str(path), options) as book:
        # A fixed date: the same tables give the same file.
        book.set_properties({"created": pd.Timestamp("2000-01-01").to_pydatetime()})
        for name, frame in tables:
            if len(frame) >= MOST_ROWS:
                raise InputError(f"{name} has {len(frame)} rows, a sheet holds {MOST_ROWS - 1}.")
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, list(frame.columns))
            for rank, row in enumerate(records(frame), start=1):
                for column, (key, value) in enumerate(row.items()):
                    if isinstance(value, str):
                        clean = printable(value)
                        if len(clean) > MOST_CHARACTERS:
                            cut.append((name, rank + 1, key, len(clean)))
                        sheet.write_string(rank, column, clean[:MOST_CHARACTERS])
                    elif value is not None:
                        sheet.write(rank, column, value)
        sheet = book.add_worksheet("cut")
        for rank, line in enumerate((_CUT, *cut)):
            sheet.write_row(rank, 0, line)
    return [path]


def write_excel_fr(tables: Tables, folder: Path) -> list[Path]:
    """Write every table as CSV with `;`, decimal comma and byte order mark."""
    paths = []
    for name, frame in tables:
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(frame.columns)
            for row in records(frame):
                writer.writerow([_french(value) for value in row.values()])
        paths.append(path)
    return paths


def read_excel_fr(path: Path, table: str) -> pd.DataFrame:
    """Return a table written by `write_excel_fr`, dtypes in place.

    Raises:
        InputError: The file has other columns than the table.
    """
    declared = schema.columns(table)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    names = {column.name for column in declared}
    if rows and not set(rows[0]) <= names:
        raise InputError(f"{path} is no table {table}: unknown columns {set(rows[0]) - names}.")
    data = {
        column.name: [_value(row[column.name], column.type) for row in rows]
        for column in declared
        if not rows or column.name in rows[0]
    }
    return typed(pd.DataFrame(data, dtype=object), declared)


def _french(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) else text


def _value(text: str, kind: Type) -> object:
    if not text:
        return [] if kind is Type.TEXTS else None
    if kind is Type.INTEGER:
        return int(text)
    if kind is Type.NUMBER:
        return float(text.replace(",", "."))
    if kind is Type.BOOLEAN:
        return text == "true"
    text = text.removeprefix("'")
    return text.split(LIST_SEPARATOR) if kind is Type.TEXTS else text
