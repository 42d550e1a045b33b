"""Two words without anything between them: `queavant`, `leMaire`, `12personnes`.

A token is cut when it is no word itself, both halves are, and nothing else explains it: it was
never seen in running text, it does not come back in the article, it is no compound, no brand, no
handle.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.clean.draft import Edit, edited
from pipeline.clean.neighbours import clash_of
from pipeline.clean.readings import VERB, readings_of
from pipeline.clean.splits import (
    MIN_ACRONYM,
    MIN_FUSED,
    MIN_PART,
    SURNAME_HEADS,
    cuts_of,
    is_named,
)
from pipeline.clean.words import (
    UNSEEN,
    abbreviations,
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    rank,
)
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

HUMP = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Ý]")
DIGITS = re.compile(r"\d+")
NUMBER = re.compile(r"\d+(?:e|ème)?|\d\d?h(?:\d\d)?")
CLOCK = re.compile(r"\d\d?h")
UNIT = re.compile(r"[^\W\d_]{2,}|à\b")
WORDS = re.compile(r"[^\W\d_]+'?")
# What stands before the first word of a sentence; the word before its full stop.
OPENING = re.compile(r"(?:^|\n|[!?…»«—] ?|([^\W_]{2,})[.] ?|[»”)%][.] )$")
# What stands around a token that is an address, a handle or a name of something technical.
ODD = frozenset("@#/\\&_.")
MAX_FUSED = 60
YEAR_DIGITS = 4
FREQUENT = 8000  # how far down the list by frequency a word stands that opens many sentences
RARE, MOST = 200_000, UNSEEN - 1
VOWELS = frozenset("aàâeéèêëiîïoôuùûyh")
MIN_MONTH = 2  # letters; a month, a word before a year, has more

# Tokens found to be whole before: most of a text is said again in the next.
_SOUND: set[str] = set()
MAX_SOUND = 2**17


@cache
def _hour() -> re.Pattern[str]:
    """Return `21hà`, `11 h40`: the hour sticks to the word after it, or to its minutes."""
    words = "|".join(lexicon.read_toml("forms.toml")["hours"]["followers"])
    return re.compile(rf"(?:(?<= )|(?<=\d))h(?:(?=(?:{words})\b)|(?<= h)(?=\d\d\b))")


def unfused(draft: Draft) -> tuple[Draft, list[Mark]]:
    """Return the draft with a space between words that surely stuck together, and the marks."""
    text = draft.text
    places = sorted({*_humps(text), *_pairs(text), *_numbers(text)})
    edits = [Edit(place, place, " ") for place in places]
    marks = [draft.mark(RepairKind.GLUED_WORDS, place, place, 1.0) for place in places]
    return edited(draft, edits), marks


def _halves(text: str, place: int) -> tuple[str, str, bool]:
    """Return the letters and digits on either side of a place, and whether the token is odd."""
    start, end = place, place
    first, last = max(0, place - MAX_FUSED), min(len(text), place + MAX_FUSED)
    while start > first and text[start - 1].isalnum():
        start -= 1
    while end < last and text[end].isalnum():
        end += 1
    before, after = text[start - 1 : start], text[end : end + 2]
    odd = before in ODD if before else False
    return text[start:place], text[place:end], odd or (after[:1] in ODD and after[1:].isalnum())


# ---------------------------------------------------------------- capitals


def _humps(text: str) -> Iterator[int]:
    """Yield where a word runs into a capital."""
    for match in HUMP.finditer(text):
        place = match.start() + 1
        left, right, odd = _halves(text, place)
        initial = len(right) == 1 and text.startswith(". ", place + 1)
        if (
            (initial or (len(right) > 1 and not odd))
            and _is_hump(text, left, right)
            and _is_rare(left, left + right)
        ):
            yield place


def _is_rare(left: str, whole: str) -> bool:
    """Whether running text holds a token not at all, or seldom and behind a function word."""
    return rank(whole) > (RARE if left in function_words() else MOST)


def _is_hump(text: str, left: str, right: str) -> bool:
    if HUMP.search(left) or HUMP.search(right):
        return False
    if not left.islower():
        return _opens_sentence(text, left, right) or _are_names(text, left, right)
    if CLOCK.fullmatch(left):
        return right.istitle()
    word = function_words().get(left)
    if word is not None:
        return word.kind != "mine"  # `maPrime`, `monEspace`: how services are christened
    known = len(left) >= MIN_PART - 1 and is_word(left)
    road = len(left) > MIN_PART and right[1:].isdigit()
    return known and (right[1:2].islower() or len(right) >= MIN_ACRONYM or road)


def _are_names(text: str, left: str, right: str) -> bool:
    """Whether two capitalised words stick together that are no brand: `GuyTarde`, `LaNASA`.

    A brand like `DataSud` holds no first name, and its halves do not both stand elsewhere.
    """
    if not left.istitle() or text.count(left + right) > 1:
        return False
    if left.lower() in function_words():
        acronym = right.isupper() and len(right) >= MIN_ACRONYM
        return acronym and _stands_alone(text, right)
    if not right.istitle() or len(right) < MIN_PART - 1:
        return False
    both = len(left) >= MIN_PART - 1 and _stands_alone(text, left) and _stands_alone(text, right)
    return left in first_names() or both


OPENERS = frozenset({"preposition", "loose_preposition", "but", "when", "indefinite", "determiner"})


def _opens_sentence(text: str, left: str, right: str) -> bool:
    """Whether a capitalised preposition or conjunction sticks to a name: `SelonElvire`."""
    word = function_words().get(left.lower())
    known = word is not None and word.kind in OPENERS and left.istitle()
    return known and text.count(left + right) == 1


def _stands_alone(text: str, word: str) -> bool:
    return next(_occurrences(text, word, "@#./&-", "@/&-"), None) is not None


def _occurrences(text: str, word: str, before: str, after: str) -> Iterator[int]:
    """Yield where a word stands whole, with none of some characters right around it."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        left, right = text[place - 1 : place] if place else "", text[end : end + 1]
        bound = word[-1] == "'" or not right.isalnum()
        if (
            bound
            and not left.isalnum()
            and not ((left and left in before) or (right and right in after))
        ):
            yield place
        place = text.find(word, end)


# ---------------------------------------------------------------- numbers


def _numbers(text: str) -> Iterator[int]:
    """Yield where a number and a word stick together."""
    for match in DIGITS.finditer(text):
        start, end = match.span()
        if text[start - 1 : start].isalpha() and start and _before_number(text, start):
            yield start
        unit = UNIT.match(text, end)
        if unit is not None and _after_number(unit[0]):
            yield end
    for match in _hour().finditer(text):
        if text[max(0, match.start() - 2) : match.start()].strip().isdigit():
            yield match.end()


def _before_number(text: str, place: int) -> bool:
    left, right, odd = _halves(text, place)
    if odd or not NUMBER.fullmatch(right):
        return False
    if left.istitle() and len(left) > 1:
        word = function_words().get(left.lower())
        return word is not None and word.kind not in SURNAME_HEADS
    if not left.islower():
        return False
    word = function_words().get(left)
    if word is not None:
        return word.kind != "finite"
    if not is_word(left):
        return False
    year = len(right) == YEAR_DIGITS and len(left) > MIN_MONTH
    return year or (len(left) >= MIN_PART and not is_seen(left + right))


def _after_number(word: str) -> bool:
    lower = word.lower()
    if word in endings("ordinal"):
        return False
    if lower in function_words():
        return word in (lower, lower.capitalize())
    if word != lower or not is_word(word):
        return False
    return len(word) >= MIN_PART or (len(word) == MIN_PART - 1 and rank(word) <= FREQUENT)


# ---------------------------------------------------------------- lower case


def _pairs(text: str) -> Iterator[int]:
    """Yield where two words, the second in lower case, make a token that is no word."""
    suspects: dict[str, tuple[int, ...]] = {}
    for token in set(text.split()) - _SOUND:
        words = WORDS.findall(token) if MIN_FUSED <= len(token) <= MAX_FUSED else ()
        found = {word: cuts for word in words if (cuts := cuts_of(word))}
        suspects |= found
        if not found and len(_SOUND) < MAX_SOUND:
            _SOUND.add(token)
    for word, cuts in sorted(suspects.items()):
        if word[0].isupper() and text.count(word) > 1:
            continue
        places = list(_occurrences(text, word, "@#./&", "@/&"))
        if word[0].isupper():
            sure = _likeliest_of(
                word,
                [cut for cut in cuts if _is_once(text, places, word[:cut], word[cut:].rstrip("'"))],
            )
        else:
            sure = cuts
        if len(sure) == 1:
            yield from (place + sure[0] for place in places)


def _likeliest_of(word: str, cuts: list[int]) -> tuple[int, ...]:
    """Return the cut of a capitalised token whose halves are the most frequent words."""

    def weight(cut: int) -> int:
        left = word[:cut]
        return min(rank(left), rank(left.lower())) * rank(word[cut:])

    sound = [cut for cut in cuts if not clash_of(readings_of(word[:cut]), readings_of(word[cut:]))]
    return (min(sound or cuts, key=weight),) if cuts else ()


def _are_long(left: str, right: str) -> bool:
    """Whether a long noun or a name sticks to a frequent word: `Comitédirecteur`, `Orvedément`."""
    if len(left) < MIN_PART or len(right) < MIN_PART + 2 or rank(right) > FREQUENT:
        return False
    noun = len(left) > MIN_PART and is_word(left.lower()) and is_word(right)
    return noun or VERB in readings_of(right)


def _is_once(text: str, places: list[int], left: str, right: str) -> bool:
    """Whether a capitalised token is no name: it does not come back, and its head is explained.

    A word of the dictionary may open a sentence; a name stands elsewhere alone, or is frequent.
    """
    if len(places) != 1:
        return False
    functions = function_words()
    right = right.rstrip("'")
    first = functions.get(left.lower())
    clitic = right in endings("clitic")
    surname = (
        first is not None and first.kind in SURNAME_HEADS and right not in functions and not clitic
    )
    if not surname and _stands_alone(text, left):
        return True
    whole_is_rare = not is_seen(left + right)
    if whole_is_rare and (is_named(left, right) or _are_long(left, right)):
        return True
    opens = OPENING.search(text[max(0, places[0] - MAX_FUSED) : places[0]])
    if opens is None or (opens[1] or "") in abbreviations():
        return False
    if surname:
        return whole_is_rare and rank(right) <= FREQUENT and right[0] not in VOWELS
    function = first is not None or clitic
    function |= right in functions and right not in endings("surname")
    common = whole_is_rare and max(rank(left.lower()), rank(right)) <= FREQUENT
    return (function or common) and is_word(left.lower())
