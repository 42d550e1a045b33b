"""Which names of persons are one person's, within a document.

A full name is a person; a surname is the person of that full name when there is one, and stays
unresolved when there are two that nothing tells apart. A civility of the other gender (*Mme Brac*
beside *Luc Brac*) is another person.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SURE, LIKELY, POSSIBLE = 0.97, 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Naming:
    """One name of a person, as it stands in the text.

    Attributes:
        words: The name without titles.
        gender: What civility, first name or noun beside it tell.
        civil: Whether a civility tells the gender.
        shared: The surname that a coordinated first name shares (*Luc et Anne Brac*).
    """

    words: tuple[str, ...]
    gender: str | None
    civil: bool = False
    shared: tuple[str, ...] = ()

    @property
    def full(self) -> tuple[str, ...]:
        """Return the name with the surname that it shares."""
        return (*self.words, *self.shared)


@dataclass(slots=True)
class Person:
    """A person of the document while its names are gathered."""

    words: tuple[str, ...]
    gender: str | None
    seen: int | None = None  # rank of the last naming so far
    forms: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The person of one naming; None when two would do."""

    person: int | None
    how: str
    confidence: float


def persons(
    namings: Sequence[Naming], first_names: Mapping[str, str | None]
) -> tuple[list[Person], list[Resolved]]:
    """Return the persons of a document, and which one each naming names."""
    known: list[Person] = []
    for naming in namings:
        words = naming.full
        if len(words) > 1 and not _is_surname(words, naming, first_names):
            _add(known, words, naming.gender)
    resolved = []
    for rank, naming in enumerate(namings):
        found = _resolve(known, naming, first_names)
        if found.person is not None:
            person = known[found.person]
            person.seen = rank
            person.forms.append(naming.words)
            if person.gender is None:
                person.gender = naming.gender
        resolved.append(found)
    return known, resolved


@lru_cache(maxsize=1 << 14)
def folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without case, accents and hyphens."""
    plain = unicodedata.normalize("NFD", " ".join(words).casefold())
    letters = "".join(" " if c in "-’'" else c for c in plain if not unicodedata.combining(c))
    return tuple(letters.split())


def given_name(word: str, first_names: Mapping[str, str | None]) -> bool:
    """Whether a word is a first name."""
    return word in first_names or word.partition("-")[0] in first_names


def _is_surname(
    words: Sequence[str], naming: Naming, first_names: Mapping[str, str | None]
) -> bool:
    """Whether several words are a surname alone: `Mme Le Brac`, `Le Brac`."""
    if given_name(words[0], first_names) or _is_initial(words[0]):
        return False
    return naming.civil or len(words[0]) <= len("Van")


def _is_initial(word: str) -> bool:
    return word.endswith(".") or len(word) == 1


def _add(known: list[Person], words: tuple[str, ...], gender: str | None) -> None:
    for person in known:
        if _same(person.words, words) and not _conflict(person.gender, gender):
            if _is_initial(person.words[0]) or len(words) > len(person.words):
                person.words = words
            person.gender = person.gender or gender
            return
    known.append(Person(words, gender))


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are one: equal, a middle name more, or an initial."""
    first, second = folded(one), folded(other)
    if first == second:
        return True
    if first[-1] != second[-1]:
        return False
    short, long = sorted((first, second), key=len)
    if _is_initial(one[0]) or _is_initial(other[0]):
        return first[0][0] == second[0][0]
    if short[0] == long[0] and len(short) > 1:
        return set(short) <= set(long)
    return False


def _conflict(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _resolve(
    known: list[Person], naming: Naming, first_names: Mapping[str, str | None]
) -> Resolved:
    words = naming.full
    whole = [i for i, person in enumerate(known) if _same(person.words, words)]
    if whole and len(words) > 1:
        return Resolved(whole[0], "full_name", SURE)
    by_surname = [
        i
        for i, person in enumerate(known)
        if _ends_with(person.words, words) and not _conflict(person.gender, naming.gender)
    ]
    if by_surname:
        return _one_of(known, by_surname, "surname")
    if len(words) == 1 and not naming.civil and given_name(words[0], first_names):
        by_first = [i for i, p in enumerate(known) if len(p.words) > 1 and p.words[0] == words[0]]
        if len(by_first) == 1:
            return Resolved(by_first[0], "first_name", POSSIBLE)
        if by_first:
            return Resolved(None, "ambiguous_first_name", 0.0)
    known.append(Person(words, naming.gender))
    return Resolved(len(known) - 1, "own_name", LIKELY)


def _ends_with(full: tuple[str, ...], words: tuple[str, ...]) -> bool:
    long, short = folded(full), folded(words)
    return len(short) <= len(long) and long[-len(short) :] == short


def _one_of(known: list[Person], candidates: list[int], how: str) -> Resolved:
    """Return the only candidate, or the only one that the text has named so far."""
    if len(candidates) == 1:
        return Resolved(candidates[0], how, SURE)
    seen = [i for i in candidates if known[i].seen is not None]
    if len(seen) == 1:
        return Resolved(seen[0], f"{how}_seen", POSSIBLE)
    return Resolved(None, f"ambiguous_{how}", 0.0)
