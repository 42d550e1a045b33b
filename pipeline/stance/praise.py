"""Opinions from the frames of praise, defence, support and exoneration.

These frames are matched like accusations and make no row in `accusations`: the one who praises is
the holder, the one who is praised the target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Factuality
from pipeline.stance.accusations import cue_span, pairs
from pipeline.stance.arguments import reading
from pipeline.stance.cues import find_cues
from pipeline.stance.frames import Role
from pipeline.stance.grammar import normal
from pipeline.stance.nominals import Mentions
from pipeline.stance.roles import read_arguments
from pipeline.stance.status import factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from pipeline.records import Party

FAVOURABLE = frozenset({Role.PRAISE, Role.DEFENCE, Role.SUPPORT, Role.EXONERATION})
# A praise that is refused is a slight; one that is only possible counts for less.
FACTORS = {
    Factuality.ASSERTED: 1.0,
    Factuality.ALLEGED: 0.8,
    Factuality.HYPOTHETICAL: 0.4,
    Factuality.NEGATED: -0.5,
}


class Praise(NamedTuple):
    """One favourable judgement: who, of whom, how much, in which words, by which frame."""

    holder: Party
    target: int
    score: float
    expression: Span
    rule: str


def praises(doc: Doc) -> Iterator[Praise]:
    """Yield the favourable judgements that the frame lexicon finds, in text order."""
    cues = [cue for cue in find_cues(doc) if cue.frame.role in FAVOURABLE]
    if not cues:
        return
    mentions = Mentions(doc)
    words = [normal(token.text) for token in doc]
    for cue in cues:
        read = reading(mentions, words, cue)
        arguments = read_arguments(read)
        if arguments is None:
            continue
        score = round(cue.frame.intensity * FACTORS[factuality(read)], 3)
        for holder, target in pairs(arguments):
            if holder != target:
                yield Praise(holder, target, score, cue_span(read), str(cue.frame.role))
