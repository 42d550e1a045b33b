"""The commands that the page on large corpora shows for a cluster, carried out on this machine.

Addresses and folders of the page are exchanged for what stands here: a running scheduler, a URL
of fsspec, and a stand-in for Slurm's `sbatch` that starts the job's script.
"""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import yaml  # type: ignore[import-untyped]
from typer.testing import CliRunner

from pipeline import schema
from pipeline.cli.app import app
from pipeline.config import Config
from pipeline.engine.run import Options, run
from tests.docs.pages import ROOT, blocks, griefs_commands, mentioned_commands
from tests.engine import corpus

if TYPE_CHECKING:
    from pathlib import Path

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")

PAGE = ROOT / "docs" / "scaling.md"
SCHEDULER = "tcp://10.0.0.5:8786"
STAND_IN = """#!/bin/sh
# As sbatch does: keep a copy of the script, start it, name the job.
cp "$1" "$0.job"
bash "$0.job" > "$0.log" 2>&1 &
echo "Submitted batch job $!"
"""
pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore"),  # of distributed, while its workers leave
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch) -> Path:
    """Return a folder with a corpus, and its tables made without a cluster."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), *sys.path]))
    monkeypatch.chdir(tmp_path)
    corpus.write(tmp_path / "corpus", 3)
    run(["corpus/"], tmp_path / "plain", Config(), Options(workers=0, cached=False))
    return tmp_path


def commands(*, cluster: str | None, store: bool = False) -> list[list[str]]:
    """Return the page's commands for a kind of cluster; None for a running scheduler."""
    shown = [words for words in griefs_commands(PAGE) if "--engine" in words]
    shown += [words for words in mentioned_commands(PAGE) if "--engine" in words]
    kind = ["--cluster", cluster] if cluster else ["--scheduler", SCHEDULER]
    return [
        words
        for words in shown
        if shlex.join(kind) in shlex.join(words) and ("--store" in words) == store
    ]


def carry_out(words: list[str], here: Path, **exchanged: str) -> None:
    """Run one command with the page's places exchanged, and compare its tables."""
    places = {
        "/shared/results": "out",
        "results": "out",
        "s3://bucket/results": (here / "bucket").as_uri(),
        SCHEDULER: exchanged.get("scheduler", ""),
    }
    # As many workers as this machine bears.
    words = ["2" if before == "--workers" else word for before, word in pairwise(["", *words])]
    done = CliRunner().invoke(app, [places.get(word, word) for word in words])
    assert done.exit_code == 0, (words, done.output, done.exception)
    for name in schema.TABLES:
        table = f"{name}.parquet"
        assert (here / "out" / table).read_bytes() == (here / "plain" / table).read_bytes()


def test_a_cluster_of_this_machine(here):
    (words,) = commands(cluster="local")
    carry_out(words, here)


def test_a_running_scheduler_and_a_store_elsewhere(here):
    (plain,) = commands(cluster=None)
    (stored,) = commands(cluster=None, store=True)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, dashboard_address=None
    ) as started:
        carry_out(plain, here, scheduler=started.scheduler_address)
        shutil.rmtree(here / "out")
        carry_out(stored, here, scheduler=started.scheduler_address)
    assert list((here / "bucket").rglob("*.part"))
    assert not list((here / "out").rglob("*.part"))


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for sbatch is a shell script")
def test_slurm_with_the_settings_of_the_page(here, monkeypatch):
    dask = pytest.importorskip("dask")
    pytest.importorskip("dask_jobqueue", reason="the extra `dask` is not installed")
    (settings,) = (yaml.safe_load(text) for text in blocks(PAGE, "yaml"))
    job = settings["jobqueue"]["slurm"]
    assert job["cores"] == job["processes"]  # one worker a core
    activate, *exports = job["job-script-prologue"]
    assert activate.endswith("/bin/activate")
    job |= {"cores": 2, "processes": 2, "memory": "8GB", "job-script-prologue": exports}
    tools = here / "bin"
    tools.mkdir()
    for name, script in {"sbatch": STAND_IN, "scancel": '#!/bin/sh\nkill "$@" || true\n'}.items():
        (tools / name).write_text(script, "utf-8")
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")

    (words,) = commands(cluster="slurm")
    # As a file of settings is merged: what it does not name keeps its default.
    with dask.config.set({f"jobqueue.slurm.{name}": value for name, value in job.items()}):
        carry_out(words, here)
