"""Spaces and marks that stand where French has none: `ici ,`, `fissurer., en`, `OpenAI :.`.

A mark that follows another which already ends the sentence or the clause is what remains of words
that were lost between the two, so most of these places are gaps as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.clean.draft import Edit, edited
from pipeline.clean.words import abbreviations, elided, endings, function_words
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft, Mark

LOOSE_SPACE = re.compile(r" (?=[,)\]]|\.(?:[ \n»)]|$|[^\W\d_]))")
OPENING_SPACE = re.compile(r"[(\[]( )")
# `l' État`: what is elided clings to the vowel after it.
ELIDED_SPACE = re.compile(r"' (?=([aeiouyhàâéèêëîïôœ]\w*))", re.IGNORECASE)
ELIDED = re.compile(r"\b([^\W\d_]{1,2})'$")
DETERMINERS = frozenset({"article", "de"})
# What cannot follow an elided article or *de*: there, the words it belonged to are missing.
UNELIDABLE = frozenset(
    {"coordinator", "finite", "to", "en", "contraction", "loose_preposition", "where", "subject"}
)
# A run of marks that cannot stand together; `?!`, `…`, `...` and `.»` can.
MARKS = re.compile(r"[.,:;](?: ?[.,:;])+")
TRAILING = re.compile(r"[=|_*~^<>\\#]+ ?(?=\n|$)")
LEADING = re.compile(r"([,;.:)]+ ?)(?=[^\W\d_])")
LAST_WORD = re.compile(r"[^\W_]+$")
REACH = 40
MIN_WORD = 3


class Stray(NamedTuple):
    """What to delete, and whether words are missing there."""

    start: int
    end: int
    kind: RepairKind
    gap: bool


def without_strays(draft: Draft) -> tuple[Draft, list[Mark]]:
    """Return the draft without stray spaces and marks, and the marks of what was there."""
    edits: list[Edit] = []
    marks: list[Mark] = []
    done = 0
    for stray in sorted(_strays(draft.text), key=lambda stray: (stray.start, -stray.end)):
        if stray.start < done:
            continue
        done = stray.end
        edits.append(Edit(stray.start, stray.end, ""))
        mark = draft.mark(stray.kind, stray.start, stray.end, 1.0)
        if mark.raw_start < mark.raw_end:  # else typography had put the space there
            marks.append(mark)
        if stray.gap:
            marks.append(draft.mark(RepairKind.GAP, stray.start, stray.end, GAP_CERTAINTY))
    return edited(draft, edits), marks


GAP_CERTAINTY = 0.9


def _strays(text: str) -> Iterator[Stray]:
    for match in MARKS.finditer(text):
        stray = _stray_mark(text, match)
        if stray is not None:
            yield stray
    yield from _spaces(text)
    yield from _line_edges(text)


def _spaces(text: str) -> Iterator[Stray]:
    for match in LOOSE_SPACE.finditer(text):
        yield Stray(*match.span(), RepairKind.STRAY_SPACE, gap=False)
    for match in OPENING_SPACE.finditer(text):
        yield Stray(*match.span(1), RepairKind.STRAY_SPACE, gap=False)
    for match in ELIDED_SPACE.finditer(text):
        if _clings(text, match):
            yield Stray(match.start() + 1, match.end(), RepairKind.STRAY_SPACE, gap=False)


def _line_edges(text: str) -> Iterator[Stray]:
    """Yield the marks that begin a line, and the signs that end one."""
    start = 0
    while start >= 0:
        leading = LEADING.match(text, start + bool(start))
        if leading is not None:
            yield Stray(*leading.span(), RepairKind.STRAY_PUNCTUATION, gap=True)
        start = text.find("\n", start + 1)
    for match in TRAILING.finditer(text):
        start, end = match.span()
        before = text[max(0, start - REACH) : start].rstrip(" ")
        if before and not before.endswith("\n"):
            space = text[start - 1] == " "
            yield Stray(start - space, end, RepairKind.STRAY_PUNCTUATION, gap=False)


def _clings(text: str, match: re.Match[str]) -> bool:
    """Whether the word before an apostrophe was elided for the word after it."""
    start = match.start() + 1
    found = ELIDED.search(text[max(0, start - MIN_WORD - 1) : start])
    if found is None or found[1].lower() not in endings("clitic"):
        return False
    word = function_words().get(match[1])
    return (
        elided().get(found[0].lower()) not in DETERMINERS
        or word is None
        or word.kind not in UNELIDABLE
    )


def _stray_mark(text: str, match: re.Match[str]) -> Stray | None:
    """Return which marks of a run are to go: all but the one that ends most."""
    start, end = match.span()
    run = match[0].replace(" ", "")
    if run in {"...", "....", "::"} or text[end : end + 1].isdigit():
        return None
    if (start and text[start - 1] in ".:") or "..." in run:
        return None
    if run[0] == ".":
        return _after_stop(text, start, end, run)
    # `, .` and ` : .`: the full stop stays; `,,` and `;,`: the first mark stays
    if run[-1] == "." and run.count(".") == 1:
        if text[start - 1 : start] == " ":
            start -= 1
        return Stray(start, end - 1, RepairKind.STRAY_PUNCTUATION, gap=True)
    return Stray(start + 1, end, RepairKind.STRAY_PUNCTUATION, gap=True)


def _after_stop(text: str, start: int, end: int, run: str) -> Stray | None:
    before = text[max(0, start - REACH) : start]
    found = LAST_WORD.search(before)
    word = found[0] if found else ""
    if run == "..":
        # the point of an abbreviation and the full stop, or a full stop typed twice
        return Stray(start + 1, end, RepairKind.STRAY_PUNCTUATION, gap=" " in text[start:end])
    closed = before[-1:] in set('»)”"!?…')
    whole = len(word) >= MIN_WORD and word not in abbreviations() and not _is_initials(before)
    if closed or whole:
        return Stray(start + 1, end, RepairKind.STRAY_PUNCTUATION, gap=True)
    return None


def _is_initials(before: str) -> bool:
    return "." in before.rsplit(None, 1)[-1]
