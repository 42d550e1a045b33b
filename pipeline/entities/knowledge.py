"""What a document has said of its actors so far, for descriptions to take up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.entities.nouns import SINGULAR
from pipeline.entities.phrases import Definiteness, complement_words
from pipeline.records import Actor, ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Mention

Key = tuple[str, str]
OFFICES = frozenset({"title", "role", "kin"})


@dataclass(slots=True)
class Known:
    """What the document has said of an actor so far.

    Attributes:
        lemmas: Nouns it was described with, and the words that went with each.
        roles: Those of the nouns that name an office or a trade.
        last: Sentence of its latest mention.
    """

    actor: Actor
    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    last: int = -99
    count: int = 0

    @property
    def is_anybody(self) -> bool:
        """Whether nothing but *homme*, *jeune*, *suspect* was said of it."""
        return not self.roles


class Knowledge:
    """The actors of one document while its descriptions are read.

    Attributes:
        names: The mention that begins at a token.
        taken: For every token of a name, where the name begins and ends.
        by_key: Actors by noun and number, the latest described so last.
        by_head: Actor by the head of each phrase read so far.
    """

    def __init__(self, tokens: Tokens) -> None:
        doc = tokens.doc
        self.tokens = tokens
        self.known = [Known(actor) for actor in doc._.actors]
        self.names: dict[int, Mention] = {}
        self.taken: dict[int, tuple[int, int]] = {}
        for mention in doc._.mentions:
            self.names[mention.span.start] = mention
            for i in range(mention.span.start, mention.span.end):
                self.taken[i] = (mention.span.start, mention.span.end)
        self.by_key: dict[Key, dict[int, None]] = {}
        self.by_head: dict[int, int] = {}
        self._waiting = sorted(self.names, reverse=True)
        self._recent: dict[int, None] = {}  # actors, the latest mentioned last

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors, with the aliases and gender that descriptions gave them."""
        return tuple(
            replace(one.actor, aliases=tuple(dict.fromkeys((*one.actor.aliases, *one.aliases))))
            for one in self.known
        )

    def recent(self, here: int, window: int) -> Iterator[tuple[int, Known]]:
        """Yield the actors mentioned in the last sentences, the latest first."""
        for index in reversed(self._recent):
            one = self.known[index]
            if here - one.last > window:
                return
            yield index, one

    def new(self, phrase: Phrase) -> int:
        """Return a new actor that only descriptions name."""
        text = self.tokens.doc[phrase.start : phrase.end].text
        first = self.tokens.doc[phrase.start]
        if phrase.start != phrase.head or first.is_sent_start:
            text = text[:1].lower() + text[1:] if first.pos_ in {"DET", "NUM", "ADV"} else text
        kind = phrase.noun.kind if phrase.number == SINGULAR else ActorKind.GROUP
        number = phrase.number
        actor = Actor(text, kind, (), named=False, gender=phrase.gender, number=number)
        self.known.append(Known(actor))
        return len(self.known) - 1

    def note(self, index: int, phrase: Phrase) -> None:
        """Remember that a phrase describes an actor."""
        one, lemma = self.known[index], phrase.noun.lemma
        said = one.lemmas.get(lemma, frozenset())
        one.lemmas[lemma] = said | complement_words(self.tokens, phrase)
        if phrase.noun.family in OFFICES:
            one.roles.add(lemma)
        order = self.by_key.setdefault(key_of(phrase), {})
        order.pop(index, None)
        order[index] = None
        self.by_head[phrase.head] = index
        self._seen(index, phrase.head)
        text = self.tokens.doc[phrase.start : phrase.end].text
        is_label = phrase.definiteness == Definiteness.INDEFINITE and one.actor.named
        if not is_label and text.casefold() != one.actor.name.casefold():
            one.aliases.append(text)
        is_person = one.actor.kind == phrase.noun.kind == ActorKind.PERSON
        if is_person and one.actor.gender is None and phrase.noun.gender:
            one.actor = replace(one.actor, gender=phrase.gender)

    def note_names(self, upto: int) -> None:
        """Count the names before a token as mentioned."""
        while self._waiting and self._waiting[-1] < upto:
            mention = self.names[self._waiting.pop()]
            if mention.actor is not None:
                self._seen(mention.actor, mention.span.start)

    def _seen(self, index: int, i: int) -> None:
        one = self.known[index]
        one.last = self.tokens.sentence[i]
        one.count += 1
        self._recent.pop(index, None)
        self._recent[index] = None


def key_of(phrase: Phrase) -> Key:
    """Return what two descriptions of one actor share: noun and number."""
    return phrase.noun.lemma, phrase.number


def agrees(actor: Actor, phrase: Phrase) -> bool:
    """Tell whether gender and number allow a phrase to describe an actor."""
    if phrase.noun.kind != ActorKind.PERSON:
        return True  # « Novalia, le groupe »: a name's gender says nothing of its nouns
    genders = {actor.gender, phrase.gender} - {None}
    numbers = {actor.number, phrase.number} - {None}
    return len(genders) < 2 and len(numbers) < 2  # noqa: PLR2004
