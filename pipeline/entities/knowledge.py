"""What a document has said of its actors so far, for descriptions to take up."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.entities.nouns import SINGULAR, civilities, demonyms, nouns, rules, sorts
from pipeline.entities.phrases import Definiteness
from pipeline.records import Actor, ActorKind
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.entities.phrases import Phrase
    from pipeline.entities.tokens import Tokens
    from pipeline.records import Mention

Key = tuple[str, str]
OFFICES = frozenset({"title", "role", "kin"})
COARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl:arg", "obl:agent"})


@dataclass(slots=True)
class Known:
    """What the document has said of an actor so far.

    Attributes:
        lemmas: Nouns it was described with, and the words that went with each.
        roles: Those of the nouns that name an office or a trade.
        families: What sort of organisation the nouns say it is.
        nations: The states that adjectives beside its titles name.
        is_member: Whether its name was told with an organisation: *Jean Untel, de la CGT*.
        last: Sentence of its latest mention.
    """

    actor: Actor
    lemmas: dict[str, frozenset[str]] = field(default_factory=dict)
    aliases: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    families: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    is_member: bool = False
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
        ages: What age a name is told with: *Jean Untel, 20 ans*.
        by_name: Actors by name, in lower case.
        by_key: Actors by noun and number, the latest described so last.
        by_head: Actor by the head of each phrase read so far.
    """

    def __init__(self, tokens: Tokens) -> None:
        doc = tokens.doc
        self.tokens = tokens
        self.known = [Known(actor) for actor in doc._.actors]
        for one in self.known:
            sort = sorts().get(one.actor.name) or _sort_of(one.actor)
            if sort is not None:
                one.families.add(sort)
        self.names: dict[int, Mention] = {}
        self.taken: dict[int, tuple[int, int]] = {}
        for mention in doc._.mentions:
            self.names[mention.span.start] = mention
            for i in range(mention.span.start, mention.span.end):
                self.taken[i] = (mention.span.start, mention.span.end)
        self._read_civilities()
        self._read_members()
        self.ages = self._ages()
        self.by_name = {one.actor.name.casefold(): i for i, one in enumerate(self.known)}
        self.by_key: dict[Key, dict[int, None]] = {}
        self.by_head: dict[int, int] = {}
        self._by_verb: dict[int, dict[int, int]] = {}  # actors by clause and head of phrase
        self._subjects: dict[int, int] = {}  # the last sentence an actor is the subject of
        self._waiting = sorted(self.names, reverse=True)
        self._recent: dict[int, None] = {}  # actors, the latest mentioned last

    def _read_civilities(self) -> None:
        """*Me Untel* is a lawyer, and so no *procureur*."""
        offices = rules()["words"]["offices"]
        for start, mention in self.names.items():
            office = offices.get(self.tokens.words[start - 1].rstrip(".")) if start else None
            if office is not None and mention.actor is not None:
                one = self.known[mention.actor]
                one.roles.add(office)
                one.lemmas.setdefault(office, frozenset())

    def _read_members(self) -> None:
        """*Jean Untel, de la fédération des parents,* is nobody's ministre."""
        words, genitives = self.tokens.words, rules()["words"]["genitives"]
        determiners = rules()["determiners"]["definite"]
        for mention in self.names.values():
            i = mention.span.end
            if mention.actor is None or words[i : i + 1] != [","]:
                continue
            if words[i + 1 : i + 2] and words[i + 1] in genitives:
                i += 3 if words[i + 2 : i + 3] and words[i + 2] in determiners else 2
                self.known[mention.actor].is_member |= self._is_organisation(i)

    def _is_organisation(self, i: int) -> bool:
        name = self.names.get(i)
        if name is not None and name.actor is not None:
            return self.known[name.actor].actor.kind is ActorKind.ORGANISATION
        noun = (
            nouns().of(self.tokens.words, self.tokens.doc[i].text, i)
            if i < len(self.tokens.words)
            else None
        )
        return noun is not None and noun.kind is ActorKind.ORGANISATION

    def _ages(self) -> dict[int, set[str]]:
        words, unit = self.tokens.words, rules()["time"]["years"]
        found: dict[int, set[str]] = {}
        for mention in self.names.values():
            end = mention.span.end
            told = end + 2 < len(words) and words[end] in {",", "("} and words[end + 2] in unit
            if told and mention.actor is not None:
                found.setdefault(mention.actor, set()).add(words[end + 1])
        return found

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors, with the aliases and gender that descriptions gave them."""
        return tuple(
            replace(one.actor, aliases=tuple(dict.fromkeys((*one.actor.aliases, *one.aliases))))
            if one.aliases
            else one.actor
            for one in self.known
        )

    def name_at(self, i: int) -> Mention | None:
        """Return the name that begins at a token, behind its civility if it has one."""
        found = self.names.get(i)
        if found is None and i < len(self.tokens.words) and self.tokens.words[i] in civilities():
            return self.names.get(i + 1)
        return found

    def recent(self, here: int, window: int) -> Iterator[tuple[int, Known]]:
        """Yield the actors mentioned in the last sentences, the latest first."""
        for index in reversed(self._recent):
            one = self.known[index]
            if here - one.last > window:
                return
            yield index, one

    def new(self, phrase: Phrase) -> int:
        """Return a new actor that only descriptions name."""
        text = scan(self.tokens.doc).between(phrase.start, phrase.end)
        first = self.tokens.doc[phrase.start]
        if phrase.start != phrase.head or first.is_sent_start:
            is_shouted = text.isupper() and len(text.split()) > 1  # not *L'ONG*
            text = text.lower() if is_shouted else text
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
        words = phrase.words
        one.lemmas[lemma] = said | words
        one.nations |= nations_of(words)
        if phrase.noun.family in OFFICES:
            one.roles.add(lemma)
        one.families.add(phrase.noun.family)
        order = self.by_key.setdefault(key_of(phrase), {})
        order.pop(index, None)
        order[index] = None
        self._at_head(phrase.head, index)
        self._seen(index, phrase.head)
        text = scan(self.tokens.doc).between(phrase.start, phrase.end)
        is_label = phrase.definiteness == Definiteness.INDEFINITE and one.actor.named
        if not is_label and text.casefold() != one.actor.name.casefold():
            one.aliases.append(text)
        is_person = one.actor.kind == phrase.noun.kind == ActorKind.PERSON
        if is_person and one.actor.gender is None and phrase.noun.gender:
            one.actor = replace(one.actor, gender=phrase.gender)

    def _at_head(self, head: int, index: int) -> None:
        self.by_head[head] = index
        self._by_verb.setdefault(self.tokens.clause(head), {})[head] = index

    def beside(self, head: int) -> frozenset[int]:
        """Return the actors whose phrases depend on the verb that a phrase depends on.

        *Untel accuse le maire*: the maire is somebody else, or there would be a reflexive.
        """
        tokens = self.tokens
        while tokens.dep[head] == "nmod" and tokens.head[head] < head:
            head = tokens.head[head]  # *Untel juge le bilan du maire* is no better
        verb = tokens.head[head]
        if tokens.dep[head] not in COARGUMENTS:
            return frozenset()
        found = set(self._arguments(verb))
        if tokens.dep[verb] == "xcomp":  # *vient d'être assigné par la coopérative*
            found.update(self._arguments(tokens.head[verb]))
        return frozenset(found | self._meant_beside(head, verb))

    def _arguments(self, verb: int) -> Iterator[int]:
        """Yield the actors whose phrases depend on a verb as its arguments."""
        tokens = self.tokens
        clause = verb if verb in tokens.predicates else tokens.clause(verb)
        for other, index in self._by_verb.get(clause, {}).items():
            if tokens.head[other] == verb and tokens.dep[other] in COARGUMENTS:
                yield index

    def _meant_beside(self, head: int, verb: int) -> set[int]:
        """*Untel a parlé. Il accuse le maire*: whom the pronoun takes up is not the maire."""
        tokens, low = self.tokens, self.tokens.sentence_start(verb)
        for i in range(max(low, verb - 4), min(verb + 2, head)):
            word = tokens.words[i]
            is_several = word in rules()["everybody"] and tokens.pos[i] != "DET"
            kind = "subject" if is_several else rules()["pronouns"].get(word, ("",))[0]
            if "subject" in kind and tokens.clause(i) == verb:
                before = tokens.sentence[verb] - 1
                return {one for one, at in self._subjects.items() if at == before}
        return set()

    def note_names(self, upto: int) -> None:
        """Count the names before a token as mentioned."""
        while self._waiting and self._waiting[-1] < upto:
            mention = self.names[self._waiting.pop()]
            if mention.actor is not None:
                root = mention.span.root.i
                self._seen(mention.actor, root)
                self._by_verb.setdefault(self.tokens.clause(root), {})[root] = mention.actor

    def _seen(self, index: int, i: int) -> None:
        one = self.known[index]
        one.last = self.tokens.sentence[i]
        if self._is_subject(i):
            self._subjects[index] = one.last
        one.count += 1
        self._recent.pop(index, None)
        self._recent[index] = None

    def _is_subject(self, i: int) -> bool:
        """Tell whether a phrase is a subject, or stands in a list that is."""
        tokens = self.tokens
        if tokens.dep[i] == "conj":
            i = tokens.head[i]
        return tokens.dep[i].startswith("nsubj")


def _sort_of(actor: Actor) -> str | None:
    """Return the sort that the first word of a name tells: *parquet de Valmeroy*."""
    if actor.kind is not ActorKind.ORGANISATION:
        return None
    noun = nouns().single.get(actor.name.partition(" ")[0].lower())
    return None if noun is None or noun.kind is not ActorKind.ORGANISATION else noun.family


def nations_of(words: frozenset[str]) -> frozenset[str]:
    """Return the states that adjectives of nation among some words name."""
    known = demonyms()
    return frozenset(known[word] for word in words if word in known)


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
