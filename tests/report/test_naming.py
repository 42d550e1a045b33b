"""Actors of one name are not one actor."""

from __future__ import annotations

from pipeline.report import charts, counts
from pipeline.report.naming import apart
from pipeline.report.payload import payload
from pipeline.tables import load
from tests.report.run import accusation, rows, write_run


def test_shared_names_get_what_tells_them_apart():
    assert apart({"la-maire--d1": "la maire", "la-maire--d2": "la maire", "roy": "Anne Roy"}) == {
        "la-maire--d1": "la maire (d1)",
        "la-maire--d2": "la maire (d2)",
        "roy": "Anne Roy",
    }


def test_an_actor_of_the_whole_corpus_keeps_its_plain_name():
    told = apart({"solvia": "Solvia", "solvia--d1": "Solvia", "a": "X", "b": "X"})
    assert list(told.values()) == ["Solvia", "Solvia (d1)", "X (a)", "X (b)"]


def test_figures_count_actors_by_id(tmp_path):
    made = rows()
    mayors = [("la-maire--d1", 2), ("la-maire--d2", 1)]
    made["accusations"] = [
        accusation(10 * k + j, accused="la maire", accused_id=key)
        for k, (key, n) in enumerate(mayors)
        for j in range(n)
    ]
    tables = load(write_run(tmp_path, made))
    expected = [["la maire (d1)", 2], ["la maire (d2)", 1]]
    assert charts.most_accused(tables).data.values.tolist() == expected
    assert counts.pairs(tables)["n"].tolist() == [2, 1]
    carried = payload(tables)
    assert [carried["actors"][k] for k in carried["rows"]["accused"]] == [
        "la maire (d1)",
        "la maire (d1)",
        "la maire (d2)",
    ]


def test_the_author_has_a_name_and_no_id(tmp_path):
    made = rows()
    made["accusations"] = [accusation(0, accuser="author", accuser_id=None)]
    tables = load(write_run(tmp_path, made))
    assert charts.most_accusing(tables).data.values.tolist() == [["author", 1]]
