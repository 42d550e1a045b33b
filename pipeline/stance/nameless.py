"""Cues of the lexicon in whose reach nobody is accused, with what the text tells of them.

*La loi a été adoptée mardi. Deux associations ont critiqué ce texte*: the frame's own conditions
hold but for the accused. `context` decides whether somebody is meant, and who.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import Act, ActorKind, ActType
from pipeline.stance.accusers import outer_accusers
from pipeline.stance.anaphora import is_rejected
from pipeline.stance.arguments import agents, fill, reading
from pipeline.stance.beings import is_casualty, is_document, is_predicate, is_quoted_label
from pipeline.stance.charges import find_charge, noun_charge_span
from pipeline.stance.clause import Voice
from pipeline.stance.frames import Kind, Role
from pipeline.stance.grammar import grammar, normal, normal_words
from pipeline.stance.issuers import issued
from pipeline.stance.negative import speaks_ill
from pipeline.stance.nominals import Mentions
from pipeline.stance.nouns import is_background
from pipeline.stance.occasions import occasion, preposition_before
from pipeline.stance.parties import answerable, targets
from pipeline.stance.principals import described, principals, whose_words
from pipeline.stance.roles import FELT, by_court, is_own, noun_sources, turn
from pipeline.stance.suspects import scene_of, suspects, traits_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.records import Accusation, Mention, Party, Statement
    from pipeline.stance.arguments import Filler, Reading
    from pipeline.stance.cues import Cue
    from pipeline.stance.frames import Frame
    from pipeline.stance.suspects import Scene

AGENT = ("par",)
ATTACKS = frozenset({ActType.CRITICISE, ActType.DENOUNCE, ActType.LABEL})
BARE = frozenset({"object", "subject", "dative"})  # slots that a text may leave unsaid


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


def candidates(
    doc: Doc, cues: Sequence[Cue], known: Sequence[Accusation], around: Mapping[int, Statement]
) -> Iterator[Candidate]:
    """Yield the cues that no accusation was made of, with whom they may accuse."""
    free = list(_free(cues, known))
    if not free:
        return
    told = _told_in_words(doc, known)
    mentions, words = Mentions(doc), normal_words(doc)
    scene = scene_of(doc, words, known)
    seen: set[int] = set()
    for cue in free:
        if cue.head.i in told:
            continue
        read = reading(mentions, words, cue)
        if is_background(read) or (known and is_rejected(read)):
            continue
        found = _candidate(scene, read, around.get(cue.head.i), seen)
        if found is not None and found.actors:
            seen.add(scene.sentences[cue.head.i])
            yield found


def _told_in_words(doc: Doc, known: Sequence[Accusation]) -> set[int]:
    """*« La direction nous insulte », dénonce X*: whom X accuses, the words before tell."""
    found: set[int] = set()
    for statement in doc._.statements:
        cue, content = statement.cue, statement.content
        if cue is None or content is None or content.end > cue.start:
            continue
        if any(
            content.start <= a.cue.start < content.end and a.accuser == statement.source
            for a in known
        ):
            found.update(range(cue.start, cue.end))
    return found


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
    issuer = issued(read, sources, scene.known)
    texts = {m.actor for m in sources if m.actor is not None} if issuer is not None else set()
    sources = sources if issuer is None else (issuer,)
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
    barred |= _told_here(scene, read, accusers) | texts | principals(read, sources)
    every = tuple(
        a
        for a in suspects(scene, read, barred)
        if _admits(scene, read, a) and not _is_no_antecedent(scene, filler, a)
    )
    every = tuple(a for a in every if not _is_bench(scene, read, a))
    judged = None if charge is None else charge.root
    speaker = whose_words(scene, read, judged, accusers)
    every = (speaker,) if speaker in every and speaker is not None else every
    beside = _beside_accuser(read, sources)
    some = tuple(actor for actor in every if actor not in beside) or every
    traits = occasion(scene, read, filler, seen, charged=found[1] is not None)
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


def _beside_accuser(read: Reading, sources: Sequence[Mention]) -> set[int]:
    """Return the actors that mostly say who accuses: *X, chef du groupe Y*; and the cue's own.

    Where nobody else is in sight, they are meant: *X, délégué de Novalia*, speaks of Novalia.
    """
    spans = [described(m, read.cue.head) for m in sources]
    spans.append(read.doc[min(read.cue.tokens) : max(read.cue.tokens) + 1])
    return {
        mention.actor
        for mention in read.doc._.mentions
        if mention.actor is not None
        and any(span.start <= mention.span.root.i < span.end for span in spans)
    }


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
    if _is_false_friend(read, filler) or _is_accusation(read, filler):
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


def _is_accusation(read: Reading, filler: Filler | None) -> bool:
    """*qualifie de grotesques les accusations de X*: an answer, which accuses nobody."""
    if filler is None or not read.cue.frame.negative_charge:
        return False
    heads = {
        c.head.i
        for c in read.doc._.cues
        if c.frame.kind is Kind.NOUN and c.frame.act is not Act.SUE
    }
    return filler.head.i in heads


def _says_enough(frame: Frame) -> bool:
    """Tell « porter plainte », « crier à la fraude » from « protester », « s'élever » alone."""
    return frame.act is Act.SUE or (frame.negative_charge and frame.charge_needed)


def _is_false_friend(read: Reading, filler: Filler | None) -> bool:
    """Whether the object shows another sense: *a requis l'anonymat*, *la faute sur l'autre*."""
    frame = read.cue.frame
    needs_it = frame.not_object or frame.type in ATTACKS
    direct = fill(read, "object") if filler is None and needs_it else filler
    if direct is None:
        return False
    noun = normal(direct.head.text)
    if frame.type in ATTACKS and noun in grammar()["negation.second"]:
        return True  # *je n'insulte personne*; *je n'accuse personne* spares somebody
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
    active = read.group is not None and read.group.voice is Voice.ACTIVE
    return active and is_own(read)


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


def _is_no_antecedent(scene: Scene, filler: Filler | None, actor: int) -> bool:
    """Whether a pronoun cannot stand for somebody: met only behind it, or of another number."""
    if filler is None or filler.path != "clitic":
        return False
    several = scene.words[filler.head.i] in grammar()["clitics.plural"]
    known = scene.actors[actor].number
    disagree = known is not None and several is not (known == "Plur")
    return disagree or scene.mentions[actor][0].span.start > filler.head.i


def _is_bench(scene: Scene, read: Reading, actor: int) -> bool:
    """Whether somebody is the court of an action, whom it is not taken against."""
    if read.cue.frame.act is not Act.SUE:
        return False
    first = normal(scene.actors[actor].name).split()
    return not grammar()["law.courts"].isdisjoint(first)


def _admits(scene: Scene, read: Reading, actor: int) -> bool:
    seen = scene.mentions[actor]
    if all(_is_no_party(scene, m) for m in seen) or any(map(is_casualty, seen)):
        return False
    kind = scene.actors[actor].kind
    return not read.cue.frame.animate or kind in {ActorKind.PERSON, ActorKind.GROUP}
