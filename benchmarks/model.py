"""The model as we run it against its defaults: speed, and annotations token by token.

python -m benchmarks.model [ARTICLES [FOLDER]]

Beside generated articles, the texts (`*.txt`, and `text` of the lines of `*.jsonl`) of a folder.
Time is that of the processor: other work on the machine does not count.
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import sys
import time
from pathlib import Path

import spacy
from thinc.api import NumpyOps, set_current_ops

from benchmarks.corpus import articles, texts_of
from benchmarks.measure import interleaved
from pipeline.model import MODEL
from pipeline.nlp import load_model

BATCH = 80


def main(count: int = 500, folder: Path | None = None) -> None:
    """Measure and print."""
    texts = [*articles(count), *([] if folder is None else texts_of(folder))]
    set_current_ops(NumpyOps(use_blis=True))
    plain = spacy.load(MODEL)
    set_current_ops(NumpyOps(use_blis=False))
    blas = spacy.load(MODEL)
    fast = load_model()
    expected = [row for doc in plain.pipe(texts) for row in _annotations(doc)]
    found = [row for doc in fast.pipe(texts, batch_size=BATCH) for row in _annotations(doc)]
    same = sum(a == b for a, b in zip(expected, found, strict=True))
    print(f"{len(texts)} texts, tokens annotated alike: {same} of {len(expected)}")
    for mine, theirs in [pair for pair in zip(found, expected, strict=True) if len(set(pair)) > 1]:
        print(f"  {mine} instead of {theirs}")
    sample = articles(max(count // 5, 20), seed=1)
    taken = interleaved(
        {
            "defaults": lambda: list(plain.pipe(sample)),
            "OpenBLAS, 16 texts a batch": lambda: list(blas.pipe(sample, batch_size=16)),
            "griefs": lambda: list(fast.pipe(sample, batch_size=BATCH)),
        },
        clock=time.process_time,
    )
    for side, value in taken.items():
        print(f"speed ÷ defaults, one process: {taken['defaults'] / value:5.2f}  {side}")


def _annotations(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [
        (
            t.text,
            t.lemma_,
            t.pos_,
            t.tag_,
            str(t.morph),
            t.head.i,
            t.dep_,
            t.ent_iob_,
            t.ent_type_,
            t.is_sent_start,
        )
        for t in doc
    ]


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]), *map(Path, sys.argv[2:3]))
