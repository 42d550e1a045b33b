"""Opinions from the frames of praise, defence, support and exoneration.

These frames are matched like accusations and make no row in `accusations`: the one who praises is
the holder, the one who is praised the target.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.records import Factuality
from pipeline.scan import has_feature
from pipeline.stance.accusations import pairs
from pipeline.stance.arguments import reading
from pipeline.stance.cue_spans import cue_span
from pipeline.stance.evaluations import is_reflexive
from pipeline.stance.frames import Role
from pipeline.stance.polarity import reflexive_pronouns, words_of
from pipeline.stance.roles import read_arguments
from pipeline.stance.scene import innermost, voice_of
from pipeline.stance.status import factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from pipeline.records import Party
    from pipeline.stance.scene import Scene

FAVOURABLE = frozenset({Role.PRAISE, Role.DEFENCE, Role.SUPPORT, Role.EXONERATION})
# A praise that is refused is a slight; one that is only possible counts for less.
FACTORS = {
    Factuality.ASSERTED: 1.0,
    Factuality.ALLEGED: 0.8,
    Factuality.HYPOTHETICAL: 0.4,
    Factuality.NEGATED: -0.5,
}


def voice_of_first_person(verb: Token, scene: Scene) -> Party:
    """Return who *je* or *nous* is, where that is the subject: whoever speaks; else None."""
    for child in verb.children:
        if child.dep_ == "nsubj" and has_feature(child, "Person", "1"):
            return voice_of(
                scene.doc, innermost(scene.doc._.statements, scene.doc[verb.i : verb.i + 1])
            )
    return None


class Praise(NamedTuple):
    """One favourable judgement: who, of whom, how much, in which words, by which frame."""

    holder: Party
    target: int
    score: float
    expression: Span
    rule: str


def praises(scene: Scene) -> Iterator[Praise]:
    """Yield the favourable judgements that the frame lexicon finds, in text order."""
    for cue in scene.doc._.cues:
        if cue.frame.role not in FAVOURABLE:
            continue
        if is_reflexive(cue.head) and words_of(cue.frame.cue)[0] not in reflexive_pronouns():
            continue  # *X s'est félicité de*: nobody is congratulated
        read = reading(scene.mentions, scene.words, cue)
        arguments = read_arguments(read)
        if arguments is None:
            continue
        speaker = voice_of_first_person(read.cue.head, scene)
        score = round(cue.frame.intensity * FACTORS[factuality(read)], 3)
        for judge, target in pairs(arguments):
            holder = speaker if judge is None else judge
            if holder != target:
                yield Praise(holder, target, score, cue_span(read), str(cue.frame.role))
