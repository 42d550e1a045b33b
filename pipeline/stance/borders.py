"""How far the words of a charge reach, whatever the parse hangs elsewhere.

The parser breaks noun phrases at quotation marks and gives complements and later parts of an
enumeration to other words (*le « laxisme » du maire*, *fraude, faux et usage de faux*). What
follows a charge directly and can belong to it is read off the words: complements, restrictive
relatives, further parts of a list that a conjunction closes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.stance.grammar import grammar
from pipeline.stance.nominals import phrase_at, preposition_at
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from pipeline.stance.arguments import Reading
    from pipeline.stance.nominals import Phrase

MAX_LIST = 40  # tokens of an enumeration
PAIRED = {"»": "«", "”": "“", ")": "("}


def reach(read: Reading, start: int, end: int, limit: int) -> int:
    """Return where a noun phrase that begins at a token ends, no further than the limit.

    Args:
        read: The cue.
        start: Index of the phrase's first word, the preposition excluded.
        end: Where the parse has it end.
        limit: Where the clause or another argument begins.
    """
    listing = True
    limit = min((i for i in read.cue.tokens if i >= end), default=limit)
    if read.words[start] in grammar()["quotes.open"]:
        end = _quoted(read, start, end)
    while end < limit:
        further = _closing(read, start, end, limit) or _complement(read, start, end, limit)
        if further is None and listing:
            further = _conjunct(read, start, end, limit)
        if further is None or further <= end:
            break
        end = further
    return end


def _quoted(read: Reading, start: int, end: int) -> int:
    """Return where the quotation that opens a charge is closed, if it is closed inside."""
    closing = grammar()["quotes.close"]
    return next((i + 1 for i in range(start + 1, end) if read.words[i] in closing), end)


def unclosed(read: Reading, start: int, end: int) -> int:
    """Return where a quotation closes that was opened before a charge, else the end."""
    opened: list[str] = []
    for i in range(start, end):
        text = read.doc[i].text
        if text in PAIRED.values():
            opened.append(text)
        elif text in PAIRED:
            if not opened:
                return i if i > start else end
            opened.pop()
    return end


def _closing(read: Reading, start: int, end: int, limit: int) -> int | None:
    """Take in the mark that closes a quotation opened inside, with what stands before it."""
    text = [token.text for token in read.doc[start:end]]
    for closing, opening in PAIRED.items():
        if text.count(opening) > text.count(closing):
            for i in range(end, limit):
                if read.doc[i].text == closing:
                    return i + 1
    return None


def _complement(read: Reading, start: int, end: int, limit: int) -> int | None:
    """Take in a phrase behind a preposition that can belong to a noun."""
    found = preposition_at(read.words, end, grammar())
    if found is None or found[0] not in words_of("charge_complements"):
        return None
    phrase = phrase_at(read.mentions, found[1], limit)
    if phrase is None or phrase.head.pos_ in {"VERB", "AUX"} or _is_time(read, phrase):
        return None
    if found[0] != "de" and not _may_attach(read, phrase, found[0], start, end):
        return None
    return phrase.end


def _is_time(read: Reading, phrase: Phrase) -> bool:
    times = grammar()["times.nouns"]
    return any(read.words[i] in times for i in range(phrase.start, phrase.head.i + 1))


def _may_attach(read: Reading, phrase: Phrase, name: str, start: int, end: int) -> bool:
    """Whether a complement belongs to the noun: by the parse, or beside it and no scene."""
    if start <= phrase.head.head.i < end or read.doc[end - 1].text in PAIRED:
        return True
    if name in words_of("scenes"):
        return False
    return read.words[phrase.head.i] not in grammar()["between.venues"]


def _conjunct(read: Reading, start: int, end: int, limit: int) -> int | None:
    """Take in the rest of an enumeration: commas, then a conjunction before the last part."""
    joins, i = grammar()["coordination.conjunctions"], end
    while i < min(limit, end + MAX_LIST):
        word = read.words[i]
        closes = word in joins
        if not closes and word != ",":
            return None
        after = i + 1
        found = preposition_at(read.words, after, grammar())
        if found is not None and found[0] == "de":
            after = found[1]
        phrase = phrase_at(read.mentions, after, limit)
        if phrase is None or not _is_alike(read, start, phrase):
            return None
        i = phrase.end
        while (more := _complement(read, phrase.start, i, limit)) is not None and more > i:
            i = more
        if closes or any(read.words[k] in joins for k in range(phrase.start, phrase.end)):
            return i
    return None


def _is_alike(read: Reading, start: int, phrase: Phrase) -> bool:
    """Whether a phrase is built as the first: a noun, bare like it or with a determiner."""
    first, other = read.doc[start], read.doc[phrase.start]
    if phrase.head.pos_ not in {"NOUN", "ADJ"} or _is_name(read, phrase):
        return False
    return (first.pos_ == "DET") is (other.pos_ == "DET")


def _is_name(read: Reading, phrase: Phrase) -> bool:
    mention = read.mentions.of(phrase.head)
    return mention is not None and mention.actor is not None
