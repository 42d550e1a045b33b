"""One row of a table, shown in its sentence: offline HTML for notebooks, text elsewhere."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from pipeline.report.spans import Mark, marked
from pipeline.report.texts import raw_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.tables import Tables

# Colours by role; underlined as well, so that nothing rests on colour alone.
COLOURS = {
    "accuser": "#9ecbff",
    "accused": "#ffc9a3",
    "cue": "#ffe58f",
    "charge": "#ffd6e7",
    "response": "#b7eb8f",
}
# The end of a sentence: good enough to cut a context by, tables have the true ones.
_BORDER = re.compile(r"((?:(?<=\w\w)[.]|[!?…]|[.](?=\s?»))(?:\s?»)?)\s+(?=[«A-ZÀ-ÖØ-Þ—–-])")
_STYLE = (
    "padding:.1em .2em;border-radius:.2em;color:#111;"
    "text-decoration:underline;text-decoration-thickness:1px"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A row in its sentence. Notebooks render it; `html` and `str()` are the same in full."""

    html: str
    text: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.text


def show(row: pd.Series, tables: Tables | None = None) -> Shown:
    """Return an accusation with accuser, accused, cue, charge and response marked.

    Args:
        row: A row of `accusations`.
        tables: The run; with it actors are marked wherever the text mentions them, by pronouns
            too, and a response in another sentence is shown. Without it only their names are.
    """
    evidence, start = str(row["evidence"]), int(row["evidence_raw_start"])
    marks = [*_own_marks(row), *_actor_marks(row, tables)]
    parts = [marked(evidence, _moved(marks, start))]
    answer = None if tables is None else _response(row, tables)
    if answer is not None:
        parts.append(answer)
    body = " […] ".join(parts)
    for role, colour in COLOURS.items():
        body = body.replace(f'class="{role}', f'style="background:{colour};{_STYLE}" class="{role}')
    legend = " ".join(
        f'<span style="background:{colour};{_STYLE}">{role}</span>'
        for role, colour in COLOURS.items()
    )
    caption = html.escape(_caption(row))
    below = f"<figcaption>{caption}<br>{legend}</figcaption>"
    page = f"<figure><blockquote>{body}</blockquote>{below}</figure>"
    return Shown(page, f"{evidence}\n{_caption(row)}")


def _caption(row: pd.Series) -> str:
    who = " → ".join(_or_dash(row[name]) for name in ("accuser", "accused"))
    kept = (row[name] for name in ("act", "factuality", "response") if not pd.isna(row[name]))
    place = f"{row['document_id']}, {row['evidence_raw_start']}-{row['evidence_raw_end']}"
    return f"{who} ({', '.join(kept)}; {place})"


def _or_dash(value: object) -> str:
    return "–" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def _own_marks(row: pd.Series) -> Iterator[Mark]:
    for role, column in (
        ("cue", "cue_raw"),
        ("charge", "charge_raw"),
        ("response", "response_cue_raw"),
    ):
        start, end = row[f"{column}_start"], row[f"{column}_end"]
        if not pd.isna(start):
            yield Mark(int(start), int(end), role)


def _actor_marks(row: pd.Series, tables: Tables | None) -> Iterator[Mark]:
    low, high = int(row["evidence_raw_start"]), int(row["evidence_raw_end"])
    for role in ("accuser", "accused"):
        if pd.isna(row[role]):
            continue
        if tables is None:
            at = str(row["evidence"]).find(str(row[role]))
            if at >= 0:
                yield Mark(low + at, low + at + len(row[role]), role)
            continue
        m = tables.mentions
        here = m[(m["document_id"] == row["document_id"]) & (m["actor_id"] == row[f"{role}_id"])]
        for start, end in zip(here["raw_start"], here["raw_end"], strict=True):
            if low <= start and end <= high:
                yield Mark(int(start), int(end), role)


def _response(row: pd.Series, tables: Tables) -> str | None:
    """Return the stretch around a response that stands outside the evidence."""
    start = row["response_cue_raw_start"]
    if pd.isna(start) or row["evidence_raw_start"] <= start < row["evidence_raw_end"]:
        return None
    text = raw_texts(tables.folder, {row["document_id"]})[row["document_id"]]
    end = int(row["response_cue_raw_end"])
    low, high = sentence_around(text, int(start), end)
    return marked(text[low:high], [Mark(int(start) - low, end - low, "response")])


def sentence_around(text: str, start: int, end: int, *, most: int = 200) -> tuple[int, int]:
    """Return the offsets of the line's stretch around `start:end`, of whole words.

    About `most` characters a side; the stretch ends with its sentence where that ends before.
    """
    low = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    high = len(text) if line_end < 0 else line_end
    borders = [m.end() for m in _BORDER.finditer(text, low, start + 1) if m.end() <= start]
    low = max([low, *borders])
    after = _BORDER.search(text, end, high)
    high = high if after is None else after.end(1)
    if start - low > most:
        low = text.find(" ", start - most, start) + 1 or start - most
    if high - end > most:
        cut = text.rfind(" ", end, end + most)
        high = end + most if cut < 0 else cut
    return low, high


def _moved(marks: list[Mark], start: int) -> list[Mark]:
    return [Mark(mark.start - start, mark.end - start, mark.role) for mark in marks]
