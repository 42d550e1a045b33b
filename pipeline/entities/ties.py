"""Descriptions that a title, an apposition or a copula ties to the name beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.complements import behind_naming
from pipeline.entities.knowledge import agrees, key_of
from pipeline.entities.nouns import PLURAL
from pipeline.entities.phrases import (
    COMMAS,
    Definiteness,
    before_age,
    is_apposed_left,
)
from pipeline.entities.verbs import finite_forms
from pipeline.records import ActorKind

if TYPE_CHECKING:
    from pipeline.entities.knowledge import Key, Knowledge
    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Mention

Resolved = tuple[int, str, float]  # actor, rule, confidence
TYING = frozenset({"apposed_to_left", "copula", "coordinated"})
TAKES_UP = frozenset({Definiteness.DEFINITE, Definiteness.DEMONSTRATIVE})
LIST_ROLES = frozenset({"nsubj", "nsubj:pass", "conj", "obj"})
MOST_LETTERS = 6  # of an acronym
ENDS = frozenset({",", ".", ")", ";", ":", "\n"})
BEHIND_SUBJECT = frozenset({"VERB", "AUX", "PRON"})
LINKING = frozenset({"cop", "advmod", "aux:tense"})


class Ties:
    """The ties of one document, found before any description is taken up.

    Attributes:
        by_key: For a noun and number, the actors tied to it and the words that went with it.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self.tokens = knowledge.tokens
        self.knowledge = knowledge
        self.by_key: dict[Key, list[tuple[int, frozenset[str]]]] = {}
        self._previous: tuple[int, str, int] | None = None

    def tie(self, phrase: Phrase) -> Resolved | None:
        """Return the actor whose name stands beside the phrase, and remember the tie."""
        for rule, confidence in (
            (self._title, 0.95),
            (self._apposed_to_left, 0.85),
            (self._apposed_to_right, 0.85),
            (self._called, 0.9),
            (self._copula, 0.8),
            (self._coordinated, 0.8),
        ):
            actor = rule(phrase)
            if actor is not None:
                how = rule.__name__.strip("_")
                self._previous = (actor, how, self._described_upto(phrase))
                words = phrase.words
                if phrase.definiteness != Definiteness.INDEFINITE:
                    self.by_key.setdefault(key_of(phrase), []).append((actor, words))
                return actor, how, confidence
        if self._previous is not None and phrase.start >= self._previous[2]:
            self._previous = None  # « maire de la ville et ministre »: the town ends nothing
        return None

    def _title(self, phrase: Phrase) -> int | None:
        """*le ministre Jean Untel*, *le constructeur Tesla*: the name follows at once."""
        mention = self.knowledge.name_at(self._behind_participle(phrase))
        if mention is None or phrase.number == PLURAL:
            return None
        if phrase.noun.kind == ActorKind.PERSON and _is_party(mention.span.text):
            return None
        return self._accepted(mention, phrase)

    def _behind_participle(self, phrase: Phrase) -> int:
        """Return where a title ends: *le patron déchu Jean Untel*."""
        tokens, end = self.tokens, phrase.end
        alone = end < len(tokens.words) and tokens.dep[end] in {"acl", "amod"}
        word = tokens.words[end] if alone else ""
        plain = tokens.doc[end].is_lower if alone and word not in finite_forms() else False
        return end + (plain and tokens.head[end] == phrase.head)

    def _apposed_to_left(self, phrase: Phrase) -> int | None:
        """*Jean Untel, ministre de l'Intérieur,*."""
        if phrase.start <= 1 or not is_apposed_left(self.tokens, phrase):
            return None
        bounds = self.knowledge.taken.get(before_age(self.tokens, phrase.start) - 1)
        if bounds is None or phrase.number == PLURAL or self._is_listed(phrase, bounds[0]):
            return None
        return self._accepted(self.knowledge.names[bounds[0]], phrase)

    def _is_listed(self, phrase: Phrase, first: int) -> bool:
        """*X, le maire et Y*: a member of a list, no apposition."""
        words, end = self.tokens.words, phrase.end
        follows = words[end] if end < len(words) else "."
        if phrase.definiteness == Definiteness.POSSESSIVE:
            return True
        head, name = self.tokens.head, self.knowledge.names[first].span.root.i
        if self.tokens.dep[phrase.head] == "appos" and head[phrase.head] == name:
            return False
        if self.tokens.dep[phrase.head] in LIST_ROLES and not self._is_enclosed(end):
            return True
        return follows not in ENDS and phrase.definiteness in TAKES_UP

    def _is_enclosed(self, end: int) -> bool:
        """*X, le maire de Y, dénonce*: a comma and the verb behind, so that it is no list."""
        words, pos = self.tokens.words, self.tokens.pos
        return end + 1 < len(words) and words[end] == "," and pos[end + 1] in BEHIND_SUBJECT

    def _apposed_to_right(self, phrase: Phrase) -> int | None:
        """*le ministre de l'Intérieur, Jean Untel,* or in brackets."""
        words, end = self.tokens.words, self._described_upto(phrase)
        if end + 1 >= len(words) or words[end] not in COMMAS or phrase.number == PLURAL:
            return None
        mention = self.knowledge.name_at(end + 1)
        if mention is None or phrase.definiteness == Definiteness.BARE or self._is_inner(phrase):
            return None
        closing = words[mention.span.end] if mention.span.end < len(words) else "."
        root = mention.span.root.i
        apposed = self.tokens.dep[root] == "appos" and self.tokens.head[root] == phrase.head
        if not apposed and mention.span.end < len(words) and phrase.noun.family == "title":
            apposed = self.tokens.pos[mention.span.end] == "ADP"  # « …, Jean Untel de se taire »
        return self._accepted(mention, phrase) if apposed or closing in {",", ")", "."} else None

    def _called(self, phrase: Phrase) -> int | None:
        """*un homme de 25 ans nommé Jean Untel*, *le suspect, identifié comme Jean Untel*."""
        words, end = self.tokens.words, phrase.end
        if phrase.number == PLURAL or end >= len(words):
            return None
        start = end + (words[end] in COMMAS)
        behind = behind_naming(words, start)
        mention = None if behind is None else self.knowledge.name_at(behind)
        return None if mention is None else self._accepted(mention, phrase)

    def _is_inner(self, phrase: Phrase) -> bool:
        """*Le capitaine de la vedette, Jean Untel*: he is the capitaine."""
        previous = self._previous
        upto = self._described_upto(phrase)
        return previous is not None and previous[1:] == ("apposed_to_right", upto)

    def _described_upto(self, phrase: Phrase) -> int:
        """Return the end with the adjectives of its complement: *le chef de l'armée ostrale*."""
        tokens, end = self.tokens, phrase.end
        while (
            end < len(tokens.words) and tokens.pos[end] == "ADJ" and end not in self.knowledge.taken
        ):
            if not tokens.under(end, phrase.head):
                break
            end += 1
        return end

    def _copula(self, phrase: Phrase) -> int | None:
        """*Jean Untel est le maire de la ville*."""
        tokens, head = self.tokens, phrase.head
        if phrase.start and tokens.words[phrase.start - 1] not in linking_words(tokens, head):
            return None
        for i in range(tokens.sentence_start(head), phrase.start):
            if tokens.head[i] == head and tokens.dep[i].startswith("nsubj"):
                relative = tokens.dep[head] == "acl:relcl" and tokens.pos[i] == "PRON"
                bounds = self.knowledge.taken.get(tokens.head[head] if relative else i)
                if bounds is not None:
                    return self._accepted(self.knowledge.names[bounds[0]], phrase)
        return None

    def _coordinated(self, phrase: Phrase) -> int | None:
        """*Jean Untel, maire de la ville et ancien ministre*: one person, two descriptions."""
        previous = self._previous
        if previous is None or phrase.definiteness != Definiteness.BARE:
            return None
        actor, how, end = previous
        joins = end == phrase.start - 1 and self.tokens.pos[end] == "CCONJ"
        if not joins or how not in TYING or not agrees(self.knowledge.known[actor].actor, phrase):
            return None
        return actor

    def _accepted(self, mention: Mention, phrase: Phrase) -> int | None:
        """Return the actor of a name if the phrase can describe it."""
        if mention.actor is None:
            return None
        actor = self.knowledge.known[mention.actor].actor
        if (phrase.noun.kind == ActorKind.PERSON) != (actor.kind == ActorKind.PERSON):
            return None
        return mention.actor if agrees(actor, phrase) else None


def _is_party(text: str) -> bool:
    """Tell *le maire UDE* from *le maire Untel*."""
    return text.isupper() and text.isalpha() and len(text) <= MOST_LETTERS


def linking_words(tokens: Tokens, head: int) -> frozenset[str]:
    """Return the copula of a predicate noun and the adverbs beside it."""
    return frozenset(
        tokens.words[i]
        for i in range(max(0, head - 8), head)
        if tokens.head[i] == head and tokens.dep[i] in LINKING
    )
