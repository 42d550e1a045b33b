"""A drawn sheet, its labels, and the precision they say."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError
from pipeline.report.checking import (
    precision,
    read_sheet,
    sample,
    wilson,
    write_sheet,
)
from pipeline.tables import load
from tests.report.run import accusation, rows, write_run


@pytest.fixture
def many(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    made = rows()
    made["accusations"] = [
        accusation(k, rule="verb:rare" if k == 0 else "verb:accuser", confidence=k / 100)
        for k in range(100)
    ]
    return load(write_run(folder, made))


def test_the_draw_holds_every_rule_and_weights_undo_the_strata(many):
    sheet = sample(many, 20, seed=3)
    assert set(sheet["rule"]) == {"verb:rare", "verb:accuser"}
    assert sheet["weight"].sum() == pytest.approx(100)
    assert sheet.equals(sample(many, 20, seed=3))
    assert not sheet.equals(sample(many, 20, seed=4))
    assert sheet["evidence"].notna().all()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_reads_back(ending, many, tmp_path):
    path = tmp_path / f"sheet.{ending}"
    sheet = sample(many, 10)
    write_sheet(sheet, path)
    back = read_sheet(path)
    assert [row["evidence"] for row in back] == sheet["evidence"].tolist()
    assert [float(row["weight"]) for row in back] == sheet["weight"].tolist()
    assert {row["correct"] for row in back} == {""}


def row(correct: str, *, weight: str = "1", rule: str = "a", confidence: str = "0.9"):
    return {
        "document_id": "d1",
        "cue_raw_start": "9",
        "accuser": "Anne Roy",
        "accused": "Solvia",
        "correct": correct,
        "weight": weight,
        "rule": rule,
        "outlet": "Le Phare",
        "confidence": confidence,
    }


def test_precision_is_weighted_over_all_and_plain_by_group():
    labelled = [row("1", weight="9"), row("0", weight="1", rule="b"), row("")]
    found = {(p.group, p.value): p for p in precision(labelled)}
    assert found["all", ""].precision == pytest.approx(0.9)
    assert found["all", ""].n == 2
    assert found["rule", "a"].precision == 1
    assert found["rule", "b"].precision == 0
    assert found["outlet", "Le Phare"].precision == 0.5
    assert found["confidence", "0.85–1.0"].n == 2
    assert precision([row("")]) == []


def test_wilson_s_interval_is_that_of_the_textbook():
    assert wilson(0.9, 100) == pytest.approx((0.8256, 0.9448), abs=1e-3)
    assert wilson(1.0, 10)[1] == pytest.approx(1)


def test_a_label_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(InputError, match="'maybe'"):
        precision([row("maybe")])


def test_the_commands_draw_and_read_back(many, tmp_path):
    path = tmp_path / "check.csv"
    runner = CliRunner()
    drawn = runner.invoke(app, ["sample", str(many.folder), "--out", str(path), "-n", "5"])
    assert drawn.exit_code == 0, drawn.output
    untouched = runner.invoke(app, ["validate", str(many.folder), str(path)])
    assert "nothing labelled yet" in untouched.output
    filled = (
        path.read_text("utf-8-sig").replace(";;;;\n", ";1;;;\n").replace(";;;;\r\n", ";1;;;\r\n")
    )
    path.write_text(filled, "utf-8")
    told = runner.invoke(app, ["validate", str(many.folder), str(path)])
    assert told.exit_code == 0, told.output
    assert told.output.startswith("all ")
    assert "1.000" in told.output
