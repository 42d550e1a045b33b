"""Closed word classes, from `lexicons/grammar.toml`: what the rules read off the surface."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.inflection import Mood, verb_forms
from pipeline.scan import APOSTROPHES, scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc


def normal(text: str) -> str:
    """Return a word as the lexicons write it: lower case, straight apostrophe."""
    lower = text.lower()
    return lower if lower.isascii() else lower.translate(APOSTROPHES)


def normal_words(doc: Doc) -> list[str]:
    """Return the words of a Doc as the lexicons write them; much faster than token by token."""
    return scan(doc).words


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes by name; see the comments of the file.

    Attributes:
        prepositions: First word → ((words, canonical preposition), …), longest first.
        auxiliaries: Form → (infinitive, mood) of the verbs that build verb groups.
        participles: Forms of theirs that may be participles (*fait* is a present as well).
        locutions: Last word → the words of adverbial locutions that end with it, longest first.
    """

    prepositions: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    auxiliaries: Mapping[str, tuple[str, Mood]]
    words: Mapping[str, frozenset[str]]
    participles: frozenset[str]
    locutions: Mapping[str, tuple[tuple[str, ...], ...]]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """Return the word classes that come with the package."""
    data = lexicon.read_toml("grammar.toml")
    words = {
        f"{section}.{name}": frozenset(forms)
        for section, table in data.items()
        if isinstance(table, dict)
        for name, forms in table.items()
        if isinstance(forms, list)
    }
    auxiliaries = data["auxiliaries"]
    return Grammar(
        _prepositions(data["prepositions"]),
        _auxiliaries(auxiliaries),
        words,
        frozenset(
            form.text
            for verbs in auxiliaries.values()
            for verb in verbs
            for form in verb_forms(verb)
            if form.mood is Mood.PARTICIPLE
        ),
        _by_last_word(data["locutions"]["inside"]),
    )


def _split(phrase: str) -> tuple[str, ...]:
    """Return the words of a phrase as the tokeniser cuts them."""
    return tuple(phrase.replace("'", "' ").split())


def _by_last_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(_split(phrase)[-1], []).append(_split(phrase))
    return {last: tuple(sorted(several, key=len)[::-1]) for last, several in found.items()}


def _prepositions(
    table: Mapping[str, str],
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in table.items():
        words = _split(phrase)
        found.setdefault(words[0], []).append((words, name))
    return {first: tuple(sorted(rest, key=lambda r: -len(r[0]))) for first, rest in found.items()}


def _auxiliaries(table: Mapping[str, Any]) -> dict[str, tuple[str, Mood]]:
    forms: dict[str, tuple[str, Mood]] = {}
    for verbs in table.values():
        for verb in verbs:
            for form in verb_forms(verb):
                forms.setdefault(form.text, (verb, form.mood))
    return forms
