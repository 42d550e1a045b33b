"""Whose act an adjective says it is: *les frappes russes*, *le projet gouvernemental*.

The actor is one that the article knows by that name or noun; else it is named as the lexicon says.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import Actor, ActorKind
from pipeline.stance.arguments import fill
from pipeline.stance.clause import Voice
from pipeline.stance.grammar import grammar, normal
from pipeline.stance.parties import responsible
from pipeline.stance.roles import turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.stance.arguments import Reading

SLOTS = frozenset({"object", "subject", "contre", "par", "de", "sur"})
REACH = 3  # tokens from a noun to its adjective
NOUN = "NOUN"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom an adjective stands for.

    Attributes:
        noun: By which the article may call it.
        name: How it is called where the article does not name it.
    """

    noun: str
    name: str
    kind: ActorKind

    def actor(self) -> Actor:
        """Return the actor that the lexicon makes of it."""
        return Actor(self.name, self.kind, named=self.kind is ActorKind.PLACE)


@lru_cache(maxsize=1)
def owners() -> Mapping[str, Owner]:
    """Return the owners by adjective, in every form."""
    nations = lexicon.read_csv("demonyms.csv", ("form", "state"), ("form",))
    found = {
        normal(row["form"]): Owner(normal(row["state"]), row["state"], ActorKind.PLACE)
        for row in nations
        if row["state"]
    }
    for row in lexicon.read_csv("relational.csv", ("adjective", "noun", "name", "kind"), ()):
        kind = ActorKind(row.one_of("kind", set(ActorKind)))
        found[row["adjective"]] = Owner(row["noun"], row["name"], kind)
    return found


def adjective_owners(read: Reading) -> Iterator[tuple[Token, Owner]]:
    """Yield the adjectives of a judged act that no noun owns, with whom they stand for."""
    voice = Voice.ACTIVE if read.group is None else read.group.voice
    if voice not in {Voice.ACTIVE, Voice.PASSIVE}:
        return
    for slot in turn(read.cue.frame, voice)[1]:
        filler = fill(read, slot) if slot in SLOTS else None
        if filler is None:
            continue
        head = filler.head
        is_act = head.pos_ == "NOUN" and read.mentions.of(head) is None
        if is_act and not responsible(read, head, filler.end):
            yield from _adjectives(read, head)
        return


def _adjectives(read: Reading, head: Token) -> Iterator[tuple[Token, Owner]]:
    if normal(head.lemma_) in grammar()["relational.not_owned"]:
        return
    start = head.i + 1
    bare = read.words[start : start + 1]
    inside = start + 1 < len(read.doc)
    opens = bool(bare) and inside and bare[0] in grammar()["relational.bare"]
    if opens and read.doc[start + 1].pos_ == NOUN:
        start += 2  # *le projet de loi gouvernemental*
    for i in range(start, min(start + REACH, len(read.words))):
        token = read.doc[i]
        owner = owners().get(read.words[i])
        if owner is not None and token.is_lower and token.pos_ in {"ADJ", "NOUN"}:
            yield token, owner
            return
        if token.pos_ != "ADJ":
            return


def known_as(doc: Doc, actors: Sequence[Actor], owner: Owner, before: int) -> int | None:
    """Return the actor that the article means: by its name, else the last one called so."""
    for index, actor in enumerate(actors):
        if owner.noun in {normal(name) for name in (actor.name, *actor.aliases)}:
            return index
    if owner.kind is ActorKind.PLACE:
        return None
    met = [
        mention.actor
        for mention in doc._.mentions
        if mention.actor is not None
        and mention.span.end <= before
        and owner.noun in {normal(token.text) for token in mention.span[:2]}
    ]
    return met[-1] if met else None
