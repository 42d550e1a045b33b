"""The words by which a text says whether an accusation is made: `lexicons/status.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import verb_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.inflection import Mood


@dataclass(frozen=True, slots=True)
class StatusWords:
    """The file `status.toml`.

    Attributes:
        words: Word sets by section and name.
        phrases: Word sequences by section.
        verbs: Form → the uses of its verb, each with the mood that the form may have.
    """

    words: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    verbs: Mapping[str, tuple[tuple[str, Mood], ...]]

    def has(self, section: str, words: list[str]) -> bool:
        """Whether a word or phrase of a section stands in a stretch of words."""
        if any(word in self.words.get(f"{section}.words", ()) for word in words):
            return True
        return any(
            tuple(words[i : i + len(phrase)]) == phrase
            for phrase in self.phrases.get(section, ())
            for i in range(len(words) - len(phrase) + 1)
        )


@lru_cache(maxsize=1)
def status_words() -> StatusWords:
    """Return the words of status that come with the package."""
    words: dict[str, frozenset[str]] = {}
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    verbs: dict[str, dict[tuple[str, Mood], None]] = {}
    for section, table in lexicon.read_toml("status.toml").items():
        for name, items in table.items() if isinstance(table, dict) else ():
            if name == "phrases":
                phrases[section] = tuple(tuple(i.replace("'", "' ").split()) for i in items)
            elif name in {"verbs", "soft", "nominal"}:
                for form in (form for verb in items for form in verb_forms(verb)):
                    verbs.setdefault(form.text, {})[f"{section}.{name}", form.mood] = None
            else:
                words[f"{section}.{name}"] = frozenset(items)
    return StatusWords(words, phrases, {form: tuple(uses) for form, uses in verbs.items()})
