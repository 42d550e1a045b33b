"""Fit the confidence of accusations on gold, and say how well it is calibrated.

    python -m benchmarks.calibrate GOLD… [--write] [--plot FILE]

Each GOLD is a folder with `articles/` and `gold/`. A row is right when it stands in the sentence of
a gold event and has its accused and its accuser. The expected calibration error is crossed in ten
folds over documents: no document helps to fit the weights that its rows are scored with.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pipeline import lexicon
from pipeline.clean.cleaning import clean
from pipeline.engine.process import parse
from pipeline.evaluate.gold import read_articles
from pipeline.evaluate.pairing import pair_up, same_accused, same_accuser
from pipeline.nlp import annotate, load_nlp
from pipeline.records import Article, Rejected
from pipeline.stance.confidence import FILE, probability, traits
from pipeline.tables.accusations import accusation_rows
from pipeline.tables.rows import context_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language

    from pipeline.evaluate.gold import GoldArticle

FOLDS = 10
BINS = 10
RIDGE = 10.0  # pull of each weight toward 0; of 3 to 16, where the crossed likelihood is best
STEPS = 50
RARE = 3  # traits of fewer rows get no weight

Sample = tuple[int, tuple[str, ...], bool]  # rank of the document, traits, whether right


def samples(nlp: Language, golds: Sequence[GoldArticle]) -> list[Sample]:
    """Return every row of a run over the gold, with its traits and whether it is right."""
    cleaned = [
        clean(Article(document_id=g.id, text=g.text, source_path=g.id, source_format="text"))
        for g in golds
    ]
    found: list[Sample] = []
    for rank, (gold, article, doc) in enumerate(
        zip(golds, cleaned, parse(nlp, cleaned), strict=True)
    ):
        if isinstance(doc, Rejected):
            continue
        doc._.article = article
        annotate(nlp, doc)
        rows = list(accusation_rows(context_of(doc), doc))
        right = {
            id(row)
            for row, event in pair_up(rows, gold.events, gold, strict=False)
            if same_accused(row, event, gold) and same_accuser(row, event, gold)
        }
        groups = Counter(a.group for a in doc._.accusations)
        found.extend(
            (rank, traits(doc, accusation, groups), id(row) in right)
            for row, accusation in zip(rows, doc._.accusations, strict=True)
        )
    return found


def fit(known: Sequence[Sample], pull: float = RIDGE) -> dict[str, float]:
    """Return the weights of a ridge logistic regression, by Newton's method."""
    counts = Counter(trait for _, found, _ in known for trait in found)
    names = sorted(trait for trait, count in counts.items() if count >= RARE)
    place = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(known), len(names)))
    for i, (_, found, _) in enumerate(known):
        matrix[i, [place[trait] for trait in found if trait in place]] = 1.0
    answers = np.array([right for _, _, right in known], dtype=float)
    ridge = np.full(len(names), pull)
    ridge[place["any"]] = 1e-3  # the base rate is free
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-matrix @ weights))
        gradient = matrix.T @ (answers - chance) - ridge * weights
        curve = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(ridge)
        weights += np.linalg.solve(curve, gradient)
    return {name: round(float(weights[i]), 3) for name, i in place.items()}


def crossed(known: Sequence[Sample]) -> list[tuple[float, bool]]:
    """Return each row's probability from weights that its document did not help to fit."""
    scored: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = fit([s for s in known if s[0] % FOLDS != fold])
        scored.extend(
            (probability(found, weights), right)
            for rank, found, right in known
            if rank % FOLDS == fold
        )
    return scored


def calibration_error(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error: the mean gap over ten bins of equal width."""
    return sum(abs(mean - share) * size / len(scored) for mean, share, size in reliability(scored))


def reliability(scored: Sequence[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return mean probability, share of right rows and size of each bin that holds rows."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in scored:
        bins.setdefault(min(int(chance * BINS), BINS - 1), []).append((chance, right))
    return [
        (
            sum(chance for chance, _ in part) / len(part),
            sum(right for _, right in part) / len(part),
            len(part),
        )
        for _, part in sorted(bins.items())
    ]


def write(weights: Mapping[str, float], scored: Sequence[tuple[float, bool]]) -> Path:
    """Write the weights, with the figures they were found with, into the lexicons."""
    path = lexicon.folder() / FILE
    bins = [f"  [{mean:.3f}, {share:.3f}, {size}]," for mean, share, size in reliability(scored)]
    lines = [
        "# Weights of the traits of an accusation: fitted by benchmarks/calibrate.py, not by hand.",
        'origin = "fitted on annotated reports and constructions by benchmarks/calibrate.py"',
        f"rows = {len(scored)}",
        f"calibration_error = {calibration_error(scored):.4f}  # ten folds over documents",
        "# mean probability, share of right rows, rows; by tenths of probability, crossed",
        "reliability = [",
        *bins,
        "]",
        "",
        "[weights]",
        *(f'"{name}" = {weight}' for name, weight in sorted(weights.items())),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def plot(scored: Sequence[tuple[float, bool]], path: Path) -> None:
    """Draw the share of right rows over the mean probability of each bin, as SVG."""
    import altair as alt  # noqa: PLC0415 - seconds to import
    import pandas as pd  # noqa: PLC0415

    bins = pd.DataFrame(reliability(scored), columns=["confidence", "right", "rows"])
    scale = alt.Scale(domain=[0, 1])
    diagonal = (
        alt.Chart(pd.DataFrame({"confidence": [0, 1], "right": [0, 1]}))
        .mark_line(strokeDash=[4, 4], color="grey")
        .encode(x="confidence", y="right")
    )
    points = (
        alt.Chart(bins)
        .mark_line(point=True)
        .encode(
            x=alt.X("confidence", scale=scale, title="confidence, mean of a tenth"),
            y=alt.Y("right", scale=scale, title="share of right rows"),
        )
    )
    counts = points.mark_text(dx=12, dy=10).encode(text="rows")
    (diagonal + points + counts).properties(width=320, height=320).save(path)


def main() -> None:
    """Fit, report and, when asked, write and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--plot", type=Path, help="draw the reliability, crossed, as SVG")
    options = parser.parse_args()
    golds = [article for folder in options.gold for article in read_articles(folder)]
    known = samples(load_nlp(), golds)
    scored = crossed(known)
    sure = [right for chance, right in scored if chance >= 0.8]
    print(f"rows {len(known)}, right {sum(right for _, _, right in known)}")
    print(f"expected calibration error {calibration_error(scored):.4f}")
    print(f"rows at .8 or more {len(sure)}, right among them {np.mean(sure) if sure else 0:.3f}")
    for mean, share, size in reliability(scored):
        print(f"  {mean:.3f}  {share:.3f}  {size}")
    if options.plot:
        plot(scored, options.plot)
    if options.write:
        print(f"wrote {write(fit(known), scored)}")


if __name__ == "__main__":
    main()
