"""Accusations whose accused stands elsewhere in the article.

*La loi a été adoptée mardi. Deux associations ont critiqué ce texte*: a cue of the lexicon, nobody
accused in its reach. Whether it is an accusation of somebody in this text, and of whom, is decided
by two log-linear models over named traits; their weights are data (`lexicons/context.toml`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Act, ActType
from pipeline.stance.clause import Voice
from pipeline.stance.confidence import probability
from pipeline.stance.event import accusations
from pipeline.stance.nameless import candidates
from pipeline.stance.reported import reported, statements_by_token
from pipeline.stance.roles import Arguments
from pipeline.stance.suspects import chosen, models

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.records import Accusation, Statement
    from pipeline.stance.cues import Cue
    from pipeline.stance.nameless import Candidate


def with_context(
    doc: Doc, cues: Sequence[Cue], known: Sequence[Accusation]
) -> tuple[Accusation, ...]:
    """Return the known accusations with those of cues tied to nobody, in text order."""
    around = statements_by_token(doc)
    more = list(in_context(doc, cues, known, around))
    if not more:
        return tuple(known)
    found = [*known, *reported(more, around)]
    return tuple(sorted(found, key=lambda accusation: (accusation.cue.start, accusation.group)))


def in_context(
    doc: Doc, cues: Sequence[Cue], known: Sequence[Accusation], around: Mapping[int, Statement]
) -> Iterator[Accusation]:
    """Yield the accusations of the cues that the other rules could tie to nobody."""
    threshold, event, accused = models()
    group = 1 + max((accusation.group for accusation in known), default=-1)
    for candidate in candidates(doc, cues, known, around):
        if probability(candidate.traits, event) < threshold:
            continue
        yield from rows(candidate, chosen(candidate.suspects(), accused), group)
        group += 1


def rows(candidate: Candidate, actor: int, group: int) -> Iterator[Accusation]:
    """Yield the accusation of an actor by each accuser."""
    read = candidate.read
    frame = read.cue.frame
    act = frame.act, frame.type
    if frame.court and read.group is not None and read.group.voice is Voice.ACTIVE:
        act = Act.CRITICISE, ActType.DENOUNCE
    found = Arguments((), (), candidate.charge, "context")
    parties = [(accuser, actor) for accuser in candidate.accusers]
    features: dict[str, float | str] = {"path": "context", "source_path": "context", "direct": 0.0}
    yield from accusations(read, found, parties, group, features, act)
