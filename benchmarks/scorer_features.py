"""What a trained scorer of targeted sentiment may see of one target.

Three groups, by the prefix of their names: `rule:` what the rules found on the way to their
verdict; `near:` how much praise and blame of the polarity lexicon stands around the target, at
several distances, whoever the rules tie it to; `word:` lemmas by their place in the syntax around
the target (its governor, what depends on it, what stands beside it under the same governor), which
are hashed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.clean.cleaning import clean
from pipeline.records import Article
from pipeline.stance.evaluations import evaluations
from pipeline.stance.polarity import polarity_lexicon

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Opinion

NEAR = 4  # tokens over which the pull of a word that the rules tied to nobody halves
WINDOWS = (3, 8, 20)  # tokens on either side
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN"})


@dataclass(frozen=True, slots=True)
class Item:
    """One target: its article, what was seen of it, what the rules say, what annotators say."""

    group: str
    features: dict[str, float]
    rules: str
    label: str


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
    features = of_rules(doc, opinions, actors)
    if target:
        root = target[0].span.root
        features |= of_lexicon(doc, root)
        features |= of_words(root)
    return Item(item["article"], features, rules, item["label"])


def overlaps(doc: Doc, span: Span, low: int, high: int) -> bool:
    """Tell whether a span stands between two raw offsets, at least in part."""
    start, end = doc._.article.alignment.raw_span(span.start_char, span.end_char)
    return bool(start < high and end > low)


def of_rules(doc: Doc, opinions: list[Opinion], actors: set[int]) -> dict[str, float]:
    """Return what the rules found."""
    scores = [opinion.score for opinion in opinions]
    features = defaultdict(
        float,
        {
            "rule:sum": float(sum(scores)),
            "rule:highest": max(scores, default=0.0),
            "rule:lowest": min(scores, default=0.0),
            "rule:n_positive": float(sum(s > 0 for s in scores)),
            "rule:n_negative": float(sum(s < 0 for s in scores)),
            "rule:accuser": float(any(a.accuser in actors for a in doc._.accusations)),
        },
    )
    for opinion in opinions:
        features[f"rule:{opinion.rule} {opinion.polarity}"] += abs(opinion.score)
    return dict(features)


def of_lexicon(doc: Doc, root: Token) -> dict[str, float]:
    """Return how much praise and blame stands around a target, weighed by distance."""
    features: defaultdict[str, float] = defaultdict(float)
    for found in evaluations(doc, polarity_lexicon()):
        if doc[found.start].sent != root.sent:
            continue
        sign = "positive" if found.entry.score > 0 else "negative"
        strength, distance = abs(found.entry.score), abs(found.head - root.i)
        features[f"near:{sign}"] += strength / (1 + distance / NEAR)
        for window in WINDOWS:
            if distance <= window:
                features[f"near:{sign} {window}"] += strength
        head = doc[found.head]
        if root in {head.head, *head.children} or head in {root.head, root.head.head}:
            features[f"near:{sign} tied {root.dep_}"] += strength
    return dict(features)


def of_words(root: Token) -> dict[str, float]:
    """Return the lemmas around a target by their place in the syntax."""
    names = {f"is {root.dep_}"}
    names |= {f"{child.dep_} {child.lemma_}" for child in root.children if child.pos_ in CONTENT}
    governor = root.head
    if governor != root:
        names.add(f"{root.dep_} of {governor.lemma_}")
        names |= {
            f"{root.dep_} beside {other.dep_} {other.lemma_}"
            for other in governor.children
            if other != root and other.pos_ in CONTENT
        }
        names.add(f"under {governor.dep_} of {governor.head.lemma_}")
    for other in root.sent:
        if other.pos_ in CONTENT and other.pos_ != "PROPN":
            side = "left" if other.i < root.i else "right"
            names |= {f"{side} {other.lemma_}", f"somewhere {other.lemma_}"}
    return {f"word:{name}": 1.0 for name in names}
