"""The run made by hand."""

from __future__ import annotations

import pytest

from pipeline.tables import load
from tests.report.run import write_run


@pytest.fixture
def run(tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    return write_run(folder)


@pytest.fixture
def tables(run):
    return load(run)
