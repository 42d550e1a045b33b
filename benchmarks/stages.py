"""Share of each stage in the time of one process, spaCy's own pipeline being 100.

python -m benchmarks.stages [ARTICLES]
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import statistics
import sys
from typing import TYPE_CHECKING, Any

from benchmarks.corpus import articles
from benchmarks.measure import RUNS, seconds
from pipeline.clean import clean
from pipeline.engine.process import parse, rows_of
from pipeline.nlp import AFTER, load_nlp
from pipeline.records import Article

if TYPE_CHECKING:
    from spacy.language import Language


def main(count: int = 200) -> None:
    """Measure and print."""
    nlp = load_nlp()
    taken: dict[str, list[float]] = {}
    for run in range(RUNS + 1):  # the first warms caches and is not counted
        made = [
            Article(document_id=str(i), text=text, source_path="", source_format="jsonl")
            for i, text in enumerate(articles(count, seed=run))
        ]
        once = _stages(nlp, made)
        if run:
            for name, value in once.items():
                taken.setdefault(name, []).append(value)
    model = statistics.median(taken["parse"])
    for name, values in taken.items():
        print(f"{name:22} {statistics.median(values) / model:7.1%} of spaCy's own time")


def _stages(nlp: Language, made: list[Article]) -> dict[str, float]:
    once: dict[str, float] = {}
    cleaned: list[Any] = []
    once["clean"] = seconds(lambda: cleaned.extend(clean(article) for article in made))
    docs: list[Any] = []
    once["parse"] = seconds(lambda: docs.extend(parse(nlp, cleaned)))
    for doc, article in zip(docs, cleaned, strict=True):
        doc._.article = article
    for name in AFTER:
        component = nlp.get_pipe(name)
        once[name] = seconds(lambda component=component: [component(doc) for doc in docs])
    once["rows"] = seconds(lambda: [rows_of(doc) for doc in docs])
    return once


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
