"""Component `griefs_accusations`: frames met in the text become accusation events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

from pipeline.records import Accusation
from pipeline.stance.arguments import reading
from pipeline.stance.content import with_contents
from pipeline.stance.cues import find_cues
from pipeline.stance.frames import Role
from pipeline.stance.grammar import normal
from pipeline.stance.negative import charge_kind
from pipeline.stance.nominals import Mentions
from pipeline.stance.roles import read_arguments
from pipeline.stance.status import factuality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Span

    from pipeline.records import Party
    from pipeline.stance.arguments import Reading
    from pipeline.stance.cues import Cue
    from pipeline.stance.roles import Arguments


@Language.component("griefs_accusations")
def annotate_accusations(doc: Doc) -> Doc:
    """Set `doc._.accusations` from the frames found in the text."""
    if doc._.mentions:
        cues = [cue for cue in find_cues(doc) if cue.frame.role is Role.ACCUSATION]
        doc._.accusations = with_contents(doc, events(doc, cues) if cues else [])
    return doc


def events(doc: Doc, cues: list[Cue]) -> list[Accusation]:
    """Return the accusation events of the cues, in text order."""
    mentions = Mentions(doc)
    words = [normal(token.text) for token in doc]
    found: list[Accusation] = []
    for group, cue in enumerate(cues):
        read = reading(mentions, words, cue)
        arguments = read_arguments(read)
        if arguments is not None:
            found.extend(_rows(read, arguments, group))
    return found


def _rows(read: Reading, arguments: Arguments, group: int) -> Iterator[Accusation]:
    frame = read.cue.frame
    act, kind = arguments.act or (frame.act, frame.type)
    if act is None or kind is None:
        return
    status = factuality(read)
    for accuser, accused in pairs(arguments):
        yield Accusation(
            accuser=accuser,
            accused=accused,
            act=act,
            act_type=kind,
            cue=cue_span(read),
            cue_lemma=frame.cue,
            rule=frame.name,
            group=group,
            charge=arguments.charge,
            charge_kind=None if arguments.charge is None else charge_kind(arguments.charge),
            factuality=status,
            legal_stage=frame.stage,
            plover=frame.plover,
            cameo=frame.cameo,
            features={"path": arguments.path, "direct": float(arguments.direct)},
        )


def pairs(arguments: Arguments) -> list[tuple[Party, int]]:
    """Return each accuser with each accused; of a reciprocal act, each with every other."""
    accusers: list[Party] = list(dict.fromkeys(m.actor for m in arguments.accusers)) or [None]
    accused = list(dict.fromkeys(m.actor for m in arguments.accused if m.actor is not None))
    return [(a, b) for a in accusers for b in accused if not (arguments.reciprocal and a == b)]


def cue_span(read: Reading) -> Span:
    """Return the cue: its words, with the auxiliaries and the reflexive of its verb group."""
    tokens = read.cue.tokens
    start, end = min(tokens), max(tokens) + 1
    if end - start > len(tokens) + 4:  # a locution that holds its object
        end = read.cue.head.i + 1
    group = read.group
    if group is not None:
        clitic = group.clitics.get("reflexive")
        if clitic is not None:
            start = min(start, clitic.i)
        start = min(start, group.carrier.i)
        if group.finite is not None and not group.negated and group.finite.i >= start - 3:
            start = min(start, group.finite.i)
    return read.doc[start:end]
