"""The questions that the page on large corpora asks DuckDB, answered over the sample corpus."""

from __future__ import annotations

import re

import duckdb
import pytest

from pipeline.config import Config
from pipeline.engine.run import Options, run
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs" / "scaling.md"


@pytest.mark.model
def test_every_query_of_the_page_has_answers(tmp_path, monkeypatch):
    run(
        [str(ROOT / "data" / "raw")],
        tmp_path / "data" / "processed",
        Config(),
        Options(workers=0, cached=False),
    )
    monkeypatch.chdir(tmp_path)
    queries = [query for text in blocks(PAGE, "sql") for query in text.split(";") if query.strip()]
    with duckdb.connect() as base:
        answers = [base.execute(query).fetchall() for query in queries]

    assert len(answers) == 3
    assert all(answers)
    assert all(len(re.findall(r"^-- .*\?$", query, re.MULTILINE)) == 1 for query in queries)
    accuser, accused, n, denied = answers[0][0]
    assert accuser != accused
    assert 0 <= denied <= n
    assert {stage for _, stage, _ in answers[1]} <= {
        "complaint",
        "investigation",
        "charged",
        "trial",
        "convicted",
        "acquitted",
        "dismissed",
    }
    assert all(-1 <= mean <= 1 for _, _, mean, _ in answers[2])
