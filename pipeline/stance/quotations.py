"""Stretches between quotation marks, whatever the marks: « », “ ”, " ", ‹ ›, and dialogue.

Typography after the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: inner
quotations take other marks or the same, a quotation that runs over paragraphs is reopened at the
head of each (by an opening mark, in older use by a closing one), and only the last one is closed.
One unclosed mark spoils nothing but its own paragraph.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import IDX

from pipeline.records import Quotation
from pipeline.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

CLOSING = {"«": "»", "“": "”", "„": "”", "‟": "”", "‹": "›", "‘": "’"}
CLOSERS = frozenset(CLOSING.values())
STRAIGHT = frozenset({'"', "''", "``", "＂"})
MARKS = re.compile("[«»“”„‟‹›\"＂]|''|``")
DASH = re.compile(r"[—–―]\s*(?=[^\W\d_])")
PARAGRAPH = re.compile(r"\n[ \t\r]*")


def quotations(doc: Doc) -> Iterator[Quotation]:
    """Yield the quotations of a Doc."""
    text = scan(doc).text
    if not MARKS.search(text) and not DASH.search(text):
        return
    starts = doc.to_array(IDX)
    reopened: Quotation | None = None
    for start, end in paragraphs(text):
        found = list(_in_paragraph(doc, text, starts, (start, end), reopened))
        yield from found
        outer = [quotation for quotation in found if quotation.depth == 0]
        reopened = outer[-1] if outer and not outer[-1].closed else None


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines of a text that are not empty, as offsets."""
    edges = [0, *(match.end() for match in PARAGRAPH.finditer(text)), len(text)]
    for start, end in pairwise(edges):
        if text[start:end].strip():
            yield start, end


def _in_paragraph(
    doc: Doc,
    text: str,  # of the Doc, which puts it together anew at each access
    starts: np.ndarray,
    edges: tuple[int, int],
    reopened: Quotation | None,
) -> Iterator[Quotation]:
    start, end = edges
    pairs = matched(text, start, end, is_open=reopened is not None)
    if not pairs and DASH.match(text, start):
        pairs = [(start, end, 0, True)]
    continues = reopened is not None and bool(pairs) and not text[start : pairs[0][0]].strip()
    for rank, (opening, closing, depth, closed) in enumerate(pairs):
        quotation = _quotation(doc, starts, (opening, closing), depth, closed=closed)
        if quotation is not None:
            yield (
                quotation
                if rank or not continues
                else Quotation(quotation.span, quotation.content, depth, closed, continues=True)
            )


def _quotation(
    doc: Doc, starts: np.ndarray, marks: tuple[int, int], depth: int, *, closed: bool
) -> Quotation | None:
    first = int(np.searchsorted(starts, marks[0], side="right")) - 1
    last = int(np.searchsorted(starts, marks[1], side="left"))
    inner_first, inner_last = first, last
    while inner_first < last and not _is_word(doc[inner_first].text):
        inner_first += 1
    while inner_last > inner_first and _is_edge(doc[inner_last - 1].text):
        inner_last -= 1
    while last > first and doc[last - 1].is_space:
        last -= 1
    if inner_first >= inner_last:
        return None
    return Quotation(doc[first:last], doc[inner_first:inner_last], depth, closed)


def _is_word(text: str) -> bool:
    return any(character.isalnum() for character in text) or text in {"[", "(", "…", "..."}


def _is_edge(text: str) -> bool:
    return text.isspace() or bool(MARKS.fullmatch(text))


def matched(
    text: str, start: int, end: int, *, is_open: bool = False
) -> list[tuple[int, int, int, bool]]:
    """Return (start, end, depth, closed) of the quotations in one paragraph, in text order.

    Args:
        text: The whole text.
        start: Where the paragraph starts.
        end: Where it ends, exclusive.
        is_open: A quotation of the paragraph before was never closed, so that a closing mark at
            the head reopens it and a lone closing mark ends it.
    """
    stack: list[tuple[int, str]] = []
    found: list[tuple[int, int, int, bool]] = []
    lone_closer: int | None = None
    for match in MARKS.finditer(text, start, end):
        mark = match.group()
        at_head = not text[start : match.start()].strip()
        if at_head and is_open and mark in CLOSERS:
            stack.append((match.start(), mark))
        elif mark in CLOSING or (mark in STRAIGHT and _opens(text, match, stack)):
            stack.append((match.start(), CLOSING.get(mark, mark)))
        elif any(closer == mark for _, closer in stack):
            _close(stack, mark, match.end(), found)
        elif is_open and not found and lone_closer is None:
            lone_closer = match.end()
    if lone_closer is not None:
        found.append((start, lone_closer, 0, True))
    if stack:
        found.append((stack[0][0], len(text[:end].rstrip()), 0, False))
    return sorted(found, key=lambda pair: (pair[0], -pair[1]))


def _opens(text: str, match: re.Match[str], stack: Sequence[tuple[int, str]]) -> bool:
    """Tell whether a straight mark opens: the last one of its kind does not stand open."""
    if any(closer == match.group() for _, closer in stack):
        return False
    after = text[match.end() : match.end() + 1]
    return bool(after) and not (
        after.isspace() and text[match.start() - 1 : match.start()].isalnum()
    )


def _close(
    stack: list[tuple[int, str]], mark: str, end: int, found: list[tuple[int, int, int, bool]]
) -> None:
    while stack:
        start, closer = stack.pop()
        if closer == mark:
            found.append((start, end, len(stack), True))
            return
