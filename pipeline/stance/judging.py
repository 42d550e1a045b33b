"""Judgements in so many words (*X admire Y*, *X est hué par Y*): who judges whom.

A word of the polarity lexicon that judges its object has the valency of a frame, so its arguments
are read as the frames' are: by linear order and valency, with the parse where it is right.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.inflection import Mood, verb_forms
from pipeline.scan import has_feature
from pipeline.stance.arguments import reading
from pipeline.stance.cues import Cue
from pipeline.stance.frames import SLOTS, Frame, Role
from pipeline.stance.roles import read_arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipeline.stance.evaluations import Evaluation
    from pipeline.stance.polarity import Evaluative
    from pipeline.stance.roles import Arguments
    from pipeline.stance.scene import Scene

DATIVE = frozenset({"à", "envers"})
# Of moods that share a form, the one to assume.
ORDER = (Mood.INDICATIVE, Mood.FUTURE, Mood.CONDITIONAL, Mood.SUBJUNCTIVE, Mood.INFINITIVE)


def judgement(evaluation: Evaluation, scene: Scene) -> Arguments | None:
    """Return who judges (`accusers`) and who is judged (`accused`), None when nobody is."""
    head = scene.doc[evaluation.start]
    # the judged one may stand behind the first word: *accueille X en héros*
    rest = evaluation.end - len(evaluation.entry.words) + 1
    cue = Cue(
        frame=frame_of(evaluation.entry),
        head=head,
        tokens=(evaluation.start, *range(rest, evaluation.end)),
        mood=mood_of(head, evaluation.entry.words[0]),
    )
    return read_arguments(reading(scene.mentions, scene.words, cue))


@lru_cache(maxsize=1024)
def frame_of(entry: Evaluative) -> Frame:
    """Return the frame of an entry: the judged one is its object or stands behind a preposition."""
    slot = "object"
    if entry.complement in DATIVE:
        slot = "dative"
    elif entry.complement in SLOTS:
        slot = str(entry.complement)
    return Frame(cue=entry.lemma, role=Role.PRAISE, accuser=("subject",), accused=(slot,))


def mood_of(token: Token, verb: str) -> Mood:
    """Return what the ending of a verb form says here."""
    moods = {form.mood for form in verb_forms(verb) if form.text == token.lower_}
    participle = has_feature(token, "VerbForm", "Part")
    if Mood.PARTICIPLE in moods and (participle or len(moods) == 1):
        return Mood.PARTICIPLE
    if Mood.GERUND in moods:
        return Mood.GERUND
    return next((mood for mood in ORDER if mood in moods), Mood.INDICATIVE)
