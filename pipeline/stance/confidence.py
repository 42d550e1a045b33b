"""The probability that a row is right, from what the rules saw of it.

A logistic model over named traits; its weights are data (`lexicons/confidence.toml`), fitted on the
development gold by `benchmarks/calibrate.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import Voice
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.records import Accusation, Party

FILE = "confidence.toml"
SHORT, LONG = 15, 35  # tokens of a sentence
SEVERAL = 4  # accusing cues of an article
MANY = 2  # rows of one cue


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weight of each trait that comes with the package."""
    found: Mapping[str, float] = lexicon.read_toml(FILE)["weights"]
    return found


def with_confidence(doc: Doc, accusations: Sequence[Accusation]) -> tuple[Accusation, ...]:
    """Return the accusations, each with its probability of being right."""
    groups = Counter(accusation.group for accusation in accusations)
    return tuple(
        replace(a, confidence=round(probability(traits(doc, a, groups)), 3)) for a in accusations
    )


def probability(found: Sequence[str], known: Mapping[str, float] | None = None) -> float:
    """Return the probability of a row with some traits."""
    known = weights() if known is None else known
    score = sum(known.get(trait, 0.0) for trait in found)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def parts(doc: Doc, accusation: Accusation) -> tuple[tuple[str, float], ...]:
    """Return what each trait of a finished row adds to the log-odds of its being right."""
    groups = Counter(other.group for other in doc._.accusations)
    known = weights()
    return tuple((trait, known.get(trait, 0.0)) for trait in traits(doc, accusation, groups))


def traits(doc: Doc, accusation: Accusation, groups: Mapping[int, int]) -> tuple[str, ...]:
    """Return the traits of a row; `groups` counts the rows of each cue of the article."""
    return tuple(_traits(doc, accusation, groups))


def _traits(doc: Doc, accusation: Accusation, groups: Mapping[int, int]) -> Iterator[str]:
    seen = accusation.features
    yield "any"
    yield f"rule {accusation.rule.split(':')[0]}"
    yield f"path {seen.get('path', 'none')}"
    yield f"how {seen.get('how', 'none')}"
    yield f"accuser {_party(doc, accusation.accuser)}"
    yield f"accused {_party(doc, accusation.accused)}"
    yield f"factuality {accusation.factuality}"
    yield f"sentence {_length(accusation)}"
    yield f"cues {min(len(groups), SEVERAL)}"  # news of sport and weather have one at most
    marks = {
        "charge": accusation.charge is not None,
        "reported": accusation.reported_by is not None,
        "self": accusation.accuser == accusation.accused,
        "indirect": seen.get("direct") == 0,
        "many": groups[accusation.group] > MANY,
    }
    yield from (name for name, holds in marks.items() if holds)


def _length(accusation: Accusation) -> str:
    read, i = scan(accusation.cue.doc), accusation.cue.start
    tokens = read.sentence_end(i) - read.sentence_start(i)
    return "short" if tokens <= SHORT else "middling" if tokens <= LONG else "long"


def _party(doc: Doc, party: Party) -> str:
    if party is None or isinstance(party, Voice):
        return "unsaid" if party is None else "author"
    actor = doc._.actors[party]
    return str(actor.kind) if actor.named else f"unnamed {actor.kind}"
