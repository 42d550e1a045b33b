"""Two words without anything between them: `queavant`, `leMaire`, `12personnes`.

A token is cut when it is no word itself, both halves are, and nothing else explains it: it was
never seen in running text, it does not come back in the article, it is no compound, no brand, no
handle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited
from pipeline.clean.words import endings, function_words, is_seen, is_word, prefixes
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

HUMP = re.compile(r"[a-zà-öø-ÿ][A-ZÀ-ÖØ-Ý]")
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-Ý]{2}")
DIGITS = re.compile(r"\d+")
UNIT = re.compile(r"[^\W\d_]{2,}|à\b")
WORDS = re.compile(r"[^\W\d_]+'?")
# What stands around a token that is an address, a handle or a name of something technical.
ODD = frozenset("@#/\\&_.")
# Letters. A shorter half must be a function word.
MIN_PART = 4
MIN_FUSED = 4
MAX_FUSED = 60
MIN_SEEN = 4  # the same, where running text holds the token
MIN_ACRONYM = 3
YEAR_DIGITS = 4
MIN_HUMP = 2

# Tokens found to be whole before: most of a text is said again in the next.
_SOUND: set[str] = set()
MAX_SOUND = 2**17


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
        if not odd and _is_hump(text, left, right) and not is_seen(left + right):
            yield place


def _is_hump(text: str, left: str, right: str) -> bool:
    if HUMP.search(left) or HUMP.search(right) or len(right) < MIN_HUMP:
        return False
    if not left.islower():
        return _opens_sentence(text, left, right)
    word = function_words().get(left)
    if word is not None:
        return word.kind != "mine"  # `maPrime`, `monEspace`: how services are christened
    known = len(left) >= MIN_PART - 1 and is_word(left)
    return known and (right[1].islower() or len(right) >= MIN_ACRONYM)


# What many surnames begin with: `Lagarde`, `Duplessis`.
SURNAME_HEADS = frozenset({"article", "plural_article", "contraction", "de"})
OPENERS = frozenset({"preposition", "loose_preposition", "but", "when"})


def _opens_sentence(text: str, left: str, right: str) -> bool:
    """Whether a capitalised preposition or conjunction sticks to a name: `SelonElvire`."""
    word = function_words().get(left.lower())
    known = word is not None and word.kind in OPENERS and left.istitle()
    return known and text.count(left + right) == 1


def _stands_alone(text: str, word: str) -> bool:
    return re.search(rf"(?<![\w@#&/.-]){word}(?![\w@/&-])", text) is not None


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


def _before_number(text: str, place: int) -> bool:
    left, right, odd = _halves(text, place)
    if odd or not left.islower() or not right.isdigit():
        return False
    word = function_words().get(left)
    if word is not None:
        return word.kind != "finite"
    return len(right) == YEAR_DIGITS and len(left) > MIN_HUMP and is_word(left)


def _after_number(word: str) -> bool:
    lower = word.lower()
    if word in endings("ordinal"):
        return False
    if lower in function_words():
        return word in (lower, lower.capitalize())
    return len(word) >= MIN_PART and word == lower and is_word(word)


# ---------------------------------------------------------------- lower case


def _pairs(text: str) -> Iterator[int]:
    """Yield where two words, the second in lower case, make a token that is no word."""
    suspects: dict[str, int] = {}
    for token in set(text.split()) - _SOUND:
        found = _splits(token) if MIN_FUSED <= len(token) <= MAX_FUSED else ()
        suspects.update(found)
        if not found and len(_SOUND) < MAX_SOUND:
            _SOUND.add(token)
    for word, cut in sorted(suspects.items()):
        places = list(re.finditer(rf"(?<![\w@#./&]){word}(?![\w@/&])", text))
        if word[0].isupper() and not _is_once(text, places, word, cut):
            continue
        for match in places:
            yield match.start() + cut


def _is_once(text: str, places: list[re.Match[str]], word: str, cut: int) -> bool:
    """Whether a capitalised token is no name: it does not come back, and its halves explain it."""
    if len(places) != 1:
        return False
    left = word[:cut]
    if left.lower() in function_words():
        before = text[: places[0].start()].rstrip()
        return not before or before[-1] in ".!?…»\n" or text[places[0].start() - 1] == "\n"
    return _stands_alone(text, left)


def _splits(token: str) -> tuple[tuple[str, int], ...]:
    """Return the fused words of a token, each with where to cut it."""
    words = [(word, _split(word)) for word in WORDS.findall(token)]
    return tuple((word.rstrip("'"), cut) for word, cut in words if cut is not None)


def _split(word: str) -> int | None:
    """Return where to cut a token into two words, None where it is one or nothing is sure."""
    if word[-1] == "'":
        return _split_elided(word[:-1])
    if len(word) < MIN_FUSED or is_word(word.lower()):
        return None
    if not word.islower():
        return _split_capitalised(word)
    seen = is_seen(word) or is_seen(word.rstrip("s"))
    cuts = [cut for cut in range(1, len(word)) if _are_two(word[:cut], word[cut:], seen=seen)]
    if len(cuts) > 1:
        functions = function_words()
        cuts = [cut for cut in cuts if word[:cut] in functions and word[cut:] in functions]
    return cuts[0] if len(cuts) == 1 else None


def _split_elided(word: str) -> int | None:
    """Return where an elided word begins that stuck to the one before it: `maisl'`."""
    if not word.islower() or word in endings("elided"):
        return None
    size = 2 if word.endswith("qu") else 1
    left, elided = word[:-size], word[-size:]
    if elided not in endings("clitic"):
        return None
    if left in function_words():
        return len(left)
    return len(left) if _is_long(left) and not is_seen(word + "'") else None


def _split_capitalised(word: str) -> int | None:
    """Return where a function word or a name at the head of a token ends."""
    if is_seen(word) or is_seen(word.lower()):
        return _split_frequent(word)
    acronym = CAPITALS.match(word) is not None
    cuts = [
        cut
        for cut in range(2, len(word))
        if _is_head(word[:cut], acronym=acronym) and _is_tail(word[:cut], word[cut:])
    ]
    return cuts[0] if len(cuts) == 1 else None


def _split_frequent(word: str) -> int | None:
    """Return where to cut two function words that begin a sentence: `Ilest`."""
    if not word.istitle():
        return None
    lower = word.lower()
    cuts = [
        cut
        for cut in range(2, len(word) - 1)
        if lower[cut:] in function_words() and _often_stick(lower[:cut], lower[cut:])
    ]
    return cuts[0] if len(cuts) == 1 else None


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
    return left.lower() in function_words() or (len(left) >= MIN_PART and is_seen(left))


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
