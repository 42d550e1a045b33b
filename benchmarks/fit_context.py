"""Fit the models of accusations whose accused the context tells, and say what they are worth.

    python -m benchmarks.fit_context GOLD… [--plain TEXTS.jsonl] [--write]

Each GOLD is a folder with `articles/` and `gold/`. A cue that names nobody is an event when its
sentence holds a gold event that the other rules miss; its accused is right when it is the gold's.
The gold's articles are full of accusations. Plain reports, of sport and weather too, teach what an
attack, a charge or an inquiry mostly is there: `context_labels.csv` says of each cue in them
whether it is an event, by place (the texts are not ours to copy).
Figures are crossed in ten folds over documents: no document helps to fit the weights that its rows
are chosen with. The threshold is the highest whose event F1 over all rows is within .01 of the
best.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from pipeline.stance.content import statements_by_token
from pipeline.stance.context import candidates, rows
from pipeline.stance.suspects import FILE
from pipeline.tables.accusations import accusation_rows
from pipeline.tables.rows import context_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from benchmarks.calibrate import Sample
    from pipeline.evaluate.gold import Event, GoldArticle
    from pipeline.records import Accusation
    from pipeline.stance.context import Candidate

LABELS = Path(__file__).with_name("context_labels.csv")
THRESHOLDS = (2.0, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.25)
AUTHOR = "author"
NEARLY = 0.01  # F1 given up for fewer and better rows
PULL = 4.0  # ridge: 3, 6 and 12 give the same crossed figures within .005
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
        known = tuple(a for a in doc._.accusations if a.features.get("path") != "context")
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
        known = tuple(a for a in doc._.accusations if a.features.get("path") != "context")
        for candidate in candidates(doc, doc._.cues, known, statements_by_token(doc)):
            key = (article.article.document_id, candidate.read.cue.head.idx)
            if key in labels:
                found.append((0, candidate.traits, labels[key]))
    return found


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


def fitted(known: Sequence[Case], plain: Sequence[Sample]) -> tuple[Weights, Weights]:
    """Return the weights of events and of the accused."""
    events: list[Sample] = list(plain)
    accused: list[Sample] = []
    for case in known:
        for candidate, answer in zip(case.candidates, case.answers, strict=True):
            events.append((0, candidate.traits, answer is not None))
            if answer is None:
                continue
            right = [
                same_actor(case.doc._.actors[actor].name, answer.accused, case.gold.actors)
                for actor, _ in candidate.suspects()
            ]
            if any(right):
                pairs = zip(candidate.suspects(), right, strict=True)
                accused.extend((0, traits, is_right) for (_, traits), is_right in pairs)
    return fit(events, PULL), fit(accused, PULL)


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
                actor = max(candidate.suspects(), key=lambda s: probability(s[1], accused))[0]
                more.extend(rows(candidate, actor, 10_000 + rank))
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
    top = max(f1(counts, "event") for counts in totals.values())
    best = max(t for t, counts in totals.items() if f1(counts, "event") >= top - NEARLY)
    print(f"best threshold {best}")
    if options.write:
        print(f"wrote {write(best, fitted(known, plain))}")


if __name__ == "__main__":
    main()
