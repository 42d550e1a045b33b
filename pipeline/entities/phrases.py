"""Noun phrases headed by a noun that can name an actor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.entities.complements import BEFORE, end_of_phrase, has_verb, is_verb
from pipeline.entities.nouns import FEMININE, PERSON_CLASSES, PLURAL, SINGULAR, nouns, rules
from pipeline.entities.tokens import NAMING
from pipeline.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.entities.nouns import Noun
    from pipeline.entities.tokens import Tokens

    Names = Mapping[int, tuple[int, int]]

HEADS = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB"})
IDENTIFYING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
ARGUMENTS = SUBJECTS | {"obj", "iobj", "conj", "ROOT", "appos"}
COMMAS = frozenset({",", "(", "–", "—"})
_SINGLE = dict.fromkeys((*PERSON_CLASSES, "inhabitant"), ActorKind.PERSON)


class Definiteness(StrEnum):
    """How a phrase is introduced, and so whether it may take up an actor met before."""

    DEFINITE = "definite"
    DEMONSTRATIVE = "demonstrative"
    POSSESSIVE = "possessive"
    INDEFINITE = "indefinite"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that names an actor.

    Attributes:
        end: Behind the modifiers that identify it; relative clauses are left out.
        noun: What the lexicon says of its head.
        words: What identifies it beyond its head, function words left out.
        owner: Index of a possessive determiner.
    """

    start: int
    head: int
    end: int
    noun: Noun
    definiteness: Definiteness
    gender: str | None
    number: str
    words: frozenset[str]
    owner: int | None = None


def phrases(tokens: Tokens, names: Names) -> Iterator[Phrase]:
    """Yield the phrases of a text headed by an actor noun that is no part of a name.

    Args:
        tokens: The text.
        names: Where the name begins and ends that each token is part of.
    """
    lexicon = nouns()
    words, pos = tokens.words, tokens.pos
    for i, word in enumerate(words):
        if word not in lexicon.firsts or i in names or pos[i] not in HEADS:
            continue
        noun = lexicon.of(words, tokens.doc[i].text, i)
        if noun is None or not (
            _is_headed(tokens, i) or _is_apposed_office(tokens, i, noun, names)
        ):
            continue
        if _is_quantity(tokens, i):
            continue
        phrase = _phrase(tokens, i, noun, names)
        if _acts(tokens, phrase):
            yield phrase


def _is_quantity(tokens: Tokens, i: int) -> bool:
    """*La majorité des habitants*: the habitants act, no majorité."""
    words, after = tokens.words, i + 2
    if words[i] not in rules()["words"]["quantities"] or after >= len(words):
        return False
    return words[i + 1] in rules()["words"]["genitives"] and tokens.number[after] == PLURAL


def _is_headed(tokens: Tokens, i: int) -> bool:
    """Tell a noun from an adjective or a verb of the same form by what stands around it."""
    pos = tokens.pos[i]
    if i and tokens.pos[i - 1] in {"PROPN", "PUNCT"} and is_verb(tokens, i):
        return False  # « Untel, maire, juge la peine… »
    if pos in NAMING:
        return not (pos == "NOUN" and tokens.dep[i] == "amod")
    before = tokens.pos[i - 1] if i else ""
    if pos == "ADJ" and tokens.dep[i] == "amod":
        return False
    if pos == "VERB" and tokens.dep[i] in {"acl", "aux"}:
        return False
    determiners = rules()["determiners"]
    told = tokens.words[i - 1] in determiners["definite"] | determiners["indefinite"]
    return before in {"DET", "NUM"} or told


def _is_apposed_office(tokens: Tokens, i: int, noun: Noun, names: Names) -> bool:
    """*Jean Untel, délégué CGT*: a participle to the tagger, an office between commas."""
    if noun.family != "title" or i < 2 or tokens.words[i - 1] != "," or i - 2 not in names:  # noqa: PLR2004
        return False
    return not is_verb(tokens, i)


def _acts(tokens: Tokens, phrase: Phrase) -> bool:
    """Places are nobody; documents speak only as subjects, agents and sources."""
    before = tokens.words[phrase.start - 1] if phrase.start else ""
    classes = rules()["words"]
    if phrase.definiteness == Definiteness.BARE and tokens.pos[phrase.head] not in NAMING:
        return before == ","
    if phrase.definiteness == Definiteness.INDEFINITE and before in classes["comparing"]:
        return False  # « présenté comme un manipulateur »: a label
    if phrase.noun.family == "document":
        according = before in classes["according"] or tokens.words[
            phrase.start - 2 : phrase.start
        ] == ["d'", "après"]
        speaks = tokens.dep[phrase.head] in SUBJECTS or according
        return speaks or _is_verbless_root(tokens, phrase.head)
    if phrase.noun.family == "territory":
        conduct = tokens.words[tokens.head[phrase.head]] in classes["conduct"]
        return tokens.dep[phrase.head] in ARGUMENTS or (
            tokens.dep[phrase.head] == "nmod" and conduct
        )
    if phrase.definiteness == Definiteness.BARE and phrase.number == PLURAL:
        return tokens.dep[_quantity_before(tokens, phrase) or phrase.head] in ARGUMENTS
    return not (phrase.noun.kind != ActorKind.PERSON and before in classes["locatives"])


def _quantity_before(tokens: Tokens, phrase: Phrase) -> int | None:
    """Return the head of *une poignée de grévistes*, which stands where they do in the clause."""
    i, classes = phrase.start - 2, rules()["words"]
    if i < 0 or tokens.words[i + 1] not in classes["genitives"]:
        return None
    return i if tokens.words[i] in classes["quantities"] else None


def _is_verbless_root(tokens: Tokens, head: int) -> bool:
    """*Un rapport accable l'usine*: the tagger took the verb for an adjective."""
    return tokens.dep[head] == "ROOT" and not has_verb(tokens, head)


def _phrase(tokens: Tokens, head: int, noun: Noun, names: Names) -> Phrase:
    start = _start(tokens, head)
    first = tokens.words[start]
    owner = start if first in rules()["determiners"]["possessive"] else None
    if owner is not None:
        noun = nouns().kin.get(tokens.words[head], noun)
    definiteness = _definiteness(tokens, start, head)
    number = _number(tokens, start, noun)
    told = rules()["determiners"]["gendered"].get(first)
    is_woman = noun.kind == ActorKind.PERSON and told == FEMININE  # « la chef de file »
    gender = told if is_woman else noun.gender or told
    end = end_of_phrase(tokens, head, noun.size, names)
    one = _one_of(tokens, start, head) if number == PLURAL else None
    if one is not None:
        kind = _SINGLE.get(noun.family, ActorKind.ORGANISATION)
        single = replace(noun, kind=kind, number=SINGULAR)
        words = _identifying(tokens, range(one, end), head, noun)
        indefinite = Definiteness.INDEFINITE
        return Phrase(one, head, end, single, indefinite, gender, SINGULAR, words, owner)
    words = _identifying(tokens, range(start, end), head, noun)
    return Phrase(start, head, end, noun, definiteness, gender, number, words, owner)


def _one_of(tokens: Tokens, start: int, head: int) -> int | None:
    """Return where *un des avocats*, *l'une de ses filles* begins: one of several, singular."""
    words, classes = tokens.words, rules()["words"]
    at = start if words[start] in classes["genitives"] else start - 1
    if at < 1 or start > head or words[at] not in classes["genitives"]:
        return None
    if words[at - 1] not in classes["one"]:
        return None
    return at - 2 if at > 1 and words[at - 2] == "l'" else at - 1


def _start(tokens: Tokens, head: int) -> int:
    """Return where the phrase begins: its determiner, or the words of quantity before it."""
    i, low = head, max(tokens.sentence_start(head), head - 6)
    quantifiers = rules()["words"]["quantifiers"]
    while i > low and _goes_before(tokens, i - 1) and tokens.under(i - 1, head):
        i -= 1
        if tokens.pos[i] == "DET" and tokens.pos[i - 1] != "DET" and not _is_figure(tokens, i):
            break
    if i > low + 1 and tokens.pos[i] == "NUM" and tokens.words[i - 2] in quantifiers:
        i -= 2
    elif i > low and tokens.pos[i] == "NUM" and tokens.words[i - 1] in quantifiers:
        i -= 1
    return i


def _goes_before(tokens: Tokens, i: int) -> bool:
    return tokens.pos[i] in BEFORE or tokens.dep[i] == "det"  # « certains » is tagged a pronoun


def _is_figure(tokens: Tokens, i: int) -> bool:
    """*5 000 habitants*: the tagger takes the second half for a determiner."""
    return tokens.words[i].isdigit()


def _definiteness(tokens: Tokens, start: int, head: int) -> Definiteness:
    words, determiners = tokens.words, rules()["determiners"]
    first = words[start]
    if start == head or tokens.pos[start] == "ADJ":
        if start and words[start - 1] in determiners["definite"]:  # du, des, au, aux
            return Definiteness.DEFINITE
        return Definiteness.BARE
    if first in determiners["possessive"] or first in determiners["other_possessive"]:
        return Definiteness.POSSESSIVE
    if first in determiners["demonstrative"]:
        return Definiteness.DEMONSTRATIVE
    if first in determiners["indefinite"] or tokens.pos[start] == "NUM":
        return Definiteness.INDEFINITE
    return Definiteness.DEFINITE if first in determiners["definite"] else Definiteness.INDEFINITE


def _number(tokens: Tokens, start: int, noun: Noun) -> str:
    if noun.number == PLURAL or tokens.number[start] == PLURAL:
        return PLURAL
    return noun.number


def is_apposed_left(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether a comma or bracket stands right before the phrase."""
    return phrase.start > 0 and tokens.words[phrase.start - 1] in COMMAS


def is_former(tokens: Tokens, phrase: Phrase) -> bool:
    """Tell whether the phrase names an office of another time: one may have held many."""
    former: frozenset[str] = rules()["words"]["former"]
    return any(tokens.words[i] in former for i in range(phrase.start, phrase.head))


def before_age(tokens: Tokens, start: int) -> int:
    """Return where the name should end: *Jeanne Untel, 45 ans, avocate* has it before the age."""
    unit, figure = start - 2, start - 3
    if figure < 1 or tokens.pos[figure] != "NUM" or tokens.words[figure - 1] not in COMMAS:
        return start - 1
    return figure - 1 if tokens.words[unit] in rules()["time"]["nouns"] else start - 1


def _identifying(tokens: Tokens, inside: range, head: int, noun: Noun) -> frozenset[str]:
    """Return the words of a phrase that tell more than its head does."""
    former: frozenset[str] = rules()["words"]["former"]
    own = range(head, head + noun.size)
    found = [tokens.words[i] for i in inside if tokens.pos[i] in IDENTIFYING and i not in own]
    return frozenset(found) - former
