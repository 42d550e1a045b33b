"""The run made by hand, with a control character and a long cell."""

from __future__ import annotations

import pytest

from pipeline.tables import load
from tests.report.run import rows, write_run


@pytest.fixture
def tables(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    made = rows()
    made["documents"][1]["title"] = 'Un \x0btitre; "cité"\nsur deux lignes'
    made["documents"][0]["title"] = "=HYPERLINK(1)" + "x" * 40_000
    made["actors"][1]["aliases"] = ["Solvia", "Le groupe"]
    made["actors"][0]["aliases"] = ["Anne Roy"]
    made["actors"][2]["aliases"] = []
    return load(write_run(folder, made))
