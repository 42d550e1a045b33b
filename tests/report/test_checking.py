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
    assert len(sheet) == 21
    assert sheet["weight"].sum() == pytest.approx(100)
    assert sheet.equals(sample(many, 20, seed=3))
    assert not sheet.equals(sample(many, 20, seed=4))
    assert sheet["evidence"].notna().all()


def test_many_rare_rules_do_not_swell_the_sheet(tmp_path):
    made = rows()
    made["accusations"] = [
        accusation(k, rule=f"{'verb' if k % 2 else 'noun'}:n{k}" if k < 50 else "verb:accuser")
        for k in range(100)
    ]
    sheet = sample(load(write_run(tmp_path, made)), 20)
    assert len(sheet) == 20
    assert sheet["weight"].sum() == pytest.approx(100)
    assert sheet["rule"].str.startswith("noun:").any()


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
    assert found["rule", "rare a"].precision == 1
    assert found["rule", "rare b"].precision == 0
    assert found["outlet", "Le Phare"].precision == 0.5
    assert found["confidence", "0.85–1.0"].n == 2
    assert precision([row("")]) == []


def test_wilson_s_interval_is_that_of_the_textbook():
    assert wilson(0.9, 100) == pytest.approx((0.8256, 0.9448), abs=1e-3)
    assert wilson(1.0, 10)[1] == pytest.approx(1)


def test_a_label_that_is_neither_yes_nor_no_is_refused():
    with pytest.raises(InputError, match="'maybe'"):
        precision([row("maybe")])


def test_rules_with_five_labels_have_a_line_of_their_own():
    labelled = [row("1", rule="verb:accuser") for _ in range(5)]
    labelled += [row("0", rule=f"verb:v{k}") for k in range(3)]
    found = {p.value: p for p in precision(labelled) if p.group == "rule"}
    assert {name: (p.n, p.precision) for name, p in found.items()} == {
        "verb:accuser": (5, 1),
        "rare verb": (3, 0),
    }


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_sheet_saved_by_a_spreadsheet_is_read(sign, tmp_path):
    path = tmp_path / "sheet.csv"
    head = ["document_id", "cue_raw_start", "accuser", "accused", "rule", "weight", "correct"]
    cells = ["d1", "9", "Éloïse Œrsted", "Solvia", "verb:accuser", "2,5", "1"]
    quoted = [f'"{cell}"' for cell in cells]
    path.write_bytes(f"{sign.join(head)}\r\n{sign.join(quoted)}\r\n".encode("cp1252"))
    (one,) = read_sheet(path)
    assert one["accuser"] == "Éloïse Œrsted"
    assert precision([one])[0].n == 1


def test_a_file_that_is_no_sheet_is_an_error_that_says_so(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text('a,b\n1,2,3\n"', "utf-8")
    with pytest.raises(InputError, match=r"no sheet of griefs sample|lacks the column"):
        read_sheet(path)
    book = tmp_path / "notes.xlsx"
    book.write_text("no workbook", "utf-8")
    with pytest.raises(InputError, match="no sheet of griefs sample"):
        read_sheet(book)


def test_a_wrong_label_is_named_with_its_line(many, tmp_path):
    path = tmp_path / "check.csv"
    sheet = sample(many, 5)
    sheet.loc[1, "correct"] = "peut-être"
    write_sheet(sheet, path)
    with pytest.raises(InputError, match=r"line 3: The label 'peut-être' is neither 1 nor 0"):
        read_sheet(path)


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
