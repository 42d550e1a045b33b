"""Descriptions: *le ministre de l'Intérieur*, *le constructeur*, *16 joueurs*: who they stand for.

A phrase that a title, an apposition or a copula ties to a name is that actor's; a definite phrase
takes up the actor its noun was last used for, else the most recent one it fits; any other
becomes an actor of its own, that only descriptions name.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.entities.knowledge import Knowledge, agrees, key_of, nations_of
from pipeline.entities.nouns import PERSON_CLASSES, PLURAL, SINGULAR, kinds, nouns, rules
from pipeline.entities.phrases import (
    Definiteness,
    is_apposed_left,
    is_former,
    phrases,
)
from pipeline.entities.possessed import Owned, Possessing
from pipeline.entities.prosecuted import tried
from pipeline.entities.ties import TAKES_UP, Ties, linking_words
from pipeline.records import ActorKind, Mention, MentionForm
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.entities.knowledge import Known
    from pipeline.entities.nouns import Noun
    from pipeline.entities.phrases import Phrase
    from pipeline.entities.ties import Resolved
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Actor

NEAR = 4  # sentences in which somebody without a name is still spoken of
WINDOW = 8  # sentences in which a definite phrase may take up a name it was never tied to
MOST = 30  # actors of one noun that are looked at: a text of thousands stays linear
CLOSING = frozenset({",", ")", ".", ";"})
PERSONAL = frozenset(PERSON_CLASSES)
DISTINCT = frozenset({"company", "association", "media", "party", "sport", "armed"})
UNIQUE = frozenset({"institution", "territory", "document", "group", "inhabitant", "kin"})


class Describing:
    """Resolves the descriptions of one document, in the order of the text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.knowledge = Knowledge(tokens)
        self.ties = Ties(self.knowledge)
        self.owned: list[Owned] = []
        self.phrases: dict[int, Phrase] = {}  # by head
        self._by_end: dict[int, int] = {}  # the actor of the description that ends there

    def mentions(self) -> list[Mention]:
        """Return the mentions that descriptions make."""
        knowledge = self.knowledge
        every = list(phrases(self.tokens, knowledge.taken))
        tied = [self.ties.tie(phrase) for phrase in every]
        tied = [tie or self._tied_behind(every, tied, i) for i, tie in enumerate(tied)]
        found = []
        for phrase, tie in zip(every, tied, strict=True):
            knowledge.note_names(phrase.head)
            resolved = tie or self._resolved(phrase)
            if resolved is None:
                continue
            actor, how, confidence = resolved
            knowledge.note(actor, phrase)
            self.phrases[phrase.head] = phrase
            self._by_end[phrase.end] = actor
            if phrase.owner is not None:
                self.owned.append(Owned(phrase, actor, how))
            span = self.tokens.doc[phrase.start : self._end(phrase, how)]
            found.append(Mention(span, MentionForm.DESCRIPTION, actor, how, confidence))
        return found

    def _tied_behind(
        self, every: Sequence[Phrase], tied: Sequence[Resolved | None], i: int
    ) -> Resolved | None:
        """*L'assaillant, un homme de 25 ans nommé Jean Untel,*: both are who is named."""
        phrase, tie = every[i], tied[i + 1] if i + 1 < len(every) else None
        if tie is None or phrase.definiteness not in TAKES_UP or phrase.number == PLURAL:
            return None
        behind = every[i + 1]
        apposed = behind.definiteness in {Definiteness.INDEFINITE, Definiteness.BARE}
        is_next = self.tokens.words[phrase.end : behind.start] == [","]
        same = behind.noun.kind == phrase.noun.kind == ActorKind.PERSON
        if not (apposed and is_next and same) or tie[1] not in {"called", "apposed_to_right"}:
            return None
        return tie if agrees(self.knowledge.known[tie[0]].actor, phrase) else None

    def possessing(self) -> Possessing:
        """Return what tells who *son avocat* is."""
        known = self.knowledge
        return Possessing(self.tokens, known.known, self.ties.by_key, known.names)

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors, those that only descriptions name last."""
        return self.knowledge.actors()

    def _resolved(self, phrase: Phrase) -> Resolved | None:
        inside = self._named_inside(phrase)  # « le conseiller d'Untel » is not Untel
        somebody = ((self._fits, 0.55), (self._same_person, 0.5))
        for rule, confidence in (
            (self._same_name, 0.9),
            (self._predicate, 0.75),
            (self._apposed, 0.75),
            (self._same_title, 0.8),
            (self._same_head, 0.8),
            (self._prosecuted, 0.7),
            (self._defended, 0.65),
            *(somebody if phrase.noun.family != "event" else somebody[::-1]),
        ):
            actor = rule(phrase)
            if actor is not None and actor not in inside:
                return actor, rule.__name__.strip("_"), confidence
        if phrase.definiteness == Definiteness.BARE and phrase.number == SINGULAR:
            return None  # « en tant que maire »: a quality, nobody yet
        return self.knowledge.new(phrase), "own", 0.7

    def _named_inside(self, phrase: Phrase) -> set[int | None]:
        starts = (i for i in range(phrase.start, phrase.end) if i in self.knowledge.names)
        return {self.knowledge.names[i].actor for i in starts}

    def _same_name(self, phrase: Phrase) -> int | None:
        """*la clinique des Tilleuls*, which another place of the text writes as a name."""
        if phrase.definiteness not in TAKES_UP or phrase.end == phrase.head + 1:
            return None
        words = scan(self.tokens.doc).between(phrase.head, phrase.end)
        return self.knowledge.by_name.get(words.casefold())

    def _predicate(self, phrase: Phrase) -> int | None:
        """*Le tireur est un homme de 39 ans*: both are one."""
        tokens, head = self.tokens, phrase.head
        if tokens.words[phrase.start - 1] not in linking_words(tokens, head):
            return None
        for i in range(tokens.sentence_start(head), phrase.start):
            if tokens.head[i] == head and tokens.dep[i].startswith("nsubj"):
                actor = self.knowledge.by_head.get(i)
                if actor is not None and agrees(self.knowledge.known[actor].actor, phrase):
                    return actor
        return None

    def _apposed(self, phrase: Phrase) -> int | None:
        """*Le chauffeur, un homme de 26 ans, a été arrêté*: between commas, the one before."""
        tokens, end = self.tokens, phrase.end
        introduced = phrase.definiteness in {Definiteness.INDEFINITE, Definiteness.BARE}
        if not introduced or phrase.number == PLURAL or not is_apposed_left(tokens, phrase):
            return None
        closed = end < len(tokens.words) and tokens.words[end] in CLOSING
        actor = self._by_end.get(phrase.start - 1)
        if actor is None or not (closed or tokens.dep[phrase.head] == "appos"):
            return None
        one = self.knowledge.known[actor].actor
        fits = one.kind == phrase.noun.kind and agrees(one, phrase)
        return actor if fits and not one.named else None

    def _same_title(self, phrase: Phrase) -> int | None:
        """The one name that the text, here or further down, ties to the same description."""
        is_kin = phrase.definiteness == Definiteness.POSSESSIVE and phrase.noun.family == "kin"
        known = phrase.definiteness in TAKES_UP | {Definiteness.BARE}
        if not (is_kin or known or self._is_headline(phrase)):
            return None
        words = phrase.words
        if not words and phrase.noun.kind != ActorKind.PERSON:
            return None  # « l'entreprise »: whichever was spoken of last
        fitting = {
            actor
            for actor, said in self.ties.by_key.get(key_of(phrase), ())
            if (words <= said or said <= words)
            and (said or not is_kin)  # « fille de Jean » tells whose
            and agrees(self.knowledge.known[actor].actor, phrase)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _is_headline(self, phrase: Phrase) -> bool:
        """*Un député mis en examen*: a headline hides the name that the text goes on to tell."""
        hidden = phrase.definiteness == Definiteness.INDEFINITE and phrase.number == SINGULAR
        first = self.tokens.sentence[phrase.head] == 0
        return hidden and first and phrase.noun.family in {"title", "role"}

    def _same_head(self, phrase: Phrase) -> int | None:
        """The latest actor described with the same noun, unless their complements differ."""
        if phrase.definiteness not in TAKES_UP and phrase.definiteness != Definiteness.BARE:
            return self._same_possessed(phrase)
        words = phrase.words
        before = reversed(self.knowledge.by_key.get(key_of(phrase), {}))
        for actor in islice(before, MOST):
            said = self.knowledge.known[actor].lemmas.get(phrase.noun.lemma, frozenset())
            near = (
                self.tokens.sentence[phrase.head] - self.knowledge.known[actor].last <= 2 * WINDOW
            )
            same = (words <= said or said <= words) and (near or words == said)
            if same and agrees(self.knowledge.known[actor].actor, phrase):
                return self._behind_headline(actor, phrase)
        return None

    def _behind_headline(self, actor: int, phrase: Phrase) -> int:
        """*Une infirmière licenciée*, a headline; *Jeanne Untel… L'infirmière*: she, by name."""
        one = self.knowledge.known[actor]
        hidden = one.last == 0 and not one.actor.named and one.count == 1
        named = self._fits(phrase) if hidden and self.tokens.sentence[phrase.head] else None
        return actor if named is None else named

    def _same_possessed(self, phrase: Phrase) -> int | None:
        """*son avocat… son avocat*: the same one, as long as nobody else is described so."""
        if phrase.definiteness != Definiteness.POSSESSIVE:
            return None
        words = phrase.words
        last = next(reversed(self.knowledge.by_key.get(key_of(phrase), {})), None)
        if last is not None and self.knowledge.known[last].lemmas.get(phrase.noun.lemma) == words:
            return last
        return None

    def _fits(self, phrase: Phrase) -> int | None:
        """The most prominent recent name that a definite phrase can stand for."""
        noun = phrase.noun
        if phrase.definiteness not in TAKES_UP or phrase.number == PLURAL:
            return None
        former = is_former(self.tokens, phrase) and phrase.noun.kind == ActorKind.PERSON
        if noun.family in UNIQUE - {"inhabitant"} or not (former or _is_bare_enough(phrase)):
            return None
        here = self.tokens.sentence[phrase.head]
        words = phrase.words
        nations = nations_of(words)
        beside = self.knowledge.beside(phrase.head)
        fitting = [
            (
                _told(one, phrase, words) or noun.family in one.families - PERSONAL,
                one.count - 2.0 * max(0, here - one.last),
                -index,
                index,
            )
            for index, one in self.knowledge.recent(here, WINDOW)
            if one.actor.named
            and index not in beside
            and not self._is_of_another_age(index, phrase)
            and not (one.nations and nations and one.nations.isdisjoint(nations))
            and (_may_be(one, phrase, words) or (former and _is_person(one, phrase)))
        ]
        return max(fitting)[-1] if fitting else None

    def _prosecuted(self, phrase: Phrase) -> int | None:
        """*Le prévenu*: the one person that the text says is judged."""
        singular = phrase.definiteness in TAKES_UP and phrase.number != PLURAL
        if not singular or phrase.noun.lemma not in rules()["words"]["prosecuted"]:
            return None
        found = {i for i in self.tried if agrees(self.knowledge.known[i].actor, phrase)}
        return found.pop() if len(found) == 1 else None

    def _defended(self, phrase: Phrase) -> int | None:
        """*« Mon client est innocent »*: who is judged, else the person most spoken of."""
        mine = rules()["determiners"]["other_possessive"]
        if phrase.noun.lemma not in rules()["words"]["clients"] or phrase.number == PLURAL:
            return None
        if self.tokens.words[phrase.start] not in mine:
            return None
        lawyers = rules()["words"]["lawyers"]
        fitting = [
            (index in self.tried, one.count, -index)
            for index, one in self.knowledge.recent(self.tokens.sentence[phrase.head], WINDOW)
            if one.actor.named and _is_person(one, phrase) and one.roles.isdisjoint(lawyers)
        ]
        return -max(fitting)[-1] if fitting else None

    @cached_property
    def tried(self) -> frozenset[int]:
        """The people whom the text says to be judged or prosecuted, by name."""
        return frozenset(tried(self.tokens, self.knowledge.names, self.knowledge.taken))

    def _is_of_another_age(self, index: int, phrase: Phrase) -> bool:
        """*Thomas Untel, 20 ans… L'homme de 26 ans*: somebody else."""
        told = self.knowledge.ages.get(index)
        words, unit = self.tokens.words, rules()["time"]["years"]
        ages = {
            words[i]
            for i in range(phrase.head, phrase.end - 1)
            if self.tokens.pos[i] == "NUM" and words[i + 1] in unit
        }
        return bool(told) and bool(ages) and ages.isdisjoint(told or ())

    def _same_person(self, phrase: Phrase) -> int | None:
        """*Un homme… le suspect*: the one person without a name that was spoken of just now."""
        is_person = phrase.noun.kind == ActorKind.PERSON and phrase.number == SINGULAR
        if not is_person or phrase.definiteness not in TAKES_UP or phrase.noun.family in UNIQUE:
            return None
        if not _is_bare_enough(phrase):
            return None
        here = self.tokens.sentence[phrase.head]
        beside = self.knowledge.beside(phrase.head)
        words = phrase.words
        fitting = [
            index
            for index, one in self.knowledge.recent(here, NEAR)
            if not one.actor.named and index not in beside and _is_somebody(one, phrase, words)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _end(self, phrase: Phrase, how: str) -> int:
        """A name behind its title is part of the mention."""
        name = self.knowledge.name_at(phrase.end) if how == "title" else None
        return phrase.end if name is None else name.span.end


def _is_bare_enough(phrase: Phrase) -> bool:
    """A complement with an article (*le patron de l'usine*) introduces somebody else."""
    if phrase.noun.family in {"title", "trait"}:
        return True
    return phrase.end - phrase.head - phrase.noun.size <= 1  # the noun and one adjective


def _may_be(one: Known, phrase: Phrase, words: frozenset[str]) -> bool:
    """Tell whether a noun may be said of an actor, after what else was said of it."""
    noun = phrase.noun
    if one.actor.kind != noun.kind or not agrees(one.actor, phrase):
        return False
    if noun.kind != ActorKind.PERSON:
        is_public = bool(words) and "institution" in one.families  # *le groupe écologiste*
        return not (_is_of_another_sort(one, noun) or (is_public and _is_general(noun)))
    if noun.family == "event":
        return one.is_anybody and (not _is_perpetrator(noun) or _may_have_done_it(one))
    if noun.family in {"title", "role"}:
        said = one.lemmas.get(noun.lemma)
        if said is None:
            is_free = one.is_anybody and not (one.is_member and noun.family == "title")
            return is_free or bool(_synonyms(one, noun, words))
        is_free = not said or not words or noun.lemma in rules()["words"]["of_somebody"]
        return is_free or bool(said & words)
    return True


def _is_of_another_sort(one: Known, noun: Noun) -> bool:
    """Tell an association from a company, unless the noun says nothing of that."""
    if _is_general(noun) or noun.family not in DISTINCT:
        return False
    known = one.families & (DISTINCT | {"institution"})
    return bool(known) and noun.family not in known


def _is_general(noun: Noun) -> bool:
    return noun.lemma in rules()["words"]["general"]


def _general(noun: Noun, words: frozenset[str]) -> frozenset[str]:
    """Return the titles that a noun is another word for (*élu*, *premier magistrat*)."""
    known = kinds()
    found = known.get(noun.lemma, frozenset())
    return found.union(*(known.get(f"{word} {noun.lemma}", frozenset()) for word in words))


def _told(one: Known, phrase: Phrase, words: frozenset[str]) -> bool:
    """Tell whether an office was named for which the noun is another word."""
    same = phrase.noun.lemma in one.roles
    return same or bool(_synonyms(one, phrase.noun, words))


def _synonyms(one: Known, noun: Noun, words: frozenset[str]) -> frozenset[str]:
    """Return the offices of an actor that a noun is another word for.

    *Le PDG* is not the *président* of an association.
    """
    found = _general(noun, words) & one.roles
    if noun.lemma not in rules()["words"]["of_companies"]:
        return found
    sorts = {role: {_family(word) for word in one.lemmas.get(role, ())} for role in found}
    return frozenset(role for role in found if sorts[role] <= {None, "company", "media"})


def _family(word: str) -> str | None:
    noun = nouns().single.get(word)
    return noun.family if noun is not None and noun.kind == ActorKind.ORGANISATION else None


def _is_person(one: Known, phrase: Phrase) -> bool:
    return one.actor.kind == ActorKind.PERSON and agrees(one.actor, phrase)


def _is_perpetrator(noun: Noun) -> bool:
    return noun.lemma in rules()["words"]["perpetrators"]


def _may_have_done_it(one: Known) -> bool:
    """Whether *l'assassin* can be somebody: a man, a suspect, a name often met; no officer."""
    if one.actor.named:
        return one.count > 1
    return not one.families.isdisjoint({"trait", "event"}) and one.is_anybody


def _is_somebody(one: Known, phrase: Phrase, words: frozenset[str]) -> bool:
    """Either side is a mere *homme*, *individu*, *suspect*; or the nouns are of one kind."""
    if not _is_person(one, phrase):
        return False
    family = phrase.noun.family
    if _is_perpetrator(phrase.noun) and not _may_have_done_it(one):
        return False
    if "event" in one.families and not one.roles:
        return family in {"trait", "event"}
    return (
        family in {"trait", "event"}
        or _told(one, phrase, words)
        or (family == "role" and one.is_anybody)
    )
