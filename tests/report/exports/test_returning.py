"""Annotations that people send back."""

from __future__ import annotations

import csv
import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError
from pipeline.report.exports import take_back
from pipeline.report.exports.brat import write_brat
from pipeline.report.exports.label_studio import write_label_studio


def test_a_collection_of_brat_comes_back_by_command_and_what_is_lost_is_told(tables, tmp_path):
    write_brat(tables, tmp_path)
    notes = tmp_path / "brat" / "d1.ann"
    notes.write_text(notes.read_text("utf-8") + "T90\tActor 3 8\tAbsent\n", "utf-8")
    told = CliRunner().invoke(app, ["import", str(tables.folder), str(tmp_path / "brat")])
    assert told.exit_code == 0, told.output
    assert "7 annotations (6 exact, 0 moved, 1 lost)" in told.output
    assert "lost\td1\tT90\tActor 3 8\tAbsent" in told.output
    with (tables.folder / "annotations.csv").open(encoding="utf-8", newline="") as file:
        kept = {row["key"]: row for row in csv.DictReader(file)}
    assert len(kept) == 7
    assert kept["T90"]["fit"] == "lost"


def test_tasks_on_other_documents_are_passed_over(tables, tmp_path):
    path, _ = write_label_studio(tables, tmp_path)
    tasks = json.loads(path.read_text("utf-8"))
    tasks.append({"data": {"text": "Ailleurs.", "document_id": "elsewhere"}})
    path.write_text(json.dumps(tasks), "utf-8")
    assert take_back(tables, path).counts.total() == 6


@pytest.mark.parametrize("content", ["{", "[1]", '{"data": {}}'])
def test_a_file_that_is_no_export_is_refused(content, tables, tmp_path):
    path = tmp_path / "export.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"export\.json"):
        take_back(tables, path)


def test_what_holds_no_annotation_of_the_run_is_refused(tables, tmp_path):
    with pytest.raises(InputError, match="no annotation"):
        take_back(tables, tmp_path)
    with pytest.raises(InputError, match="neither"):
        take_back(tables, tmp_path / "missing.csv")
