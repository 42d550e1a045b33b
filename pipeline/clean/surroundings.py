"""What stands around a place in a text: the halves of a token, the words next to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.clean.readings import readings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.readings import Reading

# What stands around a token that is an address, a handle or a name of something technical.
ODD = frozenset("@#/\\&_.")
MAX_FUSED = 60  # characters of a token
PRECEDING = re.compile(r"(?:^|[\s'])([^\W_]+) $")
FOLLOWING = re.compile(r" ([^\W_]+)(?![\w'-])")


def halves(text: str, place: int) -> tuple[str, str, bool]:
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


def stands_alone(text: str, word: str) -> bool:
    """Whether a word also stands by itself somewhere in the text."""
    return next(occurrences(text, word, "@#./&-", "@/&-"), None) is not None


def occurrences(text: str, word: str, before: str, after: str) -> Iterator[int]:
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


def word_after(text: str, end: int) -> str:
    """Return the word behind one blank, `""` where there is none or it is only part of one."""
    found = FOLLOWING.match(text, end)
    return found[1] if found else ""


def readings_after(text: str, end: int) -> tuple[Reading, ...]:
    """Return the readings of the word behind one blank."""
    word = word_after(text, end)
    return readings_of(word) if word else ()


def readings_before(text: str, start: int) -> tuple[Reading, ...]:
    """Return the readings of the word before one blank."""
    found = PRECEDING.search(text[max(0, start - MAX_FUSED) : start])
    return readings_of(found[1]) if found else ()
