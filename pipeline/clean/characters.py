"""Characters as the model knows them: one apostrophe, one space, composed accents, nothing unseen.

Most of it puts one character in the place of one other, so that nothing moves. What the model was
trained on decides: it knows `…`, `–`, `—`, `“` and `œ`, so these stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from pipeline.clean.draft import Edit, edited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.clean.draft import Draft

SPACES = "\t\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
APOSTROPHES = "\u2019\u02bc\u2032\u02b9\u02c8\uff07\u201b"
HYPHENS = "\u2010\u2011\u2212\ufe63\uff0d"
QUOTES = {"\u201f": "\u201c", "\uff02": '"', "\u300a": "«", "\u300b": "»"}

REPLACED = (
    dict.fromkeys(SPACES, " ")
    | dict.fromkeys(LINE_BREAKS, "\n")
    | dict.fromkeys(APOSTROPHES, "'")
    | dict.fromkeys(HYPHENS, "-")
    | QUOTES
)
SURROGATE = "\ufffd"

# Windows-1252 read as Latin-1: what the bytes 80 to 9f were meant to be. Those that mean nothing
# there are controls like any other.
MEANT = {
    chr(byte): bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D}
}
RARE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")

# One class each: alternatives and look-arounds cost ten times as much on a whole text.
MOVING = re.compile(
    "[\r\u00ad\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufb00-\ufb06\ufe0e\ufe0f\ufeff]"
)
# An opening single quotation mark or an accent: between letters it stands for an apostrophe.
ELIDING = re.compile("[\u2018`\u00b4]")


def with_plain_characters(draft: Draft) -> Draft:
    """Return the draft in the model's alphabet."""
    text = _replaced(draft.text)
    if RARE.search(text):
        text = _replaced(RARE.sub(_rare, text))
    text = ELIDING.sub(_eliding, text)
    return edited(draft.relabelled(text), _moving_edits(text))


def _replaced(text: str) -> str:
    for published, plain in REPLACED.items():
        text = text.replace(published, plain)
    return text


def _rare(match: re.Match[str]) -> str:
    character = match[0]
    if character >= "\ud800":
        return SURROGATE
    return MEANT.get(character, " ")


def _eliding(match: re.Match[str]) -> str:
    start, end = match.span()
    text = match.string
    inside = start > 0 and text[start - 1].isalpha() and text[end : end + 1].isalnum()
    return "'" if inside else match[0]


def _moving_edits(text: str) -> Iterator[Edit]:
    done = 0
    for match in MOVING.finditer(text):
        start, end = match.span()
        found = match[0]
        if start < done:
            continue
        if "\u0300" <= found <= "\u036f":
            edit = _composed(text, start, done)
            if edit is not None:
                yield edit
                done = edit.end
        elif found == "\r":
            # Alone it is the line break of old Macintosh files.
            yield Edit(start, end, "" if text.startswith("\n", end) else "\n")
        elif "\ufb00" <= found <= "\ufb06":
            yield Edit(start, end, unicodedata.normalize("NFKC", found))
        else:
            yield Edit(start, end, "")


def _composed(text: str, accent: int, done: int) -> Edit | None:
    """Return the edit that joins a letter and the accents after it, None where none is needed."""
    end = accent
    while end < len(text) and "\u0300" <= text[end] <= "\u036f":
        end += 1
    start = max(accent - 1, done)
    composed = unicodedata.normalize("NFC", text[start:end])
    return None if composed == text[start:end] else Edit(start, end, composed)
