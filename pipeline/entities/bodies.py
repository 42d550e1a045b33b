"""Which names of organisations are one organisation's, within a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.entities.organisations import is_acronym
from pipeline.entities.persons import LIKELY, POSSIBLE, SURE, Resolved, folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.entities.gazetteer import Gazetteer

MIN_SHARED = 4  # letters: a shorter word tells too little of an organisation


def bodies(
    names: Sequence[tuple[str, ...]],
    defined: Mapping[tuple[str, ...], tuple[str, ...]],
    known: Gazetteer,
) -> tuple[list[list[tuple[str, ...]]], list[Resolved]]:
    """Return the forms of every organisation, and which one each name is.

    Args:
        names: Every naming in text order.
        defined: Expansion by acronym, where the text itself says so.
        known: The lexicons.
    """
    gathered = _Gathered({}, [], {})
    for words in sorted(dict.fromkeys(names), key=lambda words: -len(words)):
        key = folded(words)
        if key not in gathered.places:
            entry = known.entry(joined(words))
            name = None if entry is None else entry.name
            place = _place(words, gathered, defined.get(words), name)
            if place is None:
                place = Resolved(len(gathered.groups), "own_name", LIKELY)
                gathered.groups.append([])
            gathered.places[key] = place
            if name is not None and place.person is not None:
                gathered.entries.setdefault(name, place.person)
        rank = gathered.places[key].person
        if rank is not None:
            gathered.groups[rank].append(words)
    return gathered.groups, [gathered.places[folded(words)] for words in names]


class _Gathered(NamedTuple):
    """What is known while names are gathered, longest first."""

    places: dict[tuple[str, ...], Resolved]
    groups: list[list[tuple[str, ...]]]
    entries: dict[str, int]  # group by full name of the lexicon


def _place(
    words: tuple[str, ...],
    gathered: _Gathered,
    expansion: tuple[str, ...] | None,
    name: str | None,
) -> Resolved | None:
    """Return the group of a name that is met for the first time; None for a new one."""
    if expansion is not None and folded(expansion) in gathered.places:
        return Resolved(gathered.places[folded(expansion)].person, "defined_acronym", SURE)
    if name is not None and name in gathered.entries:
        return Resolved(gathered.entries[name], "lexicon", SURE)
    if len(words) == 1 and is_acronym(words[0]):
        letters = words[0].casefold()
        fits = [i for i, forms in enumerate(gathered.groups) if _initials(forms[0]) == letters]
        return Resolved(fits[0], "initials", POSSIBLE) if len(fits) == 1 else None
    return None if name is not None else _longer(folded(words), gathered)


def _longer(key: tuple[str, ...], gathered: _Gathered) -> Resolved | None:
    """Return the only organisation whose name begins so: `Novalia` of `Novalia Santé`."""
    if len(key[-1]) < MIN_SHARED:
        return None
    longer = {
        place.person
        for other, place in gathered.places.items()
        if len(other) > len(key) and other[: len(key)] == key
    }
    return Resolved(longer.pop(), "shorter_name", POSSIBLE) if len(longer) == 1 else None


def _initials(words: tuple[str, ...]) -> str:
    """Return the initials of the words that are more than links."""
    return "".join(word[0] for word in folded(words) if len(word) > len("des"))


def joined(words: Sequence[str]) -> str:
    """Return words as they are written: nothing behind an apostrophe or around a hyphen."""
    text = ""
    for word in words:
        tight = not text or text[-1] in "'’-" or word == "-"
        text += word if tight else f" {word}"
    return text
