"""Share of each stage in the time of one process, spaCy's own pipeline being 100.

python -m benchmarks.stages [ARTICLES [FOLDER]]

Generated articles hold more accusations than any newspaper: what the rules cost on real text is
told by the texts of a FOLDER (`*.txt`, and `text` of the lines of `*.jsonl`).

spaCy's own pipeline is the model at its defaults on the same articles; what we make of the model is
the stage `parse`. Time is that of the processor: other work on the machine does not count.
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from thinc.api import NumpyOps, set_current_ops

from benchmarks.corpus import articles, texts_of
from benchmarks.measure import RUNS, seconds
from pipeline.clean import clean
from pipeline.engine.process import parse, rows_of
from pipeline.model import MODEL
from pipeline.nlp import AFTER, load_nlp
from pipeline.records import Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

PLAIN = "spaCy, defaults"


def main(count: int = 200, folder: Path | None = None) -> None:
    """Measure and print."""
    set_current_ops(NumpyOps(use_blis=True))
    plain = spacy.load(MODEL)
    nlp = load_nlp()
    taken: dict[str, list[float]] = {}
    for run in range(RUNS + 1):  # the first warms caches and is not counted
        made = [
            Article(document_id=str(i), text=text, source_path="", source_format="jsonl")
            for i, text in enumerate(
                articles(count, seed=run) if folder is None else texts_of(folder)[:count]
            )
        ]
        once = _stages(plain, nlp, made)
        if run:
            for name, value in once.items():
                taken.setdefault(name, []).append(value)
    medians = {name: statistics.median(values) for name, values in taken.items()}
    own = medians.pop(PLAIN)
    whole = sum(medians.values())
    stages = {
        f"all of {stage}": sum(
            medians[n] for n in AFTER if AFTER[n].startswith(f"pipeline.{stage}.")
        )
        for stage in ("entities", "stance")
    }
    print(f"{'':22} of spaCy's own time   of ours")
    for name, value in (*medians.items(), *stages.items(), ("together", whole)):
        print(f"{name:22} {value / own:19.1%} {value / whole:9.1%}")


def _stages(plain: Language, nlp: Language, made: list[Article]) -> dict[str, float]:
    once: dict[str, float] = {}
    once[PLAIN] = _seconds(lambda: list(plain.pipe(article.text for article in made)))
    cleaned: list[Any] = []
    once["clean"] = _seconds(lambda: cleaned.extend(clean(article) for article in made))
    docs: list[Any] = []
    once["parse"] = _seconds(lambda: docs.extend(parse(nlp, cleaned)))
    for doc, article in zip(docs, cleaned, strict=True):
        doc._.article = article
    for name in AFTER:
        component = nlp.get_pipe(name)
        once[name] = _seconds(lambda component=component: [component(doc) for doc in docs])
    once["rows"] = _seconds(lambda: [rows_of(doc) for doc in docs])
    return once


def _seconds(work: Callable[[], object]) -> float:
    return seconds(work, time.process_time)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *map(Path, sys.argv[2:3]))
