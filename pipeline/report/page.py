"""The report of a run: one HTML file that needs no network.

Figures are drawn in the reader's browser from the rows that the page carries, so that every one of
them can be filtered and opened down to its sentences.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from pipeline import lexicon
from pipeline.errors import UnknownNameError
from pipeline.report.payload import payload

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.tables import Tables

LANGUAGES = ("fr", "en")


def write_report(tables: Tables, path: Path, *, language: str = "fr", about: str = "") -> None:
    """Write the report of a run.

    Args:
        tables: The run.
        path: The HTML file.
        language: Of the page: `fr` or `en`.
        about: A last line: versions, date of the run.

    Raises:
        UnknownNameError: The page does not speak the language.
    """
    if language not in LANGUAGES:
        raise UnknownNameError("report language", language, LANGUAGES)
    parts = {
        "lang": language,
        "css": _asset("report.css"),
        "words": _embedded(words(language)),
        "data": _embedded(payload(tables) | {"lang": language, "about": about}),
        "js": _asset("report.js"),
    }
    before, *rest = _asset("report.html").split("{")
    page = [before]
    for piece in rest:
        name, _, after = piece.partition("}")
        page += [parts[name], after]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(page), encoding="utf-8")


def words(language: str) -> dict[str, str]:
    """Return the words of the page by key."""
    rows = lexicon.read_csv("report_words.csv", ("key", *LANGUAGES, "origin"), key=("key",))
    return {row["key"]: row[language] for row in rows}


def _asset(name: str) -> str:
    return (files("pipeline") / "report" / "assets" / name).read_text(encoding="utf-8")


def _embedded(value: Any) -> str:
    """Return JSON that cannot end the script element it stands in."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
