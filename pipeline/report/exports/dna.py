"""Discourse Network Analyzer: event list (CSV) and database (`.dna`, SQLite).

Person is the accuser, organization the accused, concept the kind of charge with the act, agreement
whether the accusation is made (true) or denied to be made (false). The tables of the database are
those of DNA 3.0. DNA is written in Java: its offsets count UTF-16 units, and its text window makes
one character of a line end, so both are counted that way here.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import sqlite3
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline.report.counts import MADE
from pipeline.report.exports.anchoring import utf16_units
from pipeline.report.exports.cells import records
from pipeline.report.naming import labelled
from pipeline.report.texts import has_texts, raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from pipeline.tables import Tables

# DNA asks for the coder's password when it opens a database: this one.
PASSWORD = "griefs"  # noqa: S105  # printed in the documentation, protects nothing
_ROUNDS, _SALT_BYTES = 100_000, 16
_VARIABLES = ("person", "organization", "concept", "agreement")
_BOOLEAN = "agreement"
_HEAD = (
    "statement_id",
    "time",
    *_VARIABLES,
    "start_position",
    "stop_position",
    "text",
    "coder",
    "document_id",
    "document_title",
    "document_author",
    "document_source",
    "document_section",
    "document_type",
)
_UNDATED = "1970-01-01"
_UNSAID = "unsaid"


def write_event_list(tables: Tables, folder: Path) -> list[Path]:
    """Write the event list as DNA exports it: `;` between, `;` and quotes in text replaced."""
    path = folder / "dna_events.csv"
    documents = _documents(tables)
    texts = raw_texts(tables.folder) if has_texts(tables.folder) else {}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        writer.writerow(_HEAD)
        for rank, row in enumerate(_rows(tables), start=1):
            document = documents[row["document_id"]]
            cells = [
                rank,
                f"{document['date']} 00:00:00",
                *(_values(row)[name] for name in _VARIABLES),
                *_place(texts.get(row["document_id"], ""), row),
                row["evidence"] or "",
                1,
                document["rank"],
                document["title"],
                document["author"],
                document["outlet"],
                "",
                "",
            ]
            writer.writerow([_mild(cell) for cell in cells])
    return [path]


def write_database(tables: Tables, folder: Path) -> list[Path]:
    """Write the database; open it in DNA as coder Admin with the password `griefs`."""
    path = folder / "griefs.dna"
    path.unlink(missing_ok=True)
    script = (files("pipeline") / "report" / "assets" / "dna.sql").read_text(encoding="utf-8")
    documents = _documents(tables)
    texts = raw_texts(tables.folder)
    rows = list(_rows(tables))
    with sqlite3.connect(path) as base:
        base.executescript(script)
        base.execute("UPDATE CODERS SET Password = ?", (_hashed(PASSWORD),))
        base.executemany(
            "INSERT INTO DOCUMENTS (ID, Title, Text, Coder, Author, Source, Date) "
            "VALUES (?, ?, ?, 1, ?, ?, ?)",
            [
                (
                    d["rank"],
                    d["title"],
                    _lines(texts[name]),
                    d["author"],
                    d["outlet"],
                    _seconds(d["date"]),
                )
                for name, d in documents.items()
            ],
        )
        _write_entities(base, rows)
        for rank, row in enumerate(rows, start=1):
            place = _place(texts[row["document_id"]], row)
            base.execute(
                "INSERT INTO STATEMENTS (ID, StatementTypeId, DocumentId, Start, Stop, Coder) "
                "VALUES (?, 1, ?, ?, ?, 1)",
                (rank, documents[row["document_id"]]["rank"], *place),
            )
            _write_values(base, rank, _values(row))
    base.close()
    return [path]


def _write_entities(base: sqlite3.Connection, rows: list[dict[str, Any]]) -> None:
    pairs = {(name, _values(row)[name]) for row in rows for name in _VARIABLES if name != _BOOLEAN}
    base.executemany(
        "INSERT INTO ENTITIES (VariableId, Value) VALUES (?, ?)",
        [(_VARIABLES.index(name) + 1, value) for name, value in sorted(pairs)],
    )


def _write_values(base: sqlite3.Connection, rank: int, values: Mapping[str, Any]) -> None:
    for number, name in enumerate(_VARIABLES, start=1):
        if name == _BOOLEAN:
            base.execute(
                "INSERT INTO DATABOOLEAN (StatementId, VariableId, Value) VALUES (?, ?, ?)",
                (rank, number, values[name]),
            )
        else:
            base.execute(
                "INSERT INTO DATASHORTTEXT (StatementId, VariableId, Entity) "
                "SELECT ?, ?, ID FROM ENTITIES WHERE VariableId = ? AND Value = ?",
                (rank, number, number, values[name]),
            )


def _rows(tables: Tables) -> Iterator[dict[str, Any]]:
    return records(labelled(tables.accusations, ("accuser", "accused")))


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    concept = ": ".join(part for part in (row["act"], row["charge_kind"]) if part is not None)
    return {
        "person": row["accuser"] or _UNSAID,
        "organization": row["accused"],
        "concept": concept,
        "agreement": int(row["factuality"] in MADE),
    }


def _documents(tables: Tables) -> dict[str, dict[str, Any]]:
    def described() -> Iterator[tuple[str, dict[str, Any]]]:
        for rank, row in enumerate(records(tables.documents), start=1):
            texts = {name: row[name] or "" for name in ("title", "author", "outlet")}
            date = (row["date"] or _UNDATED)[:10]
            yield row["document_id"], {"rank": rank, "date": date, **texts}

    return dict(described())


def _place(text: str, row: Mapping[str, Any]) -> tuple[int, int]:
    """Return the offsets of the evidence as DNA counts; as they are where the text is gone."""
    start, end = row["evidence_raw_start"], row["evidence_raw_end"]
    if not text:
        return start, end
    return utf16_units(_lines(text[:start]), start), utf16_units(_lines(text[:end]), end)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _mild(cell: Any) -> Any:
    if not isinstance(cell, str):
        return cell
    return " ".join(cell.replace(";", ",").replace('"', "'").split())


def _seconds(date: str) -> int:
    return int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp())


def _hashed(password: str) -> str:
    """Return the password as DNA stores it: salt and iterated SHA-256 in base 64 (jasypt's)."""
    salt = hashlib.sha256(b"griefs").digest()[:_SALT_BYTES]
    digest = hashlib.sha256(salt + password.encode()).digest()
    for _ in range(_ROUNDS - 1):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode()
