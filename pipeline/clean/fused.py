"""Two words without anything between them: `queavant`, `leMaire`, `12personnes`.

A token is cut when it is no word itself, both halves are, and nothing else explains it: it was
never seen in running text, it does not come back in the article, it is no compound, no brand, no
handle.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited
from pipeline.clean.humps import humps
from pipeline.clean.neighbours import clash_of
from pipeline.clean.numbered import numbers
from pipeline.clean.parts import MIN_PART, SURNAME_HEADS, is_acronym, is_capitalised_noun, is_named
from pipeline.clean.readings import INFINITIVE, NAME, PARTICIPLE, VERB, readings_of
from pipeline.clean.splits import CLEARLY, MIN_FUSED, cuts_of, disguised
from pipeline.clean.surroundings import (
    MAX_FUSED,
    occurrences,
    readings_after,
    readings_before,
    stands_alone,
    word_after,
)
from pipeline.clean.words import (
    abbreviations,
    endings,
    first_names,
    function_words,
    is_seen,
    is_word,
    places,
    rank,
)
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

WORDS = re.compile(r"[^\W\d_]+'?")
# What stands before the first word of a sentence; the word before its full stop.
OPENING = re.compile(r"(?:^|\n|[!?…»«—–] ?|([^\W_]{2,})[.] ?|[»”)%][.] ?)$")
FREQUENT = 8000  # how far down the list by frequency a word stands that opens many sentences
COMMON = 20_000  # the same, of what no name ends with
VOWELS = frozenset("aàâeéèêëiîïoôuùûyh")

# Tokens found to be whole before: most of a text is said again in the next.
_SOUND: set[str] = set()
MAX_SOUND = 2**17


def unfused(draft: Draft) -> tuple[Draft, list[Mark]]:
    """Return the draft with a space between words that surely stuck together, and the marks."""
    text = draft.text
    places = sorted({*humps(text), *_pairs(text), *numbers(text)})
    edits = [Edit(place, place, " ") for place in places]
    marks = [draft.mark(RepairKind.GLUED_WORDS, place, place, 1.0) for place in places]
    return edited(draft, edits), marks


def _pairs(text: str) -> Iterator[int]:
    """Yield where two words, the second in lower case, make a token that is no word."""
    suspects: dict[str, tuple[int, ...]] = {}
    tokens = set(text.split())
    for word in sorted(tokens & disguised().keys()):
        for start in occurrences(text, word, "@#./&-'", "@/&-'.,"):
            if _is_two(text, word, start):
                yield start + disguised()[word]
    for token in tokens - _SOUND:
        words = WORDS.findall(token) if MIN_FUSED <= len(token) <= MAX_FUSED else ()
        found = {word: cuts for word in words if (cuts := cuts_of(word))}
        suspects |= found
        if not found and len(_SOUND) < MAX_SOUND:
            _SOUND.add(token)
    for word, cuts in sorted(suspects.items()):
        if word[0].isupper() and text.count(word) > 1:
            continue
        found_at = list(occurrences(text, word, "@#./&", "@/&"))
        if word[0].isupper():
            once = [cut for cut in cuts if _is_once(text, found_at, word[:cut], word[cut:])]
            sure = _likeliest_of(word, cuts, once)
        else:
            sure = cuts
        if len(sure) == 1:
            yield from (place + sure[0] for place in found_at)


def _is_two(text: str, word: str, start: int) -> bool:
    """Whether a word is a preposition and an article, by its neighbours: `prise parles riverains`.

    A participle stands before it, and behind it a noun that cannot follow the one word.
    """
    after = readings_after(text, start + len(word))
    article = readings_of(word[disguised()[word] :])
    if not clash_of(readings_of(word), after) or clash_of(article, after):
        return False
    return PARTICIPLE in readings_before(text, start)


def _likeliest_of(word: str, cuts: tuple[int, ...], sure: list[int]) -> tuple[int, ...]:
    """Return the cut of a capitalised token whose halves are the most frequent words.

    Nowhere where a much likelier cut is not sure.
    """

    def weight(cut: int) -> float:
        left = word[:cut]
        return min(rank(left), rank(left.lower())) * rank(word[cut:])

    sure = [cut for cut in sure if word[:cut].lower() in function_words()] or sure
    sound = [cut for cut in cuts if not clash_of(readings_of(word[:cut]), readings_of(word[cut:]))]
    best = min([cut for cut in sure if cut in sound] or sure, key=weight, default=None)
    if best is None or weight(best) > CLEARLY * min(map(weight, sound or cuts)):
        return ()
    return (best,)


def _are_long(left: str, right: str) -> bool:
    """Whether a long word sticks to a noun, a name or an acronym: `Comitédirecteur`."""
    if len(right) <= MIN_PART or not is_word(right):
        return False
    if is_acronym(left) or len(left) < MIN_PART:
        return is_acronym(left)
    bound = FREQUENT if len(right) > MIN_PART + 1 else 0
    if left in first_names() or left in places():
        bound = FREQUENT
    found = readings_of(right)
    if VERB in found and bound:
        bound = COMMON
    if bound and is_seen(left) and not _is_nominal(right) and INFINITIVE not in found:
        return True
    noun = len(left) > MIN_PART and is_word(left.lower())
    return rank(right) <= bound and (noun or VERB in found or left in first_names() | places())


def _behind_article(kind: str, right: str) -> bool:
    """Whether a word behind an article or *de* is none of those that surnames end with."""
    plural = kind == "plural_article"
    if right[0] in VOWELS and not plural:
        return False
    return rank(right) <= (COMMON if plural else FREQUENT) or not _is_nominal(right)


def _is_nominal(word: str) -> bool:
    found = readings_of(word)
    labels = set().union(*found)
    return "noun" in labels or ("adjective" in labels and PARTICIPLE not in found)


def _goes_on(text: str, left: str, right: str, end: int) -> bool:
    """Whether what follows goes with a function word, and not with a name that ends like it."""
    word = function_words().get(right)
    if word is None or not (is_seen(left) or stands_alone(text, left)):
        return False
    following = word_after(text, end)
    if word.kind == "coordinator" and following[:1].isupper():
        return True
    if following in places() and is_capitalised_noun(left):
        return right not in endings("word")
    after = readings_after(text, end)
    if len(right) == 1 and PARTICIPLE not in after:
        return False
    return bool(clash_of((NAME,), after)) and not clash_of(readings_of(right), after)


def _is_once(text: str, found_at: list[int], left: str, right: str) -> bool:
    """Whether a capitalised token is no name: it does not come back, and its head is explained.

    A word of the dictionary may open a sentence; a name stands elsewhere alone, or is frequent.
    """
    if len(found_at) != 1:
        return False
    right = right.rstrip("'")
    end = found_at[0] + len(left) + len(right)
    if text[end : end + 1] == "'" and right in endings("clitic"):
        return _is_elided(text, left, right, end + 1)
    first = function_words().get(left.lower())
    surname = first is not None and first.kind in SURNAME_HEADS and right not in function_words()
    tells = right not in endings("word") or first is not None or is_capitalised_noun(left)
    if not surname and tells and stands_alone(text, left):
        return True
    if right in endings("brand"):  # *Nortex*, *Autovia*: seldom a name and a word
        return False
    if not is_seen(left + right):
        named = tells and (is_named(left, right) or _are_long(left, right))
        if named or (first is None and _goes_on(text, left, right, end)):
            return True
    return _opens(text, found_at[0], left, right)


def _is_elided(text: str, left: str, right: str, end: int) -> bool:
    """Whether what begins behind an apostrophe is a word, and what stands before it another."""
    following = WORDS.match(text, end)
    if following is None or len(following[0]) == 1 or not _is_known(following[0]):
        return False
    known = left.lower() in function_words() or is_named(left, right)
    return known or stands_alone(text, left)


def _is_known(word: str) -> bool:
    return word in function_words() or is_word(word.lower()) or is_seen(word)


def _opens(text: str, place: int, left: str, right: str) -> bool:
    """Whether a capitalised token at the head of a sentence is no name."""
    opens = OPENING.search(text[max(0, place - MAX_FUSED) : place])
    if opens is None or (opens[1] or "") in abbreviations():
        return False
    functions = function_words()
    first = functions.get(left.lower())
    rare = not is_seen(left + right)
    if first is not None and first.kind in SURNAME_HEADS and right not in functions:
        return rare and _behind_article(first.kind, right)
    function = first is not None or (right in functions and right not in endings("surname"))
    common = rare and max(rank(left.lower()), rank(right)) <= FREQUENT
    return (function or common) and is_word(left.lower())
