"""How likely a pronoun takes up a phrase: one number from a few signs.

The weights are round numbers set by hand and checked by ablation: too few pronouns are annotated
to fit them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.entities.anaphors import Anaphor
    from pipeline.entities.candidates import Candidate

ROLE_WEIGHTS = {
    "subject": 1.0,
    "root": 0.6,
    "agent": 0.5,
    "object": 0.4,
    "dative": 0.4,
    "oblique": 0.0,
    "apposed": -0.2,
    "inner": -0.4,
}
POSSESSIVE_DISTANCE = 0.8


@dataclass(frozen=True, slots=True)
class Weights:
    """What each sign counts for; an ablation sets one to nought."""

    role: float = 1.0
    sentence: float = 0.9
    token: float = 0.015
    parallel: float = 0.4
    frequency: float = 0.3
    continuity: float = 0.6
    animacy: float = 0.8
    own_subject: float = 1.0
    quotation: float = 0.6
    unknown_gender: float = 0.3
    owner: float = 0.6


WEIGHTS = Weights()


def salience(
    anaphor: Anaphor,
    one: Candidate,
    *,
    sentence: int,
    counts: Mapping[object, int],
    wants_animate: bool,
    subject: int | None,
    is_quoted: bool,
    weights: Weights = WEIGHTS,
) -> float:
    """Return how much speaks for a candidate that agrees and is not ruled out."""
    score = weights.role * ROLE_WEIGHTS[one.role]
    score -= weights.sentence * (sentence - one.sentence)
    score -= weights.token * min(anaphor.start - one.index, 60)
    score += weights.frequency * log1p(counts.get(one.chain, 0))
    if one.pronoun:
        score += weights.continuity
    if one.role == anaphor.kind and sentence != one.sentence:
        score += weights.parallel
    score += weights.animacy * _animacy(one.animate, wants_animate=wants_animate)
    if anaphor.kind == "possessive" and one.index == subject:
        score += weights.own_subject
    if anaphor.kind == "possessive" and one.animate is False:
        score -= weights.owner
    if one.quoted != is_quoted:
        score -= weights.quotation
    if one.gender is None and anaphor.gender is not None:
        score -= weights.unknown_gender
    return score


def _animacy(animate: bool | None, *, wants_animate: bool) -> float:  # noqa: FBT001
    if animate is None:
        return 0.0
    if animate:
        return 1.0 if wants_animate else 0.5
    return -2.0 if wants_animate else 0.0
