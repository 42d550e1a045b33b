"""Formats by name, and what may be shared without the articles."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError, UnknownNameError
from pipeline.report.exports import FORMATS, TEXTLESS, export
from pipeline.report.exports.textless import MOST_WORDS, without_text
from tests.report.run import OTHER, TEXT

if TYPE_CHECKING:
    from pathlib import Path


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    size = MOST_WORDS + 1
    return {tuple(found[k : k + size]) for k in range(len(found) - size + 1)}


def readable(path: Path) -> str:
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name).decode("utf-8") for name in book.namelist()]
        return re.sub(r"<[^>]+>", " ", " ".join(parts))
    return path.read_text("utf-8-sig")


def test_every_format_is_written(tables, tmp_path):
    paths = export(tables, list(FORMATS), tmp_path / "out")
    assert all(path.stat().st_size for path in paths if path.suffix != ".ann")


def test_without_text_no_long_run_of_the_source_is_left(tables, tmp_path):
    source = runs(TEXT) | runs(OTHER)
    with_text = export(tables, list(TEXTLESS), tmp_path / "with")
    assert any(runs(readable(path)) & source for path in with_text)
    for path in export(tables, list(TEXTLESS), tmp_path / "without", with_text=False):
        assert not runs(readable(path)) & source, path.name


def test_without_text_offsets_hashes_and_labels_stay(tables):
    bare = without_text(tables)
    assert bare.accusations["evidence"].isna().all()
    assert bare.accusations["cue_raw_start"].equals(tables.accusations["cue_raw_start"])
    assert bare.accusations["accused"].tolist() == tables.accusations["accused"].tolist()
    assert bare.documents["text_sha256"].equals(tables.documents["text_sha256"])
    assert tables.accusations["evidence"].notna().all()  # the run itself is left alone


def test_a_format_made_of_text_is_refused_without_it(tables, tmp_path):
    with pytest.raises(InputError, match="brat is made of text"):
        export(tables, ["brat"], tmp_path, with_text=False)
    with pytest.raises(UnknownNameError, match="Did you mean 'xlsx'"):
        export(tables, ["xls"], tmp_path)


def test_the_command_writes_beside_the_run(tables):
    told = CliRunner().invoke(app, ["export", str(tables.folder), "-f", "gexf,plover"])
    assert told.exit_code == 0, told.output
    assert (tables.folder / "export" / "accusations.gexf").is_file()
    assert "plover.jsonl" in told.output
