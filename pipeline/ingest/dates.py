"""Dates as French and English exports print them, to ISO 8601.

Own rules: general libraries read « 3 juill. 2023 » as nothing, fill what is missing with today, and
find dates in running text where there are none. A date that does not exist is no date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ingest.exports import section

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Found:
    """A date as printed, with its day of the week, and in ISO 8601."""

    text: str
    iso: str


_EARLIEST, _LATEST = 1600, 2200  # a year outside is a number
_CENTURY_TURN = 70  # a year of two digits from here on lies in the twentieth century

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<![\d/.])(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4}|\d{2})(?![\d/])"
)
_MONTH_ONLY = re.compile(r"(?<!\d)(\d{4})-(\d{2})(?![\d-])")
_YEAR_ONLY = re.compile(r"\s*(\d{4})\s*")


def iso(printed: str | None) -> str | None:
    """Return the first date of a printed text as `YYYY-MM-DD` (less where it says less), or None.

    Days stand before months, as in French, unless that gives no date.
    """
    if printed is None or not any(character.isdigit() for character in printed):
        return None
    text = printed[:300]
    exact = _ISO.fullmatch(text)
    if exact is not None:
        return _value(exact, "ymd")
    found = find(text)
    return _coarse(text) if found is None else found.iso


def find(text: str) -> Found | None:
    """Return the first date with a day in a line, None where there is none."""
    found = [
        (match.start(), -match.end(), value)
        for pattern, order in _patterns()
        for match in pattern.finditer(text)
        if (value := _value(match, order)) is not None
    ]
    if not found:
        return None
    start, end, value = min(found)
    weekday = _weekday().search(text, 0, start)
    return Found(text[start if weekday is None else weekday.start() : -end].rstrip(","), value)


def from_parts(year: str, month: str, day: str) -> str | None:
    """Return the date that three separate cells give."""
    if not year.strip().isdecimal():
        return None
    if not month.strip().isdecimal():
        return year.strip()
    if not day.strip().isdecimal():
        return f"{int(year):04}-{int(month):02}"
    return _checked(int(year), int(month), int(day))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    names, ordinals, of = _any(_months()), _any(_words("ordinals")), _any(_words("of"))
    gap = r"[\s\u00a0\u202f-]*"
    named = re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:\s?(?:{ordinals}))?{gap}(?:(?:{of})\s)?({names})\b\.?,?{gap}"
        r"(\d{4}|\d{2}(?![\d:h]))",
        re.IGNORECASE,
    )
    english = re.compile(
        rf"\b({names})\b\.?\s+(\d{{1,2}})(?:{ordinals})?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
    )
    return (
        (_ISO, "ymd"),
        (_YEAR_FIRST, "ymd"),
        (_DAY_FIRST, "dmy"),
        (named, "dny"),
        (english, "ndy"),
        (_COMPACT, "ymd"),
    )


@cache
def _months() -> dict[str, int]:
    return {
        name: int(number)
        for number, names in section("months").items()
        for name in names
        if number.isdecimal()
    }


def _value(match: re.Match[str], order: str) -> str | None:
    parts = dict(zip(order, match.groups(), strict=True))
    year = int(parts["y"])
    if len(parts["y"]) == 2:  # noqa: PLR2004  # digits
        year += 1900 if year >= _CENTURY_TURN else 2000
    day = int(parts["d"])
    month = _months()[parts["n"].lower()] if "n" in parts else int(parts["m"])
    if order == "dmy" and month > 12 >= day:  # noqa: PLR2004  # months
        day, month = month, day
    return _checked(year, month, day)


def _checked(year: int, month: int, day: int) -> str | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _coarse(text: str) -> str | None:
    """Return a month or a year where the text says no day."""
    month = _MONTH_ONLY.search(text)
    if month is not None and _EARLIEST <= int(month[1]) <= _LATEST and 1 <= int(month[2]) <= 12:  # noqa: PLR2004
        return month[0]
    named = _named_month().search(text)
    if named is not None and _EARLIEST <= int(named[2]) <= _LATEST:
        return f"{named[2]}-{_months()[named[1].lower()]:02}"
    year = _YEAR_ONLY.fullmatch(text)
    if year is not None and _EARLIEST <= int(year[1]) <= _LATEST:
        return year[1]
    return None


@cache
def _named_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\d\s)\b({_any(_months())})\b\.?\s+(\d{{4}})(?!\d)", re.IGNORECASE)


@cache
def _weekday() -> re.Pattern[str]:
    """Match a day of the week at the end of the searched stretch."""
    days, articles = _any(_words("weekdays")), _any(_words("articles"))
    return re.compile(rf"\b(?:{days})\.?,?\s+(?:(?:{articles})\s+)?$", re.IGNORECASE)


def _words(kind: str) -> list[str]:
    words: list[str] = section("months")[kind]
    return words


def _any(names: Iterable[str]) -> str:
    """Return a pattern of alternatives, longest first: the first that fits wins."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
