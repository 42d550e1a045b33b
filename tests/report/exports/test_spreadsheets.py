"""XLSX and French CSV, read back."""

from __future__ import annotations

import pandas as pd
import pytest
from openpyxl.reader.excel import load_workbook

from pipeline.errors import InputError
from pipeline.report.exports.spreadsheets import (
    MOST_CHARACTERS,
    read_excel_fr,
    write_excel_fr,
    write_xlsx,
)


def sheet(path, name):
    rows = list(load_workbook(path)[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_a_workbook_reads_back_with_texts_numbers_and_nulls(tables, tmp_path):
    (path,) = write_xlsx(tables, tmp_path)
    rows = sheet(path, "accusations")
    assert [row["evidence"] for row in rows] == tables.accusations["evidence"].tolist()
    assert rows[0]["confidence"] == 0.875
    assert rows[1]["charge"] is None
    assert rows[0]["damaged"] is False
    assert sheet(path, "actors")[1]["aliases"] == "Solvia | Le groupe"


def test_a_formula_stays_text_and_what_excel_refuses_is_gone(tables, tmp_path):
    (path,) = write_xlsx(tables, tmp_path)
    cell = load_workbook(path)["accusations"].cell(3, 30)
    values = [c for row in load_workbook(path)["accusations"].iter_rows() for c in row]
    assert {c.data_type for c in values} <= {"s", "n", "b"}
    assert cell.data_type != "f"
    titles = [row["title"] for row in sheet(path, "documents")]
    assert titles[1] == 'Un titre; "cité"\nsur deux lignes'
    assert len(titles[0]) == MOST_CHARACTERS
    assert sheet(path, "cut") == [
        {"table": "documents", "row": 2, "column": "title", "characters": 40_013}
    ]


def test_the_same_tables_give_the_same_workbook(tables, tmp_path):
    one, two = tmp_path / "1", tmp_path / "2"
    for folder in (one, two):
        folder.mkdir()
    assert write_xlsx(tables, one)[0].read_bytes() == write_xlsx(tables, two)[0].read_bytes()


def test_every_table_reads_back_from_french_csv_as_it_was(tables, tmp_path):
    paths = {path.stem: path for path in write_excel_fr(tables, tmp_path)}
    for name, frame in tables:
        back = read_excel_fr(paths[name], name)
        assert list(back.columns) == list(frame.columns)
        expected = frame.copy()
        if name == "actors":
            expected["aliases"] = [list(value) for value in expected["aliases"]]
        pd.testing.assert_frame_equal(back, expected, check_index_type=False)


def test_french_csv_has_a_mark_semicolons_commas_and_no_live_formula(tables, tmp_path):
    write_excel_fr(tables, tmp_path)
    data = (tmp_path / "accusations.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfaccusation_id;")
    text = data.decode("utf-8-sig")
    assert ";0,875;" in text
    assert ";=2+2" not in text
    assert "'=2+2 ; « Elle ment »" in text


def test_a_file_of_another_table_is_refused(tables, tmp_path):
    write_excel_fr(tables, tmp_path)
    with pytest.raises(InputError, match="is no table mentions"):
        read_excel_fr(tmp_path / "accusations.csv", "mentions")
