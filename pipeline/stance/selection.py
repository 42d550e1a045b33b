"""Actors that only a frame reveals: who is suspected or arrested can be held responsible.

Selectional restrictions, after valency lexicons: the verb *soupçonner* takes a responsible being as
its object, so *soixante-dix joueurs sont soupçonnés de …* names actors whatever their noun. Only
frames whose accused is named by the slot itself select; *dénoncer* and *critiquer* take things. A
noun that can be no being (*accuse le calendrier*) stays none: the context says whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Act, Actor, ActorKind, ActType, Mention, MentionForm
from pipeline.stance.arguments import agents, fan_out, fill, reading
from pipeline.stance.beings import is_agent_noun, is_thing, may_answer
from pipeline.stance.charges import find_charge
from pipeline.stance.clause import Voice
from pipeline.stance.frames import Kind
from pipeline.stance.grammar import grammar, normal, normal_words
from pipeline.stance.nominals import mentions_of
from pipeline.stance.parties import responsible
from pipeline.stance.relational import adjective_owners, known_as
from pipeline.stance.roles import turn
from pipeline.stance.sources import phrase
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Doc, Span, Token

    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.cues import Cue

SELECTING = frozenset({ActType.ACCUSE, ActType.SUSPECT, ActType.PROSECUTION, ActType.COMPLAINT})
ATTACKING = frozenset({ActType.CRITICISE, ActType.DENOUNCE})  # take things as well as people
SPEAKING = SELECTING | ATTACKING | {ActType.BLAME, ActType.THREAT}
JUDGING = SPEAKING | {ActType.LABEL, ActType.CONVICTION}  # *condamner* is moral, too
DIRECT = frozenset({"object", "subject", "contre"})
CONFIDENCE = 0.6


def select_actors(doc: Doc, cues: Iterable[Cue]) -> None:
    """Add to `doc._.actors` and `doc._.mentions` the noun phrases that frames select."""
    mentions = mentions_of(doc)
    words = normal_words(doc)
    actors: list[Actor] = list(doc._.actors)
    added: dict[int, Mention] = {}
    for cue in cues:
        frame = cue.frame
        if frame.kind is Kind.VERB and frame.type in JUDGING:
            added.update(_owners(doc, reading(mentions, words, cue), actors))
        is_suit = frame.kind is Kind.NOUN and frame.act is Act.SUE
        speaks = frame.kind is Kind.VERB and frame.type in SPEAKING and not frame.noun_only
        if not (speaks or is_suit):
            continue
        read = reading(mentions, words, cue)
        chosen = list(_nobody(read)) if is_suit else list(_accusers(read))
        if frame.type is ActType.COMPLAINT:
            chosen += _nobody(read)
        if speaks and frame.type in SELECTING:
            chosen += _selected(read)
        elif speaks and frame.type in ATTACKING:
            chosen += [head for head in _selected(read) if is_agent_noun(head)]
        for head in chosen:
            if head.i not in added:
                is_nobody = _is_nobody(head)
                charged = "de" in frame.charge and head.i >= read.begin
                named = _name(phrase(head), head, charged=charged)
                span = doc[head.i : head.i + 1] if is_nobody else named
                added[head.i] = Mention(
                    span,
                    MentionForm.DESCRIPTION,
                    _index(actors, head, span),
                    "selected_by_frame",
                    CONFIDENCE,
                )
    if added:
        doc._.actors = tuple(actors)
        doc._.mentions = tuple(
            sorted((*doc._.mentions, *added.values()), key=lambda m: (m.span.start, m.span.end))
        )


def _owners(doc: Doc, read: Reading, actors: list[Actor]) -> Iterator[tuple[int, Mention]]:
    """Yield whom adjectives make responsible, by token; new actors are added to `actors`."""
    for adjective, owner in adjective_owners(read):
        index = known_as(doc, actors, owner, adjective.i)
        if index is None:
            index = len(actors)
            actors.append(owner.actor())
        span = doc[adjective.i : adjective.i + 1]
        how = "relational_adjective"
        yield adjective.i, Mention(span, MentionForm.DESCRIPTION, index, how, CONFIDENCE)


def _selected(read: Reading) -> Iterator[Token]:
    voice = read.group.voice if read.group is not None else Voice.ACTIVE
    if voice not in {Voice.ACTIVE, Voice.PASSIVE}:
        return
    for slot in turn(read.cue.frame, voice)[1]:
        filler = fill(read, slot) if slot in DIRECT else None
        if filler is not None:
            if _is_charged(read, filler):
                yield from (head for head in fan_out(read, filler) if _is_new(read, filler, head))
            return


def _is_charged(read: Reading, filler: Filler) -> bool:
    """Whether a verb of accusing has a charge, without which its object is none: *une pente*."""
    frame = read.cue.frame
    is_accusing = frame.type is ActType.ACCUSE
    return not is_accusing or find_charge(read, frame.charge, [], filler, None) is not None


def _nobody(read: Reading) -> Iterator[Token]:
    """*porter plainte contre X*: whom nobody knows is an actor of that name, and no one else."""
    filler = fill(read, "contre")
    if filler is not None and _is_nobody(filler.head):
        yield filler.head


def _is_nobody(head: Token) -> bool:
    """*X*, at the end of a sentence one word with the full stop."""
    return head.text.rstrip(".") in grammar()["accusers.nobody"]


def _accusers(read: Reading) -> Iterator[Token]:
    """*Des voix accusent…*, *certains attaquent…*, *suspecté par la Unit*: who can accuse acts."""
    voice = read.group.voice if read.group is not None else Voice.ACTIVE
    if voice is Voice.PASSIVE:
        fillers = list(agents(read))[:1]
    elif voice is Voice.ACTIVE and read.cue.frame.accuser[:1] == ("subject",):
        fillers = [f for f in (fill(read, "subject"),) if f is not None and f.path == "subject"]
    else:
        return
    for filler in fillers:
        for head in fan_out(read, filler):
            if head.pos_ == "PRON" and read.words[head.i] in grammar()["accusers.indefinite"]:
                if read.mentions.of(head) is None:
                    yield head
            elif _may_accuse(head) and _is_new(read, filler, head):
                yield head


def _may_accuse(head: Token) -> bool:
    """Tell a body or people from a thing: a name, or a plural that no document noun heads."""
    if head.pos_ == "PROPN":
        return not head.is_lower
    if head.morph.get("Number", []) == ["Plur"]:
        return not is_thing(head)
    return head.pos_ == "NOUN" and may_answer(head)


def _is_new(read: Reading, filler: Filler, head: Token) -> bool:
    frame = read.cue.frame
    return (
        (head.pos_ in {"NOUN", "PROPN"} or head.ent_type_ == "LOC")
        and not _is_nobody(head)
        and read.words[head.i] not in frame.not_object
        and (may_answer(head) or _is_accused_thing(read, head))
        and not read.mentions.every(head)
        and read.mentions.covering(head.i) is None
        and not responsible(read, head, filler.end)
    )


def _is_accused_thing(read: Reading, head: Token) -> bool:
    """*accuse le scrutin d'être truqué*: a thing that nobody owns is accused itself."""
    is_accusing = read.cue.frame.charge[:1] == ("de+inf",) and read.cue.frame.type is ActType.ACCUSE
    return is_accusing and head.pos_ == "NOUN" and fill(read, "de+inf") is not None


def _name(span: Span, head: Token, *, charged: bool) -> Span:
    """Return the phrase without the clause that the parser hung on it (*… de chercher à …*).

    With `charged`, what *de* introduces is the charge (*accuse Kerlou de fraude*).
    """
    doc = span.doc
    span = doc[_behind_conjunction(span, head) : span.end]
    for i in range(head.i + 1, span.end):
        inside = not charged and doc[i].lower_ in words_of("genitives")
        outside = doc[i].pos_ == "ADP" and not inside
        fine = i > head.i + 1 and doc[i].lower_ in grammar()["law.penalties"]
        if fine:  # *sanctionnée par les commissaires d'une amende*
            return doc[span.start : max(head.i + 1, i - 2)]
        if doc[i].pos_ in {"VERB", "AUX", "SCONJ"} or doc[i].dep_ == "mark" or outside:
            end = i - 1 if doc[i - 1].pos_ in {"ADP", "PRON"} else i
            return doc[span.start : max(end, head.i + 1)]
    return span


def _behind_conjunction(span: Span, head: Token) -> int:
    """Return where a phrase begins behind *ainsi que*, which the parser hung on it."""
    joins = grammar()["coordination.conjunctions"]
    words = [normal(token.text) for token in span.doc[span.start : head.i]]
    for size in range(len(words), 0, -1):
        if " ".join(words[:size]) in joins:
            return span.start + size
    return span.start


def _index(actors: list[Actor], head: Token, span: Span) -> int:
    """Return the actor that has the name already, else a new one, which is added."""
    bare = span[1:].text if span[0].pos_ == "DET" and len(span) > 1 else span.text
    known = next((i for i, one in enumerate(actors) if one.name == bare), None)
    if known is None:
        actors.append(_actor(head, span))
    return len(actors) - 1 if known is None else known


def _actor(head: Token, span: Span) -> Actor:
    number = next(iter(head.morph.get("Number", [])), None)
    gender = next(iter(head.morph.get("Gender", [])), None)
    first = span[0]
    has_article = len(span) > 1 and first.pos_ in {"DET", "NUM", "ADV"}
    name = first.text.lower() + first.whitespace_ + span[1:].text if has_article else span.text
    name = name.rstrip(".") if _is_nobody(head) else name
    kind = ActorKind.GROUP if number == "Plur" else ActorKind.ORGANISATION
    if head.ent_type_ == "LOC":
        kind = ActorKind.PLACE
    return Actor(name, kind, named=False, gender=gender, number=number)
