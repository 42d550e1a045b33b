"""Nouns that can name an actor: persons, organisations, groups, documents that speak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.records import ActorKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SINGULAR, PLURAL = "Sing", "Plur"
MASCULINE, FEMININE = "Masc", "Fem"
AGREEING = frozenset(
    {"pronouns", "indefinites", "everybody", "demonstratives"}
)  # form → lists whose order counts
OFFICES = frozenset({"title", "role"})
PERSON_CLASSES = ("title", "role", "kin", "trait", "event")


@dataclass(frozen=True, slots=True)
class Noun:
    """What a noun form says of the actor it names.

    Attributes:
        family: `title`, `role`, `kin`, `trait`, `event` for persons; `company`, `institution`… for
            organisations; `group`, `document`, `inhabitant`.
        gender: None where the form is the same for both.
        lemma: The masculine singular, by which two descriptions are compared.
        size: Tokens of the noun (*chef de l'État* has four).
    """

    kind: ActorKind
    family: str
    gender: str | None
    number: str
    lemma: str
    size: int = 1


@dataclass(frozen=True, slots=True)
class Nouns:
    """The lexicon of actor nouns.

    Attributes:
        single: By form, lower case unless the entry is written with a capital.
        phrases: For entries of several words, what must follow the first word.
        firsts: The first word of every entry in lower case: a cheap test.
        kin: Words that a possessive makes a relative (*sa femme*).
    """

    single: Mapping[str, Noun]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Noun], ...]]
    firsts: frozenset[str]
    kin: Mapping[str, Noun]

    def of(self, words: list[str], text: str, i: int) -> Noun | None:
        """Return what the word at `i` names, the words behind it considered."""
        for rest, noun in self.phrases.get(words[i], ()):
            if tuple(words[i + 1 : i + 1 + len(rest)]) == rest:
                return noun
        if text[:1].isupper():
            return self.single.get(text) or self.single.get(words[i])
        return self.single.get(words[i]) or self._people(words[i])

    def _people(self, word: str) -> Noun | None:
        """*Les marocains*: the people of a country are often written so; *le marocain* is not."""
        noun = self.single.get(word.capitalize())
        is_people = noun is not None and noun.family == "inhabitant" and noun.number == PLURAL
        return noun if is_people else None


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """Return the nouns of the package's lexicons."""
    single: dict[str, Noun] = {}
    kin: dict[str, Noun] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Noun]]] = {}
    for form, noun in _entries():
        for first, *rest in _readings(form):
            if rest:
                whole = replace(noun, size=1 + len(rest))
                known = phrases.setdefault(first.lower(), [])
                known.append((tuple(word.lower() for word in rest), whole))
                continue
            single.setdefault(form, noun)
            if noun.family == "kin":
                kin[form] = noun
    longest = {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in phrases.items()}
    return Nouns(single, longest, frozenset(k.lower() for k in (*single, *phrases)), kin)


def _readings(form: str) -> Iterator[list[str]]:
    """Yield the tokens of a form; the tokeniser splits some hyphens (*président-directeur*)."""
    words = form.replace("'", "' ").split(" ")
    yield words
    if "-" in form:
        yield [part for word in words for part in word.replace("-", " - ").split(" ")]


def _entries() -> Iterator[tuple[str, Noun]]:
    """Yield forms and nouns; the first of a form wins, so persons go before organisations."""
    endings = _endings()
    yield from _persons(endings)
    for row in lexicon.read_csv("group_nouns.csv", ("noun", "gender", "number"), ("noun",)):
        number = row.one_of("number", (SINGULAR, PLURAL))
        noun = Noun(ActorKind.GROUP, "group", row["gender"], number, row["noun"])
        yield row["noun"], noun
        if number == SINGULAR:
            yield from _plural(row["noun"], noun, endings)
    for file in ("organisation_nouns.csv", "document_nouns.csv"):
        for row in lexicon.read_csv(file, ("noun", "gender", "class"), ("noun",)):
            noun = Noun(ActorKind.ORGANISATION, row["class"], row["gender"], SINGULAR, row["noun"])
            yield row["noun"], noun
            yield from _plural(row["noun"], noun, endings)


def _persons(endings: list[tuple[str, str]]) -> Iterator[tuple[str, Noun]]:
    columns = ("masculine", "feminine", "class")
    for row in lexicon.read_csv("person_nouns.csv", columns, ("masculine", "feminine")):
        family = row.one_of("class", PERSON_CLASSES)
        yield from _pair(row["masculine"], row["feminine"], family, endings)
    for row in lexicon.read_csv("inhabitants.csv", ("masculine", "feminine"), ("masculine",)):
        yield from _pair(row["masculine"], row["feminine"], "inhabitant", endings)


def _pair(
    masculine: str, feminine: str, family: str, endings: list[tuple[str, str]]
) -> Iterator[tuple[str, Noun]]:
    prefix, _, rest = (masculine or feminine).partition("-")
    lemma = rest if prefix in rules()["words"]["former"] else masculine or feminine
    for form, gender in ((masculine, MASCULINE), (feminine, FEMININE)):
        if not form:
            continue
        either = None if masculine == feminine else gender
        noun = Noun(ActorKind.PERSON, family, either, SINGULAR, lemma)
        plural = Noun(ActorKind.GROUP, family, either, PLURAL, lemma)
        had = prefix in rules()["words"]["former"]
        for before in ("", *rules()["words"]["past"]) if family in OFFICES and not had else ("",):
            yield before + form, noun
            yield before + _pluralised(form, endings), plural


def _plural(form: str, noun: Noun, endings: list[tuple[str, str]]) -> Iterator[tuple[str, Noun]]:
    if " " not in form:
        plural = Noun(ActorKind.GROUP, noun.family, noun.gender, PLURAL, noun.lemma)
        yield _pluralised(form, endings), plural


def _endings() -> list[tuple[str, str]]:
    rows = lexicon.read_csv("noun_endings.csv", ("singular", "plural"), ("singular",))
    return sorted(((r["singular"], r["plural"]) for r in rows), key=lambda pair: -len(pair[0]))


def _pluralised(form: str, endings: list[tuple[str, str]]) -> str:
    for singular, plural in endings:
        if form.endswith(singular):
            return form.removesuffix(singular) + plural
    return form + "s"


@lru_cache(maxsize=1)
def demonyms() -> Mapping[str, str]:
    """Return the state that an adjective of nation names, lower case."""
    rows = lexicon.read_csv("demonyms.csv", ("form", "state"), ("form",))
    return {row["form"].lower(): row["state"] for row in rows}


@lru_cache(maxsize=1)
def civilities() -> frozenset[str]:
    """Return what stands before a person's name, lower case: *m.*, *mme*, *me*."""
    rows = lexicon.read_csv("civilities.csv", ("form", "gender", "kind"), ("form",))
    return frozenset(row["form"].lower() for row in rows)


@lru_cache(maxsize=1)
def sorts() -> Mapping[str, str]:
    """Return what sort of organisation a known name is, as the families of nouns call it."""
    table = rules()["sorts"]
    rows = lexicon.read_csv("institutions.csv", ("form", "name", "kind"), ("form",))
    return {row["form"]: table[row["kind"]] for row in rows if row["kind"] in table}


@lru_cache(maxsize=1)
def kinds() -> Mapping[str, frozenset[str]]:
    """Return for a general noun (*élu*) the titles whose holders it takes up."""
    rows = lexicon.read_csv("title_kinds.csv", ("noun", "takes_up"), ("noun",))
    return {row["noun"]: frozenset(row["takes_up"].split("|")) for row in rows}


@lru_cache(maxsize=1)
def rules() -> Mapping[str, Any]:
    """Return the closed word classes of `coreference.toml`, lists as sets."""
    data = lexicon.read_toml("coreference.toml")
    return {
        name: {
            k: frozenset(v) if isinstance(v, list) and name not in AGREEING else v
            for k, v in table.items()
        }
        for name, table in data.items()
        if isinstance(table, dict)
    }
