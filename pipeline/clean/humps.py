"""A word that runs into a capital: `leMaire`, `GuyTarde`, `LaNASA`, `GroupeB`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.clean.parts import MIN_ACRONYM, MIN_PART
from pipeline.clean.surroundings import halves, stands_alone
from pipeline.clean.words import (
    UNSEEN,
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    prefixes,
    rank,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

HUMP = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Ý]")
CLOCK = re.compile(r"\d\d?h")
OPENERS = frozenset({"preposition", "loose_preposition", "but", "when", "indefinite", "determiner"})
RARE, MOST = 200_000, UNSEEN - 1


def humps(text: str) -> Iterator[int]:
    """Yield where a word runs into a capital."""
    for match in HUMP.finditer(text):
        place = match.start() + 1
        left, right, odd = halves(text, place)
        sound = _is_letter(text, place, left) if len(right) == 1 else not odd
        if sound and _is_hump(text, left, right) and _is_rare(left, left + right):
            yield place


def _is_letter(text: str, place: int, left: str) -> bool:
    """Whether one capital is an initial, is elided, or counts things: `GroupeB`."""
    after = text[place + 1 : place + 2]
    if after == "'":
        return text[place].lower() in endings("clitic")
    if after == "." and text[place + 2 : place + 3] == " ":
        return True
    counts = len(left) > MIN_PART and is_word(left.lower()) and left not in prefixes()
    return counts and after not in {".", "-"}


def _is_rare(left: str, whole: str) -> bool:
    """Whether running text holds a token not at all, or seldom and behind a function word."""
    return rank(whole) > (RARE if left in function_words() else MOST)


def _is_hump(text: str, left: str, right: str) -> bool:
    if HUMP.search(left):
        return False
    if HUMP.search(right):  # `taxiUberX`
        return left.islower() and len(left) >= MIN_PART and is_word(left) and is_seen(right)
    if not left.islower():
        return _opens_sentence(text, left, right) or _are_names(text, left, right)
    if CLOCK.fullmatch(left):
        return right.istitle()
    word = function_words().get(left)
    if word is not None:
        return word.kind != "mine"  # `maPrime`, `monEspace`: how services are christened
    known = len(left) >= MIN_PART - 1 and is_word(left)
    road = len(left) > MIN_PART and (len(right) == 1 or right[1:].isdigit())
    return known and (right[1:2].islower() or len(right) >= MIN_ACRONYM or road)


def _are_names(text: str, left: str, right: str) -> bool:
    """Whether two capitalised words stick together that are no brand: `GuyTarde`, `LaNASA`.

    A brand like `DataSud` holds no first name, and its halves do not both stand elsewhere.
    """
    if not left.istitle() or text.count(left + right) > 1:
        return False
    if len(right) == 1:
        return stands_alone(text, left)
    if left.lower() in function_words():
        known = len(right) >= (MIN_ACRONYM if right.isupper() else MIN_PART)
        return known and stands_alone(text, right)
    if not right.istitle() or len(right) < MIN_PART - 1:
        return False
    named = len(left) > MIN_PART and right in first_names() and is_seen(left)
    both = len(left) >= MIN_PART - 1 and stands_alone(text, left) and stands_alone(text, right)
    return left in first_names() or named or both


def _opens_sentence(text: str, left: str, right: str) -> bool:
    """Whether a capitalised preposition or conjunction sticks to a name: `SelonElvire`."""
    word = function_words().get(left.lower())
    known = word is not None and word.kind in OPENERS and left.istitle()
    return known and text.count(left + right) == 1
