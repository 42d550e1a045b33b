"""Where one token may be cut into two words, judged by the token alone.

The dictionary must know both halves and not the whole. Where the whole was seen in running text,
it may be a foreign or a misspelt word, and only the pairs that often stick together are cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.clean.words import endings, function_words, is_seen, is_word, prefixes

CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Ý]{2}")
# Letters. A shorter half must be a function word.
MIN_PART = 4
MIN_FUSED = 4
MIN_SEEN = 4  # the same, where running text holds the token
MIN_ACRONYM = 3
# What many surnames begin with: `Lagarde`, `Duplessis`.
SURNAME_HEADS = frozenset({"article", "plural_article", "contraction", "de"})


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
    seen = is_seen(word) or is_seen(word.rstrip("s"))
    cuts = [cut for cut in range(1, len(word)) if _are_two(word[:cut], word[cut:], seen=seen)]
    for both in (True, False):
        if len(cuts) > 1:
            cuts = [cut for cut in cuts if _has_function(word[:cut], word[cut:], both=both)] or cuts
    return tuple(cuts) if len(cuts) == 1 else ()


def _has_function(left: str, right: str, *, both: bool) -> bool:
    """Whether one or both halves are function words, the surer reading of several."""
    functions = function_words()
    found = (left in functions) + (right in functions)
    return found == 1 + both


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
        known = _is_long(left) and not is_seen(word + "'")
    else:
        known = len(left) > 1 and (word.islower() or first.kind not in SURNAME_HEADS)
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
        for cut in range(2, len(word) - 1)
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
    return len(left) + len(right) >= MIN_SEEN


def _is_head(left: str, *, acronym: bool) -> bool:
    if acronym:
        return left.isupper() and len(left) >= MIN_ACRONYM
    if not left.istitle():
        return False
    return left.lower() in function_words() or len(left) >= MIN_PART


def _is_tail(left: str, right: str) -> bool:
    if not right.islower() or right in endings("word"):
        return False
    first = function_words().get(left.lower())
    if first is not None and first.kind in SURNAME_HEADS and right not in function_words():
        return False
    return (right in function_words() and len(right) > 1) or _is_long(right)


def _are_two(left: str, right: str, *, seen: bool) -> bool:
    """Whether two words stuck together.

    Where running text holds the token, it may be a foreign or a misspelt word: then only the
    pairs that stick together most are told apart.
    """
    first, second = function_words().get(left), function_words().get(right)
    if first is None and right in endings("word"):
        return False
    if seen:
        return _often_stick(left, right)
    if first is not None and second is not None:
        return True
    if left in prefixes():
        return False
    return (first is not None or _is_long(left)) and (second is not None or _is_long(right))


def _is_long(part: str) -> bool:
    return len(part) >= MIN_PART and is_word(part)
