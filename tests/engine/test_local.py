"""The supervisor: nothing is lost when workers die or hang."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.config import Config
from pipeline.engine import local, parts
from pipeline.engine.plan import Batch, Keys
from pipeline.engine.tasks import Setup, Task
from tests.engine.corpus import POISON, article
from tests.engine.poison import serve_and_die

if TYPE_CHECKING:
    from collections.abc import Iterator


def tasks(words_by_rank: dict[int, str], count: int = 12, size: int = 4):
    for first in range(0, count, size):
        ranks = range(first, first + size)
        articles = tuple(article(rank, words_by_rank.get(rank)) for rank in ranks)
        yield Task(Batch(articles, tuple(Keys(f"p{r}", f"r{r}") for r in ranks)), {})


def run(tmp_path, words_by_rank, *, workers: int, seconds: float = 120.0):
    setup = Setup(tmp_path, None, Config())
    seen: list[tuple[int, int, int]] = []
    local.run_pool(
        setup,
        tasks(words_by_rank),
        lambda *counts: seen.append(counts),
        workers=workers,
        seconds_per_batch=seconds,
        target=serve_and_die,
    )
    done = [key for path in tmp_path.glob("*.part") for key in parts.made(path)[1]]
    rejected = [
        row for path in tmp_path.glob("*.part") for row in parts.read(path, "rejected").to_pylist()
    ]
    return sorted(done), rejected, sum(count for count, _, _ in seen)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_kills_its_worker_is_rejected_and_the_others_are_done(tmp_path, workers):
    done, rejected, counted = run(tmp_path, {5: POISON}, workers=workers)

    assert done == sorted(f"r{rank}" for rank in range(12))
    assert [row["reason"] for row in rejected] == ["crashed"]
    assert rejected[0]["detail"].startswith("article-0005: ")
    assert counted == 12


def test_an_article_that_never_ends_is_rejected_in_time(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "CHARACTERS_PER_SECOND", 1_000_000)
    done, rejected, _ = run(tmp_path, {2: "un long sommeil"}, workers=2, seconds=4.0)

    assert len(done) == 12
    assert [row["reason"] for row in rejected] == ["timed_out"]


def test_nothing_to_do_starts_no_worker(tmp_path):
    local.run_pool(
        Setup(tmp_path, None, Config()), iter(()), lambda *_: None, workers=2, target=serve_and_die
    )
    assert list(tmp_path.iterdir()) == []


def test_a_worker_is_replaced_after_so_much_text(tmp_path, monkeypatch):
    started: list[object] = []
    start = local._Pool._start

    def counted(pool: local._Pool) -> local._Member:
        started.append(pool)
        return start(pool)

    monkeypatch.setattr(local._Pool, "_start", counted)
    monkeypatch.setattr(local, "CHARACTERS_PER_WORKER", 1)
    done, rejected, _ = run(tmp_path, {}, workers=1)

    assert len(done) == 12
    assert rejected == []
    assert len(started) == 3  # batches


def test_articles_are_read_no_faster_than_workers_take_them(tmp_path):
    read = 0
    ahead: list[int] = []

    def counted() -> Iterator[Task]:
        nonlocal read
        for task in tasks({}, count=40):
            read += 1
            yield task

    done = 0

    def progress(*_: int) -> None:
        nonlocal done
        done += 1
        ahead.append(read - done)

    local.run_pool(
        Setup(tmp_path, None, Config()), counted(), progress, workers=2, target=serve_and_die
    )
    assert done == 10
    assert max(ahead) <= 4  # two in work, two waiting
