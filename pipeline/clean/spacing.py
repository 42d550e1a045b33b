"""Spaces, line breaks, guillemets and repeated marks, as a typesetter would set them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft

BLANKS = re.compile(r" [ \n]+")
BREAKS = re.compile(r"\n[ \n]+")
GUILLEMETS = re.compile(r"[«»]")
CHEVRONS = re.compile(r"<<|>>")
DOUBLED_MARKS = re.compile(r"(?:!!|\?\?|!\?|\?!)[!?]*")
DOTS = re.compile(r"\.{4,}")
# Two apostrophes that stand for a quotation mark.
APOSTROPHES = re.compile(r"''(?!')")


def evenly_spaced(draft: Draft) -> Draft:
    """Return the draft with single spaces, at most one empty line and no blank at either end."""
    draft = edited(draft, _marks(draft.text))
    draft = edited(draft, _guillemets(draft.text))
    return edited(draft, _blanks(draft.text))


def _blanks(text: str) -> Iterator[Edit]:
    stripped = text.strip(" \n")
    first = text.find(stripped)
    last = first + len(stripped)
    if first:
        yield Edit(0, first, "")
    found = [*BLANKS.finditer(text, first, last), *BREAKS.finditer(text, first, last)]
    found.sort(key=re.Match.start)
    done = first
    for match in found:
        start, end = match.span()
        even = _even(match[0])
        if start >= done and even != match[0]:
            yield Edit(start, end, even)
        done = max(done, end)
    if last < len(text):
        yield Edit(last, len(text), "")


def _even(blank: str) -> str:
    breaks = blank.count("\n")
    return " " if not breaks else "\n" if breaks == 1 else "\n\n"


def _guillemets(text: str) -> Iterator[Edit]:
    for match in GUILLEMETS.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if match[0] == "«" and after not in " \n":
            yield Edit(end, end, " ")
        elif match[0] == "»" and start and before not in " \n«":
            yield Edit(start, start, " ")


def _marks(text: str) -> Iterator[Edit]:
    edits = [Edit(*match.span(), _single(match[0])) for match in DOUBLED_MARKS.finditer(text)]
    if "...." in text:
        edits += [Edit(*match.span(), "...") for match in DOTS.finditer(text)]
    if "<<" in text or ">>" in text:
        edits += [Edit(*m.span(), "«" if m[0] == "<<" else "»") for m in CHEVRONS.finditer(text)]
    if "''" in text:
        edits += [Edit(*match.span(), '"') for match in APOSTROPHES.finditer(text)]
    edits.sort()
    return (edit for edit in edits if edit.text != text[edit.start : edit.end])


def _single(marks: str) -> str:
    return marks[0] if len(set(marks)) == 1 else "?!"
