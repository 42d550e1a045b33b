"""Parts and parses on a place that fsspec reaches."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from pipeline import schema
from pipeline.cli.app import app
from pipeline.config import Config
from pipeline.engine import cache, parts, stages
from pipeline.engine.folder import RunFolder, leftovers
from pipeline.engine.plan import Batch, Keys
from pipeline.engine.run import Options, Watch, run
from pipeline.engine.storage import Remote, files, location, write_whole
from pipeline.errors import EnvironmentProblemError
from tests.engine import corpus

fsspec = pytest.importorskip("fsspec", reason="the optional extra `dask` is not installed")


@pytest.fixture
def memory():
    """Return the URL of an empty folder in memory."""
    yield "memory://griefs-test"
    fsspec.filesystem("memory").rm("/griefs-test", recursive=True)


def test_a_remote_place_does_what_a_path_does(memory):
    folder = location(memory)
    assert isinstance(folder, Remote)
    folder.mkdir(exist_ok=True)
    write_whole(folder / "b.part", b"two")
    write_whole(folder / "a.part", b"one")
    write_whole(folder / "a.part", b"one again")

    assert [path.name for path in files(folder, "*.part")] == ["a.part", "b.part"]
    assert (folder / "a.part").read_bytes() == b"one again"
    assert (folder / "a.part").stem == "a"
    assert (folder / "a.part").exists()
    assert list(leftovers(folder)) == []
    (folder / "a.part").unlink()
    (folder / "a.part").unlink(missing_ok=True)
    assert not (folder / "a.part").exists()


def test_a_part_that_stands_elsewhere_gives_its_keys_and_tables_back(memory):
    from pipeline.tables.arrow import to_arrow  # noqa: PLC0415

    folder = location(memory)
    batch = Batch((), (Keys("p1", "r1"), Keys("p2", "r2")), "f")
    path = parts.write(folder, batch, {"rejected": to_arrow("rejected", [])})
    assert parts.made(path) == ("f", ["r1", "r2"])
    assert parts.read(path, "rejected").num_rows == 0
    cache.write(folder, "pack", ["p1"], [])
    assert list(cache.index(folder)) == ["p1"]


def test_an_unknown_kind_of_url_is_named():
    with pytest.raises(EnvironmentProblemError, match="moon://base"):
        location("moon://base")


@pytest.mark.model
def test_a_run_whose_parts_stand_elsewhere_ends_in_the_same_bytes(tmp_path, memory):
    corpus.write(tmp_path / "in", 3)
    inputs = [str(tmp_path / "in")]
    run(inputs, tmp_path / "here", Config(), Options(workers=0))
    run(inputs, tmp_path / "there", Config(), Options(workers=0, store=memory))
    names = [f"{name}.parquet" for name in schema.TABLES]

    assert not (tmp_path / "there" / "work" / "rows").exists()
    assert len(files(RunFolder(tmp_path / "there").rows, "*.part")) == 1
    for name in names:
        there = (tmp_path / "there" / name).read_bytes()
        assert there == (tmp_path / "here" / name).read_bytes()

    # The place is remembered: nothing is done again, by the run or by a stage.
    seen: list[int] = []
    options, watch = Options(workers=0), Watch(done=lambda *counts: seen.append(counts[0]))
    run(inputs, tmp_path / "there", Config(), options, watch)
    stages.stance(tmp_path / "there", Config(), options, watch)
    assert seen == []
    run(inputs, tmp_path / "there", Config(), Options(workers=0, fresh=True), watch)
    assert seen == [3]


def test_the_command_takes_a_store(tmp_path, memory):
    (tmp_path / "in").mkdir()
    command = ["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--dry-run"]
    done = CliRunner().invoke(app, [*command, "--store", memory])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "out" / "work" / "store").read_text(encoding="utf-8") == memory
