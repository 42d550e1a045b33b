"""SIGKILL at random moments, resumed: are the tables the bytes of an uninterrupted run?

python -m benchmarks.killed [TIMES [ARTICLES [ENGINE…]]]

Batches are a tenth of the usual length, so that a short run has many moments to be killed in.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_jsonl
from pipeline.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

ENGINES = {
    "one": ("--workers", "1"),
    "two": ("--workers", "2"),
    "dask": ("--workers", "2", "--engine", "dask"),
}
GRIEFS = """
from pipeline.cli import main
from pipeline.engine import plan

if __name__ == "__main__":
    plan.CHARACTERS_PER_BATCH = 20_000
    main()
"""


def main(times: int = 20, count: int = 60, engines: Sequence[str] = tuple(ENGINES)) -> None:
    """Kill, resume, compare and print."""
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(folder / "corpus.jsonl", count)
        (folder / "griefs.py").write_text(GRIEFS, encoding="utf-8")
        start = time.monotonic()
        subprocess.run(_command(folder, "whole", ()), check=True, capture_output=True)
        duration = time.monotonic() - start
        whole = _tables(folder / "whole")
        for engine in engines:
            options = ENGINES[engine]
            same = resumed = 0
            for _ in range(times):
                shutil.rmtree(folder / "killed", ignore_errors=True)
                _kill(_command(folder, "killed", options), draw.uniform(0.5, duration))
                resumed += any((folder / "killed" / "work" / "rows").glob("*.part"))
                command = _command(folder, "killed", options)
                subprocess.run(command, check=True, capture_output=True)
                same += _tables(folder / "killed") == whole
            print(
                f"{engine:5} {same}/{times} byte-identical after SIGKILL and resume;"
                f" in {resumed} some batches were done before",
                flush=True,
            )


def _command(folder: Path, out: str, options: tuple[str, ...]) -> list[str]:
    run = [sys.executable, str(folder / "griefs.py"), "run", str(folder / "corpus.jsonl")]
    return [*run, "--out", str(folder / out), *options]


def _kill(command: list[str], after: float) -> None:
    """Start a command in a process group of its own and kill the group."""
    process = subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _tables(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.parquet").read_bytes() for name in TABLES}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *([sys.argv[3:]] if sys.argv[3:] else []))
