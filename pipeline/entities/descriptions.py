"""Descriptions: *le ministre de l'Intérieur*, *le constructeur*, *16 joueurs*: who they stand for.

A phrase that a title, an apposition or a copula ties to a name is that actor's; a definite phrase
takes up the actor its noun was last used for, else the most recent one it fits; any other
becomes an actor of its own, that only descriptions name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.entities.nouns import PLURAL, SINGULAR
from pipeline.entities.phrases import (
    COMMAS,
    Definiteness,
    complement_words,
    is_apposed_left,
    phrases,
)
from pipeline.records import Actor, ActorKind, Mention, MentionForm

if TYPE_CHECKING:
    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens

NEAR = 4  # sentences in which somebody without a name is still spoken of
WINDOW = 8  # sentences in which a definite phrase may take up a name it was never tied to
UNIQUE = frozenset({"institution", "document", "group", "inhabitant", "kin"})
TYING = frozenset({"apposed_to_left", "copula", "coordinated"})
TAKES_UP = frozenset({Definiteness.DEFINITE, Definiteness.DEMONSTRATIVE})


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


Resolved = tuple[int, str, float]  # actor, rule, confidence


class Describing:
    """Resolves the descriptions of one document, in the order of the text."""

    def __init__(self, tokens: Tokens) -> None:
        doc = tokens.doc
        self.tokens = tokens
        self.known = [Known(actor) for actor in doc._.actors]
        self.names: dict[int, Mention] = {}  # first token → mention
        self.taken: dict[int, tuple[int, int]] = {}  # every token of a name → its bounds
        for mention in doc._.mentions:
            self.names[mention.span.start] = mention
            for i in range(mention.span.start, mention.span.end):
                self.taken[i] = (mention.span.start, mention.span.end)
        self._waiting = sorted(self.names, reverse=True)
        self._by_lemma: dict[tuple[str, str], list[int]] = {}
        self._ties: dict[tuple[str, str], list[tuple[int, frozenset[str]]]] = {}
        self._heads: dict[int, int] = {}  # head of a phrase seen → actor
        self._previous: tuple[int, str, int] | None = None

    def mentions(self) -> list[Mention]:
        """Return the mentions that descriptions make; `known` then holds the new actors too."""
        every = list(phrases(self.tokens, self.taken))
        tied = [self._tied(phrase) for phrase in every]
        found = []
        for phrase, tie in zip(every, tied, strict=True):
            self._note_names(phrase.head)
            resolved = tie or self._resolved(phrase)
            if resolved is None:
                continue
            actor, how, confidence = resolved
            self._heads[phrase.head] = actor
            self._note(actor, phrase)
            end = self._end(phrase, how)
            span = self.tokens.doc[phrase.start : end]
            found.append(Mention(span, MentionForm.DESCRIPTION, actor, how, confidence))
        return found

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors, with the aliases, gender and number that descriptions gave them."""
        return tuple(
            replace(one.actor, aliases=tuple(dict.fromkeys((*one.actor.aliases, *one.aliases))))
            for one in self.known
        )

    # ------------------------------------------------------------ tied to a name

    def _tied(self, phrase: Phrase) -> Resolved | None:
        """Return the actor whose name stands beside the phrase, and remember the tie."""
        for rule, confidence in (
            (self._title, 0.95),
            (self._apposed_to_left, 0.85),
            (self._apposed_to_right, 0.85),
            (self._copula, 0.8),
            (self._coordinated, 0.8),
        ):
            actor = rule(phrase)
            if actor is not None:
                how = rule.__name__.strip("_")
                self._previous = (actor, how, phrase.end)
                words = complement_words(self.tokens, phrase)
                if phrase.definiteness != Definiteness.INDEFINITE:
                    self._ties.setdefault(_key(phrase), []).append((actor, words))
                return actor, how, confidence
        self._previous = None
        return None

    def _resolved(self, phrase: Phrase) -> Resolved | None:
        inside = self._named_inside(phrase)  # « le conseiller d'Untel » is not Untel
        for rule, confidence in (
            (self._predicate, 0.75),
            (self._same_title, 0.8),
            (self._same_head, 0.8),
            (self._fits, 0.55),
            (self._same_person, 0.5),
        ):
            actor = rule(phrase)
            if actor is not None and actor not in inside:
                return actor, rule.__name__.strip("_"), confidence
        if phrase.definiteness == Definiteness.BARE and phrase.number == SINGULAR:
            return None  # « en tant que maire »: a quality, nobody yet
        return self._new(phrase), "own", 0.7

    def _title(self, phrase: Phrase) -> int | None:
        """*le ministre Jean Untel*, *le constructeur Tesla*: the name follows at once."""
        mention = self.names.get(phrase.end)
        if mention is None or phrase.number == PLURAL:
            return None
        return self._accepted(mention, phrase)

    def _apposed_to_left(self, phrase: Phrase) -> int | None:
        """*Jean Untel, ministre de l'Intérieur,*."""
        if phrase.start <= 1 or not is_apposed_left(self.tokens, phrase):
            return None
        bounds = self.taken.get(phrase.start - 2)
        if bounds is None or phrase.number == PLURAL or self._is_listed(phrase, bounds[0]):
            return None
        return self._accepted(self.names[bounds[0]], phrase)

    def _is_listed(self, phrase: Phrase, first: int) -> bool:
        """*X, le maire et Y*: a member of a list, no apposition."""
        words, end = self.tokens.words, phrase.end
        follows = words[end] if end < len(words) else "."
        if phrase.definiteness == Definiteness.POSSESSIVE:
            return True
        head, name = self.tokens.head, self.names[first].span.root.i
        if self.tokens.dep[phrase.head] == "appos" and head[phrase.head] == name:
            return False
        if self.tokens.dep[phrase.head] in {"nsubj", "nsubj:pass", "conj", "obj"}:
            return True
        return follows not in {",", ".", ")", ";", ":", "\n"} and phrase.definiteness in TAKES_UP

    def _apposed_to_right(self, phrase: Phrase) -> int | None:
        """*le ministre de l'Intérieur, Jean Untel,* or in brackets."""
        words, end = self.tokens.words, phrase.end
        if end + 1 >= len(words) or words[end] not in COMMAS or phrase.number == PLURAL:
            return None
        mention = self.names.get(end + 1)
        if mention is None or phrase.definiteness == Definiteness.BARE:
            return None
        closing = words[mention.span.end] if mention.span.end < len(words) else "."
        root = mention.span.root.i
        apposed = self.tokens.dep[root] == "appos" and self.tokens.head[root] == phrase.head
        return self._accepted(mention, phrase) if apposed or closing in {",", ")", "."} else None

    def _copula(self, phrase: Phrase) -> int | None:
        """*Jean Untel est le maire de la ville*."""
        tokens, head = self.tokens, phrase.head
        if phrase.start and tokens.words[phrase.start - 1] not in self._be(head):
            return None
        for i in range(tokens.sentence_start(head), phrase.start):
            if tokens.head[i] == head and tokens.dep[i].startswith("nsubj"):
                relative = tokens.dep[head] == "acl:relcl" and tokens.pos[i] == "PRON"
                bounds = self.taken.get(tokens.head[head] if relative else i)
                if bounds is not None:
                    return self._accepted(self.names[bounds[0]], phrase)
        return None

    def _coordinated(self, phrase: Phrase) -> int | None:
        """*Jean Untel, maire de la ville et ancien ministre*: one person, two descriptions."""
        previous = self._previous
        if previous is None or phrase.definiteness != Definiteness.BARE:
            return None
        actor, how, end = previous
        joins = end == phrase.start - 1 and self.tokens.pos[end] == "CCONJ"
        if not joins or how not in TYING or not _agrees(self.known[actor].actor, phrase):
            return None
        return actor

    def _be(self, head: int) -> frozenset[str]:
        tokens, low = self.tokens, max(0, head - 8)
        return frozenset(
            tokens.words[i]
            for i in range(low, head)
            if tokens.head[i] == head and tokens.dep[i] in {"cop", "advmod", "aux:tense"}
        )

    def _accepted(self, mention: Mention, phrase: Phrase) -> int | None:
        """Return the actor of a name if the phrase can describe it."""
        if mention.actor is None:
            return None
        actor = self.known[mention.actor].actor
        if (phrase.noun.kind == ActorKind.PERSON) != (actor.kind == ActorKind.PERSON):
            return None
        return mention.actor if _agrees(actor, phrase) else None

    # ------------------------------------------------------------ taken up

    def _named_inside(self, phrase: Phrase) -> set[int | None]:
        starts = (i for i in range(phrase.start, phrase.end) if i in self.names)
        return {self.names[i].actor for i in starts}

    def _predicate(self, phrase: Phrase) -> int | None:
        """*Le tireur est un homme de 39 ans*: both are one."""
        tokens, head = self.tokens, phrase.head
        if tokens.words[phrase.start - 1] not in self._be(head):
            return None
        for i in range(tokens.sentence_start(head), phrase.start):
            if tokens.head[i] == head and tokens.dep[i].startswith("nsubj"):
                actor = self._heads.get(i)
                agrees = actor is not None and _agrees(self.known[actor].actor, phrase)
                return actor if agrees else None
        return None

    def _same_title(self, phrase: Phrase) -> int | None:
        """The one name that the text, here or further down, ties to the same description."""
        if phrase.definiteness not in TAKES_UP and phrase.definiteness != Definiteness.BARE:
            return None
        words = complement_words(self.tokens, phrase)
        if not words and phrase.noun.kind != ActorKind.PERSON:
            return None  # « l'entreprise »: whichever was spoken of last
        fitting = {
            actor
            for actor, said in self._ties.get(_key(phrase), ())
            if (words <= said or said <= words) and _agrees(self.known[actor].actor, phrase)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _same_person(self, phrase: Phrase) -> int | None:
        """*Un homme… le suspect*: the one person without a name that was spoken of just now."""
        is_person = phrase.noun.kind == ActorKind.PERSON and phrase.number == SINGULAR
        if not is_person or phrase.definiteness not in TAKES_UP or phrase.noun.family in UNIQUE:
            return None
        if not self._is_bare_enough(phrase):
            return None
        here = self.tokens.sentence[phrase.head]
        fitting = [
            index
            for index, one in enumerate(self.known)
            if not one.actor.named and here - one.last <= NEAR and self._is_somebody(one, phrase)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _is_somebody(self, one: Known, phrase: Phrase) -> bool:
        """Either side is a mere *homme*, *individu*, *suspect*."""
        if one.actor.kind != ActorKind.PERSON or not _agrees(one.actor, phrase):
            return False
        return phrase.noun.family == "trait" or one.is_anybody

    def _same_head(self, phrase: Phrase) -> int | None:
        """The latest actor described with the same noun, unless their complements differ."""
        if phrase.definiteness not in TAKES_UP and phrase.definiteness != Definiteness.BARE:
            return self._same_possessed(phrase)
        words = complement_words(self.tokens, phrase)
        for actor in reversed(self._by_lemma.get(_key(phrase), ())):
            said = self.known[actor].lemmas.get(phrase.noun.lemma, frozenset())
            near = self.tokens.sentence[phrase.head] - self.known[actor].last <= 2 * WINDOW
            if (words <= said or said <= words) and (near or words == said):
                return actor
        return None

    def _same_possessed(self, phrase: Phrase) -> int | None:
        """*son avocat… son avocat*: the same one, as long as nobody else is described so."""
        if phrase.definiteness != Definiteness.POSSESSIVE:
            return None
        before = self._by_lemma.get(_key(phrase), ())
        words = complement_words(self.tokens, phrase)
        if before and self.known[before[-1]].lemmas.get(phrase.noun.lemma) == words:
            return before[-1]
        return None

    def _fits(self, phrase: Phrase) -> int | None:
        """The most prominent recent name that a definite phrase can stand for."""
        noun = phrase.noun
        if phrase.definiteness not in TAKES_UP or phrase.number == PLURAL:
            return None
        if noun.family in UNIQUE or not self._is_bare_enough(phrase):
            return None
        here = self.tokens.sentence[phrase.head]
        fitting = [
            (one.count - 2.0 * max(0, here - one.last), -index, index)
            for index, one in enumerate(self.known)
            if one.actor.named and here - one.last <= WINDOW and self._may_be(one, phrase)
        ]
        return max(fitting)[2] if fitting else None

    def _is_bare_enough(self, phrase: Phrase) -> bool:
        """A complement with an article (*le patron de l'usine*) introduces somebody else."""
        if phrase.noun.family in {"title", "trait"}:
            return True
        return phrase.end - phrase.head <= 2  # noqa: PLR2004 - the head and one adjective

    def _may_be(self, one: Known, phrase: Phrase) -> bool:
        kind = one.actor.kind
        if kind != phrase.noun.kind or not _agrees(one.actor, phrase):
            return False
        if phrase.noun.kind == ActorKind.PERSON and phrase.noun.family in {"title", "role"}:
            return one.is_anybody or phrase.noun.lemma in one.roles
        return True

    # ------------------------------------------------------------ bookkeeping

    def _new(self, phrase: Phrase) -> int:
        text = self.tokens.doc[phrase.start : phrase.end].text
        first = self.tokens.doc[phrase.start]
        if phrase.start != phrase.head or first.is_sent_start:
            text = text[:1].lower() + text[1:] if first.pos_ in {"DET", "NUM", "ADV"} else text
        kind = phrase.noun.kind if phrase.number == SINGULAR else ActorKind.GROUP
        number = phrase.number
        actor = Actor(text, kind, (), named=False, gender=phrase.gender, number=number)
        self.known.append(Known(actor))
        return len(self.known) - 1

    def _note(self, index: int, phrase: Phrase) -> None:
        one, lemma = self.known[index], phrase.noun.lemma
        said = one.lemmas.get(lemma, frozenset())
        one.lemmas[lemma] = said | complement_words(self.tokens, phrase)
        if phrase.noun.family in {"title", "role", "kin"}:
            one.roles.add(lemma)
        order = self._by_lemma.setdefault(_key(phrase), [])
        if index in order:
            order.remove(index)
        order.append(index)
        self._seen(one, phrase.head)
        text = self.tokens.doc[phrase.start : phrase.end].text
        is_label = phrase.definiteness == Definiteness.INDEFINITE and one.actor.named
        if not is_label and text.casefold() != one.actor.name.casefold():
            one.aliases.append(text)
        is_person = one.actor.kind == phrase.noun.kind == ActorKind.PERSON
        if is_person and one.actor.gender is None and phrase.noun.gender:
            one.actor = replace(one.actor, gender=phrase.gender)

    def _note_names(self, upto: int) -> None:
        while self._waiting and self._waiting[-1] < upto:
            mention = self.names[self._waiting.pop()]
            if mention.actor is not None:
                self._seen(self.known[mention.actor], mention.span.start)

    def _seen(self, one: Known, i: int) -> None:
        one.last = self.tokens.sentence[i]
        one.count += 1

    def _end(self, phrase: Phrase, how: str) -> int:
        """A name behind its title is part of the mention."""
        return self.names[phrase.end].span.end if how == "title" else phrase.end


def _key(phrase: Phrase) -> tuple[str, str]:
    return phrase.noun.lemma, phrase.number


def _agrees(actor: Actor, phrase: Phrase) -> bool:
    if phrase.noun.kind != ActorKind.PERSON:
        return True  # « Novalia, le groupe »: a name's gender says nothing of its nouns
    genders = {actor.gender, phrase.gender} - {None}
    numbers = {actor.number, phrase.number} - {None}
    return len(genders) < 2 and len(numbers) < 2  # noqa: PLR2004
