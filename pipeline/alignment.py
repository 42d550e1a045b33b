"""The way back from clean text to raw text, character by character."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where every clean character was published.

    Attributes:
        starts: Raw offset at which clean character `i` begins; one entry a clean character.
        ends: Raw offset at which it ends. A character that cleaning inserted has
            `starts[i] == ends[i]`.

    Both are monotone, so a clean slice is always one raw slice.
    """

    starts: array[int]
    ends: array[int]

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Return the alignment of a text that cleaning left alone."""
        offsets = np.arange(length + 1, dtype=f"u{array('I').itemsize}")
        return cls(array("I", offsets[:-1].tobytes()), array("I", offsets[1:].tobytes()))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw offsets of the clean slice `start:end` (end exclusive, not empty).

        Characters that cleaning inserted at either edge add nothing to the raw slice.
        """
        if not 0 <= start < end <= len(self.starts):
            raise IndexError(f"no clean slice {start}:{end} in a text of {len(self.starts)}")
        return self.starts[start], self.ends[end - 1]
