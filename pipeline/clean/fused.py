"""Two words without anything between them: `queavant`, `leMaire`, `12personnes`."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited
from pipeline.clean.words import endings, function_words, is_seen, is_word, prefixes
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

HUMP = re.compile(r"(?<=[a-zà-öø-ÿ])[A-ZÀ-ÖØ-Ý]")
DIGITS = re.compile(r"\d(?=([^\W\d_]{2,}))")
YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d)")
PLAIN = re.compile(r"[^\W\d_]+")
ODD = re.compile(r"[/@\\#&_=+<>]|www|\.\w")
# Letters. A shorter part must be a function word.
MIN_PART = 4
MIN_FUSED = 4


def unfused(draft: Draft) -> tuple[Draft, list[Mark]]:
    """Return the draft with a space between words that surely stuck together, and the marks."""
    places = sorted({*_humps(draft.text), *_pairs(draft.text), *_numbers(draft.text)})
    edits = [Edit(place, place, " ") for place in places]
    marks = [draft.mark(RepairKind.GLUED_WORDS, place, place, 1.0) for place in places]
    return edited(draft, edits), marks


def _around(text: str, place: int) -> tuple[int, int]:
    """Return the bounds of the token at a place."""
    start, end = place, place
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end


def _humps(text: str) -> Iterator[int]:
    """Yield where a lower-case word runs into a capital."""
    for match in HUMP.finditer(text):
        place = match.start()
        start, end = place, place
        while start and text[start - 1].isalpha():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        left, right = text[start:place], text[place:end]
        if not left.islower() or (start and text[start - 1] in "@#/._-&"):
            continue
        if _is_hump(left, right) and not is_seen(left + right):
            yield place


BRANDING = frozenset({"ma", "mon", "mes", "my", "i", "e"})


def _is_hump(left: str, right: str) -> bool:
    if left in BRANDING or HUMP.search(right):
        return False
    if left in function_words():
        return len(right) > 1
    return len(left) >= MIN_PART - 1 and is_word(left) and len(right) > 1 and right[1].islower()


def _numbers(text: str) -> Iterator[int]:
    """Yield where a number runs into a function word, or a function word into a year."""
    functions = function_words()
    for match in DIGITS.finditer(text):
        if match[1] in functions or (match[1].istitle() and match[1].lower() in functions):
            yield match.end()
    for match in YEAR.finditer(text):
        place = match.start()
        if place and text[place - 1].isalpha():
            start, _ = _around(text, place)
            left = text[start:place].rpartition("'")[2].lower()
            if len(left) > 1 and left in functions:
                yield place


def _pairs(text: str) -> Iterator[int]:
    """Yield where two lower-case words make a token that is no word."""
    suspects: dict[str, int] = {}
    for token in set(text.split()):
        if len(token) >= MIN_FUSED and (found := _splits(token)):
            suspects.update(found)
    for word, cut in sorted(suspects.items()):
        for match in re.finditer(rf"(?<![\w@#./-]){word}(?![\w@/-])", text):
            yield match.start() + cut


@lru_cache(maxsize=2**16)
def _splits(token: str) -> tuple[tuple[str, int], ...]:
    """Return the fused words of a token, each with where to cut it."""
    words = [(word, _split(word)) for word in PLAIN.findall(token)]
    return tuple((word, cut) for word, cut in words if cut is not None)


def _split(word: str) -> int | None:
    """Return where to cut a token into two words, None where it is one or nothing is sure."""
    if len(word) < MIN_FUSED or not word.islower() or is_word(word):
        return None
    seen = is_seen(word) or is_seen(word.rstrip("s"))
    cuts = [cut for cut in range(1, len(word)) if _are_two(word[:cut], word[cut:], seen=seen)]
    return cuts[0] if len(cuts) == 1 else None


def _are_two(left: str, right: str, *, seen: bool) -> bool:
    """Whether two words stuck together.

    Where running text holds the token, it may be a foreign or a misspelt word: then only the
    pairs that stick together most are told apart.
    """
    first, second = function_words().get(left), function_words().get(right)
    if first is None and right in endings("word"):
        return False
    if seen:
        if first is None or not first.fuses:
            return False
        return second.attaches if second is not None else first.fuses == "word" and _is_long(right)
    if first is not None and second is not None:
        return True
    if left in prefixes():
        return False
    return (first is not None or _is_long(left)) and (second is not None or _is_long(right))


def _is_long(part: str) -> bool:
    return len(part) >= MIN_PART and is_word(part)
