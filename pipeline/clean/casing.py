"""Lines in capitals, in the case that the words have elsewhere.

The model takes a line in capitals for one long name. Each letter is replaced by one letter, so no
offset moves. The body of the article decides first, then the dictionary; what neither knows is an
acronym when it is short and a name when it is long.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from pipeline.clean.words import function_words, is_seen, is_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.records import Block

WORD = re.compile(r"[^\W\d_]+")
# What stands right before the first word of a sentence: nothing, a mark, a dash and a blank.
SENTENCE_START = re.compile(r"(?:^|[.!?…] ?|[.!?…:] [«“\"] ?|^[«“\"] ?|[–—] |\n)$")
FOLLOWING = re.compile(r" ([^\W\d_]+)('?)")
# The share of letters that are capitals, and the letters a line must have at least.
MIN_CAPITALS = 0.7
MIN_LETTERS = 8
HEAD = 20  # characters that most lines are told by
MAX_ACRONYM = 3
REACH = 4
MAX_WORD = 20
MAX_ACCENTS = 2
ARTICLES = frozenset({"article", "plural_article", "indefinite", "determiner"})
VOWELS = frozenset("aeiouyàâéèêëîïôùûœæ")
ACCENTED = {"a": "àâ", "c": "ç", "e": "éèê", "i": "î", "o": "ô", "u": "ûù"}


def truecased(text: str, blocks: Sequence[Block]) -> str:
    """Return the text with its lines in capitals put in lower case, letter for letter."""
    loud = [block for block in blocks if is_loud(text[block.start : block.end])]
    if not loud:
        return text
    starts = {block.start for block in loud}
    rest = "\n".join(text[b.start : b.end] for b in blocks if b.start not in starts)
    forms = body_forms(rest)
    pieces, done = [], 0
    for block in loud:
        pieces += [text[done : block.start], quiet(text[block.start : block.end], forms)]
        done = block.end
    return "".join([*pieces, text[done:]])


def is_loud(line: str) -> bool:
    """Whether a line is written in capitals, a name or an acronym in it aside."""
    head = line[:HEAD]
    if 2 * sum(map(str.islower, head)) > len(head):
        return False
    letters = [character for character in line if character.isalpha()]
    capitals = sum(map(str.isupper, letters))
    return len(letters) >= MIN_LETTERS and capitals >= MIN_CAPITALS * len(letters) and " " in line


def body_forms(text: str) -> Mapping[str, str]:
    """Return how words are written inside sentences, by their form in bare capitals."""
    counts: dict[str, Counter[str]] = {}
    for match in WORD.finditer(text):
        word = match[0]
        start = match.start()
        if text[start - 1 : start] == "'":
            start -= 2  # what is elided may open the sentence
        if word[0].islower() or not _starts_sentence(text, start):
            counts.setdefault(bare(word), Counter())[word] += 1
    return {
        key: min(found.items(), key=lambda item: (-item[1], item[0]))[0]
        for key, found in counts.items()
    }


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - REACH) : max(0, start)]
    return SENTENCE_START.search(before) is not None and (start <= 0 or bool(before))


def quiet(line: str, forms: Mapping[str, str]) -> str:
    """Return a line in capitals, truecased."""
    return WORD.sub(lambda match: _cased(match, forms), line)


def _cased(match: re.Match[str], forms: Mapping[str, str]) -> str:
    word, start = match[0], match.start()
    line = match.string
    if not word.isupper() or (line[match.end() : match.end() + 1] == "." and len(word) == 1):
        return word
    joined = "-" in {line[start - 1 : start], line[match.end() : match.end() + 1]}
    cased = _grave(match, forms) if word == bare(_to()) else _form(word, forms, joined=joined)
    if len(cased) != len(word):
        return word
    if _starts_sentence(line, start) and len(cased[0].upper()) == 1:
        return cased[0].upper() + cased[1:]
    return cased


def _grave(match: re.Match[str], forms: Mapping[str, str]) -> str:
    """Return `à` before an article or a name, else `a`: capitals go without the accent."""
    to, plain = _to(), bare(_to()).lower()
    following = FOLLOWING.match(match.string, match.end())
    if following is None:
        return plain
    lower = following[1].lower()
    word = function_words().get(lower)
    if following[2] or (word is not None and word.kind in ARTICLES):
        return to
    name = forms.get(bare(following[1]), "") or ("" if is_word(lower) else following[1])
    return to if name[:1].isupper() else plain


@cache
def _to() -> str:
    """Return the preposition that is one letter with an accent."""
    return next(form for form, word in function_words().items() if word.kind == "to")


def _form(word: str, forms: Mapping[str, str], *, joined: bool) -> str:
    """Return a word of a line in capitals in its own case.

    A part of a hyphenated word is no acronym.
    """
    lower = word.lower()
    known = forms.get(bare(word))
    if known is not None and (known.upper() == word or not is_word(lower)):
        return known
    if len(lower) == 1 or is_word(lower):
        return lower
    accented = _accented(lower) if len(lower) <= MAX_WORD else None
    if accented is not None and is_seen(accented):
        return accented
    title = word.capitalize()
    if joined and is_seen(title):
        return title
    spelt = len(word) <= MAX_ACRONYM or not VOWELS & set(lower)
    return word if spelt or (is_seen(word) and not is_seen(title)) else title


def _accented(lower: str) -> str | None:
    """Return the one word that the letters spell with the accents that capitals left out."""
    places = [
        (rank, accented)
        for rank, letter in enumerate(lower)
        for accented in ACCENTED.get(letter, "")
    ]
    found = set()
    for size in range(1, MAX_ACCENTS + 1):
        for chosen in combinations(places, size):
            letters = list(lower)
            for rank, accented in chosen:
                letters[rank] = accented
            if is_word("".join(letters)):
                found.add("".join(letters))
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def bare(word: str) -> str:
    """Return a word in capitals without accents."""
    decomposed = unicodedata.normalize("NFD", word.upper())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
