"""Does a trained scorer beat the rules on targeted sentiment? Cross-validation by article.

python -m benchmarks.train_scorer ITEMS.json... [--composed FILE.jsonl...] [--held-back ITEMS.json]

ITEMS.json holds items with `sentence`, `before`, `start`, `end`, `article` and `label` (the format
of the development gold). The rules give every item the sign of the sum of its opinions. The
classifiers see what the rules found, what judges around the target, and the words around it
(`scorer_features`). Composed sentences (`text`, `target`, `label`) join every training fold and are
never tested on. Beside each figure stands the 95 % interval of its difference from the rules, by
bootstrap over articles. `--held-back` names items that are never trained on: each classifier is
trained on all the others and scored on them once. No weights are written: as long as no classifier
clearly beats the rules here, the rules are the scorer.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer, FeatureHasher
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler

from benchmarks.scorer_features import read
from pipeline.nlp import load_nlp

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.scorer_features import Item

LABELS = ("negative", "neutral", "positive")
GROUPS = {
    "rules": ("rule:",),
    "rules, lexicon": ("rule:", "near:"),
    "rules, lexicon, words": ("rule:", "near:", "word:"),
    "lexicon, words": ("near:", "word:"),
}
BUCKETS = 1 << 12  # of the hashed features: three classes of weights of 8 bytes are 0.1 MB
REPEATS = 2
FOLDS = 5
REPLICATES = 300


def main() -> None:
    """Print macro-F1 of the rules and of each classifier."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("items", type=Path, nargs="+")
    arguments.add_argument("--composed", type=Path, nargs="*", default=[])
    arguments.add_argument("--held-back", type=Path)
    options = arguments.parse_args()
    nlp = load_nlp()
    items = [read(nlp, item) for path in options.items for item in gold(path)]
    extra = [read(nlp, item) for path in options.composed for item in composed(path)]
    apart = [read(nlp, item) for item in gold(options.held_back)] if options.held_back else []
    print(f"{len(items)} items, {len(extra)} composed sentences in every training fold")
    print(row("rules", f"{score(items, said(items)):.3f}", apart, said(apart)))
    for name, make, prefixes in candidates():
        runs = cross_validated(items, extra, make, prefixes)
        scores = [score(items, guesses) for guesses in runs]
        low, high = difference(items, runs[0])
        figures = f"{np.mean(scores):.3f} ± {np.std(scores):.3f}  {low:+.3f} to {high:+.3f}"
        guesses = predicted([*items, *extra], apart, make, prefixes) if apart else []
        print(row(name, figures, apart, guesses))


def row(name: str, figures: str, apart: Sequence[Item], guesses: Sequence[str]) -> str:
    """Return one line of the report."""
    held_back = f"   held back {score(apart, guesses):.3f}" if apart else ""
    return f"{name:44} {figures:32}{held_back}"


def said(items: Sequence[Item]) -> list[str]:
    """Return what the rules say."""
    return [item.rules for item in items]


def candidates() -> list[tuple[str, Callable[[], Any], tuple[str, ...]]]:
    """Return (name, how to make it, prefixes of the features it sees)."""

    def logistic(strength: float, weight: str | None) -> Callable[[], Any]:
        return lambda: make_pipeline(
            FeatureHasher(BUCKETS),
            MaxAbsScaler(),
            LogisticRegression(C=strength, class_weight=weight, max_iter=500, tol=1e-3),
        )

    found: list[tuple[str, Callable[[], Any], tuple[str, ...]]] = [
        (f"logistic C={strength} {weight or ''} ({kind})", logistic(strength, weight), prefixes)
        for kind, prefixes in GROUPS.items()
        for strength in (0.1, 1.0)
        for weight in (None, "balanced")
    ]
    forest = lambda: make_pipeline(  # noqa: E731 - one of a list of makers
        DictVectorizer(sparse=False),
        RandomForestClassifier(150, min_samples_leaf=3, random_state=0),
    )
    return [*found, ("random forest (rules, lexicon)", forest, GROUPS["rules, lexicon"])]


def cross_validated(
    items: Sequence[Item],
    extra: Sequence[Item],
    make: Callable[[], Any],
    prefixes: tuple[str, ...],
) -> list[list[str]]:
    """Return the guesses of each repeat; all items of an article stand in one fold."""
    groups = [item.group for item in items]
    runs = []
    for repeat in range(REPEATS):
        guesses = [""] * len(items)
        folds = GroupKFold(FOLDS, shuffle=True, random_state=repeat)
        for train, test in folds.split(items, groups=groups):
            known = [items[i] for i in train] + list(extra)
            found = predicted(known, [items[i] for i in test], make, prefixes)
            for i, guess in zip(test, found, strict=True):
                guesses[i] = guess
        runs.append(guesses)
    return runs


def predicted(
    known: Sequence[Item],
    unknown: Sequence[Item],
    make: Callable[[], Any],
    prefixes: tuple[str, ...],
) -> list[str]:
    """Return the labels that a classifier trained on some items gives to others."""
    model = make()
    model.fit([chosen(item, prefixes) for item in known], [item.label for item in known])
    return [str(label) for label in model.predict([chosen(item, prefixes) for item in unknown])]


def difference(items: Sequence[Item], guesses: Sequence[str]) -> tuple[float, float]:
    """Return the interval of a classifier's macro-F1 minus that of the rules."""
    generator = np.random.default_rng(0)
    by_group: dict[str, list[int]] = {}
    for i, item in enumerate(items):
        by_group.setdefault(item.group, []).append(i)
    groups = list(by_group.values())
    found = []
    for _ in range(REPLICATES):
        drawn = generator.integers(len(groups), size=len(groups))
        ranks = [i for group in drawn for i in groups[group]]
        sample = [items[i] for i in ranks]
        found.append(score(sample, [guesses[i] for i in ranks]) - score(sample, said(sample)))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def score(items: Sequence[Item], guesses: Sequence[str]) -> float:
    """Return macro-F1."""
    labels = [item.label for item in items]
    return float(f1_score(labels, guesses, labels=LABELS, average="macro", zero_division=0))


def chosen(item: Item, prefixes: tuple[str, ...]) -> dict[str, float]:
    """Return the features a classifier may see."""
    return {name: value for name, value in item.features.items() if name.startswith(prefixes)}


def gold(path: Path) -> list[dict[str, Any]]:
    """Return the items that have an actor as target."""
    items = json.loads(path.read_text(encoding="utf-8"))
    return [item for item in items if item["label"] in LABELS]


def composed(path: Path) -> list[dict[str, Any]]:
    """Return composed sentences in the format of the gold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    starts = [row.get("start", row["text"].index(row["target"])) for row in rows]
    return [
        {
            "article": f"{path.stem}-{rank}",
            "before": "",
            "sentence": row["text"],
            "start": start,
            "end": start + len(row["target"]),
            "label": row["label"],
        }
        for rank, (row, start) in enumerate(zip(rows, starts, strict=True))
    ]


if __name__ == "__main__":
    main()
