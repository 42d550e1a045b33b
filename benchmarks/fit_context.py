"""Fit the weights of `context`: which cues that name nobody accuse somebody, and whom.

    python -m benchmarks.fit_context GOLD… [--plain FILE] [--write]

A candidate is an event when its cue stands in the sentence of a gold event that the other rules
missed (a ridge logistic regression); of its suspects the one is to be chosen that the gold accuses
(a ridge softmax over the suspects of a cue).
The gold's articles are full of accusations. Plain reports, of sport and weather too, teach what an
attack, a charge or an inquiry mostly is there: `context_labels.csv` says of each cue in them
whether it is an event, by place (the texts are not ours to copy).
Figures are crossed in ten folds over documents: no document helps to fit the weights that its rows
are chosen with. The threshold is the highest whose F1 of events and pairs over all rows, added, is
within .02 of the best: everyday news has few accusations, and a false row costs more there.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.calibrate import FOLDS, fit
from pipeline import lexicon
from pipeline.clean.cleaning import clean
from pipeline.engine.process import parse
from pipeline.evaluate.gold import read_articles
from pipeline.evaluate.likeness import same_actor
from pipeline.evaluate.pairing import pair_up, same_accused, same_accuser
from pipeline.nlp import annotate, load_nlp
from pipeline.records import Article, Rejected
from pipeline.stance.confidence import probability
from pipeline.stance.context import rows
from pipeline.stance.nameless import candidates
from pipeline.stance.reported import statements_by_token
from pipeline.stance.suspects import FILE, chosen
from pipeline.tables.accusations import accusation_rows
from pipeline.tables.rows import context_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from benchmarks.calibrate import Sample
    from pipeline.evaluate.gold import Event, GoldArticle
    from pipeline.records import Accusation
    from pipeline.stance.nameless import Candidate

LABELS = Path(__file__).with_name("context_labels.csv")
THRESHOLDS = (2.0, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25, 0.2)
AUTHOR = "author"
NEARLY = 0.02  # F1 given up for fewer and better rows
PULL, CHOICE_PULL = 1.5, 1.0  # ridges, where the crossed likelihood is best
STEPS = 50
RARE = 5  # traits of fewer suspects get no weight
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """One article, its candidates and the missed event that each stands for."""

    doc: Doc
    gold: GoldArticle
    known: tuple[Accusation, ...]
    candidates: tuple[Candidate, ...]
    answers: tuple[Event | None, ...]


def cases(nlp: Language, golds: Sequence[GoldArticle]) -> list[Case]:
    """Return the articles with the candidates of each and their answers."""
    cleaned = [
        clean(Article(document_id=g.id, text=g.text, source_path=g.id, source_format="text"))
        for g in golds
    ]
    found = []
    for gold, article, doc in zip(golds, cleaned, parse(nlp, cleaned), strict=True):
        if isinstance(doc, Rejected):
            continue
        doc._.article = article
        annotate(nlp, doc)
        known = tuple(a for a in doc._.accusations if not is_of_context(a))
        hit = {
            id(event) for _, event in pair_up(_rows(doc, known), _said(gold), gold, strict=False)
        }
        missed = [event for event in _said(gold) if id(event) not in hit]
        some = tuple(candidates(doc, doc._.cues, known, statements_by_token(doc)))
        found.append(Case(doc, gold, known, some, _answers(some, missed)))
    return found


def plain_samples(nlp: Language, path: Path) -> list[Sample]:
    """Return the labelled cues of reports that were not chosen for their accusations."""
    labels = {
        (row["document_id"], int(row["start"])): row["event"] == "yes"
        for row in lexicon.read_csv(LABELS, ("document_id", "start", "event", "origin"))
    }
    documents = {document for document, _ in labels}
    reports = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    cleaned = [
        clean(Article(document_id=r["id"], text=r["text"], source_path="", source_format="text"))
        for r in reports
        if r["id"] in documents
    ]
    found: list[Sample] = []
    for article, doc in zip(cleaned, parse(nlp, cleaned), strict=True):
        if isinstance(doc, Rejected):
            continue
        doc._.article = article
        annotate(nlp, doc)
        known = tuple(a for a in doc._.accusations if not is_of_context(a))
        for candidate in candidates(doc, doc._.cues, known, statements_by_token(doc)):
            key = (article.article.document_id, candidate.read.cue.head.idx)
            if key in labels:
                found.append((0, candidate.traits, labels[key]))
    return found


def is_of_context(accusation: Accusation) -> bool:
    """Tell the rows fitted here from those of outcries, which ask whom the context accuses too."""
    of_statement = accusation.rule.startswith("content.")
    return accusation.features.get("path") == "context" and not of_statement


def _said(gold: GoldArticle) -> list[Event]:
    return [event for event in gold.events if event.accuser != AUTHOR]


def _rows(doc: Doc, accusations: Sequence[Accusation]) -> list[dict[str, Any]]:
    doc._.accusations = tuple(accusations)
    rows_of = accusation_rows(context_of(doc), doc)
    return [row for row in rows_of if row["accuser"] != AUTHOR]


def _answers(some: Sequence[Candidate], missed: Sequence[Event]) -> tuple[Event | None, ...]:
    """Return the missed event of each candidate: under its cue, else in its sentence."""
    left = list(missed)
    answers: dict[int, Event] = {}
    for strict in (True, False):
        for rank, candidate in enumerate(some):
            if rank in answers:
                continue
            place = candidate.read.cue.head.idx
            for event in left:
                sentence = event.sentence
                low, high = (
                    (event.cue_start, event.cue_end) if strict else (sentence.start, sentence.end)
                )
                if low <= place < high:
                    answers[rank] = event
                    left.remove(event)
                    break
    return tuple(answers.get(rank) for rank in range(len(some)))


Choice = tuple[tuple[tuple[str, ...], ...], tuple[bool, ...]]  # traits of suspects, who is right


def fitted(known: Sequence[Case], plain: Sequence[Sample]) -> tuple[Weights, Weights]:
    """Return the weights of events and of the accused."""
    events: list[Sample] = list(plain)
    choices: list[Choice] = []
    for case in known:
        for candidate, answer in zip(case.candidates, case.answers, strict=True):
            events.append((0, candidate.traits, answer is not None))
            if answer is None:
                continue
            suspects = candidate.suspects()
            right = tuple(
                same_actor(case.doc._.actors[actor].name, answer.accused, case.gold.actors)
                for actor, _ in suspects
            )
            if any(right):
                choices.append((tuple(traits for _, traits in suspects), right))
    return fit(events, PULL), fit_choice(choices)


def fit_choice(known: Sequence[Choice]) -> Weights:
    """Return the weights of a ridge softmax over suspects, by Newton's method."""
    counts = Counter(trait for suspects, _ in known for traits in suspects for trait in traits)
    place = {trait: i for i, trait in enumerate(sorted(t for t in counts if counts[t] >= RARE))}
    weights = np.zeros(len(place))
    for _ in range(STEPS):
        gradient, curve = -CHOICE_PULL * weights, CHOICE_PULL * np.eye(len(place))
        for suspects, right in known:
            matrix = np.zeros((len(suspects), len(place)))
            for i, traits in enumerate(suspects):
                matrix[i, [place[trait] for trait in traits if trait in place]] = 1.0
            score = np.exp(matrix @ weights - (matrix @ weights).max())
            chance = score / score.sum()
            wanted = chance * np.array(right)
            mean = matrix.T @ chance
            gradient += matrix.T @ (wanted / wanted.sum()) - mean
            curve += (matrix * chance[:, None]).T @ matrix - np.outer(mean, mean)
        weights += np.linalg.solve(curve, gradient)
    return {trait: round(float(weights[i]), 3) for trait, i in place.items()}


def scored(
    known: Sequence[Case], weights: tuple[Weights, Weights], threshold: float
) -> Counter[str]:
    """Return the counts of all rows, those of the context included, against the gold."""
    event, accused = weights
    counts: Counter[str] = Counter()
    for case in known:
        more: list[Accusation] = []
        for rank, candidate in enumerate(case.candidates):
            if probability(candidate.traits, event) >= threshold:
                more.extend(rows(candidate, chosen(candidate.suspects(), accused), 10_000 + rank))
        table = _rows(case.doc, [*case.known, *more])
        counts.update(gold=len(_said(case.gold)), rows=len(table), more=len(more))
        for row, answer in pair_up(table, _said(case.gold), case.gold, strict=False):
            is_pair = same_accused(row, answer, case.gold)
            is_triple = is_pair and same_accuser(row, answer, case.gold)
            counts.update(event=1, pair=int(is_pair), triple=int(is_triple))
    return counts


def crossed(known: Sequence[Case], plain: Sequence[Sample]) -> dict[float, Counter[str]]:
    """Return the counts at each threshold, no document scored with weights it helped to fit."""
    totals: dict[float, Counter[str]] = {threshold: Counter() for threshold in THRESHOLDS}
    for fold in range(FOLDS):
        weights = fitted([case for i, case in enumerate(known) if i % FOLDS != fold], plain)
        part = [case for i, case in enumerate(known) if i % FOLDS == fold]
        for threshold in THRESHOLDS:
            totals[threshold].update(scored(part, weights, threshold))
    return totals


def f1(counts: Mapping[str, int], name: str) -> float:
    """Return the F1 of one of `event`, `pair`, `triple`."""
    return 2 * counts[name] / (counts["rows"] + counts["gold"])


def write(threshold: float, weights: tuple[Weights, Weights]) -> Path:
    """Write threshold and weights into the lexicons."""
    path = lexicon.folder() / FILE
    lines = [
        "# Weights of the traits of a cue that names nobody, and of whom it may accuse.",
        "# Fitted by benchmarks/fit_context.py, never by hand.",
        'origin = "fitted on the development gold"',
        f"threshold = {threshold}",
    ]
    for name, table in zip(("event", "accused"), weights, strict=True):
        lines += ["", f"[{name}]", *(f'"{k}" = {v}' for k, v in sorted(table.items()))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def main() -> None:
    """Fit, report and, when asked, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--plain", type=Path)
    options = parser.parse_args()
    golds = [article for folder in options.gold for article in read_articles(folder)]
    nlp = load_nlp()
    known = cases(nlp, golds)
    plain = [] if options.plain is None else plain_samples(nlp, options.plain)
    totals = crossed(known, plain)
    for threshold, counts in totals.items():
        figures = "  ".join(
            f"{name} {f1(counts, name):.3f}" for name in ("event", "pair", "triple")
        )
        share = counts["event"] / max(1, counts["rows"])
        print(f"{threshold:4}  {figures}  event precision {share:.3f}  rows {counts['more']}")
    worth = {t: f1(counts, "event") + f1(counts, "pair") for t, counts in totals.items()}
    best = max(t for t in worth if worth[t] >= max(worth.values()) - NEARLY)
    print(f"best threshold {best}")
    if options.write:
        print(f"wrote {write(best, fitted(known, plain))}")


if __name__ == "__main__":
    main()
