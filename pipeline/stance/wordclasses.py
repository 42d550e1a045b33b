"""The closed word classes of attribution, read once from `lexicons/discourse.toml`."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "discourse.toml"


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, frozenset[str]]:
    data = lexicon.read_toml(FILE)
    return {name: frozenset(words) for name, words in data.items() if isinstance(words, list)}


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the lower-case words of a class; raises KeyError for an unknown one."""
    return _classes()[name]
