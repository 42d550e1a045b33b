"""Texts with their variables for IRaMuTeQ and TXM."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.report.exports.cells import printable, records
from pipeline.report.texts import raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.tables import Tables

_NOT_IN_MODALITY = re.compile(r"[^a-z0-9-]+")
_TXM_COLUMNS = ("id", "title", "outlet", "author", "date", "accusations")


def write_iramuteq(tables: Tables, folder: Path) -> list[Path]:
    """Write the corpus file: a starred line of variables before each text."""
    path = folder / "iramuteq.txt"
    texts = raw_texts(tables.folder)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _described(tables):
            # A star would open a variable, a line of its own a theme.
            body = printable(texts[row["id"]]).replace("*", " ").strip()
            body = re.sub(r"(?m)^-", " -", body)
            file.write(f"**** {_variables(row)}\n{body}\n\n")
    return [path]


def write_txm(tables: Tables, folder: Path) -> list[Path]:
    """Write a folder for TXM's import `TXT + CSV`: one file a text, and `metadata.csv`."""
    corpus = folder / "txm"
    corpus.mkdir(exist_ok=True)
    texts = raw_texts(tables.folder)
    described = list(_described(tables))
    paths = []
    for rank, row in enumerate(described):
        # File names of any system: TXM takes them for ids.
        row["name"] = f"{rank:06d}_{_modality(row['id'])}"[:100]
        path = corpus / f"{row['name']}.txt"
        path.write_text(printable(texts[row["id"]]), encoding="utf-8", newline="\n")
        paths.append(path)
    table = corpus / "metadata.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(("id", "document", *_TXM_COLUMNS[1:]))
        for row in described:
            cells = ["" if row[key] is None else row[key] for key in _TXM_COLUMNS[1:]]
            writer.writerow([row["name"], row["id"], *cells])
    return [table, *paths]


def _described(tables: Tables) -> Iterator[dict[str, Any]]:
    counts = Counter(tables.accusations["document_id"])
    for row in records(tables.documents):
        yield {
            "id": row["document_id"],
            "title": row["title"],
            "outlet": row["outlet"],
            "author": row["author"],
            "date": row["date"],
            "accusations": counts[row["document_id"]],
        }


def _variables(row: dict[str, Any]) -> str:
    date = (row["date"] or "")[:10]
    values = {
        "doc": row["id"],
        "source": row["outlet"],
        "date": date,
        "month": date[:7],
        "year": date[:4],
        "accusations": str(int(row["accusations"] > 0)),
    }
    return " ".join(f"*{key}_{_modality(value)}" for key, value in values.items() if value)


def _modality(value: str) -> str:
    """Return a value without accents, spaces and signs that IRaMuTeQ reads as its own."""
    folded = unicodedata.normalize("NFKD", value.casefold()).encode("ascii", "ignore").decode()
    return _NOT_IN_MODALITY.sub("", folded)
