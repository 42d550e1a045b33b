"""When two names name the same actor, and how much two stretches of words share."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.records import ActorKind, Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.evaluate.gold import GoldActor

_FILE = "evaluation_names.csv"
_NOT_IN_NAMES = re.compile(r"[^\w' -]")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")


@cache
def _words(role: str) -> frozenset[str]:
    rows = lexicon.read_csv(_FILE, ("word", "role", "origin"), key=("word", "role"))
    return frozenset(row["word"] for row in rows if row["role"] == role)


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(sorted(_words('title')))})[.' ]+")


@cache
def normal(name: str | None) -> str:
    """Return a name without case, accents, punctuation, leading articles and civilities."""
    if name is None:
        return ""
    decomposed = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    plain = _NOT_IN_NAMES.sub(" ", plain)
    previous = None
    while previous != plain:
        previous, plain = plain, _titles().sub("", plain.strip())
    return _SPACES.sub(" ", plain).strip()


def is_author(name: str | None) -> bool:
    """Return whether a name stands for the article's own voice."""
    return normal(name) in _words("author")


def same_actor(found: str | None, gold: str | None, actors: Mapping[str, GoldActor]) -> bool:
    """Return whether the name in a table is the gold's actor, its aliases admitted.

    One name may say more than the other; two persons must share the last word too.
    """
    if gold is None:
        return normal(found) == ""
    if gold == Voice.AUTHOR:
        return is_author(found)
    actor = actors[gold]
    forms = {normal(form) for form in (actor.name, *actor.aliases)} - {""}
    name = normal(found)
    return name in forms or any(_says_more(name, form, actor.kind) for form in forms)


def _says_more(name: str, form: str, kind: str) -> bool:
    some, other = _content_words(name), _content_words(form)
    if not some or not other or not (some <= other or other <= some):
        return False
    return kind != ActorKind.PERSON or _last(name) == _last(form)


def _last(name: str) -> str:
    return name.rsplit(maxsplit=1)[-1]


def _content_words(name: str) -> set[str]:
    return set(name.split()) - _words("function")


def token_f1(one: str | None, other: str | None) -> float:
    """Return the F1 of the words that two stretches share, order left out."""
    left, right = _counts(one), _counts(other)
    shared = sum((left & right).values())
    return 2 * shared / (left.total() + right.total()) if shared else 0.0


def _counts(text: str | None) -> Counter[str]:
    return Counter(_WORD.findall(normal(text)))
