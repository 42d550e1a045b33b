"""The notebooks run from top to bottom on the sample corpus, without a network."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SECONDS = 120  # a minute each on an idle machine
# Nothing may be fetched: proxies that lead nowhere.
OFFLINE = dict.fromkeys(
    ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://0.0.0.0:9"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of `notebooks` and `data`, with a run where `make run` leaves it."""
    root = tmp_path_factory.mktemp("repository")
    shutil.copytree(ROOT / "data" / "raw", root / "data" / "raw")
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    command = [sys.executable, "-m", "pipeline.cli", "run", str(root / "data" / "raw")]
    out = str(root / "data" / "processed")
    subprocess.run(
        [*command, "--out", out, "--workers", "0"], cwd=ROOT, check=True, capture_output=True
    )
    return root


def test_all_five_are_there():
    assert [path.stem[:2] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_notebooks_bear_no_output(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert not any(cell.get("outputs") for cell in book.cells)


@pytest.mark.model
@pytest.mark.filterwarnings("default")  # zmq and the kernel warn, not we
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, place, monkeypatch):
    search = os.pathsep.join(p for p in (str(ROOT), os.environ.get("PYTHONPATH")) if p)
    for name, value in ({"PYTHONPATH": search} | OFFLINE).items():
        monkeypatch.setenv(name, value)
    book = nbformat.read(path, as_version=4)
    folder = str(place / "notebooks")
    done = NotebookClient(
        book, timeout=SECONDS, kernel_name="python3", resources={"metadata": {"path": folder}}
    ).execute()
    code = [cell for cell in done.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    pictures = [key for cell in code for out in cell.outputs for key in out.get("data", {})]
    assert pictures
