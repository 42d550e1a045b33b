"""From slots to roles: accuser, accused and charge of one cue, by its frame and voice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.stance.arguments import fill, prepositional
from pipeline.stance.clause import Voice
from pipeline.stance.frames import Kind
from pipeline.stance.nominals import trimmed
from pipeline.stance.nouns import noun_charge, noun_slot
from pipeline.stance.parties import targets

if TYPE_CHECKING:
    from spacy.tokens import Span

    from pipeline.records import Mention
    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.frames import Frame
    from pipeline.stance.parties import Target

AGENT = ("par",)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who, whom and what of one cue.

    Attributes:
        accusers: Empty when the text leaves the accuser unsaid.
        direct: False when the accused was reached through an act, a product or a quality.
        reciprocal: Each accuses the others.
    """

    accusers: tuple[Mention, ...]
    accused: tuple[Mention, ...]
    charge: Span | None
    path: str
    direct: bool
    reciprocal: bool = False


def read_arguments(read: Reading) -> Arguments | None:
    """Return the arguments of a cue, None when nobody is accused."""
    if read.cue.frame.kind is Kind.NOUN:
        return _noun_arguments(read)
    return _verb_arguments(read)


def _noun_arguments(read: Reading) -> Arguments | None:
    frame = read.cue.frame
    accused, where = _first_noun_slot(read, frame.accused)
    if not accused:
        return None
    taken = {where.head.i} if where is not None else set()
    accusers, source = _first_noun_slot(read, frame.accuser, exclude=accused)
    if source is not None:
        taken.add(source.head.i)
    filler = noun_charge(read, frame.charge, taken)
    others = [f for f in (where, source) if f is not None]
    charge = None if filler is None else _charge(read, filler, others)
    return Arguments(
        tuple(t.mention for t in accusers),
        tuple(t.mention for t in accused),
        charge,
        "noun",
        direct=True,
    )


def _first_noun_slot(
    read: Reading, slots: tuple[str, ...], exclude: list[Target] | None = None
) -> tuple[list[Target], Filler | None]:
    barred = {t.mention.actor for t in exclude or ()}
    for slot in slots:
        found, filler = noun_slot(read, slot)
        found = [t for t in found if t.mention.actor not in barred]
        if found:
            return found, filler
    return [], None


def _verb_arguments(read: Reading) -> Arguments | None:
    frame = read.cue.frame
    group = read.group
    voice = group.voice if group is not None else Voice.ACTIVE
    if voice is Voice.REFLEXIVE and _inherent(frame):
        voice = Voice.ACTIVE
    if voice is Voice.REFLEXIVE:
        return _reflexive(read) if frame.reflexive else None
    if voice is not Voice.ACTIVE and not frame.passive:
        return None
    slots = turn(frame, voice)
    accused, where = _accused(read, slots[1])
    if not accused or where is None:
        return None
    if _false_friend(frame, where):
        return None
    accusers, source = _actors(read, slots[0])
    charge = _find_charge(read, slots[2], accused, where, source)
    return Arguments(
        tuple(t.mention for t in accusers),
        tuple(t.mention for t in accused),
        charge,
        where.path,
        direct=all(t.direct for t in accused),
    )


def _inherent(frame: Frame) -> bool:
    return frame.cue.startswith(("se ", "s'"))


def _false_friend(frame: Frame, where: Filler) -> bool:
    return where.head.text.lower() in frame.not_object


Slots = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def turn(frame: Frame, voice: Voice) -> Slots:
    """Return the slots of accuser, accused and charge in a voice."""
    if voice is Voice.PASSIVE:
        swap = {"object": "subject"}
        return (
            AGENT,
            tuple(swap.get(s, s) for s in frame.accused),
            tuple(swap.get(s, s) for s in frame.charge),
        )
    if voice is Voice.CAUSATIVE:
        return (AGENT, ("subject",), frame.charge)
    return frame.accuser, frame.accused, frame.charge


def _actors(read: Reading, slots: tuple[str, ...]) -> tuple[list[Target], Filler | None]:
    for slot in slots:
        candidates = [fill(read, slot)] if slot not in AGENT else list(prepositional(read, slot))
        for filler in candidates:
            found = targets(read, filler) if filler is not None else []
            if found:
                return found, filler
    return [], None


def _accused(read: Reading, slots: tuple[str, ...]) -> tuple[list[Target], Filler | None]:
    where = None
    for slot in slots:
        filler = fill(read, slot)
        if filler is None:
            continue
        where = where or filler
        found = targets(read, filler)
        if found:
            return found, filler
    return [], where


def _reflexive(read: Reading) -> Arguments | None:
    """*s'accuser*: of one, oneself; of several, each other."""
    accusers, source = _actors(read, ("subject",))
    if not accusers or source is None:
        return None
    several = len({t.mention.actor for t in accusers}) > 1
    mentions = tuple(t.mention for t in accusers)
    charge = _find_charge(read, read.cue.frame.charge, accusers, source, None)
    return Arguments(mentions, mentions, charge, "reflexive", direct=True, reciprocal=several)


def _find_charge(
    read: Reading,
    slots: tuple[str, ...],
    accused: list[Target],
    where: Filler,
    source: Filler | None,
) -> Span | None:
    others = [f for f in (where, source) if f is not None]
    for slot in slots:
        filler = _charge_filler(read, slot, accused, where)
        if filler is not None and not any(filler.head == o.head for o in others if o is not where):
            return _charge(read, filler, others)
    if not all(t.direct for t in accused):
        return trimmed(read.doc, where.start, where.end)
    return None


def _charge_filler(read: Reading, slot: str, accused: list[Target], where: Filler) -> Filler | None:
    if slot in {"object", "subject"} or slot.endswith("+inf") or slot == "que":
        filler = fill(read, slot)
        return None if filler is None or filler.head == where.head else filler
    end = read.begin
    if where.start >= read.begin and where.path != "fronted":
        end = max((t.mention.span.end for t in accused if t.direct), default=end)
    found = [
        f
        for f in prepositional(read, slot)
        if f.edge >= end and f.head != where.head and read.mentions.of(f.head) is None
    ]
    if not found:
        return None
    bare = [f for f in found if read.doc[f.start].pos_ != "DET" or f.start == f.edge]
    return (bare or found)[0]


def _charge(read: Reading, filler: Filler, others: list[Filler]) -> Span | None:
    """Return the charge's words, cut where another argument begins."""
    end = filler.end
    for other in others:
        if filler.start < other.edge < end:
            end = other.edge
    return trimmed(read.doc, filler.start, end)
