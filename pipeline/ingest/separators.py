"""Which sign separates the cells of a table."""

from __future__ import annotations

import csv
import io

SEPARATORS = "\t;,|"
_LINES = 50


def separator(text: str) -> str:
    """Return the sign that cuts the first rows into the most columns, the same number in each.

    The standard library's sniffer guesses from frequencies and takes letters for separators.
    """
    sample = text[:100_000]
    return max(SEPARATORS, key=lambda sign: (_columns(sample, sign), -SEPARATORS.index(sign)))


def _columns(sample: str, sign: str) -> int:
    header, *rows = _rows(sample, sign) or [[]]
    if len(header) < 2:  # noqa: PLR2004  # a separator separates
        return 0
    agreeing = sum(len(row) == len(header) for row in rows)
    return len(header) if not rows or 2 * agreeing >= len(rows) else 1


def _rows(sample: str, sign: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=sign)
    rows: list[list[str]] = []
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > _LINES:
                break
    except csv.Error:
        pass  # a cell beyond the bound: what came before it is enough
    return rows[:-1] if len(rows) > 2 else rows  # noqa: PLR2004  # the last may be cut
