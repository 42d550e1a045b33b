"""From slots to roles: accuser, accused and charge of one cue, by its frame and voice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.inflection import Mood
from pipeline.records import Act, ActorKind, ActType, MentionForm
from pipeline.scan import has_feature, sentence_end
from pipeline.stance.accusers import outer_accusers
from pipeline.stance.arguments import Filler, agents, fill
from pipeline.stance.beings import is_document
from pipeline.stance.charges import AGENT, find_charge, noun_charge_span
from pipeline.stance.clause import Voice
from pipeline.stance.frames import Kind, Role
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.negative import speaks_ill
from pipeline.stance.nouns import noun_slot
from pipeline.stance.parties import Target, answerable, bearer, targets
from pipeline.stance.sources import body_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from spacy.tokens import Span

    from pipeline.records import Mention
    from pipeline.stance.arguments import Reading
    from pipeline.stance.frames import Frame

CLAUSE = "clause"  # the path to the subject of what is deplored
AIM = 12  # tokens from *en visant* to whom a complaint aims at
DEED_NEAR, HELD_NEAR = 60, 90  # tokens before and behind a cue: two or three sentences
FELT = ("object",)  # the slot of who is angered
ANSWERS = frozenset({Role.DENIAL, Role.REJECTION, Role.ADMISSION})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Who, whom and what of one cue.

    Attributes:
        accusers: Empty when the text leaves the accuser unsaid.
        path: How the accused was reached; `source_path` the accuser.
        direct: False when the accused was reached through an act, a product or a quality.
        reciprocal: Each accuses the others.
        own: Whether the cue has no subject of its own or one of the first person.
        act: The act where it is not the frame's own (moral *condamner*).
    """

    accusers: tuple[Mention, ...]
    accused: tuple[Mention, ...]
    charge: Span | None
    path: str
    source_path: str = "none"
    direct: bool = True
    reciprocal: bool = False
    own: bool = False
    act: tuple[Act, ActType] | None = None


def read_arguments(read: Reading) -> Arguments | None:
    """Return the arguments of a cue, None when its frame does not hold here."""
    frame = read.cue.frame
    if frame.kind is Kind.NOUN:
        found = _noun_arguments(read)
    elif frame.kind is Kind.ADJECTIVE:
        found = _adjective_arguments(read)
    else:
        found = _verb_arguments(read)
    if found is None or not (found.accused or frame.role in ANSWERS):
        return None
    return _admitted(read, found)


def _noun_arguments(read: Reading) -> Arguments | None:
    frame = read.cue.frame
    accused, where = _first_noun_slot(read, frame.accused)
    accused = [t for t in accused if not is_document(read.doc, t.mention)]
    if not accused:
        return None
    accusers, source = _first_noun_slot(read, frame.accuser, exclude=accused, where=where)
    if frame.type is ActType.PROSECUTION and source is not None:
        accusers = [t for t in accusers if _may_prosecute(read, t.mention)]
    others = [f for f in (where, source) if f is not None]
    blamed = tuple(t.mention for t in accused)
    outer = () if accusers else outer_accusers(read, blamed)
    path = source.path if source is not None else "support" if accusers else "none"
    return Arguments(
        outer or tuple(t.mention for t in accusers),
        blamed,
        noun_charge_span(read, frame.charge, others),
        where.path if where is not None else "support",
        "outer" if outer else path,
    )


def _may_prosecute(read: Reading, mention: Mention) -> bool:
    """Whether somebody can open an enquiry: a body, a state, a judge; not *des consultants*."""
    if mention.actor is None:
        return False
    actor = read.doc._.actors[mention.actor]
    if actor.kind in {ActorKind.ORGANISATION, ActorKind.PLACE}:
        return True
    officers = grammar()["law.courts"] | grammar()["law.officers"]
    return any(token.lower_ in officers for token in mention.span)


def noun_sources(read: Reading) -> tuple[Mention, ...]:
    """Return who makes the accusation that a noun names, where nobody accused is named."""
    found, _ = _first_noun_slot(read, read.cue.frame.accuser)
    if read.cue.frame.type is ActType.PROSECUTION:
        found = [t for t in found if _may_prosecute(read, t.mention)]
    return tuple(t.mention for t in found)


def _first_noun_slot(
    read: Reading,
    slots: tuple[str, ...],
    exclude: list[Target] | None = None,
    where: Filler | None = None,
) -> tuple[list[Target], Filler | None]:
    barred = {t.mention.actor for t in exclude or ()}
    for slot in slots:
        found, filler = noun_slot(read, slot)
        found = [t for t in found if t.mention.actor not in barred]
        if found and not _inside(filler, where):
            return found, filler
    return [], None


def _inside(filler: Filler | None, where: Filler | None) -> bool:
    """Whether a complement belongs to the accused (*envers l'épouse de X*)."""
    return filler is not None and where is not None and where.edge < filler.edge < where.end


def _adjective_arguments(read: Reading) -> Arguments | None:
    first = read.cue.head.i
    is_denied = first > 0 and read.words[first - 1] in grammar()["negation.prefixed"]
    if is_denied or _is_of_accusation(read):  # *non coupable*
        return None
    found = bearer(read)
    if read.cue.frame.accuser == ("subject",):
        return _felt_against(read, found)
    if found is None:
        return None
    where = Filler(found.span.root, found.span.start, found.span.end, "bearer", found.span.start)
    target = Target(found, direct=True, edge=found.span.start)
    charge = find_charge(read, read.cue.frame.charge, [target], where, None)
    return Arguments((), (found,), charge, "bearer")


def _is_of_accusation(read: Reading) -> bool:
    """*de sévères critiques contre X*: the noun accuses, its adjective says how."""
    head = read.cue.head
    noun = head.head if head.dep_ == "amod" else None
    return any(cue.head == noun and cue.frame.kind is Kind.NOUN for cue in read.doc._.cues)


def _felt_against(read: Reading, judge: Mention | None) -> Arguments | None:
    """*X est furieux contre Y*: the bearer of the adjective accuses."""
    accused, where = _accused(read, read.cue.frame.accused)
    if where is None or not accused:
        return None
    charge = find_charge(read, read.cue.frame.charge, accused, where, None)
    return Arguments(
        () if judge is None else (judge,),
        tuple(t.mention for t in accused),
        charge,
        where.path,
        "none" if judge is None else "bearer",
        direct=all(t.direct for t in accused),
    )


def _verb_arguments(read: Reading) -> Arguments | None:
    frame = read.cue.frame
    voice = read.group.voice if read.group is not None else Voice.ACTIVE
    if voice is Voice.REFLEXIVE and _inherent(frame):
        voice = Voice.ACTIVE
    if voice is Voice.REFLEXIVE:
        return _reflexive(read) if frame.reflexive else None
    if frame.accuser == FELT and (voice is Voice.PASSIVE or _is_epithet(read)):
        return None  # « est choqué », « un choix choquant »: nobody does it to anybody
    if voice is Voice.PASSIVE and not frame.passive and read.group and not read.group.bare:
        voice = Voice.ACTIVE  # « est monté au créneau »: être is its auxiliary
    if voice is not Voice.ACTIVE and not frame.passive:
        return None
    slots = turn(frame, voice)
    accused, where = _accused(read, slots[1])
    if where is not None and _false_friend(frame, where):
        return None
    accused = _aimed_at(read, accused)
    accusers, source = _actors(read, slots[0])
    if _within_source(read, where, source):  # « s'indigne X, maire de Y »
        accused, where = [], None
    charge = find_charge(read, slots[2], accused, where, source)
    blamed = tuple(t.mention for t in accused)
    outer = () if accusers else outer_accusers(read, blamed)
    return Arguments(
        outer or tuple(t.mention for t in accusers),
        blamed,
        charge,
        where.path if where is not None else "none",
        "outer" if outer else source.path if source is not None else "none",
        direct=all(t.direct for t in accused),
        own=is_own(read),
    )


def _is_epithet(read: Reading) -> bool:
    return read.cue.mood is Mood.GERUND and read.cue.head.dep_ in {"amod", "acl"}


def _aimed_at(read: Reading, accused: list[Target]) -> list[Target]:
    """Return whom a complaint against nobody aims at: *contre X, en visant le groupe*."""
    rules = grammar()
    if not accused or any(t.mention.span.text not in rules["accusers.nobody"] for t in accused):
        return accused
    for i in range(max(t.mention.span.end for t in accused), sentence_end(read.cue.head)):
        if read.words[i] in rules["accusers.aiming"]:
            for j in range(i + 1, min(i + AIM, len(read.words))):
                mention = read.mentions.starting(j)
                own = mention is not None and mention.form is MentionForm.PRONOUN
                if mention is not None and mention.actor is not None and not own:
                    return [Target(mention, direct=True, edge=j)]
    return accused


def _within_source(read: Reading, where: Filler | None, source: Filler | None) -> bool:
    """Whether the phrase of the accused belongs to a subject behind its verb."""
    if where is None or source is None or source.head.i < read.begin or where.head == source.head:
        return False
    # « s'agace X, de la fédération »: behind a comma and a preposition
    behind = where.edge == source.end + 1 and read.words[source.end] == ","
    return (behind and where.start > where.edge) or source.start < where.edge < source.end


def is_own(read: Reading) -> bool:
    """Whether the verb has no subject in sight, or *je* or *nous*: then the speaker accuses."""
    filler = fill(read, "subject")
    return filler is None or normal(filler.head.text) in grammar()["subjects.first"]


def _inherent(frame: Frame) -> bool:
    return frame.cue.startswith(("se ", "s'"))


def _false_friend(frame: Frame, where: Filler) -> bool:
    noun = normal(where.head.text)
    return noun in frame.not_object or bool(frame.needs_object and noun not in frame.needs_object)


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
        candidates = [fill(read, slot)] if slot not in AGENT else list(agents(read))
        for filler in candidates:
            found = targets(read, filler) if filler is not None else []
            found = found or _speaking_from(read, filler)
            if found:
                return found, filler
    return [], None


def _speaking_from(read: Reading, filler: Filler | None) -> list[Target]:
    """Return who *on* is: *À la mairie, on dénonce*, *s'insurge-t-on au syndicat*."""
    place = None if filler is None else body_of(filler.head)
    mention = None if place is None else read.mentions.of(place) or read.mentions.covering(place.i)
    if mention is None or mention.actor is None:
        return []
    return [Target(mention, direct=True, edge=mention.span.start)]


def _accused(read: Reading, slots: tuple[str, ...]) -> tuple[list[Target], Filler | None]:
    where = None
    for slot in slots:
        filler = fill(read, slot)
        if filler is None:
            continue
        where = where or filler
        found = answerable(read, filler)
        if found:
            return found, filler
    return [], where


def _is_plural(read: Reading) -> bool:
    head = read.group.finite if read.group is not None else None
    return head is not None and has_feature(head, "Number", "Plur")


def _reflexive(read: Reading) -> Arguments | None:
    """*s'accuser*: of one, oneself; of several, each other."""
    accusers, source = _actors(read, ("subject",))
    if not accusers or source is None or _is_blameless(read):
        return None
    several = len({t.mention.actor for t in accusers}) > 1
    if not several and _is_plural(read):  # each other, within a group
        return None
    mentions = tuple(t.mention for t in accusers)
    charge = find_charge(read, read.cue.frame.charge, accusers, source, None)
    return Arguments(mentions, mentions, charge, "reflexive", "subject", reciprocal=several)


def _is_blameless(read: Reading) -> bool:
    """*N'a rien à se reprocher*."""
    first = read.cue.head.i if read.group is None else read.group.first
    near = read.words[max(0, first - 3) : read.cue.head.i]
    return not words_of("strong_negations").isdisjoint(near)


def _admitted(read: Reading, found: Arguments) -> Arguments | None:
    """Hold the frame's conditions against what was found."""
    frame = read.cue.frame
    if not (_right_accused(read, found) and _right_charge(read, found)):
        return None
    if frame.court and not _judicial(read, found):
        return replace(found, act=(Act.CRITICISE, ActType.DENOUNCE))
    return found


def _right_accused(read: Reading, found: Arguments) -> bool:
    frame = read.cue.frame
    only_things = frame.noun_only and found.path != CLAUSE
    if (frame.direct_only and not found.direct) or (only_things and found.direct):
        return False
    if frame.court_only and not by_court(found.accusers):
        return False
    known = any(_is_named(read, m) for m in found.accusers)
    if frame.public and not all(_is_public(read, m, known=known) for m in found.accused):
        return False
    if frame.spoken and not known and _is_deed(read):
        return False
    if frame.after_arrest and not _is_near(read, "law.custody", HELD_NEAR):
        return False
    return not frame.animate or all(_is_animate(read, m) for m in found.accused)


def _is_public(read: Reading, mention: Mention, *, known: bool) -> bool:
    """Whether somebody is attacked in words: a name, an organisation, a group, not a passer-by.

    Somebody named attacks *le commissaire* too.
    """
    if mention.actor is None:
        return False
    actor = read.doc._.actors[mention.actor]
    definite = read.words[mention.span.start] in grammar()["determiners.definite"]
    return bool(actor.named) or actor.kind is not ActorKind.PERSON or (known and definite)


def _is_named(read: Reading, mention: Mention) -> bool:
    return mention.actor is not None and bool(read.doc._.actors[mention.actor].named)


def _is_deed(read: Reading) -> bool:
    """Whether deeds attack, not words: violence is told of nearby."""
    return _is_near(read, "violence.words", DEED_NEAR)


def _is_near(read: Reading, words: str, reach: int) -> bool:
    i = read.cue.head.i
    near = (*read.words[max(0, i - reach) : i], *read.words[read.begin : i + reach])
    return not grammar()[words].isdisjoint(near)


def _right_charge(read: Reading, found: Arguments) -> bool:
    frame, charge = read.cue.frame, found.charge
    if charge is None:
        needed = frame.charge_needed or frame.negative_charge
        return not needed and (not frame.charge_or_court or _in_court(read, found))
    if normal(charge.root.text) in frame.not_charge:
        return False
    return not frame.negative_charge or speaks_ill(charge)


def _is_animate(read: Reading, mention: Mention) -> bool:
    if mention.actor is None:
        return False
    kind = read.doc._.actors[mention.actor].kind
    return kind in {ActorKind.PERSON, ActorKind.GROUP}


def _judicial(read: Reading, found: Arguments) -> bool:
    """Whether a court speaks or a penalty follows; a bare passive is a court's too."""
    passive = read.group is not None and read.group.voice is not Voice.ACTIVE
    if passive and found.direct and (not found.accusers or found.charge is not None):
        return True
    return _in_court(read, found)


def by_court(accusers: tuple[Mention, ...]) -> bool:
    """Whether a court or a judge is among those who accuse."""
    courts = grammar()["law.courts"]
    return any(token.lower_ in courts for mention in accusers for token in mention.span)


def _in_court(read: Reading, found: Arguments) -> bool:
    if by_court(found.accusers):
        return True
    penalties = grammar()["law.penalties"]
    return any(read.words[i] in penalties for i in range(read.begin, read.limit))
