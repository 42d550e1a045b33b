"""Labels of people: kept by claim, carried into reruns, left out of figures."""

from __future__ import annotations

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError
from pipeline.tables import corrections, load


def label(correct: str, *, cue: str = "9", accuser: str = "Anne Roy") -> dict[str, str]:
    return {
        "document_id": "d1",
        "cue_raw_start": cue,
        "accuser": accuser,
        "accused": "Solvia",
        "correct": correct,
    }


def test_later_labels_of_a_claim_replace_earlier_ones_and_empty_ones_are_not_kept(tmp_path):
    assert corrections.keep([label("1"), label("", cue="40")], tmp_path) == 1
    assert corrections.keep([label("0"), label("o", cue="40")], tmp_path) == 2
    assert corrections.labels(corrections.read(tmp_path)) == {
        ("d1", "9", "Anne Roy", "Solvia"): False,
        ("d1", "40", "Anne Roy", "Solvia"): True,
    }


def test_nothing_is_kept_where_nothing_was_labelled(tmp_path):
    assert corrections.keep([label("")], tmp_path) == 0
    assert corrections.read(tmp_path) == []


def test_a_label_is_yes_no_or_nothing():
    assert corrections.judged(" O ") is True
    assert corrections.judged("0") is False
    assert corrections.judged("") is None
    with pytest.raises(InputError, match="'peut-être'"):
        corrections.judged("peut-être")


def test_a_label_follows_its_claim_and_no_other():
    table = pa.table(
        {
            "document_id": ["d1", "d1", "d2"],
            "cue_raw_start": [9, 9, 9],
            "accuser": ["Anne Roy", None, "Anne Roy"],
            "accused": ["Solvia", "Solvia", "Solvia"],
            "checked": pa.nulls(3, pa.bool_()),
        }
    )
    known = corrections.labels([label("0"), label("1", accuser="")])
    assert corrections.checked(table, known)["checked"].to_pylist() == [False, True, None]
    assert corrections.checked(table, {}) is table


@pytest.mark.model
def test_a_row_labelled_wrong_stays_wrong_in_a_fresh_rerun_and_counts_no_more(tmp_path):
    runner, out, sheet = CliRunner(), tmp_path / "out", tmp_path / "sheet.csv"
    text = "Anne Roy accuse Paul Ottavi de fraude. Léa Brun accuse Paul Ottavi de mensonge."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    run = ["run", str(tmp_path / "a.txt"), "--out", str(out), "--workers", "0"]
    assert runner.invoke(app, run).exit_code == 0
    before = load(out)
    assert before.accusations["checked"].isna().all()
    assert runner.invoke(app, ["sample", str(out), "--out", str(sheet)]).exit_code == 0
    header, first, *others = sheet.read_text("utf-8-sig").splitlines()
    assert "Anne Roy" in first
    sheet.write_text("\n".join([header, first.removesuffix(";;;;") + ";0;;;", *others]), "utf-8")
    told = runner.invoke(app, ["validate", str(out), str(sheet)])
    assert told.exit_code == 0, told.output
    assert runner.invoke(app, [*run, "--fresh"]).exit_code == 0
    after = load(out)
    by_accuser = after.accusations.set_index("accuser")["checked"]
    assert not by_accuser["Anne Roy"]
    assert by_accuser.isna()["Léa Brun"]

    for tables, count in ((before, 2), (after, 1)):
        figures = tables.actor_sentiment.set_index("name")
        assert figures["accusations_received"]["Paul Ottavi"] == count
        assert figures["n_opinions"]["Paul Ottavi"] == count
