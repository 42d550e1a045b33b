"""Whom the context holds responsible, where a cue of accusation does not say.

*La réforme a suscité de vives critiques. Elle est dénoncée par les syndicats*: whose reform it is
was told before. Every actor met so far is ranked by a logistic model over traits that a reader
would name (accused before, owner of the thing, subject of the sentence before…); the weights are
data (`lexicons/context.toml`), fitted by `benchmarks/fit_context.py`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.scan import features_of, scan, sentence_end, sentence_start
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.nominals import preposition_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.records import Accusation, Actor, Mention
    from pipeline.stance.arguments import Filler, Reading

FILE = "context.toml"
NEAR, MIDDLE = 5, 12  # tokens from a cue to a mention
FEW = 2
LEAD = 2  # sentences that say what an article is about


@lru_cache(maxsize=1)
def models() -> tuple[float, Mapping[str, float], Mapping[str, float]]:
    """Return the threshold, the weights of events, and those of the accused."""
    data = lexicon.read_toml(FILE)
    return data["threshold"], data["event"], data["accused"]


@dataclass(slots=True)
class Scene:
    """What an article tells of its actors.

    Attributes:
        sentences: The rank of each token's sentence.
        mentions: Of each actor, in text order.
        owners: Whose a thing is said to be, by its noun.
        ranks: Actors by how often they are mentioned, from 0.
        known: The accusations found without this module.
    """

    doc: Doc
    words: list[str]
    sentences: list[int]
    known: Sequence[Accusation]
    actors: Sequence[Actor]
    mentions: dict[int, list[Mention]] = field(default_factory=dict)
    owners: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)
    subjects: set[tuple[int, int]] = field(default_factory=set)


def scene_of(doc: Doc, words: list[str], known: Sequence[Accusation]) -> Scene:
    """Return what an article tells of its actors."""
    sentences = scan(doc).sentences
    scene = Scene(doc, words, sentences, known, doc._.actors)
    counts: Counter[int] = Counter()
    for mention in doc._.mentions:
        if mention.actor is None:
            continue
        scene.mentions.setdefault(mention.actor, []).append(mention)
        counts[mention.actor] += 1
        root = mention.span.root
        if root.dep_.startswith("nsubj"):
            scene.subjects.add((mention.actor, sentences[root.i]))
        owned = _owned(mention)
        if owned is not None:
            scene.owners.setdefault(owned.lemma_, []).append((owned.i, mention.actor))
    scene.ranks = {actor: rank for rank, (actor, _) in enumerate(counts.most_common())}
    return scene


def _owned(mention: Mention) -> Token | None:
    """Return the noun whose complement, possessor or maker a mention is."""
    root = mention.span.root
    head = root.head
    if head.pos_ == "NOUN" and head.i not in range(mention.span.start, mention.span.end):
        return head if root.dep_ in {"nmod", "det", "obl:arg", "obl:agent", "amod"} else None
    if root.dep_.startswith("nsubj") and head.pos_ == "VERB":
        return next((t for t in head.children if t.dep_ == "obj" and t.pos_ == "NOUN"), None)
    return None


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
    """Return what the model of the accused reads of a suspect.

    Args:
        scene: The article.
        read: The cue.
        filler: What fills the slot of the accused without naming an actor.
        actor: The suspect.
        accuser: Who accuses, where known.
    """
    end = sentence_end(read.cue.head)
    met = [m for m in scene.mentions[actor] if m.span.start < end]
    return tuple(_traits(scene, read, filler, actor, met, accuser))


def _traits(
    scene: Scene,
    read: Reading,
    filler: Filler | None,
    actor: int,
    met: Sequence[Mention],
    accuser: int | None,
) -> Iterator[str]:
    yield "any"
    cue = read.cue.head
    yield from _places(scene, cue, met)
    yield from _record(scene, cue, actor, accuser)
    rank = scene.ranks[actor]
    yield f"rank {rank}" if rank <= FEW else "rank low"
    if scene.sentences[met[0].span.start] < LEAD:
        yield "lead"
    known = scene.actors[actor]
    named = "named" if known.named else "unnamed"
    yield f"{named} {known.kind}"
    yield f"{read.cue.frame.act} {known.kind}"
    if filler is not None:
        yield from _fits(scene, filler, actor)


def _places(scene: Scene, cue: Token, met: Sequence[Mention]) -> Iterator[str]:
    """Yield where the actor was mentioned last, seen from the cue."""
    begin = sentence_start(cue)
    here = [m for m in met if m.span.start >= begin]
    if here:
        near = min(here, key=lambda m: abs(m.span.root.i - cue.i))
        root = near.span.root
        gap = abs(root.i - cue.i)
        side = "before" if root.i < cue.i else "after"
        yield f"here {side}"
        yield f"gap {'near' if gap <= NEAR else 'middle' if gap <= MIDDLE else 'far'}"
        yield f"here {'subject' if root.dep_.startswith('nsubj') else 'other'}"
        yield f"behind {_preposition(scene, near)}"
    last = max((m.span.start for m in met if m.span.start < begin), default=None)
    if last is None:
        yield "never before"
        return
    back = scene.sentences[cue.i] - scene.sentences[last]
    yield f"back {back if back <= FEW else 'far'}"
    if (met[0].actor, scene.sentences[cue.i] - 1) in scene.subjects:
        yield "subject before"


def _preposition(scene: Scene, mention: Mention) -> str:
    for start in range(mention.span.start, max(mention.span.start - 4, -1), -1):
        found = preposition_at(scene.words, start, grammar())
        if found is not None and found[1] in {mention.span.start, mention.span.start + 1}:
            return found[0]
    return "nothing"


def _record(scene: Scene, cue: Token, actor: int, accuser: int | None) -> Iterator[str]:
    """Yield what the article has told of the actor: accused, accusing, by whom."""
    before = [a for a in scene.known if a.cue.start < cue.i]
    own = [a for a in before if a.accused == actor]
    yield f"accused {min(len(own), FEW)}"
    if any(a.accused == actor for a in scene.known if a.cue.start > cue.i):
        yield "accused later"
    if before and before[-1].accused == actor:
        yield "accused last"
    if accuser is not None and any(a.accuser == accuser for a in own):
        yield "accused by the same"
    if any(a.accuser == actor for a in scene.known):
        yield "accuses"
    here = scene.sentences[cue.i]
    if any(a.accused == actor and scene.sentences[a.cue.start] == here for a in scene.known):
        yield "accused here"


def _fits(scene: Scene, filler: Filler, actor: int) -> Iterator[str]:
    """Yield whether the actor owns the thing judged, or agrees with its pronoun."""
    head = filler.head
    inside = [m for m in scene.mentions[actor] if filler.start <= m.span.root.i < filler.end]
    if inside:
        yield "inside"
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
    if owners:
        yield "owner last" if owners[-1] == actor else "owner" if actor in owners else "not owner"


def preposition_before(words: list[str], head: Token) -> str:
    """Return the preposition of a noun, over its determiner and adjectives."""
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        found = preposition_at(words, i, grammar())
        if found is not None and found[1] <= head.i:
            return found[0]
        if head.doc[i].pos_ not in {"DET", "ADJ", "NUM"}:
            return "nothing"
    return "nothing"


def determiner(words: Sequence[str], head: Token) -> str:
    """Return the sort of determiner a noun has."""
    rules = grammar()
    names: Mapping[str, frozenset[str]] = {
        "null": rules["determiners.null"],
        "demonstrative": rules["determiners.anaphoric"],
        "possessive": rules["determiners.possessive"],
        "definite": rules["determiners.definite"],
    }
    for i in range(head.i - 1, max(sentence_start(head), head.i - 4) - 1, -1):
        found = next((name for name, forms in names.items() if words[i] in forms), None)
        if found is not None:
            return found
        if words[i] in rules["determiners.any"]:
            return "indefinite"
        if head.doc[i].pos_ not in {"ADJ", "NUM", "PUNCT", "ADV"}:
            return "none"
    return "none"


def governing(head: Token) -> tuple[str, str]:
    """Return the noun's function and the verb it depends on."""
    verb = head.head
    function = head.dep_.split(":")[0]
    return function, verb.lemma_ if verb.pos_ == "VERB" else normal(verb.pos_)
