"""A run: tables that do not depend on how it was done."""

from __future__ import annotations

import json
import shutil

import pyarrow.parquet as pq
import pytest

from pipeline import schema
from pipeline.config import Config
from pipeline.engine import parts, plan
from pipeline.engine.folder import RunFolder
from pipeline.engine.run import Options, choose, run
from pipeline.errors import GriefsError, InputError, TooManyRejectsError
from tests.engine import corpus

HERE = Options(workers=0)


def tables(folder) -> dict[str, bytes]:
    """Return the bytes of every table of a run."""
    return {name: (folder / f"{name}.parquet").read_bytes() for name in schema.TABLES}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Return (inputs, folder) of an uninterrupted run."""
    root = tmp_path_factory.mktemp("whole")
    corpus.write(root / "in", 12)
    run([str(root / "in")], root / "out", Config(), HERE)
    return root / "in", root / "out"


@pytest.mark.model
def test_a_run_writes_every_table_of_the_contract_and_the_manifest(whole):
    _, out = whole
    for name in schema.TABLES:
        assert pq.read_schema(out / f"{name}.parquet").names == [
            column.name for column in schema.columns(name)
        ]
    manifest = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert manifest["counts"]["read"] == 12
    assert set(manifest["tables_sha256"]) == set(schema.TABLES)


@pytest.mark.model
def test_raw_offsets_give_the_published_words_back(whole):
    _, out = whole
    raw = dict(
        zip(
            *pq.read_table(out / "articles.parquet", columns=["document_id", "text"])
            .to_pydict()
            .values(),
            strict=True,
        )
    )
    rows = pq.read_table(out / "mentions.parquet").to_pylist()
    assert rows
    for row in rows:
        assert raw[row["document_id"]][row["raw_start"] : row["raw_end"]] == row["text"]


@pytest.mark.model
def test_two_workers_write_the_same_bytes_as_none(whole, tmp_path):
    inputs, out = whole
    run([str(inputs)], tmp_path, Config(), Options(workers=2))
    assert tables(tmp_path) == tables(out)


@pytest.mark.model
def test_a_run_that_lost_its_last_parts_ends_in_the_same_bytes(whole, tmp_path, monkeypatch):
    inputs, out = whole
    monkeypatch.setattr(plan, "ARTICLES_PER_BATCH", 5)
    run([str(inputs)], tmp_path, Config(), HERE)
    folder = RunFolder(tmp_path)
    min(folder.rows.glob("*.part")).unlink()
    (folder.work / "rows" / ".half.part.1.tmp").write_bytes(b"half")
    for name in schema.TABLES:
        (tmp_path / f"{name}.parquet").unlink()

    run([str(inputs)], tmp_path, Config(), HERE)

    assert tables(tmp_path) == tables(out)
    assert not list(folder.rows.glob(".*.tmp"))


@pytest.mark.model
def test_adding_articles_analyses_only_these(whole, tmp_path):
    inputs, out = whole
    shutil.copytree(inputs, tmp_path / "in")
    shutil.copytree(out, tmp_path / "out")
    corpus.write(tmp_path / "in", 3, first=20)

    # The documents' paths are part of their rows, so the copy is analysed whole once.
    run([str(tmp_path / "in")], tmp_path / "out", Config(), HERE)
    corpus.write(tmp_path / "in", 2, first=5_000)
    summary = run([str(tmp_path / "in")], tmp_path / "out", Config(), HERE)

    assert summary.todo == 2
    assert summary.counts is not None
    assert summary.counts.documents == 17


@pytest.mark.model
def test_a_dry_run_counts_and_writes_no_table(tmp_path):
    corpus.write(tmp_path / "in", 3)
    summary = run([str(tmp_path / "in")], tmp_path / "out", Config(), HERE, dry=True)
    assert summary.todo == 3
    assert summary.counts is None
    assert not (tmp_path / "out" / "documents.parquet").exists()


@pytest.mark.model
def test_too_many_rejects_is_an_error_after_the_tables_are_written(tmp_path):
    corpus.write(tmp_path / "in", 1)
    (tmp_path / "in" / "empty.txt").write_text("", encoding="utf-8")
    with pytest.raises(TooManyRejectsError, match="1 of 2"):
        run(
            [str(tmp_path / "in")],
            tmp_path / "out",
            Config(),
            Options(workers=0, max_rejects=0.1),
        )
    assert (tmp_path / "out" / "rejected.parquet").exists()


def test_an_input_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(InputError, match=r"nowhere\.txt"):
        run([str(tmp_path / "nowhere.txt")], tmp_path / "out", Config(), HERE)


def test_two_runs_in_one_folder_are_refused(tmp_path):
    folder = RunFolder(tmp_path / "out")
    folder.create()
    corpus.write(tmp_path / "in", 1)
    with folder.lock(), pytest.raises(GriefsError, match="Another run"):
        run([str(tmp_path / "in")], tmp_path / "out", Config(), HERE)


def test_a_sample_is_drawn_by_seed_and_grows_by_adding():
    ids = [f"d{i}" for i in range(100)]
    small = choose(ids, Options(sample=10), seed=3)
    large = choose(ids, Options(sample=20), seed=3)
    assert small is not None
    assert large is not None
    assert len(small) == 10
    assert small < large
    assert choose(ids, Options(sample=10), seed=4) != small
    assert choose(ids, Options(sample=200), seed=3) is None
    assert choose(ids, Options(limit=2), seed=3) == frozenset({"d0", "d1"})


def test_batches_are_bounded_by_text_and_keep_the_order():
    todo = [(corpus.article(rank), plan.Keys(f"p{rank}", f"r{rank}")) for rank in range(7)]
    todo[3] = (corpus.article(3, "x" * 1_000), todo[3][1])
    batches = list(plan.batches(todo, length=400))
    assert [key.rows for batch in batches for key in batch.keys] == [f"r{i}" for i in range(7)]
    assert all(batch.characters <= 400 or len(batch.articles) == 1 for batch in batches)


@pytest.mark.parametrize(
    ("characters", "workers", "length"),
    [(80_000_000, 2, 200_000), (400_000, 2, 100_000), (60_000, 8, 25_000), (60_000, 0, 60_000)],
)
def test_little_work_is_shared_out_among_the_workers(characters, workers, length):
    assert plan.share(characters, workers) == length


def test_a_part_gives_its_keys_and_tables_back(tmp_path):
    from pipeline.tables.arrow import to_arrow  # noqa: PLC0415

    row = {
        "source_path": "a",
        "position": None,
        "stage": "analyse",
        "reason": "crashed",
        "detail": "x",
    }
    batch = plan.Batch((), (plan.Keys("p1", "r1"),), "f")
    path = parts.write(tmp_path, batch, {"rejected": to_arrow("rejected", [row])}, [{"b", "a"}])
    assert parts.made(path) == ("f", ["r1"])
    assert parts.read(path, "rejected").to_pylist() == [row]
    assert parts.words(path) == []  # an article that was given up is tried again

    path = parts.write(tmp_path, batch, {"rejected": to_arrow("rejected", [])}, [{"b", "a"}])
    assert parts.words(path) == [["a", "b"]]
