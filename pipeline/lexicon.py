"""Read the files of `pipeline/lexicons/`: the only place where French words are written down.

This module knows files, lines and columns. What a column means is decided where it is used: each
typed reader stands beside its rule and turns rows into frozen values.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def folder() -> Path:
    """Return the folder of the lexicons that come with the package."""
    return Path(str(files("pipeline"))) / "lexicons"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a CSV lexicon, and where it stands."""

    path: Path
    line: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def get(self, column: str) -> str | None:
        """Return the cell, None when it is empty."""
        return self.values.get(column) or None

    def one_of(self, column: str, known: Collection[str]) -> str:
        """Return the cell, refusing a value outside the closed list."""
        value = self.values[column]
        if value not in known:
            allowed = ", ".join(sorted(known))
            raise self.error(f"{column} {value!r} is none of: {allowed}")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        """Return the cell as a number between `low` and `high`."""
        try:
            value = float(self.values[column])
        except ValueError as error:
            raise self.error(f"{column} {self.values[column]!r} is no number") from error
        if not low <= value <= high:
            raise self.error(f"{column} {value} is not between {low} and {high}")
        return value

    def error(self, problem: str) -> LexiconError:
        """Return the error that points at this row."""
        return LexiconError(self.path, self.line, problem)


def read_csv(
    path: Path | str, columns: Collection[str], key: Collection[str] = ()
) -> Iterator[Row]:
    """Yield the rows of one CSV lexicon, refusing the first bad one.

    Args:
        path: A file, or the name of one in the package's lexicons.
        columns: Columns that must be there; more are allowed.
        key: Columns whose values together may stand only once.

    Raises:
        LexiconError: A column is missing, a cell is padded, a row is too short or a key repeated.
    """
    path = folder() / path if isinstance(path, str) else path
    seen: set[tuple[str, ...]] = set()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise LexiconError(path, 1, f"column {min(missing)!r} is missing")
        for values in reader:
            row = Row(path, reader.line_num, values)
            if None in values or None in values.values():
                raise row.error("the row has more or fewer cells than the header")
            for column, value in values.items():
                if value != value.strip():
                    raise row.error(f"{column} {value!r} is padded with spaces")
            if key:
                identity = tuple(values[column] for column in key)
                if identity in seen:
                    raise row.error(f"{' '.join(identity)!r} is there twice")
                seen.add(identity)
            yield row


def read_toml(path: Path | str) -> dict[str, Any]:
    """Return one TOML lexicon.

    Raises:
        LexiconError: The file is no TOML.
    """
    path = folder() / path if isinstance(path, str) else path
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, getattr(error, "lineno", "?"), str(error)) from error


def digest(*more: Path, without: Collection[str] = ()) -> str:
    """Return the SHA-256 of all lexicon files (and of `more`), names and bytes, in name order."""
    total = hashlib.sha256()
    own = sorted(p for p in folder().rglob("*") if p.is_file() and p.name not in without)
    for path in (*own, *more):
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def digests() -> dict[str, str]:
    """Return the SHA-256 of each lexicon file, by its name."""
    files = sorted(p for p in folder().rglob("*") if p.is_file())
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
