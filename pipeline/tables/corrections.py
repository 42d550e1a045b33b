"""What people said of accusations: kept beside a run, and carried into each of its reruns.

A label belongs to a claim, which is known by its place and its parties, not by its rank in a table:
another version of the rules numbers its rows anew. Where the claim is no longer found, its label
stays in the file and applies to nothing.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

FILE = "corrections.csv"
# document, start of the cue in the raw text, accuser, accused
Claim = tuple[str, str, str, str]
CLAIM = ("document_id", "cue_raw_start", "accuser", "accused")
_YES, _NO = frozenset({"1", "1.0", "true", "y", "o"}), frozenset({"0", "0.0", "false", "n"})


def judged(label: str) -> bool | None:
    """Return a label as a truth value; None where it is left empty.

    Raises:
        InputError: The label is neither.
    """
    text = label.strip().casefold()
    if not text:
        return None
    if text in _YES | _NO:
        return text in _YES
    raise InputError(f"The label {label!r} is neither 1 nor 0; leave it empty to pass it over.")


def claim(row: Mapping[str, Any]) -> Claim:
    """Return what a row claims, whatever its id."""
    document, start, accuser, accused = ("" if row[c] is None else str(row[c]) for c in CLAIM)
    return document, start, accuser, accused


def read(folder: Path) -> list[dict[str, str]]:
    """Return the labelled rows kept beside a run; none where nothing was ever labelled."""
    path = folder / FILE
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def keep(rows: Iterable[Mapping[str, str]], folder: Path) -> int:
    """Keep labelled rows beside the run and return how many are kept in all.

    Later labels of a claim replace earlier ones.
    """
    kept: dict[Claim, Mapping[str, str]] = {claim(row): row for row in read(folder)}
    kept |= {claim(row): row for row in rows if judged(row["correct"]) is not None}
    if kept:
        columns = list(dict.fromkeys(name for row in kept.values() for name in row))
        with (folder / FILE).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns, delimiter=";", restval="")
            writer.writeheader()
            writer.writerows(kept[key] for key in sorted(kept))
    return len(kept)


def labels(rows: Sequence[Mapping[str, str]]) -> dict[Claim, bool]:
    """Return the label of every claim that has one."""
    found = ((claim(row), judged(row["correct"])) for row in rows)
    return {key: label for key, label in found if label is not None}


def checked(table: pa.Table, known: Mapping[Claim, bool]) -> pa.Table:
    """Return accusations with the column `checked` filled in."""
    if not known:
        return table
    rows = table.select(list(CLAIM)).to_pylist()
    column = pa.array([known.get(claim(row)) for row in rows], pa.bool_())
    index = table.column_names.index("checked")
    return table.set_column(index, table.schema.field(index), column)
