"""Memory of a worker over a long run: after 50,000 articles against after 2,000.

python -m benchmarks.memory [ARTICLES [WORDS]]

The articles are short (80 words), so that their number, not their length, is what is measured.
Reads `/proc`, so it works on Linux alone.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import write_jsonl
from pipeline.engine import parts

EARLY = 2_000  # articles
AROUND = 5  # samples, one a batch


def main(count: int = 50_000, words: int = 80) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_jsonl(folder / "corpus.jsonl", count, words=words)
        run = [sys.executable, "-m", "pipeline.cli", "run", str(folder / "corpus.jsonl")]
        process = subprocess.Popen(
            [*run, "--out", str(folder / "out"), "--workers", "1"], stdout=subprocess.DEVNULL
        )
        samples = _samples(process, folder / "out" / "work" / "rows")
        if process.wait() != 0:
            raise RuntimeError(f"the run ended with {process.returncode}")
    early = [value for done, value in samples if done >= EARLY][:AROUND]
    late = [value for _, value in samples][-AROUND:]
    first, last = statistics.median(early), statistics.median(late)
    print(f"{count} articles of {words} words, one worker, {len(samples)} samples")
    print(f"worker, MB: after {EARLY} articles {first:.0f}, at the end {last:.0f}")
    print(f"memory, at the end ÷ after {EARLY} articles {last / first:.3f}")
    print(f"worker, most MB at the end of a batch: {max(value for _, value in samples):.0f}")


def _samples(process: subprocess.Popen[bytes], rows: Path) -> list[tuple[int, float]]:
    """Return (articles done, MB of the worker) at the end of each batch."""
    seen: set[str] = set()
    done = 0
    samples = []
    while process.poll() is None:
        time.sleep(0.2)
        new = {path.name for path in rows.glob(f"*{parts.SUFFIX}")} - seen
        if new and (memory := _worker_memory(process.pid)) is not None:
            seen |= new
            done += sum(len(parts.made(rows / name)[1]) for name in new)
            samples.append((done, memory))
    return samples


def _worker_memory(parent: int) -> float | None:
    """Return the resident MB of the worker; None when there is none.

    It is a child of the process that it was forked from, or a child of the run's.
    """
    children = _children(parent)
    forked = [grandchild for child in children for grandchild in _children(child)]
    return max(filter(None, map(_resident, forked or children)), default=None)


def _children(process: int | str) -> list[str]:
    try:
        listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return listed.split()


def _resident(process: str) -> float | None:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return None
    for line in status.splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1_024
    return None


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
