"""Accusations whose accused stands elsewhere in the article.

*La loi a été adoptée mardi. Deux associations ont critiqué ce texte*: a cue of the lexicon, nobody
accused in its reach. Whether it is an accusation of somebody in this text, and of whom, is decided
by two logistic models over named traits; their weights are data (`lexicons/context.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import Accusation, Act, ActorKind, ActType
from pipeline.stance.accusers import outer_accusers
from pipeline.stance.anaphora import is_rejected
from pipeline.stance.arguments import agents, fill, reading
from pipeline.stance.beings import is_document, is_predicate, is_quoted_label
from pipeline.stance.charges import find_charge, noun_charge_span
from pipeline.stance.clause import Voice
from pipeline.stance.commitment import of_source
from pipeline.stance.confidence import probability
from pipeline.stance.content import reported, statements_by_token
from pipeline.stance.cue_spans import cue_span
from pipeline.stance.frames import Kind, Role
from pipeline.stance.grammar import grammar, normal, normal_words
from pipeline.stance.negative import charge_kind, evaluation, speaks_ill
from pipeline.stance.nominals import Mentions
from pipeline.stance.nouns import is_background
from pipeline.stance.parties import answerable, targets
from pipeline.stance.roles import FELT, Arguments, by_court, noun_sources, turn
from pipeline.stance.status import factuality
from pipeline.stance.suspects import (
    determiner,
    governing,
    models,
    preposition_before,
    scene_of,
    suspects,
    traits_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.records import Mention, Party, Statement
    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.cues import Cue
    from pipeline.stance.frames import Frame
    from pipeline.stance.suspects import Scene

AGENT = ("par",)
BARE = frozenset({"object", "subject", "dative"})  # slots that a text may leave unsaid
CLOSE = 2  # sentences
MANY = 3  # accusations of an article


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue that names nobody, with whom it may accuse.

    Attributes:
        filler: What fills the slot of the accused.
        traits: What the model of events reads.
        actors: Whom it may accuse.
    """

    scene: Scene
    read: Reading
    accusers: tuple[Party, ...]
    charge: Span | None
    filler: Filler | None
    traits: tuple[str, ...]
    actors: tuple[int, ...]

    def suspects(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the actors with what the model of the accused reads; asked of few cues."""
        accuser = _known(self.accusers)
        scene, read, filler = self.scene, self.read, self.filler
        return tuple((a, traits_of(scene, read, filler, a, accuser)) for a in self.actors)


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
        actor = max(candidate.suspects(), key=lambda s: probability(s[1], accused))[0]
        yield from rows(candidate, actor, group)
        group += 1


def candidates(
    doc: Doc, cues: Sequence[Cue], known: Sequence[Accusation], around: Mapping[int, Statement]
) -> Iterator[Candidate]:
    """Yield the cues that no accusation was made of, with whom they may accuse."""
    free = list(_free(cues, known))
    if not free:
        return
    mentions, words = Mentions(doc), normal_words(doc)
    scene = scene_of(doc, words, known)
    seen: set[int] = set()
    for cue in free:
        read = reading(mentions, words, cue)
        if is_background(read) or (known and is_rejected(read)):
            continue
        found = _candidate(scene, read, around.get(cue.head.i), seen)
        if found is not None and found.actors:
            seen.add(scene.sentences[cue.head.i])
            yield found


def _free(cues: Sequence[Cue], known: Sequence[Accusation]) -> Iterator[Cue]:
    taken = {i for a in known for i in range(a.cue.start, a.cue.end)}
    read_already: set[tuple[int, ...]] = set()
    for cue in cues:
        frame = cue.frame
        if frame.role is not Role.ACCUSATION or frame.direct_only or cue.tokens in read_already:
            continue
        if taken.isdisjoint(cue.tokens):
            read_already.add(cue.tokens)
            yield cue


def _candidate(
    scene: Scene, read: Reading, statement: Statement | None, seen: set[int]
) -> Candidate | None:
    frame = read.cue.frame
    if frame.kind is Kind.ADJECTIVE:
        return None
    found = _noun(read) if frame.kind is Kind.NOUN else _verb(read)
    if found is None:
        return None
    sources, charge, filler = found
    if charge is None and _says_too_little(frame, filler):
        return None
    charge = charge or _thing(read, filler)
    if frame.negative_charge and (charge is None or not speaks_ill(charge)):
        return None
    if charge is not None and normal(charge.root.text) in frame.not_charge:
        return None
    speaker = None if statement is None else statement.source
    accusers: tuple[Party, ...] = tuple(dict.fromkeys(m.actor for m in sources)) or (
        (speaker,) if _is_own(read) else (None,)
    )
    barred = {a for a in (*accusers, speaker) if isinstance(a, int)}
    barred |= _told_here(scene, read, accusers)
    some = tuple(a for a in suspects(scene, read, barred) if _admits(scene, read, a))
    traits = tuple(_traits(scene, read, statement, seen, found, _known(accusers)))
    return Candidate(scene, read, accusers, charge, filler, traits, some)


def _thing(read: Reading, filler: Filler | None) -> Span | None:
    """Return the act or product that is judged, which is the charge where no other is told."""
    if filler is None or filler.head.pos_ != "NOUN":
        return None
    return read.doc[filler.start : max(filler.end, filler.head.i + 1)]


def _known(accusers: Sequence[Party]) -> int | None:
    return next((a for a in accusers if isinstance(a, int)), None)


def _says_too_little(frame: Frame, filler: Filler | None) -> bool:
    """Whether a cue without a charge accuses nobody: *accuser le choc* has a thing as its object.

    Where the object is who did it and the charge stands behind *de*, a thing alone is neither.
    """
    personal = frame.accused == ("object",) and frame.charge[:1] == ("de+inf",)
    is_thing = filler is not None and filler.start < filler.head.i and filler.head.pos_ == "NOUN"
    if is_thing and personal and frame.type is ActType.ACCUSE:
        return True
    return frame.charge_needed or frame.charge_or_court


def _told_here(scene: Scene, read: Reading, accusers: Sequence[Party]) -> set[int]:
    """Return whom the same accuser is known to accuse in the sentence: told once is enough."""
    rank = scene.sentences
    here = rank[read.cue.head.i]
    return {a.accused for a in scene.known if rank[a.cue.start] == here and a.accuser in accusers}


Found = tuple[tuple["Mention", ...], "Span | None", "Filler | None"]


def _noun(read: Reading) -> Found:
    sources = noun_sources(read)
    return sources, noun_charge_span(read, read.cue.frame.charge, []), None


def _verb(read: Reading) -> Found | None:
    frame, group = read.cue.frame, read.group
    voice = Voice.ACTIVE if group is None else group.voice
    is_turned = voice is Voice.REFLEXIVE and not frame.cue.startswith(("se ", "s'"))
    if is_turned or (voice is not Voice.ACTIVE and not frame.passive):
        return None
    slots = turn(frame, Voice.ACTIVE if voice is Voice.REFLEXIVE else voice)
    filler = next((f for f in (fill(read, slot) for slot in slots[1]) if f is not None), None)
    if _is_false_friend(read, filler):
        return None
    if filler is not None:
        if any(t.mention.actor is not None for t in answerable(read, filler)):
            return None  # somebody is named: the frame's own conditions failed
    elif frame.needs_object or not (slots[1][0] in BARE or _says_enough(frame)):
        return None
    source, sources = _source(read, slots[0])
    sources = sources or outer_accusers(read, ())
    if (not sources and frame.accuser == FELT) or (frame.court_only and not by_court(sources)):
        return None  # « son ton agace »: nobody says whom
    return sources, find_charge(read, slots[2], [], filler, source), filler


def _says_enough(frame: Frame) -> bool:
    """Tell « porter plainte », « crier à la fraude » from « protester », « s'élever » alone."""
    return frame.act is Act.SUE or (frame.negative_charge and frame.charge_needed)


def _is_false_friend(read: Reading, filler: Filler | None) -> bool:
    """Whether the object shows another sense: *a requis l'anonymat*, *la faute sur l'autre*."""
    frame = read.cue.frame
    direct = fill(read, "object") if filler is None and frame.not_object else filler
    if direct is None:
        return False
    noun = normal(direct.head.text)
    if filler is None:
        return noun in frame.not_object
    other = frame.needs_object and noun not in frame.needs_object
    return bool(other) or noun in frame.not_object or noun in grammar()["accused.reciprocal"]


def _source(read: Reading, slots: tuple[str, ...]) -> tuple[Filler | None, tuple[Mention, ...]]:
    for slot in slots:
        fillers = agents(read) if slot in AGENT else [fill(read, slot)]
        for filler in fillers:
            found = targets(read, filler) if filler is not None else []
            if found:
                return filler, tuple(t.mention for t in found)
    return None, ()


def _is_own(read: Reading) -> bool:
    """Whether a verb has no subject in sight, or *je* or *nous*: then the speaker accuses."""
    if read.group is None or read.group.voice is not Voice.ACTIVE:
        return False
    filler = fill(read, "subject")
    return filler is None or normal(filler.head.text) in grammar()["subjects.first"]


def _is_no_party(scene: Scene, mention: Mention) -> bool:
    doc = scene.doc
    named = is_document(doc, mention) or is_quoted_label(doc, mention) or is_predicate(mention)
    return named or _is_venue(scene, mention)


def _is_venue(scene: Scene, mention: Mention) -> bool:
    """Whether a mention says where something is said: *sur les réseaux sociaux*."""
    root = mention.span.root
    if scene.words[root.i] not in grammar()["between.venues"]:
        return False
    return preposition_before(scene.words, root) in grammar()["between.at"]


def _admits(scene: Scene, read: Reading, actor: int) -> bool:
    seen = scene.mentions[actor]
    if all(_is_no_party(scene, mention) for mention in seen):
        return False
    kind = scene.actors[actor].kind
    return not read.cue.frame.animate or kind in {ActorKind.PERSON, ActorKind.GROUP}


def _traits(
    scene: Scene,
    read: Reading,
    statement: Statement | None,
    seen: set[int],
    found: Found,
    accuser: int | None,
) -> Iterator[str]:
    sources, charge, filler = found
    frame, head = read.cue.frame, read.cue.head
    sentence = scene.sentences[head.i]
    yield "any"
    yield f"cue {frame.name}"
    yield f"{frame.kind} {frame.type}"
    yield f"status {factuality(read)}"
    yield f"accuser {'said' if sources else 'unsaid' if accuser is None else 'speaks'}"
    yield f"{frame.kind} charge {charge is not None}"
    if sentence in seen:
        yield "second cue"
    if not scene.known:
        yield "nothing told"
    before = [a for a in scene.known if a.cue.start < head.i]
    yield f"told {min(len(before), MANY)}"
    yield f"told later {min(len(scene.known) - len(before), MANY)}"
    if any(a.charge is not None and a.charge.start <= head.i < a.charge.end for a in scene.known):
        yield "inside a charge"
    if before:
        back = sentence - scene.sentences[before[-1].cue.start]
        yield f"back {back if back <= CLOSE else 'far'}"
    if any(scene.sentences[a.cue.start] == sentence for a in scene.known):
        yield "row here"
    yield "no statement" if statement is None else f"statement {statement.form}"
    if read.group is None:
        yield f"noun {determiner(scene.words, head)}"
        yield f"noun behind {preposition_before(scene.words, head)}"
        function, verb = governing(head)
        yield f"noun {function}"
        yield f"noun under {verb}"
        return
    yield f"voice {read.group.voice}"
    yield f"mood {read.group.mood}"
    if filler is None:
        yield f"target none {_slot(frame, read.group.voice)}"
        return
    thing = filler.head
    yield f"target {thing.pos_}"
    yield f"target {determiner(scene.words, thing)}"
    yield f"target judged {evaluation(thing)}"


def _slot(frame: Frame, voice: Voice) -> str:
    """Return where the accused of a verb would stand."""
    return turn(frame, voice)[1][0] if turn(frame, voice)[1] else "nowhere"


def rows(candidate: Candidate, actor: int, group: int) -> Iterator[Accusation]:
    """Yield the accusation of an actor by each accuser."""
    read, charge = candidate.read, candidate.charge
    frame = read.cue.frame
    act, kind = frame.act, frame.type
    if act is None or kind is None:
        return
    if frame.court and read.group is not None and read.group.voice is Voice.ACTIVE:
        act, kind = Act.CRITICISE, ActType.DENOUNCE
    status = factuality(read)
    arguments = Arguments((), (), charge, "context")
    for accuser in candidate.accusers:
        yield Accusation(
            accuser=accuser,
            accused=actor,
            act=act,
            act_type=kind,
            cue=cue_span(read),
            cue_lemma=frame.cue,
            rule=frame.name,
            group=group,
            charge=charge,
            charge_kind=None if charge is None else charge_kind(charge),
            factuality=status,
            commitment_source=of_source(read, arguments, status),
            legal_stage=frame.stage,
            plover=frame.plover,
            cameo=frame.cameo,
            features={"path": "context", "source_path": "context", "direct": 0.0},
        )
