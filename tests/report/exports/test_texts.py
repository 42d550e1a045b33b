"""Textometry, annotation tools and PLOVER, read back."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter

import pytest

from pipeline.report.exports.anchoring import Fit, anchored, code_points, utf16_units
from pipeline.report.exports.brat import read_brat, write_brat
from pipeline.report.exports.label_studio import read_label_studio, write_label_studio
from pipeline.report.exports.plover import write_plover
from pipeline.report.exports.textometry import write_iramuteq, write_txm
from tests.report.run import TEXT


def test_iramuteq_reads_one_starred_line_a_text(tables, tmp_path):
    (path,) = write_iramuteq(tables, tmp_path)
    lines = path.read_text("utf-8").splitlines()
    starred = [line for line in lines if line.startswith("****")]
    assert starred == [
        "**** *doc_d1 *source_lephare *date_2025-02-03 *month_2025-02 *year_2025 *accusations_1",
        "**** *doc_d2 *source_ladigue *date_2025-03-09 *month_2025-03 *year_2025 *accusations_0",
    ]
    assert all("*" not in line for line in lines if line not in starred)
    assert lines[1] == TEXT.splitlines()[0]


def test_txm_gets_a_file_a_text_and_its_metadata(tables, tmp_path):
    table, *texts = write_txm(tables, tmp_path)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [path.stem for path in texts]
    assert [row["document"] for row in rows] == ["d1", "d2"]
    assert rows[0]["accusations"] == "3"
    assert texts[0].read_text("utf-8") == TEXT


def test_plover_records_name_source_target_event_and_mode(tables, tmp_path):
    (path,) = write_plover(tables, tmp_path)
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(records) == 2  # the negated one is no event
    assert records[0]["event"] == "ACCUSE"
    assert records[0]["mode"] == "allege"
    assert records[0]["source"] == {"id": "roy", "name": "Anne Roy"}
    assert records[0]["date"] == "2025-02-03"


def test_brat_comes_back_exactly(tables, tmp_path):
    write_brat(tables, tmp_path)
    back = list(read_brat(tables, tmp_path / "brat"))
    assert {annotation.fit for annotation in back} == {Fit.EXACT}
    assert all(TEXT[a.start : a.end] == a.words for a in back)
    assert Counter(a.label for a in back) == {"Cue": 2, "Actor": 3, "Charge": 1}
    notes = (tmp_path / "brat" / "d1.ann").read_text("utf-8")
    assert re.search(r"^E1\tCue:T1 Accuser:T\d+ Accused:T\d+ Charge:T\d+$", notes, re.MULTILINE)
    assert "A1\tact E1 accuse\n" in notes
    assert "Accuser?:Actor" in (tmp_path / "brat" / "annotation.conf").read_text("utf-8")


def test_what_was_moved_or_changed_in_brat_is_reported(tables, tmp_path):
    write_brat(tables, tmp_path)
    path = tmp_path / "brat" / "d1.ann"
    notes = path.read_text("utf-8").replace("Cue 9 15\taccuse", "Cue 11 17\taccuse")
    path.write_text(notes + "T99\tCharge 3 9\tinvented\n", encoding="utf-8")
    back = {a.key: a for a in read_brat(tables, tmp_path / "brat")}
    moved = next(a for a in back.values() if a.fit is Fit.MOVED)
    assert (moved.start, moved.end, moved.words) == (9, 15, "accuse")
    assert back["T99"].fit is Fit.LOST


def test_label_studio_counts_utf_16_units_and_comes_back_exactly(tables, tmp_path):
    path, configuration = write_label_studio(tables, tmp_path)
    assert '<Label value="Charge"/>' in configuration.read_text("utf-8")
    tasks = json.loads(path.read_text("utf-8"))
    later = [r for r in tasks[0]["predictions"][0]["result"] if r["type"] == "labels"]
    shifted = next(r["value"] for r in later if r["value"]["text"] == "« Elle ment »")
    assert shifted["start"] == TEXT.index("« Elle ment »") + 1  # 🌊 is two units
    back = list(read_label_studio(tables, path))
    assert {a.fit for a in back} == {Fit.EXACT}
    assert all(TEXT[a.start : a.end] == a.words for a in back)


def test_annotations_by_people_win_over_predictions(tables, tmp_path):
    path, _ = write_label_studio(tables, tmp_path)
    tasks = json.loads(path.read_text("utf-8"))
    value = {"start": 0, "end": 8, "text": "Anne Roy", "labels": ["Actor"]}
    tasks[0]["annotations"] = [{"result": [{"id": "x", "type": "labels", "value": value}]}]
    path.write_text(json.dumps(tasks), "utf-8")
    assert [a.key for a in read_label_studio(tables, path)] == ["x"]


@pytest.mark.parametrize(
    ("start", "end", "words", "expected"),
    [
        (0, 2, "ab", (0, 2, Fit.EXACT)),
        (1, 3, "ab", (0, 2, Fit.MOVED)),
        (4, 6, "ab", (3, 5, Fit.MOVED)),
        (0, 2, "zz", (0, 2, Fit.LOST)),
        (0, 0, "", (0, 0, Fit.EXACT)),
    ],
)
def test_words_are_looked_for_at_the_nearest_place(start, end, words, expected):
    assert anchored("ab ab", start, end, words) == expected


def test_utf_16_units_and_code_points_are_inverse():
    text = "a🌊b"
    assert [utf16_units(text, k) for k in range(4)] == [0, 1, 3, 4]
    assert [code_points(text, k) for k in (0, 1, 3, 4)] == [0, 1, 2, 3]
