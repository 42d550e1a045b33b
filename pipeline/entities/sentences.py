"""Where sentences start, decided before the parser, which then may not cut anywhere else.

A sentence ends at `.`, `!`, `?` or `…` with the marks that close behind it, where the next word
begins as a sentence does. Left to itself the model cuts at guillemets and colons, in 88 of 351
sentences of the press. Abbreviations, initials, numbers, brackets and quotations that go on in
the middle of a clause hold a sentence together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language

from pipeline import extensions, lexicon
from pipeline.records import RepairKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

ENDS = frozenset(".!?…")
END = re.compile(r"[.!?…]+$")
CLOSERS = frozenset("»”’\"')]›")
OPENERS = frozenset("«“‘\"'([‹–—-•*")
PAIRS = {"«": "»", "“": "”", "(": ")", "[": "]"}
STRAIGHT = '"'
INITIAL = re.compile(r"^(?:[A-ZÀ-Ý][a-z]?\.-?)+$")  # `J.`, `J.-P.`, `Ph.`, `U.S.`
NUMBER = re.compile(r"^\d+$")
# Tokens. A longer bracket or quotation is a passage, with sentences of its own.
MAX_HELD = 40
STARTS, CONTINUES = 1, -1
# What cleaning found right behind a full stop: the next sentence, perhaps without its first words.
BORDERS = frozenset({RepairKind.GLUED_SENTENCES, RepairKind.GAP})


@Language.factory("griefs_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> Sentences:
    """Build the component."""
    del nlp, name
    extensions.register()
    return Sentences(words())


@dataclass(frozen=True, slots=True)
class Words:
    """What the lexicons know of full stops.

    Attributes:
        abbreviations: May stand before a full stop that ends nothing.
        before_names: Abbreviations that a name follows (`Mgr`, `bd`, `cf`).
        function_words: A capital on one of these opens a sentence.
        unknowns: Letters that stand for somebody unknown: *une plainte contre X.*
    """

    abbreviations: frozenset[str]
    before_names: frozenset[str]
    function_words: frozenset[str]
    unknowns: frozenset[str]


def words() -> Words:
    """Return the word lists of this rule."""
    short = {
        row["abbreviation"]
        for row in lexicon.read_csv("abbreviations.csv", ("abbreviation",), ("abbreviation",))
    }
    names: set[str] = set()
    unknowns: set[str] = set()
    for row in lexicon.read_csv(
        "sentence_ends.csv", ("abbreviation", "follows"), ("abbreviation",)
    ):
        kind = row.one_of("follows", {"name", "sentence"})
        (names if kind == "name" else unknowns).add(row["abbreviation"])
    functions = {row["word"] for row in lexicon.read_csv("function_words.csv", ("word",))}
    titles = {one for one in short if one[:1].isupper()}
    return Words(
        frozenset(short | names),
        frozenset(names | titles),
        frozenset(functions),
        frozenset(unknowns),
    )


class Sentences:
    """Set `token.is_sent_start` of every token."""

    def __init__(self, lists: Words) -> None:
        self.words = lists

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        tokens = [token.text for token in doc]
        starts = np.full(len(tokens), CONTINUES, dtype="int64")
        starts[sentence_starts(tokens, block_starts(doc, tokens), self.words)] = STARTS
        column: Any = starts.astype("uint64").reshape(-1, 1)
        doc.from_array([SENT_START], column)
        return doc


def block_starts(doc: Doc, tokens: Sequence[str]) -> list[int]:
    """Return the first token of every block, and of what stands behind a mended full stop."""
    article = doc._.article
    if article is None:
        after = (i + 1 for i, text in enumerate(tokens) if "\n" in text and i + 1 < len(tokens))
        return [0, *after]
    offsets = [token.idx for token in doc]
    places = [block.start for block in article.blocks]
    ranks = {bisect_left(offsets, place) for place in places}
    for repair in article.repairs:
        if repair.kind in BORDERS:
            rank = bisect_left(offsets, repair.start)
            if 0 < rank < len(tokens) and _closes(tokens, rank - 1):
                ranks.add(rank)
    return sorted({0, *(rank for rank in ranks if rank < len(tokens))})


def _closes(tokens: Sequence[str], rank: int) -> bool:
    while rank > 0 and tokens[rank] in CLOSERS:
        rank -= 1
    return tokens[rank][-1] in ENDS and not tokens[rank][:-1].isdigit()


def sentence_starts(tokens: Sequence[str], blocks: Sequence[int], lists: Words) -> list[int]:
    """Return the ranks of the tokens that start a sentence, in order."""
    found: list[int] = []
    for start, end in zip(blocks, (*blocks[1:], len(tokens)), strict=True):
        found.append(start)
        ends = [i for i in range(start, end) if tokens[i][-1] in ENDS]
        if not ends:
            continue
        held = _held(tokens, start, end)
        last = start
        for rank in ends:
            place = _cut(tokens, rank, end, last, lists)
            if place is not None and place > last and not any(a < place <= b for a, b in held):
                found.append(place)
                last = place
    return found


def _cut(tokens: Sequence[str], rank: int, end: int, start: int, lists: Words) -> int | None:
    """Return where the next sentence starts after the stop at `rank`; None when none does."""
    place = _behind(tokens, rank + 1, end)
    if place >= end:
        return None
    following = place
    while following < end and (tokens[following] in OPENERS or tokens[following].isspace()):
        following += 1
    if following >= end:
        return None
    word = tokens[following]
    if not _opens(word) or tokens[rank - 1 : rank] == ["["]:
        return None
    closed = place > rank + 1
    return place if closed or _ends(tokens, rank, start, word, lists) else None


def _behind(tokens: Sequence[str], place: int, end: int) -> int:
    """Return the first token behind the marks that close a sentence."""
    while place < end:
        text = tokens[place]
        if text in {"[", "("} and tokens[place + 1 : place + 2] in (["…"], ["..."]):
            place += 3
        elif _is_closing(tokens, place, end):
            place += 1
        else:
            break
    return min(place, end)


def _is_closing(tokens: Sequence[str], place: int, end: int) -> bool:
    text = tokens[place]
    if text == STRAIGHT and place + 1 < end and _opens(tokens[place + 1]):
        # A straight mark closes when an odd number of them stands open.
        begin = place
        while begin > 0 and "\n" not in tokens[begin - 1]:
            begin -= 1
        return tokens[begin:place].count(STRAIGHT) % 2 == 1
    return (
        END.fullmatch(text) is not None or text in CLOSERS or (text.isspace() and "\n" not in text)
    )


def _opens(word: str) -> bool:
    """Whether a sentence may begin with a word: a capital, a number, or `iPhone`."""
    return word[0].isupper() or word[0].isdigit() or (word.isalpha() and not word.islower())


def _ends(tokens: Sequence[str], rank: int, start: int, following: str, lists: Words) -> bool:
    """Whether the stop at `rank` ends a sentence, given the word that follows."""
    text = tokens[rank]
    stem = text.rstrip(".!?…")
    if text[-1] != "." or (not stem and len(text) > 1):
        return True
    before = stem or (tokens[rank - 1] if rank > start else "")
    if NUMBER.match(before):
        return rank - (0 if stem else 1) > start
    if (stem and INITIAL.match(text)) or (len(before) == 1 and before.isupper()):
        # `la bombe H. La ville` ends; `J. Le Goff`, `M. De Brac` go on.
        if tokens[rank + 1] in PAIRS:
            return True  # `contre X. « Mensonge », dit-il`: no name begins with a quotation
        function = following.lower() in lists.function_words
        whole = before in lists.unknowns
        return function and (whole or not _part_of_name(tokens, rank, start, before, lists))
    if before in lists.before_names:
        return False
    return before != "" and (before not in lists.abbreviations or following[0].isupper())


def _part_of_name(tokens: Sequence[str], rank: int, start: int, before: str, lists: Words) -> bool:
    if rank == start or before in lists.before_names:
        return True
    word = tokens[rank - 1]
    return word[0].isupper() or word.lower() in lists.function_words or not word[0].isalpha()


def _held(tokens: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches (first, last token) that no sentence border may cut.

    Brackets in the middle of a sentence, and short quotations that begin and go on in the middle
    of a clause.
    """
    found = []
    opened: list[int] = []
    for i in range(start, end):
        text = tokens[i]
        if text in PAIRS:
            opened.append(i)
        elif opened and text == PAIRS[tokens[opened[-1]]]:
            first = opened.pop()
            if i - first <= MAX_HELD and _amid(tokens, first, i, start, end):
                found.append((first, i))
    return found


def _amid(tokens: Sequence[str], first: int, last: int, start: int, end: int) -> bool:
    """Whether the clause around `first:last` begins before and goes on after."""
    if first == start or tokens[first - 1][-1] in ENDS or tokens[first - 1] == ":":
        return False
    if tokens[first] in "([":
        return True
    following = tokens[last + 1] if last + 1 < end else "."
    return not _opens(following) and following[-1] not in ENDS
