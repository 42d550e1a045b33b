"""Event list and database for the Discourse Network Analyzer."""

from __future__ import annotations

import base64
import csv
import hashlib
import sqlite3
from contextlib import closing

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.report.exports.dna import PASSWORD, write_database, write_event_list
from pipeline.tables import load
from tests.report.run import TEXT, accusation, offsets, rows, write_run


def in_java(text: str, low: int, high: int) -> str:
    """Return a stretch by offsets in UTF-16 units."""
    return text.encode("utf-16-le")[2 * low : 2 * high].decode("utf-16-le")


def test_offsets_are_those_of_a_java_text_window(tmp_path):
    made = rows()
    text = "🌊🌊\r\nUne ligne.\rAnne Roy accuse Solvia.\r\n"
    evidence = "Anne Roy accuse Solvia."
    made["accusations"] = [
        accusation(0, evidence=evidence, **offsets("evidence_raw", evidence, text))
    ]
    run = write_run(tmp_path, made)
    kept = {"document_id": ["d1", "d2"], "text": [text, ""]}
    pq.write_table(pa.table(kept), run / "articles.parquet")
    (path,) = write_database(load(run), tmp_path)
    with closing(sqlite3.connect(path)) as base:
        ((shown, low, high),) = base.execute(
            "SELECT d.Text, s.Start, s.Stop FROM STATEMENTS s "
            "JOIN DOCUMENTS d ON d.ID = s.DocumentId"
        ).fetchall()
    assert "\r" not in shown
    assert in_java(shown, low, high) == evidence


def test_the_event_list_has_the_columns_of_dna_and_no_stray_semicolon(tables, tmp_path):
    (path,) = write_event_list(tables, tmp_path)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [row["person"] for row in rows] == ["Anne Roy", "Solvia", "unsaid"]
    assert [row["agreement"] for row in rows] == ["1", "1", "0"]
    assert rows[0]["concept"] == "accuse: legal"
    assert rows[0]["time"] == "2025-02-03 00:00:00"
    assert rows[1]["text"] == "=2+2 , « Elle ment », dit Solvia."
    low, high = int(rows[0]["start_position"]), int(rows[0]["stop_position"])
    assert in_java(TEXT, low, high) == tables.accusations["evidence"].iloc[0]


def test_the_database_holds_documents_statements_and_values(tables, tmp_path):
    (path,) = write_database(tables, tmp_path)
    base = sqlite3.connect(path)
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    told = base.execute(
        "SELECT s.ID, d.Title, d.Text, s.Start, s.Stop, v.Variable, e.Value "
        "FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId "
        "JOIN DATASHORTTEXT t ON t.StatementId = s.ID JOIN VARIABLES v ON v.ID = t.VariableId "
        "JOIN ENTITIES e ON e.ID = t.Entity WHERE s.ID = 2 ORDER BY v.ID"
    ).fetchall()
    assert [(in_java(*row[2:5]), *row[5:]) for row in told] == [
        ("=2+2 ; « Elle ment », dit Solvia.", "person", "Solvia"),
        ("=2+2 ; « Elle ment », dit Solvia.", "organization", "Anne Roy"),
        ("=2+2 ; « Elle ment », dit Solvia.", "concept", "criticise"),
    ]
    values = base.execute("SELECT Value FROM DATABOOLEAN ORDER BY StatementId").fetchall()
    assert values == [(1,), (1,), (0,)]
    base.close()


def test_the_coder_s_password_is_stored_salted_and_iterated(tables, tmp_path):
    (path,) = write_database(tables, tmp_path)
    base = sqlite3.connect(path)
    ((stored,),) = base.execute("SELECT Password FROM CODERS").fetchall()
    base.close()
    raw = base64.b64decode(stored)
    digest = raw[:16] + PASSWORD.encode()
    for _ in range(100_000):
        digest = hashlib.sha256(digest).digest()
    assert raw[16:] == digest


def test_writing_twice_gives_one_database(tables, tmp_path):
    write_database(tables, tmp_path)
    (path,) = write_database(tables, tmp_path)
    base = sqlite3.connect(path)
    assert base.execute("SELECT count(*) FROM STATEMENTS").fetchone() == (3,)
    base.close()
