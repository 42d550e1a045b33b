"""A corpus of which a part is hostile and one article kills its worker: all is accounted for."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from pipeline.config import Config
from pipeline.engine import local, plan
from pipeline.engine.run import Options, run
from tests.engine import corpus
from tests.engine.poison import serve_until_poison

GOOD = 24
HOSTILE = [
    json.dumps({"id": "surrogate", "text": corpus.text(1) + " \ud800 fin."}),
    json.dumps({"id": "run", "text": corpus.text(2) + " " + "l'" * 20_000}),
    json.dumps({"id": "empty", "text": ""}),
    '{"id": "cut", "text": "Un enregistrement coup',
]


@pytest.mark.model
def test_every_item_is_a_document_or_rejected_with_a_reason(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "ARTICLES_PER_BATCH", 4)
    monkeypatch.setattr(local, "serve", serve_until_poison)
    lines = [json.dumps({"id": f"good-{i}", "text": corpus.text(i)}) for i in range(GOOD)]
    lines.insert(9, json.dumps({"id": "deadly", "text": f"{corpus.text(30)} {corpus.POISON}"}))
    lines[5:5] = HOSTILE
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")

    out = tmp_path / "out"
    summary = run([str(tmp_path / "corpus.jsonl")], out, Config(), Options(workers=1))

    documents = set(pq.read_table(out / "documents.parquet")["document_id"].to_pylist())
    rejected = pq.read_table(out / "rejected.parquet").to_pylist()
    assert summary.ingested.read == len(lines) == len(documents) + len(rejected)
    assert {f"corpus-good-{i}" for i in range(GOOD)} <= documents
    assert all(row["reason"] for row in rejected)
    (deadly,) = [row for row in rejected if row["reason"] == "crashed"]
    assert deadly["detail"].startswith("corpus-deadly: ")
