"""Where one token may be cut into two words, judged by the token alone.

The dictionary must know both halves and not the whole. Of several cuts the likeliest holds: the one
whose halves are the most frequent words. Where the whole was seen in running text, it may be a
foreign or a misspelt word, and only pairs much more frequent than the whole are cut.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from pipeline.clean.neighbours import clash_of
from pipeline.clean.parts import (
    MAX_RANK,
    MAX_RANK_LONG,
    MIN_ACRONYM,
    MIN_PART,
    SURNAME_HEADS,
    TO,
    WELL_KNOWN,
    is_acronym,
    is_common,
    is_long,
)
from pipeline.clean.readings import PARTICIPLE, readings_of
from pipeline.clean.words import (
    UNSEEN,
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    places,
    prefixes,
    rank,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Ý]{2}")
# Letters.
MIN_FUSED = 3
MIN_SEEN = 4  # the same, where running text holds the token
COMMON = 20_000
FREQUENT = 3000
# How many times likelier than the next one a cut must be, and than a whole that was seen.
CLEARLY = 3.0
OFTEN = 150.0
VERY_OFTEN = 1000.0
ARTICLES = frozenset({"article", "plural_article"})
PREPOSITIONS = frozenset({"preposition", "loose_preposition"})
HUMP = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Ý]")


@lru_cache(maxsize=2**15)
def cuts_of(word: str) -> tuple[int, ...]:
    """Return where a token may be cut into two words; nowhere where it is one.

    Only a capitalised token has several cuts: which of them holds, the text must tell.
    """
    if word[-1] == "'":
        return _before_elided(word[:-1])
    if len(word) < MIN_FUSED or is_word(word.lower()):
        return ()
    if not word.islower():
        return _behind_head(word)
    if is_seen(word):
        cuts = [cut for cut in range(1, len(word)) if _outnumber(word[:cut], word[cut:], word)]
    elif is_seen(word.rstrip("s")):
        cuts = [cut for cut in range(1, len(word)) if _often_stick(word[:cut], word[cut:])]
    else:
        cuts = [cut for cut in range(1, len(word)) if _are_two(word[:cut], word[cut:])]
    best = _likeliest(word, cuts)
    return () if best is None else (best,)


@cache
def disguised() -> Mapping[str, int]:
    """Return where the words may be cut that are a preposition and an article: `par|les`.

    Only what stands around tells whether they are the word of the dictionary.
    """
    functions = function_words()
    before = [word for word in functions if functions[word].kind in PREPOSITIONS]
    after = [word for word in functions if functions[word].kind in ARTICLES]
    return {
        left + right: len(left)
        for left, right in product(before, after)
        if is_word(left + right) and left + right not in functions
    }


def _likeliest(word: str, cuts: list[int]) -> int | None:
    """Return the cut whose halves are the most frequent, None where it is not clear which."""
    if len(cuts) > 1:
        cuts = [
            cut for cut in cuts if not clash_of(readings_of(word[:cut]), readings_of(word[cut:]))
        ] or cuts
    if len(cuts) > 1:
        cuts = sorted(cuts, key=lambda cut: _weight(word[:cut], word[cut:]))
        first, second = cuts[:2]
        if abs(first - second) == 1 and _is_finite(word[first:]) and _is_finite(word[second:]):
            short, long = sorted((first, second))
            if word[:short] in function_words() and word[:long] not in function_words():
                return short
            return long  # `bébésont`: the verb is plural, so is its subject
        if _weight(word[:second], word[second:]) < CLEARLY * _weight(word[:first], word[first:]):
            return None
    return cuts[0] if cuts else None


def _is_finite(right: str) -> bool:
    word = function_words().get(right)
    return word is not None and word.kind == "finite"


def _weight(left: str, right: str) -> float:
    """Return how unlikely two words are side by side, by Zipf's law."""
    return float(rank(left)) * rank(right)


def _outnumber(left: str, right: str, whole: str) -> bool:
    """Whether two words of a token that was seen are so frequent that it must be these two."""
    if _often_stick(left, right):
        return True
    first, second = function_words().get(left), function_words().get(right)
    if first is None or len(whole) < MIN_SEEN or left == right or len(right) == 1:
        return False
    if second is None:
        return is_long(right) and rank(whole) > VERY_OFTEN * _weight(left, right)
    return rank(whole) > OFTEN * _weight(left, right)


def _before_elided(word: str) -> tuple[int, ...]:
    """Return where an elided word begins that stuck to the one before it: `maisl'`."""
    size = next((n for n in (2, 1) if word[-n:] in endings("clitic")), 0)
    head, left = word[:-size], word[:-size].lower()
    if not size or not head or word.lower() in endings("elided"):
        return ()
    for whole in endings("elided"):  # `affirmeaujourd'hui`
        if (
            len(whole) > MIN_PART
            and word.endswith(whole)
            and is_common(word[: -len(whole)].lower())
        ):
            return (len(word) - len(whole),)
    if not (head.islower() or head.istitle()):
        return (len(head),) if head.isupper() and not is_seen(word + "'") else ()
    first = function_words().get(left)
    if first is None:
        short = rank(left) <= MAX_RANK.get(len(left), 0)
        name = head.istitle() and len(left) >= MIN_PART
        known = (is_long(left) or short or name) and not is_seen(word + "'")
    elif len(left) == 1:
        known = word.islower() and not first.elides
    else:
        known = word.islower() or first.kind not in SURNAME_HEADS
    return (len(left),) if known else ()


def _behind_head(word: str) -> tuple[int, ...]:
    """Return where a function word or a name at the head of a token may end."""
    if is_seen(word) or is_seen(word.lower()):
        return _frequent(word)
    acronym = CAPITALS.match(word) is not None
    cuts = [
        cut
        for cut in range(2, len(word))
        if _is_head(word[:cut], acronym=acronym) and _is_tail(word[:cut], word[cut:])
    ]
    return tuple(cuts)


def _frequent(word: str) -> tuple[int, ...]:
    """Return where to cut two function words that begin a sentence: `Ilest`."""
    if not word.istitle():
        return ()
    lower = word.lower()
    cuts = [
        cut
        for cut in range(2, len(word))
        if lower[cut:] in function_words() and _often_stick(lower[:cut], lower[cut:])
    ]
    return tuple(cuts)


def _often_stick(left: str, right: str) -> bool:
    """Whether two words stick together so often that running text holds them as one."""
    first, second = function_words().get(left), function_words().get(right)
    if first is None or left == right:
        return False
    if second is None:
        return first.fuses in {"word", "any"} and is_long(right)
    if not first.fuses or not second.attaches:
        return False
    if first.fuses != "any" and (first.fuses == "verb") != (second.attaches == "verb"):
        return False
    return len(left) + len(right) >= MIN_SEEN - (second.attaches == "verb") or TO in (
        first.kind,
        second.kind,
    )


def _is_head(left: str, *, acronym: bool) -> bool:
    if acronym:
        return is_acronym(left)
    if not left.istitle():
        return left[0].isupper() and HUMP.search(left) is not None
    if left.lower() in function_words() or len(left) >= MIN_PART or left in first_names():
        return True
    return len(left) == MIN_PART - 1 and rank(left) <= WELL_KNOWN


def _is_tail(left: str, right: str) -> bool:
    word = function_words().get(right)
    if word is not None and (word.kind == TO or left in places()):
        return True
    if not right.islower():
        return False
    if word is not None:
        return True
    short = len(left) < MIN_PART and not (
        left.isupper() or left.lower() in function_words() or left in first_names()
    )
    return not short and right not in endings("word") and is_common(right)


def _are_two(left: str, right: str) -> bool:
    """Whether two words stuck together in a token that running text does not hold."""
    first, second = function_words().get(left), function_words().get(right)
    if first is not None and second is not None:
        return True
    if second is not None and second.kind == TO and len(left) > 1:
        return True
    if left in prefixes():  # which no function word follows in a compound
        return second is not None and len(right) > 1 and right not in endings("word")
    if first is None and right in endings("word"):
        common = rank(left) <= MAX_RANK.get(len(left), MAX_RANK_LONG)
        whole = is_word(left) or PARTICIPLE in readings_of(left)
        return second is not None and common and whole
    if first is not None:
        return _sticks_to(left, right)
    return _takes(left, right) if second is not None else _are_content(left, right)


def _sticks_to(left: str, right: str) -> bool:
    """Whether a word may stick to a function word before it."""
    first = function_words()[left]
    if len(left) == 1 and first.kind != TO:
        voted = first.kind == "finite" and PARTICIPLE in readings_of(right)
        return len(right) > 1 and (is_common(right) or (voted and len(right) >= MIN_ACRONYM))
    return is_common(right)


def _are_content(left: str, right: str) -> bool:
    """Whether two words that are no function words stuck together."""
    if len(left) == MIN_ACRONYM - 1:  # `pulire`
        voted = PARTICIPLE in readings_of(left) and rank(left) <= FREQUENT
        return voted and is_long(right) and rank(right) <= COMMON
    if MIN_PART - 1 in (len(left), len(right)):  # `loivotée`
        short, long = sorted((left, right), key=len)
        known = is_word(short) and is_word(long) and len(long) > MIN_PART
        return known and rank(short) <= FREQUENT and rank(long) <= COMMON
    return is_long(left) and is_long(right) and max(rank(left), rank(right)) < UNSEEN


def _takes(left: str, right: str) -> bool:
    """Whether a function word may stick to the end of a word."""
    if len(right) > 1 or function_words()[right].kind == TO:
        return is_common(left)
    return len(left) > MIN_PART and rank(left) <= COMMON and is_word(left)
