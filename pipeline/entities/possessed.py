"""Who *son épouse*, *sa fille*, *son avocat*, *son parti* are, once it is known whose.

Descriptions are read before pronouns, so a possessive is first somebody of its own. When the
possessor is known it may be somebody named: the one whom the text calls his *avocat*, a relative
of the same surname, the party that stands beside his name. Two possessors have two *avocats*.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.entities.knowledge import agrees
from pipeline.entities.nouns import PLURAL, rules
from pipeline.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.entities.knowledge import Key, Known
    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Actor, Mention

OWN = frozenset({"own", "same_head"})  # nothing but the possessive tells who it is


class Owned(NamedTuple):
    """A possessive phrase and the actor that it was given."""

    phrase: Phrase
    actor: int
    how: str


class Found(NamedTuple):
    """Who a possessive phrase stands for."""

    actor: int
    how: str
    confidence: float


class Possessing:
    """Looks up the possessed of one document.

    Attributes:
        tied: For a noun and number, the actors it was said of and the words that went with it.
        names: The mention that begins at a token.
    """

    def __init__(
        self,
        tokens: Tokens,
        known: Sequence[Known],
        tied: Mapping[Key, Sequence[tuple[int, frozenset[str]]]],
        names: Mapping[int, Mention],
    ) -> None:
        self.tokens = tokens
        self.known = known
        self.tied = tied
        self.names = names

    def is_named(self, index: int) -> bool:
        """Tell whether the actor has a name."""
        return self.known[index].actor.named

    def find(self, phrase: Phrase, owner: int) -> Found | None:
        """Return the named actor that a phrase with a known possessor stands for."""
        person = self.known[owner].actor
        if phrase.number == PLURAL:
            return None
        if phrase.noun.family == "party":
            found = self._party(owner)
            return None if found is None else Found(found, "party_of", 0.7)
        if person.kind is not ActorKind.PERSON or phrase.noun.kind is not ActorKind.PERSON:
            return None
        said = self._said_of(phrase, owner)
        if said is not None:
            return Found(said, "tied_possessed", 0.75)
        if phrase.noun.lemma in rules()["words"]["of_one_surname"]:
            kin = self._of_one_name(phrase, owner)
            return None if kin is None else Found(kin, "kin_of_one_name", 0.7)
        return None

    def _said_of(self, phrase: Phrase, owner: int) -> int | None:
        """*Jeanne Untel, fille de Paul Untel*: she is *sa fille*."""
        name = frozenset(self.known[owner].actor.name.lower().split())
        found = {
            actor
            for actor, words in self.tied.get((phrase.noun.lemma, phrase.number), ())
            if actor != owner and words & name and agrees(self.known[actor].actor, phrase)
        }
        return found.pop() if len(found) == 1 else None

    def _of_one_name(self, phrase: Phrase, owner: int) -> int | None:
        """The one person of the possessor's surname whose gender fits the noun."""
        surname = _surname(self.known[owner].actor)
        found = [
            index
            for index, one in enumerate(self.known)
            if index != owner
            and one.actor.named
            and one.actor.kind is ActorKind.PERSON
            and one.actor.gender == phrase.gender
            and _surname(one.actor) == surname
        ]
        return found[0] if surname is not None and len(found) == 1 else None

    def _party(self, owner: int) -> int | None:
        """*Paul Untel (PV)*, *le député PV Paul Untel*: what stands beside the name."""
        words = self.tokens.words
        found = set()
        for start, mention in self.names.items():
            if mention.actor != owner:
                continue
            end = mention.span.end
            if end + 1 < len(words) and words[end] == "(":
                found.add(self._body(self.names.get(end + 1)))
            found.add(self._body(self._ending(start)))
        found.discard(None)
        return found.pop() if len(found) == 1 else None

    def _ending(self, end: int) -> Mention | None:
        for start in range(end - 1, max(-1, end - 4), -1):
            mention = self.names.get(start)
            if mention is not None:
                return mention if mention.span.end == end else None
        return None

    def _body(self, mention: Mention | None) -> int | None:
        if mention is None or mention.actor is None:
            return None
        kind = self.known[mention.actor].actor.kind
        return mention.actor if kind is ActorKind.ORGANISATION else None


def _surname(actor: Actor) -> str | None:
    first, _, rest = actor.name.lower().partition(" ")
    return (rest or None) if first else None


def settled(
    owned: Iterable[Owned], owners: Mapping[int, int], possessing: Possessing, size: int
) -> tuple[dict[int, Found], list[int]]:
    """Return by the phrase's head whom each possessive phrase stands for, where that changes.

    Args:
        owned: The possessive phrases, in text order.
        owners: Actor by index of the possessive.
        possessing: What the document says.
        size: Number of actors so far; new ones are numbered from here.

    Returns:
        The changes, and for each new actor the one that it is a copy of.
    """
    changes: dict[int, Found] = {}
    clients: dict[int, set[int]] = {}  # by lawyer
    holder: dict[int, int] = {}  # whose the actor of a possessive phrase was first
    twins: dict[tuple[int, int], int] = {}
    copied: list[int] = []
    for phrase, actor, how in owned:
        owner = owners.get(phrase.start)
        if owner is None or owner == actor:
            continue
        if phrase.noun.lemma in rules()["words"]["lawyers"]:
            clients.setdefault(actor, set()).add(owner)
        if how not in OWN:
            continue
        found = possessing.find(phrase, owner) or _client(phrase, clients.get(owner, set()))
        if found is not None:
            changes[phrase.head] = found
        elif holder.setdefault(actor, owner) != owner and not possessing.is_named(actor):
            if (actor, owner) not in twins:
                twins[actor, owner] = size + len(copied)
                copied.append(actor)
            changes[phrase.head] = Found(twins[actor, owner], "own", 0.7)
    return changes, copied


def _client(phrase: Phrase, clients: set[int]) -> Found | None:
    """*Son avocate dénonce… « Son client »*: whose *avocate* she was said to be."""
    if phrase.noun.lemma not in rules()["words"]["clients"] or len(clients) != 1:
        return None
    return Found(next(iter(clients)), "client", 0.7)


def moved(
    mentions: Iterable[Mention], changes: Mapping[int, Found], whole: Mapping[int, int]
) -> list[Mention]:
    """Return the mentions with the changes made.

    Args:
        mentions: All of the document.
        changes: By head of the description.
        whole: Actors all of whose mentions move, with their new actor: pronouns move along.
    """
    found = []
    for mention in mentions:
        change = changes.get(mention.span.root.i) if mention.form == "description" else None
        if change is not None:
            actor, how, confidence = change
            found.append(replace(mention, actor=actor, how=how, confidence=confidence))
        elif mention.actor is not None and mention.actor in whole:
            found.append(replace(mention, actor=whole[mention.actor]))
        else:
            found.append(mention)
    return found
