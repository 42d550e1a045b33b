"""Formats by name, and what may be shared without the articles."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.cli import main  # noqa: F401  # adds the commands
from pipeline.cli.app import app
from pipeline.errors import InputError, UnknownNameError
from pipeline.report.exports import FORMATS, TEXTLESS, export
from pipeline.report.exports.textless import MOST_WORDS, without_text
from pipeline.schema import TABLES, Type, columns
from pipeline.tables.loading import Tables, typed
from tests.report.run import OTHER, TEXT, rows

if TYPE_CHECKING:
    from typing import Any

CLOSED = {c.name for table in TABLES.values() for c in table if c.type is Type.CATEGORY}


def frames(made: dict[str, list[dict[str, Any]]]) -> Tables:
    """Return hand-made rows as the tables of a run that is nowhere on disk."""
    found = {}
    for name in TABLES:
        declared = columns(name)
        data = {c.name: [row.get(c.name) for row in made[name]] for c in declared}
        found[name] = typed(pd.DataFrame(data, dtype=object), declared)
    return Tables(Path(), **found)


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


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_without_text_no_table_holds_a_long_run_whatever_the_source(data):
    """Names, titles, ids and addresses are drawn as stretches of the source."""
    source = [f"mot{k}é" for k in range(40)]

    def stretch(sign: str) -> str:
        start = data.draw(st.integers(0, 20))
        return sign.join(source[start : start + data.draw(st.integers(1, 20))])

    joined = {"document_id": "-", "url": "-", "source_path": "_", "actor_id": "-", "group_id": "-"}
    made = rows()
    for row in (one for some in made.values() for one in some):
        for column, value in row.items():
            if isinstance(value, str) and column not in CLOSED:
                sign = "-" if column.endswith("_id") else joined.get(column, " ")
                row[column] = stretch(sign)
    bare = without_text(frames(made))
    long = {tuple(source[k : k + MOST_WORDS + 1]) for k in range(len(source) - MOST_WORDS)}
    for name, frame in bare:
        for column in frame.columns:
            for value in frame[column].dropna().astype(str):
                found = re.findall(r"[^\W_]+", value)
                size = MOST_WORDS + 1
                had = {tuple(found[k : k + size]) for k in range(len(found) - size + 1)}
                assert not had & long, (name, column, value)


def test_without_text_ids_are_cut_alike_in_every_table():
    made = rows()
    name = "le-conseil-a-vote-hier-soir-la-fermeture-de-l-usine"
    for row in (one for some in made.values() for one in some):
        if row.get("document_id") == "d1":
            row["document_id"] = name
    bare = without_text(frames(made))
    (cut,) = {one for one in bare.documents["document_id"] if one != "d2"}
    assert re.fullmatch(r"le-conseil-a-vote-[0-9a-f]{12}", cut)
    assert set(bare.accusations["document_id"]) == {cut}
    assert set(bare.mentions["document_id"]) == {cut, "d2"}


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
