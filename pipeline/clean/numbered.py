"""A number and a word that stick together: `12personnes`, `en2019`, `12eétape`, `21hà`."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.clean.parts import MAX_RANK, MIN_PART, SURNAME_HEADS, TO, is_capitalised_noun
from pipeline.clean.readings import PLURAL_NOUN, form_endings, readings_of
from pipeline.clean.surroundings import halves, stands_alone, word_after
from pipeline.clean.words import (
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    places,
    rank,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DIGITS = re.compile(r"\d+")
# A unit or an ordinal ending behind a number, an hour with its minutes.
TAIL = re.compile(r"[^\W\d_]{0,2}|[^\W\d_]\d\d")
UNIT = re.compile(r"[^\W\d_]{2,}|[^\W\d_]\b")
NAME = re.compile(r"[A-ZÀ-Ý][^\W\d_]{3,}")
YEAR_DIGITS = 4
MIN_MONTH = 2  # letters; a month, a word before a year, has more
COMMON = 8000  # how far down the list by frequency a three-letter word behind a number stands


@cache
def _hour() -> re.Pattern[str]:
    """Return `21hà`, `11 h40`: the hour sticks to the word after it, or to its minutes."""
    words = "|".join(lexicon.read_toml("forms.toml")["hours"]["followers"])
    return re.compile(rf"(?:(?<= )|(?<=\d))h(?:(?=(?:{words})\b)|(?<= h)(?=\d\d\b))")


def numbers(text: str) -> Iterator[int]:
    """Yield where a number and a word stick together."""
    for match in DIGITS.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalpha() and start and _before_number(text, start):
            yield start
        place = _after_number(text, end)
        if place is not None:
            yield place
    for match in _hour().finditer(text):
        if text[max(0, match.start() - 2) : match.start()].strip().isdigit():
            yield match.end()


def _before_number(text: str, place: int) -> bool:
    left, right, odd = halves(text, place)
    digits = DIGITS.match(right)
    if odd or digits is None or not TAIL.fullmatch(right, digits.end()):
        return False
    plain = digits[0] == right or right[digits.end() :] in endings("ordinal")
    word = function_words().get(left.lower())
    if left.istitle() and len(left) > 1:
        if word is not None:
            return word.kind not in SURNAME_HEADS or (plain and len(right) > 1)
        return plain and _is_name_before(text, left, right, place + len(right))
    if word is not None and left.islower():
        return word.kind != "finite" or (len(digits[0]) > 1 and len(left) > MIN_MONTH)
    if not left.islower():
        return False
    return _is_word_before(text, left, right, place)


def _is_word_before(text: str, left: str, right: str, place: int) -> bool:
    """Whether a word of the dictionary sticks to a year or to a number, as `prix12` may."""
    if not is_word(left):
        return False
    year = len(right) == YEAR_DIGITS and len(left) > MIN_MONTH
    if year or (len(left) >= MIN_PART and not is_seen(left + right)):
        return True
    common = rank(left) <= MAX_RANK.get(len(left), 0)
    return common and len(right) > 1 and _counts(text, place + len(right))


def _is_name_before(text: str, left: str, right: str, end: int) -> bool:
    """Whether a name sticks to a year or to a number of things; `Rio2016` may be a brand."""
    if len(right) == 1 or len(left) < MIN_PART or text.count(left + right) > 1:
        return False
    if is_seen(left + right) or not (_counts(text, end) or len(right) == YEAR_DIGITS):
        return False
    known = left in first_names() or left in places() or is_capitalised_noun(left)
    return known or stands_alone(text, left)


def _counts(text: str, end: int) -> bool:
    """Whether the word behind a number is a plural: `22 ans`."""
    word = word_after(text, end)
    short = word.endswith(form_endings().plural) and is_word(word) and word not in function_words()
    return short or PLURAL_NOUN in readings_of(word or "1")


def _after_number(text: str, end: int) -> int | None:
    """Return where the word begins that sticks to a number which ends at `end`."""
    unit = UNIT.match(text, end)
    if unit is None:
        return None
    word = unit[0]
    if text[unit.end() : unit.end() + 1] == "'":
        elided = word in endings("clitic") and text[unit.end() + 1 : unit.end() + 2].isalpha()
        return end if elided else None
    if _is_counted(word) or _is_known_name(text, word, end):
        return end
    size = _ordinal(word)
    return end + size if size else None


def _is_counted(word: str) -> bool:
    lower = word.lower()
    if word in endings("ordinal"):
        return False
    if lower in function_words():
        single = len(word) == 1 and function_words()[lower].kind != TO
        return word in (lower, lower.capitalize()) and not single
    if word != lower or not is_word(word):
        return False
    return len(word) >= MIN_PART or (len(word) == MIN_PART - 1 and rank(word) <= COMMON)


def _is_known_name(text: str, word: str, end: int) -> bool:
    """Whether a name sticks to a number; `20Minutes` is one name."""
    if not NAME.fullmatch(word) or not (word in first_names() or word in places()):
        return False
    left, right, odd = halves(text, end)
    return not odd and left.isdigit() and not is_seen(left + right)


def _ordinal(word: str) -> int:
    """Return the length of the ordinal ending that another word sticks to: `e` of `eétape`."""
    if not word.islower() or word in endings("ordinal"):
        return 0
    found = [
        (rank(word[len(ending) :]), len(ending))
        for ending in endings("ordinal")
        if word.startswith(ending) and _follows_ordinal(word[len(ending) :])
    ]
    return min(found)[1] if found else 0


def _follows_ordinal(word: str) -> bool:
    if word in function_words():
        return len(word) > 1
    return len(word) >= MIN_PART and is_word(word) and bool(readings_of(word))
