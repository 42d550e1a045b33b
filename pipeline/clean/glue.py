"""Sentences and words that stick together around a punctuation mark.

Extraction drops the space or the line break between two elements of a page: `intérêts.en`,
`2019.Depuis`, `majoritaire.Dans`, `Woke »toujours`. Addresses, file names, initials, acronyms and
inclusive spelling (`étudiant.es`) look alike and are left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.clean.draft import Edit, edited
from pipeline.clean.words import abbreviations, endings, function_words, is_seen, is_word
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

MARK = re.compile(r"[.!?…,;:»)”](?=[^\W_]|[«“(])")
OPENING = re.compile(r"[«(]")
LAST_WORD = re.compile(r"[^\W_]+$")
FIRST_WORD = re.compile(r"[^\W\d_]+")
# How a sentence may end on a figure: `3-0`, `12 s`, `220 km/h`, `l'A7`, `à 1`; no item of a list.
FIGURE = re.compile(
    r"\d[-/,]\d+$|\d ?[a-zA-Z°]{1,2}$|\d ?k?m/h$|\b[A-Z]\d{1,3}$|[^\W\d_] \d{1,3}$|\d \d{3}$"
)
COUNTED = re.compile(r"\d{1,4}(?: \d{3})* ([^\W\d_]+)('?)")
# A name before a number, or a year behind a word, or several years.
ENDED = re.compile(r"\b[A-ZÀ-Ý][^\W\d_]{3,}$|\b[A-ZÀ-Ý]{3,}$|[^\W\d_] (?:19|20)\d\d$|\d{4}-\d{4}$")
YEARS = re.compile(r"(?:\d{4}-)?(?:19|20)\d\d")
MEASURE = re.compile(r"\d ?(?:[a-z]{1,2}|k?m/h)$")
BRACKETED = re.compile(r"\d+-\d+|(?:19|20)\d\d")
ADDRESS = re.compile(r"[/@\\#]|www\.")
CLOSING = frozenset('»”)]"%€$°')
SENTENCE_END = frozenset(".!?…")
# Characters to look at on either side: longer than any word.
REACH = 60
# Letters. What is shorter may be a unit, a part of an acronym, an ending.
MIN_WORD = 3
MIN_BRACKET = 4


class Sides(NamedTuple):
    """What stands around a mark, up to the next blanks."""

    left: str
    right: str

    @property
    def last(self) -> str:
        """The word that ends right before the mark, `""` where there is none."""
        found = LAST_WORD.search(self.left)
        return found[0] if found else ""

    @property
    def first(self) -> str:
        """The word that begins right after the mark, `""` where a mark does."""
        found = FIRST_WORD.match(self.right)
        return found[0] if found else ""


def unglued(draft: Draft) -> tuple[Draft, list[Mark]]:
    """Return the draft with a space wherever a mark surely stood before one, and the marks."""
    edits: list[Edit] = []
    marks: list[Mark] = []
    for place, kind in sorted(_places(draft.text)):
        edits.append(Edit(place, place, " "))
        marks.append(draft.mark(kind, place, place, 1.0))
    return edited(draft, edits), marks


def _places(text: str) -> Iterator[tuple[int, RepairKind]]:
    """Yield where a space is missing, and what it parts."""
    for match in MARK.finditer(text):
        kind = _after_mark(text, match.start())
        if kind is not None:
            yield match.end(), kind
    for match in OPENING.finditer(text):
        place = match.start()
        if text[place - 1 : place].isalnum() and (match[0] == "«" or _opens_remark(text, place)):
            yield place, RepairKind.GLUED_WORDS


def _after_mark(text: str, start: int) -> RepairKind | None:
    """Return what sticks to the mark at `start`, None where nothing does."""
    mark = text[start]
    sides = _sides(text, start, start + 1)
    if text[start + 1].isdigit() and mark not in ".!?":
        counts = mark == "," and len(sides.last) >= MIN_WORD and sides.last.isalpha()
        counts = counts and text[start + 2 : start + 3].isdigit()
        return RepairKind.GLUED_WORDS if counts and _counts(text, start + 1) else None
    if mark == "." and _after_figure(text, start, sides):
        return RepairKind.GLUED_SENTENCES
    return _between_words(text, start, sides)


def _between_words(text: str, start: int, sides: Sides) -> RepairKind | None:
    mark = text[start]
    if ADDRESS.search(sides.left) or ADDRESS.search(sides.right):
        return None
    if mark in ",;:":
        return RepairKind.GLUED_WORDS if _clause(mark, sides) else None
    if mark in SENTENCE_END:
        ends = _point(sides) if mark == "." else _exclamation(sides)
        return RepairKind.GLUED_SENTENCES if ends else None
    if _closed(sides) and (mark != ")" or _is_remark(text, start)):
        return _after_closing(sides)
    return None


def _sides(text: str, start: int, end: int) -> Sides:
    before = text[max(0, start - REACH) : start]
    after = text[end : end + REACH].split(None, 1)[0]
    return Sides(before[max(before.rfind(" "), before.rfind("\n")) + 1 :], after)


def _point(sides: Sides) -> bool:
    """Whether a full stop ends a sentence that the next one sticks to."""
    if sides.left.endswith(".."):
        return _exclamation(sides)
    if "." in sides.left:
        return False
    if sides.left[-1:] in CLOSING:
        return _closed(sides)
    if sides.left[-1:] in SENTENCE_END:
        return _exclamation(sides)
    word = sides.last
    named = len(word) >= MIN_WORD and is_word(word) and sides.first.istitle()
    named = named and sides.first.lower() in function_words()
    return (named or _can_end(word)) and not _goes_on(sides) and _begins(sides)


def _after_figure(text: str, start: int, sides: Sides) -> bool:
    """Whether a sentence ends on a score, a unit or a number, and another begins right there."""
    first, before = sides.first, text[max(0, start - REACH) : start]
    if sides.right[0].isdigit() or not FIGURE.search(before):
        return _before_figure(text, start)
    if _is_clitic(sides):
        return True
    lower = first.lower()
    measured = MEASURE.search(before) is not None
    if first == lower:
        known = lower in function_words() or (len(first) >= MIN_WORD and is_word(lower))
        return measured and len(first) > 1 and known
    known = lower in function_words() or (len(first) > 1 and is_word(lower))
    return first.istitle() and (known or (measured and len(first) >= MIN_WORD and is_seen(first)))


def _before_figure(text: str, start: int) -> bool:
    """Whether a sentence that begins with a number sticks to a word or to a year."""
    if not _counts(text, start + 1):
        return False
    return ENDED.search(text[max(0, start - REACH) : start]) is not None


def _counts(text: str, start: int) -> bool:
    """Whether a number and what it counts begin at a place: `45 lieux`."""
    counted = COUNTED.match(text, start)
    if counted is None:
        return False
    word, elided = counted.groups()
    if elided:
        return word in endings("clitic")
    noun = len(word) > 1 and word not in function_words() and is_word(word)
    return noun or word in endings("ordinal")


def _begins(sides: Sides) -> bool:
    """Whether a sentence, and no host nor inclusive ending, begins right after a full stop."""
    first, last = sides.first, sides.last
    if sides.right[0].isdigit():
        return last.islower() and len(last) > MIN_WORD and is_word(last)
    if first[:1].isupper() or not first:
        plain = first.istitle() and last.islower() and len(last) > MIN_WORD and is_word(last)
        lower = first.lower()
        if len(first) == 1 and not (_is_clitic(sides) or lower in function_words()):
            return plain  # `Ph.D`, but `services.M. Orve`
        return plain or lower in function_words() or lower not in endings("host")
    return (_is_clitic(sides) or not _is_inclusive(last, first)) and _is_plain(sides)


def _can_end(word: str) -> bool:
    """Whether a sentence may end on a word: it is no initial and no abbreviation."""
    if word in abbreviations():
        return False
    short = len(word) < MIN_WORD
    return not short or (len(word) > 1 and (not word.istitle() or is_word(word.lower())))


def _goes_on(sides: Sides) -> bool:
    """Whether an address or an acronym goes on after the word behind the point."""
    rest = sides.right[len(sides.first) :]
    return rest[:1] in {".", "/", "@", "_"} and rest[1:2].isalnum()


def _is_plain(sides: Sides) -> bool:
    """Whether a full stop before a lower-case word stands between two words.

    A word that also ends names of hosts (`de`, `me`) must follow a word of the dictionary or an
    acronym, any other word of the dictionary may follow a name.
    """
    last, first = sides.last, sides.first
    known_last = last.islower() and len(last) >= MIN_WORD and is_word(last)
    known_last |= YEARS.fullmatch(sides.left) is not None
    if first in endings("host"):
        named = (last.isupper() or is_word(last.lower())) and len(last) >= MIN_WORD
        return first in function_words() and (known_last or named)
    if first in function_words() or _is_clitic(sides):
        return not last.islower() or len(first) >= MIN_WORD or _is_clitic(sides) or is_word(last)
    if known_last:
        return len(first) >= MIN_WORD and is_word(first)
    named = last[0].isupper() or (len(last) > MIN_WORD and is_seen(last))
    return named and len(first) > MIN_WORD and is_word(first)


def _is_clitic(sides: Sides) -> bool:
    return sides.first.lower() in endings("clitic") and sides.right[len(sides.first) :][:1] == "'"


def _is_inclusive(last: str, ending: str) -> bool:
    after = endings("inclusive").get(ending)
    return after is not None and (not after or last[-1:] in after)


def _exclamation(sides: Sides) -> bool:
    """Whether `!`, `?` or `…` ends a sentence; inside a word it stands for a lost letter."""
    first = sides.first
    if not sides.last:
        return not first or first[0].isupper()
    if not first or (first[0].isupper() and len(sides.last) > 1):
        return True
    return first in function_words() and len(first) > 1 and is_word(sides.last.lower())


def _is_remark(text: str, closing: int) -> bool:
    """Whether a bracket holds a remark; in `élu(e)s` it is part of a word."""
    opening = text.rfind("(", max(0, closing - REACH), closing)
    inside = text[opening + 1 : closing]
    if opening < 0 or " " in inside or (inside.isupper() and len(inside) > 1):
        return True
    return len(inside) >= MIN_BRACKET and not text[opening - 1 : opening].isalpha()


def _opens_remark(text: str, opening: int) -> bool:
    """Whether a bracket that sticks to a word holds a remark of several words, or an acronym."""
    closing = text.find(")", opening, opening + REACH)
    inside = text[opening + 1 : closing if closing > 0 else opening + REACH]
    if " " in inside or BRACKETED.fullmatch(inside):
        return True
    named = inside.istitle() and len(inside) >= MIN_BRACKET
    return inside.isalpha() and (named or (inside.isupper() and len(inside) > 1))


def _closed(sides: Sides) -> bool:
    first = sides.first
    return not first or first[0].isupper() or _is_clitic(sides) or is_word(first)


def _after_closing(sides: Sides) -> RepairKind:
    """Return what sticks to a closing mark: a sentence where one ends inside, else a word."""
    ended = sides.left.rstrip()[-1:] in SENTENCE_END
    return (
        RepairKind.GLUED_SENTENCES
        if ended and sides.first[:1].isupper()
        else RepairKind.GLUED_WORDS
    )


def _clause(mark: str, sides: Sides) -> bool:
    """Whether a comma, a semicolon or a colon stands between two words."""
    last, first = sides.last, sides.first
    closed = sides.left[-1:] in CLOSING
    if mark == ",":
        whole = len(first) > 1 or first in function_words() or _is_clitic(sides)
        return closed or (bool(last) and (last[-1].isalpha() or whole))
    if mark == ":" and not sides.left:  # a space stands before it
        if not first:
            return not sides.right[0].isalnum()
        return _is_clitic(sides) or (len(first) > 1 and (first[0].isupper() or is_word(first)))
    return (closed or (len(last) > 1 and last.isalpha())) and is_word(first.lower())
