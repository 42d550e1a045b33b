"""Whom the context holds responsible, where a cue of accusation does not say.

*La réforme a suscité de vives critiques. Elle est dénoncée par les syndicats*: whose reform it is
was told before. Every actor met so far is ranked over a few traits that a reader would name
(accused before, often spoken of, who acts, owner of the thing); the weights are data
(`lexicons/context.toml`), fitted by `benchmarks/fit_context.py` to choose one of them. Traits are
few because answers are: sixty of them chose worse on other articles than these.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.scan import features_of, scan, sentence_end, sentence_start

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.records import Accusation, Actor, Mention
    from pipeline.stance.arguments import Filler, Reading

FILE = "context.toml"
NEAR = 5  # tokens from a cue to a mention
FEW = 2  # accusations
OFTEN = 4  # mentions


@lru_cache(maxsize=1)
def models() -> tuple[float, Mapping[str, float], Mapping[str, float]]:
    """Return the threshold, the weights of events, and those of the accused."""
    data = lexicon.read_toml(FILE)
    return data["threshold"], data["event"], data["accused"]


def chosen(some: Iterable[tuple[int, Sequence[str]]], weights: Mapping[str, float]) -> int:
    """Return the suspect whose traits weigh most; of equals the one met first."""
    return max(some, key=lambda one: sum(weights.get(trait, 0.0) for trait in one[1]))[0]


@dataclass(slots=True)
class Scene:
    """What an article tells of its actors.

    Attributes:
        sentences: The rank of each token's sentence.
        mentions: Of each actor, in text order.
        owners: Whose a thing is said to be, by its noun.
        acting: In how many of its mentions an actor is a subject.
        known: The accusations found without the context.
    """

    doc: Doc
    words: list[str]
    sentences: list[int]
    known: Sequence[Accusation]
    actors: Sequence[Actor]
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    owners: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    acting: dict[int, int] = field(default_factory=dict)


def scene_of(doc: Doc, words: list[str], known: Sequence[Accusation]) -> Scene:
    """Return what an article tells of its actors."""
    scene = Scene(doc, words, scan(doc).sentences, known, doc._.actors)
    for mention in doc._.mentions:
        actor = mention.actor
        if actor is None:
            continue
        scene.mentions.setdefault(actor, []).append(mention)
        scene.acting[actor] = scene.acting.get(actor, 0) + (mention.span.root.dep_ == "nsubj")
        owned = _owned(mention)
        if owned is not None:
            scene.owners.setdefault(owned.lemma_, []).append((owned.i, actor))
    return scene


def _owned(mention: Mention) -> Token | None:
    """Return the noun whose complement, possessor or maker a mention is."""
    root = mention.span.root
    head = root.head
    if head.pos_ == "NOUN" and head.i not in range(mention.span.start, mention.span.end):
        return head if root.dep_ in {"nmod", "det", "obl:arg", "obl:agent", "amod"} else None
    if root.dep_.startswith("nsubj") and head.pos_ in {"VERB", "ADJ"}:
        verbs = [head, *(t for t in head.children if t.dep_ == "xcomp")]  # *habitués à mener*
        return next((t for v in verbs for t in v.children if _is_object(t)), None)
    return None


def _is_object(token: Token) -> bool:
    return token.dep_ == "obj" and token.pos_ == "NOUN"


def suspects(scene: Scene, read: Reading, barred: set[int]) -> Iterator[int]:
    """Yield the actors that the context may hold responsible for what a cue says.

    Args:
        scene: The article.
        read: The cue.
        barred: Actors that cannot be meant: who accuses, who speaks.
    """
    end = sentence_end(read.cue.head)
    for actor, mentions in scene.mentions.items():
        if actor not in barred and mentions[0].span.start < end:
            yield actor


def traits_of(
    scene: Scene, read: Reading, filler: Filler | None, actor: int, accuser: int | None
) -> tuple[str, ...]:
    """Return what the choice of the accused reads of a suspect.

    Args:
        scene: The article.
        read: The cue.
        filler: What fills the slot of the accused without naming an actor.
        actor: The suspect.
        accuser: Who accuses, where known.
    """
    cue = read.cue.head
    end = sentence_end(cue)
    met = [mention for mention in scene.mentions[actor] if mention.span.start < end]
    found = [*_record(scene, cue, actor, accuser), *_standing(scene, cue, actor, met)]
    if filler is not None:
        found += _fits(scene, filler, actor)
    return tuple(found)


def _record(scene: Scene, cue: Token, actor: int, accuser: int | None) -> Iterator[str]:
    """Yield what the article has told of the actor before: accused how often, by whom."""
    own = [a for a in scene.known if a.cue.start < cue.i and a.accused == actor]
    yield f"accused {min(len(own), FEW)}"
    if accuser is not None and any(a.accuser == accuser for a in own):
        yield "accused by the same"


def _standing(scene: Scene, cue: Token, actor: int, met: Sequence[Mention]) -> Iterator[str]:
    """Yield how the actor stands in the text: near, new, often spoken of, seldom a subject."""
    begin = sentence_start(cue)
    here = [m.span.root.i for m in met if m.span.start >= begin]
    if any(abs(i - cue.i) <= NEAR for i in here):
        yield "near"
    if len(here) == len(met):
        yield "new"
    if len(met) >= OFTEN:
        yield "often"
    if scene.acting[actor] * 2 < len(scene.mentions[actor]):
        yield "seldom acts"


def _fits(scene: Scene, filler: Filler, actor: int) -> Iterator[str]:
    """Yield whether the actor owns the thing judged, or agrees with its pronoun."""
    head = filler.head
    if head.pos_ == "PRON":
        known = scene.actors[actor]
        for name, value in (("Gender", known.gender), ("Number", known.number)):
            said = next(iter(features_of(head).get(name, ())), None)
            if said is not None and value is not None and said != value:
                yield "disagrees"
                return
        yield "agrees"
        return
    owners = [a for i, a in scene.owners.get(head.lemma_, ()) if i < head.i]
    if owners and owners[-1] == actor:
        yield "owner"
