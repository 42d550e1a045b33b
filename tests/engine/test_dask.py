"""The Dask engine: a real cluster of two processes, one of which is killed."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest

from pipeline import schema
from pipeline.config import Config
from pipeline.engine import dask as engine
from pipeline.engine import plan
from pipeline.engine.run import Options, Watch, run
from pipeline.errors import UnknownNameError
from tests.engine import corpus

pytest.importorskip("distributed", reason="the optional extra `dask` is not installed")


def tables(folder) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in schema.TABLES}


@pytest.mark.model
@pytest.mark.filterwarnings("ignore")  # of distributed, while its worker is being killed
def test_a_killed_worker_loses_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "ARTICLES_PER_BATCH", 4)
    corpus.write(tmp_path / "in", 24)
    run([str(tmp_path / "in")], tmp_path / "here", Config(), Options(workers=0))
    killed = threading.Event()

    def kill_one(*_: int) -> None:
        """Kill one worker process as soon as the first batch is done."""
        if not killed.is_set():
            killed.set()
            os.kill(_workers()[0], signal.SIGKILL)

    options = Options(workers=2, engine="dask", cluster="local")
    summary = run(
        [str(tmp_path / "in")], tmp_path / "dask", Config(), options, Watch(done=kill_one)
    )

    assert killed.is_set()
    assert summary.counts is not None
    assert summary.counts.rejected == 0
    assert tables(tmp_path / "dask") == tables(tmp_path / "here")


def _workers() -> list[int]:
    """Return the processes of the workers of the running local cluster."""
    from distributed import get_client  # noqa: PLC0415

    for _ in range(50):
        pids = get_client().run(os.getpid)
        if pids:
            return sorted(pids.values())
        time.sleep(0.1)
    raise AssertionError("no worker to kill")


def test_an_unknown_cluster_is_named():
    with pytest.raises(UnknownNameError, match="'cloud'"):
        engine.run(None, iter(()), lambda *_: None, workers=1, cluster="cloud")  # type: ignore[arg-type]
