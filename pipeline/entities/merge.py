"""Actors of documents become actors of the corpus, in time linear in their number.

Names that are the same but for case, accents and punctuation are one actor; so are the forms that
the lexicons list together, an acronym and the one expansion that the corpus gives it, a name with
and without a middle name, and a bare surname where the corpus knows one person by it. What nothing
decides stays apart: the ledger lets the researcher decide. An actor that only descriptions name
(*le maire*) is another one in every document.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.entities import ledger as decisions
from pipeline.entities.organisations import is_acronym
from pipeline.records import ActorKind, Merged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.records import LocalActor

# A bare surname is the person by that name whom this share of the documents means, at least
# `MIN_DOCUMENTS` of them.
DOMINANT = 0.9
MIN_DOCUMENTS = 2
MIN_SURNAME = 3  # letters
_BETWEEN = re.compile(r"[^a-z0-9]+")


def merge(actors: Iterable[LocalActor], ledger: Path | None = None) -> Merged:
    """Return the actors of the corpus.

    Args:
        actors: Those of all documents, in the order of the documents.
        ledger: The researcher's decisions; a file that is not there holds none.

    Raises:
        LexiconError: A row of the ledger makes no sense.
    """
    local = list(actors)
    keys = _keys(local)
    moved = {**_middle_names(local, keys), **_acronyms(local, keys), **_surnames(local, keys)}
    ids = {one.local_id: _end(moved, keys[one.local_id]) for one in local}
    return decisions.apply(Merged(ids, _names(local, ids)), local, decisions.read(ledger))


@lru_cache(maxsize=2**16)
def slug(name: str) -> str:
    """Return a name as an id: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN.sub("-", plain).strip("-")


def _keys(local: Sequence[LocalActor]) -> dict[str, str]:
    """Return the id that each actor's own name gives.

    What a frame alone found to be somebody (*accuse Novalia*, tagged a verb) has no name; where
    other places name it, it is that actor.
    """
    plain = {one.local_id: _plain(one) for one in local}
    named = {plain[one.local_id] for one in local if one.named}
    keys = {}
    for one in local:
        key = plain[one.local_id]
        known = one.named or (key in named and one.name[0].isupper())
        keys[one.local_id] = key if known else f"{key}--{slug(one.document_id)}"
    return keys


def _plain(one: LocalActor) -> str:
    return slug(_full_names().get(one.name, one.name)) or slug(one.local_id)


@cache
def _full_names() -> Mapping[str, str]:
    rows = lexicon.read_csv("institutions.csv", ("form", "name", "kind"), ("form",))
    return {row["form"]: row["name"] for row in rows}


def _end(moved: Mapping[str, str], key: str) -> str:
    """Follow moves to their end; they may not go in a circle."""
    seen = {key}
    while key in moved and moved[key] not in seen:
        key = moved[key]
        seen.add(key)
    return key


def _middle_names(local: Sequence[LocalActor], keys: Mapping[str, str]) -> dict[str, str]:
    """Return persons with a middle name less → the one fuller name."""
    fuller: dict[tuple[str, str], set[str]] = {}
    for one in local:
        parts = keys[one.local_id].split("-")
        if one.named and one.kind is ActorKind.PERSON and len(parts) > 1:
            fuller.setdefault((parts[0], parts[-1]), set()).add(keys[one.local_id])
    moved = {}
    for found in fuller.values():
        for key in sorted(found):
            longer = [
                other for other in sorted(found) if set(key.split("-")) < set(other.split("-"))
            ]
            if len(longer) == 1:
                moved[key] = longer[0]
    return moved


def _acronyms(local: Sequence[LocalActor], keys: Mapping[str, str]) -> dict[str, str]:
    """Return acronyms → the one organisation that bears them beside its full name."""
    bearers: dict[str, set[str]] = {}
    alone: set[str] = set()
    for one in local:
        if not one.named or one.kind is ActorKind.PERSON:
            continue
        key = keys[one.local_id]
        if is_acronym(one.name):
            alone.add(key)
        for alias in one.aliases:
            if alias != one.name and is_acronym(alias) and not is_acronym(one.name):
                bearers.setdefault(slug(alias), set()).add(key)
    return {
        key: next(iter(bearers[key]))
        for key in sorted(alone)
        if len(bearers.get(key, ())) == 1 and key not in bearers[key]
    }


def _surnames(local: Sequence[LocalActor], keys: Mapping[str, str]) -> dict[str, str]:
    """Return bare surnames → the person whom the corpus knows by it."""
    documents: dict[str, set[str]] = {}
    bare: dict[str, set[str | None]] = {}
    genders: dict[str, str | None] = {}
    for one in local:
        if not one.named or one.kind is not ActorKind.PERSON:
            continue
        key = keys[one.local_id]
        genders[key] = genders.get(key) or one.gender
        if " " in one.name:
            documents.setdefault(key, set()).add(one.document_id)
        elif len(key) >= MIN_SURNAME:
            bare.setdefault(key, set()).add(one.gender)
    bearers: dict[str, Counter[str]] = {}
    for key, found in documents.items():
        bearers.setdefault(key.rpartition("-")[2], Counter())[key] = len(found)
    moved = {}
    for surname, told in bare.items():
        counts = bearers.get(surname.rpartition("-")[2], Counter())
        if not counts:
            continue
        best, most = min(counts.items(), key=lambda item: (-item[1], item[0]))
        agrees = told <= {None, genders[best]} or genders[best] is None
        if most >= MIN_DOCUMENTS and most >= DOMINANT * counts.total() and agrees:
            moved[surname] = best
    return moved


def _names(local: Sequence[LocalActor], ids: Mapping[str, str]) -> dict[str, str]:
    """Return the fullest name met of every actor, as it is mostly written."""
    forms: dict[str, Counter[str]] = {}
    for one in local:
        forms.setdefault(ids[one.local_id], Counter())[one.name] += one.n_mentions + 1
    return {one: _fullest(found) for one, found in forms.items()}


def _fullest(forms: Counter[str]) -> str:
    if len(forms) == 1:
        return next(iter(forms))
    words = {form: slug(form).count("-") for form in forms}
    most = max(words.values())
    return min(
        (form for form in forms if words[form] == most), key=lambda form: (-forms[form], form)
    )
