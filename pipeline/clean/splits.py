"""Where one token may be cut into two words, judged by the token alone.

The dictionary must know both halves and not the whole. Of several cuts the likeliest holds: the one
whose halves are the most frequent words. Where the whole was seen in running text, it may be a
foreign or a misspelt word, and only pairs much more frequent than the whole are cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.clean.neighbours import clash_of
from pipeline.clean.readings import readings_of
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

CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Ý]{2}")
# Letters. A shorter half must be a function word, or a frequent one.
MIN_PART = 4
MIN_FUSED = 3
MIN_SEEN = 4  # the same, where running text holds the token
MIN_ACRONYM = 3
# How far down the list by frequency a half of so many letters may stand.
MAX_RANK = {1: 0, 2: 1500, 3: 6000}
MAX_RANK_LONG = 90_000
COMMON = 20_000
FREQUENT = 3000
LETTER_WORDS = frozenset({"a", "y"})
NAMES = 60_000
# How many times likelier than the next one a cut must be, and than a whole that was seen.
CLEARLY = 3.0
OFTEN = 150.0
VERY_OFTEN = 1000.0
# What many surnames begin with: `Lagarde`, `Duplessis`.
SURNAME_HEADS = frozenset({"article", "plural_article", "contraction", "de"})
ARTICLES = frozenset({"article", "plural_article"})
# Kinds of the short function words that end no name.
SHORT_TAILS = frozenset({"to", "de", "contraction"})


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
            return max(first, second)  # `bébésont`: the verb is plural, so is its subject
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
        return _is_long(right) and rank(whole) > VERY_OFTEN * _weight(left, right)
    return rank(whole) > OFTEN * _weight(left, right)


def _before_elided(word: str) -> tuple[int, ...]:
    """Return where an elided word begins that stuck to the one before it: `maisl'`."""
    if not (word.islower() or word.istitle()) or word.lower() in endings("elided"):
        return ()
    size = 2 if word.endswith("qu") else 1
    left, elided = word[:-size].lower(), word[-size:]
    if elided not in endings("clitic"):
        return ()
    first = function_words().get(left)
    if first is None:
        short = rank(left) <= MAX_RANK.get(len(left), 0)
        known = (_is_long(left) or short) and not is_seen(word + "'")
    elif len(left) == 1:
        known = left == "à"
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


def is_named(left: str, right: str) -> bool:
    """Whether a name that running text holds sticks to a function word: `Sagandevant`."""
    if not (left.istitle() or left.isupper()) or not right.islower():
        return False
    if left in places() and right in function_words():
        return True
    if right in endings("clitic"):
        return left in first_names() or _is_capitalised_noun(left)
    if right not in function_words() or right in endings("surname"):
        return False
    return _is_capitalised_noun(left) or _is_name(left, right)


def _is_name(left: str, right: str) -> bool:
    """Whether a name and a function word are no longer name together."""
    if right in endings("word"):
        return False
    if left in first_names():
        return len(right) >= MIN_ACRONYM
    short = len(right) < MIN_ACRONYM and function_words()[right].kind not in SHORT_TAILS
    return len(left) >= MIN_PART and rank(left) <= NAMES and not short


def _is_capitalised_noun(left: str) -> bool:
    return len(left) > MIN_PART and is_word(left.lower())


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
        return first.fuses == "word" and _is_long(right)
    if not first.fuses or not second.attaches:
        return False
    if (first.fuses == "verb") != (second.attaches == "verb"):
        return False
    return len(left) + len(right) >= MIN_SEEN - (first.fuses == "verb") or left == "à"


def _is_head(left: str, *, acronym: bool) -> bool:
    if acronym:
        return left.isupper() and len(left) >= MIN_ACRONYM
    if not left.istitle():
        return False
    return left.lower() in function_words() or len(left) >= MIN_PART or left in first_names()


def _is_tail(left: str, right: str) -> bool:
    word = function_words().get(right)
    if right == "à" or (word is not None and left in places()):
        return True
    if not right.islower():
        return False
    if right in endings("word"):
        return word is not None and word.kind in ARTICLES and _is_capitalised_noun(left)
    return (word is not None and len(right) > 1) or _is_common(right)


def _are_two(left: str, right: str) -> bool:
    """Whether two words stuck together in a token that running text does not hold."""
    first, second = function_words().get(left), function_words().get(right)
    if (first is not None and second is not None) or (right == "à" and len(left) > 1):
        return True
    if left in prefixes():
        return False
    if first is None and right in endings("word"):
        common = rank(left) <= MAX_RANK.get(len(left), MAX_RANK_LONG)
        return second is not None and common and is_word(left)
    if first is not None:
        known = len(left) > 1 or left == "à" or (left in LETTER_WORDS and len(right) > 1)
        return known and _is_common(right)
    return _takes(left, right) if second is not None else _are_content(left, right)


def _are_content(left: str, right: str) -> bool:
    """Whether two words that are no function words stuck together."""
    if MIN_PART - 1 in (len(left), len(right)):  # `loivotée`
        short, long = sorted((left, right), key=len)
        known = is_word(short) and is_word(long) and len(long) > MIN_PART
        return known and rank(short) <= FREQUENT and rank(long) <= COMMON
    return _is_long(left) and _is_long(right) and max(rank(left), rank(right)) < UNSEEN


def _takes(left: str, right: str) -> bool:
    """Whether a function word may stick to the end of a word."""
    if len(right) > 1 or right == "à":
        return _is_common(left)
    known = right in LETTER_WORDS and len(left) > MIN_PART and rank(left) <= COMMON
    return known and is_word(left)


def _is_common(part: str) -> bool:
    """Whether a half is a word that is frequent enough for its length."""
    if len(part) >= MIN_PART:
        return is_word(part)
    return rank(part) <= MAX_RANK.get(len(part), 0) and is_word(part)


def _is_in_print(part: str) -> bool:
    """Whether running text often holds a word that the dictionary lacks: `protéine`."""
    return len(part) > MIN_PART and rank(part) <= (COMMON if len(part) > MIN_PART + 1 else FREQUENT)


def _is_long(part: str) -> bool:
    return len(part) >= MIN_PART and is_word(part)
