"""Does a trained scorer beat the rules on targeted sentiment? Cross-validation by article.

python -m benchmarks.train_scorer ITEMS.json [--composed FILE.jsonl]

ITEMS.json holds items with `sentence`, `before`, `start`, `end`, `article` and `label` (the format
of the development gold). The rules give every item the sign of the sum of its opinions. The
classifiers see that sum and what the rules saw on the way. Composed sentences (`text`, `target`,
`label`) join every training fold and are never tested on. Beside each figure stands the 95 %
interval of its difference from the rules, by bootstrap over articles. No weights are written: as
long as no interval excludes 0 here, the rules are the scorer.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import MaxAbsScaler

from pipeline.clean.cleaning import clean
from pipeline.nlp import load_nlp
from pipeline.records import Article
from pipeline.stance.evaluations import evaluations
from pipeline.stance.polarity import polarity_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Span

    from pipeline.records import Opinion

LABELS = ("negative", "neutral", "positive")
CORE = frozenset({"sum", "highest", "lowest", "n_positive", "n_negative", "accuser"})
REPEATS = 5
FOLDS = 5
REPLICATES = 300
NEAR = 4  # tokens over which the pull of a word that the rules tied to nobody halves


@dataclass(frozen=True, slots=True)
class Item:
    """One target: what the rules saw, what they say, what the annotators say."""

    group: str
    features: dict[str, float]
    rules: str
    label: str


def main() -> None:
    """Print macro-F1 of the rules and of each classifier."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("items", type=Path)
    arguments.add_argument("--composed", type=Path)
    options = arguments.parse_args()
    nlp = load_nlp()
    items = [read(nlp, item) for item in gold(options.items)]
    extra = [read(nlp, item) for item in composed(options.composed)] if options.composed else []
    print(f"{len(items)} items, {len(extra)} composed sentences in every training fold")
    print(f"{'rules':40} {score(items, [item.rules for item in items]):.3f}")
    for name, make, names in candidates():
        runs = cross_validated(items, extra, make, names)
        scores = [score(items, guesses) for guesses in runs]
        low, high = difference(items, runs[0])
        print(f"{name:40} {np.mean(scores):.3f} ± {np.std(scores):.3f}  {low:+.3f} to {high:+.3f}")


def candidates() -> list[tuple[str, Callable[[], Any], frozenset[str] | None]]:
    """Return (name, how to make it, features or None for all)."""

    def logistic(strength: float, weight: str | None) -> Callable[[], Any]:
        return lambda: make_pipeline(
            DictVectorizer(),
            MaxAbsScaler(),
            LogisticRegression(C=strength, class_weight=weight, max_iter=3000),
        )

    found: list[tuple[str, Callable[[], Any], frozenset[str] | None]] = [
        (f"logistic C={strength} {weight or ''} {kind}", logistic(strength, weight), names)
        for kind, names in (("all", None), ("core", CORE))
        for strength in (0.3, 1.0, 3.0)
        for weight in (None, "balanced")
    ]
    forest = lambda: make_pipeline(  # noqa: E731 - one of a list of makers
        DictVectorizer(sparse=False),
        RandomForestClassifier(150, min_samples_leaf=3, random_state=0),
    )
    return [*found, ("random forest all", forest, None)]


def cross_validated(
    items: Sequence[Item],
    extra: Sequence[Item],
    make: Callable[[], Any],
    names: frozenset[str] | None,
) -> list[list[str]]:
    """Return the guesses of each repeat; all items of an article stand in one fold."""
    groups = [item.group for item in items]
    runs = []
    for repeat in range(REPEATS):
        guesses = [""] * len(items)
        folds = GroupKFold(FOLDS, shuffle=True, random_state=repeat)
        for train, test in folds.split(items, groups=groups):
            known = [items[i] for i in train] + list(extra)
            model = make()
            model.fit([chosen(item, names) for item in known], [item.label for item in known])
            found = model.predict([chosen(items[i], names) for i in test])
            for i, guess in zip(test, found, strict=True):
                guesses[i] = str(guess)
        runs.append(guesses)
    return runs


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
        ours = score(sample, [guesses[i] for i in ranks])
        found.append(ours - score(sample, [item.rules for item in sample]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def score(items: Sequence[Item], guesses: Sequence[str]) -> float:
    """Return macro-F1."""
    labels = [item.label for item in items]
    return float(f1_score(labels, guesses, labels=LABELS, average="macro", zero_division=0))


def chosen(item: Item, names: frozenset[str] | None) -> dict[str, float]:
    """Return the features a classifier may see."""
    if names is None:
        return item.features
    return {name: value for name, value in item.features.items() if name in names}


def gold(path: Path) -> list[dict[str, Any]]:
    """Return the items that have an actor as target."""
    items = json.loads(path.read_text(encoding="utf-8"))
    return [item for item in items if item["label"] in LABELS]


def composed(path: Path) -> list[dict[str, Any]]:
    """Return composed sentences in the format of the gold."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        {
            "article": f"composed-{rank}",
            "before": "",
            "sentence": row["text"],
            "start": row["text"].index(row["target"]),
            "end": row["text"].index(row["target"]) + len(row["target"]),
            "label": row["label"],
        }
        for rank, row in enumerate(rows)
    ]


def read(nlp: Language, item: dict[str, Any]) -> Item:
    """Run the pipeline on an item and return what it saw."""
    head = item["before"] + "\n" if item["before"] else ""
    text = head + item["sentence"]
    article = clean(Article(document_id="x", text=text, source_path="x", source_format="text"))
    doc = nlp.make_doc(article.text)
    doc._.article = article
    doc = nlp(doc)
    low, high = len(head) + item["start"], len(head) + item["end"]
    target = [m for m in doc._.mentions if overlaps(doc, m.span, low, high)]
    actors = {m.actor for m in target if m.actor is not None}
    opinions = [
        opinion
        for opinion in doc._.opinions
        if opinion.target in actors and overlaps(doc, opinion.expression, len(head), len(text))
    ]
    total = sum(opinion.score for opinion in opinions)
    rules = "positive" if total > 0 else "negative" if total < 0 else "neutral"
    root = target[0].span.root.i if target else None
    features = seen(doc, opinions, actors, root, len(head))
    return Item(item["article"], features, rules, item["label"])


def overlaps(doc: Doc, span: Span, low: int, high: int) -> bool:
    """Tell whether a span stands between two raw offsets, at least in part."""
    start, end = doc._.article.alignment.raw_span(span.start_char, span.end_char)
    return bool(start < high and end > low)


def seen(
    doc: Doc, opinions: list[Opinion], actors: set[int], root: int | None, low: int
) -> dict[str, float]:
    """Return the features of one target."""
    scores = [opinion.score for opinion in opinions]
    features = {
        "sum": float(sum(scores)),
        "highest": max(scores, default=0.0),
        "lowest": min(scores, default=0.0),
        "n_positive": float(sum(s > 0 for s in scores)),
        "n_negative": float(sum(s < 0 for s in scores)),
        "accuser": float(any(a.accuser in actors for a in doc._.accusations)),
    }
    for opinion in opinions:
        name = f"{opinion.rule} {opinion.polarity}"
        features[name] = features.get(name, 0.0) + abs(opinion.score)
    for found in evaluations(doc, polarity_lexicon()):
        if doc[found.start].idx < low:
            continue
        sign = "positive" if found.entry.score > 0 else "negative"
        features[f"words {sign}"] = features.get(f"words {sign}", 0.0) + abs(found.entry.score)
        if root is not None:
            pull = abs(found.entry.score) / (1 + abs(found.head - root) / NEAR)
            features[f"near {sign}"] = features.get(f"near {sign}", 0.0) + pull
    if root is not None:
        features[f"target {doc[root].dep_}"] = 1.0
    return features


if __name__ == "__main__":
    main()
