"""What exports call things, read from `lexicons/exports.toml` once."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

from pipeline import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "exports.toml"
_LONGEST_BOILERPLATE = 200  # characters: a longer paragraph says something of its own
_NO_WORD = re.compile(r"[^a-z0-9]+")


@cache
def section(name: str) -> Mapping[str, Any]:
    """Return one table of the lexicon."""
    table: Mapping[str, Any] = lexicon.read_toml(FILE)[name]
    return table


def plain(name: str) -> str:
    """Return a name of a column or language as it is compared: lower case, letters and digits."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    return _NO_WORD.sub("", letters.lower())


@cache
def language_code(declared: str) -> str | None:
    """Return the ISO 639-1 code of a declared language: `Français`, `fr-FR`, `FRENCH; FRANÇAIS`."""
    names = {plain(name): code for code, forms in section("languages").items() for name in forms}
    for part in re.split(r"[;,/|(]", declared):
        code = names.get(plain(part)) or names.get(plain(re.split(r"[-_]", part.strip())[0]))
        if code is not None:
            return code
    short = declared.strip().lower()
    return short if re.fullmatch(r"[a-z]{2}", short) else None


@cache
def _boilerplate(kind: str) -> re.Pattern[str]:
    forms = sorted(section("boilerplate")[kind], key=len, reverse=True)
    return re.compile("|".join(re.escape(form) for form in forms), re.IGNORECASE)


def is_boilerplate(paragraph: str, *kinds: str) -> bool:
    """Tell whether a paragraph is a line of the vendor or site, not of the article.

    Kinds whose name ends in `lines` hold whole lines, the others beginnings.
    """
    line = paragraph.strip().lstrip("→►▶>•*- ")
    if len(line) > _LONGEST_BOILERPLATE:
        return False
    for kind in kinds:
        pattern = _boilerplate(kind)
        if kind.endswith("lines"):
            if pattern.fullmatch(line.rstrip(" .:")):
                return True
        elif (found := pattern.match(line)) and not line[found.end() : found.end() + 1].isalnum():
            return True
    return False


def holds_boilerplate(paragraph: str, kind: str) -> bool:
    """Tell whether words of the vendor or site stand anywhere in a paragraph that has a number."""
    return any(map(str.isdigit, paragraph)) and _boilerplate(kind).search(paragraph) is not None


@cache
def words_counted() -> re.Pattern[str]:
    """Match a count of words as databases print it (`1 845 mots`); the number is group 1."""
    names = "|".join(section("counts")["words"])
    return re.compile(rf"\b(\d[\d\s.,]*)\s(?:{names})\b", re.IGNORECASE)
