"""From bytes to text: byte order mark, strict UTF-8, then the likeliest old encoding.

Detectors made for all languages misread short French texts (cp1252 as mac_latin2). Here the few
encodings that French files come in are scored by how French their other characters look: letters
that French uses, beside letters, count for; anything else against. Then `ftfy` undoes UTF-8 that
was once read as something else; its typographic "fixes" are not used.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# In order of preference: the first of equal scores wins.
OLD_ENCODINGS = ("cp1252", "iso-8859-15", "iso-8859-1", "mac_roman", "cp850")
SAMPLE = 200_000  # bytes that are scored

_LOWER = frozenset("àâäçéèêëîïôöùûüÿœæ")
_UPPER = frozenset("ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ")
_SIGNS = frozenset("«»’‘“”–—…€°\xa0•©·§²")
_NON_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")  # of the C1 block, in UTF-8
_MOJIBAKE_SIGNS = ("Ã", "Â", "â€", "Å", "ï¿½", "ï»¿")
_SURROGATES = re.compile("[\ud800-\udfff]")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,30})""")
_XML_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,30})""")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were read, e.g. `cp1252` or `utf-8+mojibake`."""

    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of some bytes; never raises.

    Args:
        data: The bytes of a whole file, or of a line.
        declared: Encoding that the file or its transport names: believed where it is one of the
            old encodings and the bytes are no UTF-8.
    """
    text, encoding = _decoded(data, declared)
    mended, how = mend(text)
    return Decoded(mended, encoding + how)


def mend(text: str) -> tuple[str, str]:
    """Return a text, mojibake undone and lone surrogates replaced, and a note of what was done."""
    how = ""
    if not text.isascii():
        try:
            data = text.encode("utf-8")
        except UnicodeEncodeError:
            text, how = _SURROGATES.sub("\ufffd", text), "+surrogates"
            data = text.encode("utf-8")
        if _looks_like_mojibake(text, data):
            import ftfy  # 40 ms that most corpora never need

            fixed = ftfy.fix_encoding(text)
            if fixed != text:
                text, how = fixed, how + "+mojibake"
    return text, how


def _looks_like_mojibake(text: str, data: bytes) -> bool:
    """Tell whether a text holds signs that UTF-8 read as something else leaves behind."""
    for sign in _MOJIBAKE_SIGNS:  # `any` over a generator takes five times as long
        if sign in text:
            return True
    return _CONTROLS.search(data) is not None


def declared_encoding(head: bytes) -> str | None:
    """Return the encoding that a page or an XML document names in its first bytes."""
    found = _XML_ENCODING.match(head) or _CHARSET.search(head[:4096])
    return None if found is None else found[1].decode("ascii").lower()


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    wide = _without_mark(data)
    if wide is not None:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _nearly_utf_8(data, error):
            return data.decode("utf-8", "replace"), "utf-8+replaced"
    encoding = _old_encoding(data, declared)
    return _read_as(data, encoding), encoding


def _without_mark(data: bytes) -> str | None:
    """Return the UTF-16 of bytes whose every other byte is NUL, as Windows tools write it."""
    sample = data[:2000]
    if len(sample) < 4:  # noqa: PLR2004  # two characters
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _nearly_utf_8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Tell whether a few broken bytes stand in what is otherwise UTF-8.

    Old encodings practically never form valid UTF-8 sequences by chance.
    """
    del error
    sample = data[:SAMPLE]
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(_NON_ASCII.findall(text)) - broken
    return good >= 5 * broken  # bytes cut in two at the end of the sample count too


def _old_encoding(data: bytes, declared: str | None) -> str:
    if declared is not None:
        known = _canonical(declared)
        if known is not None:
            return known
    sample = data[:SAMPLE]
    return max(
        OLD_ENCODINGS, key=lambda name: (score(_read_as(sample, name)), -OLD_ENCODINGS.index(name))
    )


def _canonical(declared: str) -> str | None:
    """Return the old encoding meant; latin-1 on the web is read as cp1252, as browsers do."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    name = {"iso8859-1": "cp1252", "mac-roman": "mac_roman"}.get(name, name)
    return name if name in {"cp1252", "iso8859-15", "mac_roman", "cp850"} else None


def _read_as(data: bytes, encoding: str) -> str:
    """Decode; the five bytes that cp1252 leaves open become the controls they are in latin-1."""
    if encoding == "cp1252":
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return "".join(
                chr(byte) if byte in _OPEN_BYTES else bytes([byte]).decode("cp1252")
                for byte in data
            )
    return data.decode(encoding, "replace")


_OPEN_BYTES = frozenset(b"\x81\x8d\x8f\x90\x9d")


def score(text: str) -> float:
    """Return how French the characters outside ASCII look, per such character (−3 to 2)."""
    total, count = 0.0, 0
    for found in _NON_ASCII.finditer(text):
        count += 1
        total += _value(text, found.start())
    return total / count if count else 0.0


def _value(text: str, place: int) -> float:
    character = text[place]
    before = text[place - 1 : place]
    after = text[place + 1 : place + 2]
    beside = before.isalpha() or after.isalpha()
    if character in _LOWER:
        return 2.0 if beside and not before.isupper() else 0.5
    if character in _UPPER:
        # « ÉTAT », « École », « À », never « voilÀ »
        return -2.0 if before.islower() else 1.5
    if character in _SIGNS:
        return _sign_value(character, before, after)
    return -3.0


def _sign_value(character: str, before: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if character in "’‘":
        return 2.0 if inside or not before.isalpha() else 1.0
    return -2.0 if inside and character not in "·–—\xa0" else 1.5
