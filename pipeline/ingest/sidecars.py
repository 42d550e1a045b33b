"""The metadata table beside the text files of a folder: one row a file."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from pipeline.ingest import bounds
from pipeline.ingest.encoding import decode
from pipeline.ingest.exports import plain, section
from pipeline.ingest.separators import separator
from pipeline.records import Rejected, RejectReason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

_TABLES = (".csv", ".tsv")
_LARGEST = 64 * bounds.MIB


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A table whose rows name the text files beside it.

    Attributes:
        name: Of the table.
        rows: By stem of the file, the cell that names it left out.
        lost: Line and name of the rows whose file is not there.
    """

    name: str
    rows: Mapping[str, Mapping[str, str]]
    lost: tuple[tuple[int, str], ...]

    def row(self, name: str) -> Mapping[str, str]:
        """Return what the table says about a file; nothing where it does not name it."""
        return self.rows.get(PurePosixPath(name).stem, {})

    def orphans(self, path: str) -> Iterator[Rejected]:
        """Yield a rejected item per row that names no file."""
        for line, name in self.lost:
            yield Rejected(
                source_path=path,
                stage="ingest",
                reason=RejectReason.NO_TEXT,
                position=str(line),
                detail=f"there is no file {name!r} beside the table",
            )


def find_sidecar(names: Sequence[str], opened: Callable[[str], BinaryIO]) -> Sidecar | None:
    """Return the metadata table among the files of one folder, None where there is none."""
    texts = [PurePosixPath(name).stem for name in names if name.lower().endswith(".txt")]
    folded = Counter(map(_folded, texts))
    stems = {_folded(stem): stem for stem in texts if folded[_folded(stem)] == 1}
    stems |= {stem: stem for stem in texts}
    if not stems:
        return None
    tables = [name for name in names if name.lower().endswith(_TABLES)]
    # A table that says so in its name comes first.
    tables.sort(
        key=lambda name: (not name.lower().startswith(tuple(section("folders")["metadata"])), name)
    )
    for name in tables:
        try:
            with opened(name) as file:
                data = file.read(_LARGEST + 1)
        except OSError:
            continue
        if len(data) <= _LARGEST and (found := _sidecar(name, decode(data).text, stems)):
            return found
    return None


def _sidecar(name: str, text: str, stems: Mapping[str, str]) -> Sidecar | None:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator(text)))
    except csv.Error:
        return None
    rows = [row for row in rows if row]
    if len(rows) < 2:  # noqa: PLR2004  # a header and a row
        return None
    header, body = rows[0], rows[1:]
    key = _key_column(header, body, stems)
    if key is None:
        return None
    named: dict[str, Mapping[str, str]] = {}
    lost: list[tuple[int, str]] = []
    for line, row in enumerate(body):
        cell = row[key].strip() if key < len(row) else ""
        stem = _stem(cell, stems)
        if stem is None:
            lost.append((line, cell))
        else:
            named[stem] = {
                column: value
                for place, (column, value) in enumerate(zip(header, row, strict=False))
                if place != key and value.strip()
            }
    return Sidecar(name, named, tuple(lost))


def _key_column(
    header: Sequence[str], body: Sequence[Sequence[str]], stems: Mapping[str, str]
) -> int | None:
    """Return the column that names most files; between equals the one that is called so."""
    known = {plain(name) for name in section("columns")["file"]}
    ranked = [
        (
            sum(_stem(row[place].strip(), stems) is not None for row in body if place < len(row)),
            plain(name) in known,
            -place,
        )
        for place, name in enumerate(header)
    ]
    matches, _, place = max(ranked, default=(0, False, 0))
    return -place if matches else None


def _stem(cell: str, stems: Mapping[str, str]) -> str | None:
    """Return the stem of the file that a cell names, with or without folder and ending."""
    if not cell:
        return None
    name = cell.replace("\\", "/").rsplit("/", 1)[-1]
    stem = PurePosixPath(name).stem
    forms = (name, stem, _folded(name), _folded(stem))
    return next((stems[form] for form in forms if form in stems), None)


def _folded(name: str) -> str:
    """Return a name as Windows compares it, however macOS spells its accents."""
    return unicodedata.normalize("NFC", name).casefold()
