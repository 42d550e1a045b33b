"""Our settings of the model against its defaults: speed, and annotations token by token.

python -m benchmarks.model [ARTICLES]
"""

from __future__ import annotations

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import sys

import spacy
from thinc.api import NumpyOps, set_current_ops

from benchmarks.corpus import articles
from benchmarks.measure import interleaved
from pipeline.nlp import MODEL, load_model


def main(count: int = 500) -> None:
    """Measure and print."""
    texts = articles(count)
    set_current_ops(NumpyOps(use_blis=True))
    plain = spacy.load(MODEL)
    fast = load_model()
    expected = [row for doc in plain.pipe(texts) for row in _annotations(doc)]
    found = [row for doc in fast.pipe(texts, batch_size=16) for row in _annotations(doc)]
    same = sum(a == b for a, b in zip(expected, found, strict=True))
    share = same / len(expected)
    print(f"tokens annotated alike: {same} of {len(expected)} ({share:.4%})")
    sample = articles(max(count // 5, 20), seed=1)
    taken = interleaved(
        {
            "defaults": lambda: list(plain.pipe(sample)),
            "fast": lambda: list(fast.pipe(sample, batch_size=16)),
        }
    )
    print(f"speed, fast ÷ defaults, one process: {taken['defaults'] / taken['fast']:.2f}")


def _annotations(doc: spacy.tokens.Doc) -> list[tuple[object, ...]]:
    return [
        (t.text, t.lemma_, t.pos_, t.tag_, str(t.morph), t.head.i, t.dep_, t.ent_iob_, t.ent_type_)
        for t in doc
    ]


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
