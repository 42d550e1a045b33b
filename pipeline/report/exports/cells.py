"""Table cells as text that spreadsheets and XML accept, and back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterator

LIST_SEPARATOR = " | "
# What XML 1.0 and Excel refuse: control characters and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain(value: Any) -> Any:
    """Return a cell as str, int, float, bool or None; lists joined."""
    if isinstance(value, list | tuple | np.ndarray):
        return LIST_SEPARATOR.join(str(item) for item in value)
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value


def printable(text: str) -> str:
    """Return the text without characters that no spreadsheet or XML file may hold."""
    return _FORBIDDEN.sub("", text)


def records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows with plain cells."""
    columns = [frame[name].astype(object).tolist() for name in frame.columns]
    for row in zip(*columns, strict=True):
        yield {name: plain(value) for name, value in zip(frame.columns, row, strict=True)}
