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
    own_subject: float = 0.5
    quotation: float = 0.6
    unknown_gender: float = 0.3
    owner: float = 0.6
    judged: float = 2.0
    speaker: float = 0.5


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an anaphor stands and what is known there; the same for all its candidates.

    Attributes:
        counts: How often each chain was mentioned before.
        wants_animate: Whether its verb takes somebody there.
        subject: Index of the subject of its clause.
        judged: Index of the object that *pour son…* speaks of.
        speaks: Whether the anaphor is the subject of a verb of speech.
    """

    sentence: int
    counts: Mapping[object, int]
    wants_animate: bool
    subject: int | None
    judged: int | None
    is_quoted: bool
    speaks: bool = False


def salience(
    anaphor: Anaphor,
    one: Candidate,
    setting: Setting,
    gender: str | None,
    weights: Weights = WEIGHTS,
) -> float:
    """Return how much speaks for a candidate that agrees and is not ruled out.

    Its gender is what the text has told by now.
    """
    score = weights.role * ROLE_WEIGHTS[one.role]
    score -= weights.sentence * (setting.sentence - one.sentence)
    score -= weights.token * min(anaphor.start - one.index, 60)
    score += weights.frequency * log1p(setting.counts.get(one.chain, 0))
    if one.pronoun:
        score += weights.continuity
    if one.role == anaphor.kind and setting.sentence != one.sentence:
        score += weights.parallel
    score += weights.animacy * _animacy(one.animate, wants_animate=setting.wants_animate)
    if anaphor.kind == "possessive" and one.index == setting.subject:
        score += weights.own_subject
    if setting.speaks and one.speaks:
        score += weights.speaker
    if one.index == setting.judged:
        score += weights.judged
    if anaphor.kind == "possessive" and one.animate is False:
        score -= weights.owner
    if one.quoted != setting.is_quoted:
        score -= weights.quotation
    if gender is None and anaphor.gender is not None:
        score -= weights.unknown_gender
    return score


def _animacy(animate: bool | None, *, wants_animate: bool) -> float:  # noqa: FBT001
    if animate is None:
        return 0.0
    if animate:
        return 1.0 if wants_animate else 0.5
    return -2.0 if wants_animate else 0.0
