"""Halves of a token: which of them are words, names, acronyms."""

from __future__ import annotations

from pipeline.clean.readings import GERUND, readings_of
from pipeline.clean.words import (
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    places,
    rank,
)

# Letters. A shorter half must be a function word, or a frequent one.
MIN_PART = 4
MIN_ACRONYM = 3
# How far down the list by frequency a half of so many letters may stand.
MAX_RANK = {1: 0, 2: 1500, 3: 6000}
MAX_RANK_LONG = 90_000
NAMES = 60_000
WELL_KNOWN = 20_000  # how far down stands a name of three letters
# What many surnames begin with: `Lagarde`, `Duplessis`.
SURNAME_HEADS = frozenset({"article", "plural_article", "contraction", "de"})
TO = "to"  # the kind of the one preposition that is a letter
# Kinds of the short function words that end no name.
SHORT_TAILS = frozenset({"to", "de", "contraction"})


def is_named(left: str, right: str) -> bool:
    """Whether a name that running text holds sticks to a function word: `Sagandevant`."""
    if not right.islower():
        return False
    if right in function_words() and (left in places() or is_acronym(left)):
        return True
    if right in endings("clitic"):
        return left in first_names() or is_seen(left) or is_capitalised_noun(left)
    if right not in function_words() or right in endings("surname"):
        return False
    return is_capitalised_noun(left) or _is_name(left, right)


def _is_name(left: str, right: str) -> bool:
    """Whether a name and a function word are no longer name together."""
    if right in endings("word"):
        return False
    if left in first_names() or len(right) >= MIN_PART or function_words()[right].kind == "who":
        return len(right) >= MIN_ACRONYM and is_seen(left)
    short = len(right) < MIN_ACRONYM and function_words()[right].kind not in SHORT_TAILS
    return len(left) >= MIN_PART and rank(left) <= NAMES and not short


def is_capitalised_noun(left: str) -> bool:
    """Whether a name is a long word of the dictionary as well: `Bureau`."""
    return len(left) > MIN_PART and is_word(left.lower())


def is_acronym(left: str) -> bool:
    """Whether the head of a token is written in capitals."""
    return left.isupper() and len(left) >= MIN_ACRONYM


def is_common(part: str) -> bool:
    """Whether a half is a word that is frequent enough for its length."""
    if len(part) >= MIN_PART:
        regular = len(part) > MIN_PART and any(found != GERUND for found in readings_of(part))
        return is_word(part) or regular or is_in_print(part)
    return rank(part) <= MAX_RANK.get(len(part), 0) and is_word(part)


def is_in_print(part: str) -> bool:
    """Whether running text holds a word that the dictionary lacks: `ligne`, `exoplanètes`."""
    frequent = len(part) > MIN_PART and rank(part) <= WELL_KNOWN // 2
    return frequent or (len(part) >= 2 * MIN_PART and rank(part) <= MAX_RANK_LONG)


def is_long(part: str) -> bool:
    """Whether a half is a word of some length."""
    return len(part) >= MIN_PART and (is_word(part) or is_in_print(part))
