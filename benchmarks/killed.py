"""SIGKILL at random moments, resumed: are the tables the bytes of an uninterrupted run?

python -m benchmarks.killed [TIMES [ARTICLES]]
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

from benchmarks.corpus import write_jsonl
from pipeline.schema import TABLES

ENGINES = {
    "1 worker": ("--workers", "1"),
    "2 workers": ("--workers", "2"),
    "Dask, 2 workers": ("--workers", "2", "--engine", "dask"),
}


def main(times: int = 20, count: int = 300) -> None:
    """Kill, resume, compare and print."""
    draw = random.Random(0)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(folder / "corpus.jsonl", count)
        start = time.monotonic()
        subprocess.run(_command(folder, "whole", ()), check=True, capture_output=True)
        duration = time.monotonic() - start
        whole = _tables(folder / "whole")
        for engine, options in ENGINES.items():
            same = 0
            for _ in range(times):
                shutil.rmtree(folder / "killed", ignore_errors=True)
                _kill(_command(folder, "killed", options), draw.uniform(1, duration))
                command = _command(folder, "killed", options)
                subprocess.run(command, check=True, capture_output=True)
                same += _tables(folder / "killed") == whole
            print(f"{engine:16} {same}/{times} byte-identical after SIGKILL and resume", flush=True)


def _command(folder: Path, out: str, options: tuple[str, ...]) -> list[str]:
    run = [sys.executable, "-m", "pipeline.cli", "run", str(folder / "corpus.jsonl")]
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
    main(*(int(argument) for argument in sys.argv[1:]))
