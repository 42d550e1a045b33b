"""Inflected forms of French verbs, nouns and adjectives, generated from paradigms that are data.

The tagger gives a third of the present-tense cues a wrong part of speech or lemma (*critique* →
ADJ, *dément* → ADV); a form that was generated from its lemma needs no tagger to be found.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = "conjugation.toml"
PERSONS = 6


class Mood(StrEnum):
    """What a verb form says by its ending."""

    INDICATIVE = "ind"
    FUTURE = "fut"
    CONDITIONAL = "cnd"
    SUBJUNCTIVE = "sub"
    INFINITIVE = "inf"
    GERUND = "ger"
    PARTICIPLE = "pp"


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected verb form.

    Attributes:
        person: 1 to 3, None for the forms that have none.
        plural: Whether it agrees with a plural; None for infinitive and gerund.
    """

    text: str
    mood: Mood
    person: int | None = None
    plural: bool | None = None


class Conjugation:
    """The paradigms, and the one each verb takes."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._endings: Mapping[str, Any] = data["endings"]
        self._by_verb: dict[str, Mapping[str, Any]] = {}
        self._by_suffix: list[tuple[str, Mapping[str, Any]]] = []
        plain: dict[str, Mapping[str, Any]] = {}
        for entry in data["paradigm"]:
            paradigm = {**plain[entry["like"]], **entry} if "like" in entry else entry
            plain.setdefault(paradigm["ending"], paradigm)
            for verb in entry.get("verbs", ()):
                self._by_verb[verb] = paradigm
            if "verbs" not in entry:
                for suffix in entry.get("suffixes", (paradigm["ending"],)):
                    self._by_suffix.append((suffix, paradigm))
        self._by_suffix.sort(key=lambda pair: -len(pair[0]))

    def forms(self, verb: str) -> tuple[Form, ...]:
        """Return every form of the verb, the infinitive first.

        Raises:
            LexiconError: No paradigm fits the verb.
        """
        paradigm = self._paradigm(verb)
        stem = verb.removesuffix(paradigm["ending"])
        return (
            Form(verb, Mood.INFINITIVE),
            *self._finite(stem, paradigm),
            *_participles(stem + _first(paradigm["participle"]), stem, paradigm),
            Form(self._join(stem, paradigm["gerund"], paradigm), Mood.GERUND),
        )

    def _paradigm(self, verb: str) -> Mapping[str, Any]:
        if verb in self._by_verb:
            return self._by_verb[verb]
        for suffix, paradigm in self._by_suffix:
            if verb.endswith(suffix):
                return paradigm
        raise LexiconError(lexicon.folder() / FILE, "?", f"no paradigm conjugates {verb!r}")

    def _finite(self, stem: str, paradigm: Mapping[str, Any]) -> Iterator[Form]:
        for rank, suffix in enumerate(paradigm["present"].split(" ")):
            yield self._form(stem, suffix, paradigm, Mood.INDICATIVE, rank)
        for rank, suffix in enumerate(paradigm["subjunctive"].split(" ")):
            yield self._form(stem, suffix, paradigm, Mood.SUBJUNCTIVE, rank)
        past = f"past_{paradigm['past_vowel']}"
        for tense, field, mood in (
            ("imperfect", "imperfect", Mood.INDICATIVE),
            (past, "past", Mood.INDICATIVE),
            ("future", "future", Mood.FUTURE),
            ("conditional", "future", Mood.CONDITIONAL),
        ):
            for rank, ending in enumerate(self._endings[tense].split(" ")):
                yield self._form(stem, paradigm[field] + ending, paradigm, mood, rank)

    def _form(
        self, stem: str, suffix: str, paradigm: Mapping[str, Any], mood: Mood, rank: int
    ) -> Form:
        future = mood in {Mood.FUTURE, Mood.CONDITIONAL}
        text = self._join(stem, suffix, paradigm, future=future)
        return Form(text, mood, rank % 3 + 1, rank >= PERSONS // 2)

    def _join(
        self, stem: str, suffix: str, paradigm: Mapping[str, Any], *, future: bool = False
    ) -> str:
        mute = (
            paradigm.get("mute_future", False)
            if future
            else suffix in self._endings["mute_suffixes"]
        )
        old: str
        new: str
        if mute and "mute" in paradigm:
            old, new = paradigm["mute"]
            head, _, tail = stem.rpartition(old)
            return head + new + tail + suffix
        if "soften" in paradigm and suffix[:1] in tuple(self._endings["open_vowels"]):
            old, new = paradigm["soften"]
            return stem.removesuffix(old) + new + suffix
        return stem + suffix


def _first(forms: str) -> str:
    return forms.split(" ", maxsplit=1)[0]


def _participles(masculine: str, stem: str, paradigm: Mapping[str, Any]) -> Iterator[Form]:
    given = paradigm["participle"].split(" ")
    if len(given) > 1:
        texts = [stem + text for text in given]
    else:
        texts = [masculine, masculine + "s", masculine + "e", masculine + "es"]
    for rank, text in enumerate(texts):
        yield Form(text, Mood.PARTICIPLE, None, rank % 2 == 1)


@lru_cache(maxsize=1)
def conjugation() -> Conjugation:
    """Return the paradigms that come with the package."""
    return Conjugation(lexicon.read_toml(FILE))


@lru_cache(maxsize=4096)
def verb_forms(verb: str) -> tuple[Form, ...]:
    """Return every form of the verb."""
    return conjugation().forms(verb)


@lru_cache(maxsize=1)
def _nominal_rules() -> Mapping[str, Any]:
    rules: Mapping[str, Any] = lexicon.read_toml("nominal.toml")
    return rules


@lru_cache(maxsize=4096)
def noun_forms(noun: str) -> tuple[str, ...]:
    """Return singular and plural of a noun."""
    return (noun, *_replaced(noun, _nominal_rules()["plural"]))


@lru_cache(maxsize=4096)
def adjective_forms(adjective: str) -> tuple[str, ...]:
    """Return masculine and feminine, singular and plural, of an adjective."""
    (feminine,) = _replaced(adjective, _nominal_rules()["feminine"])
    return tuple(dict.fromkeys((*noun_forms(adjective), *noun_forms(feminine))))


def _replaced(word: str, rules: list[list[str]]) -> tuple[str]:
    """Return the word with its first fitting ending replaced; the last rule fits every word."""
    for old, new in rules:
        if word.endswith(old):
            return (word.removesuffix(old) + new,)
    return (word,)
