"""The tables of the model's lemmatiser, as `pipeline.clean` has read them already.

spaCy would read them a second time, into ordered dictionaries with a filter before them: half a
second and 100 MB for what plain dictionaries do. Its word lists, of up to 66,000 words that every
new word scans, become sets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.strings import get_string_id

from pipeline.clean.words import model_tables

if TYPE_CHECKING:
    from spacy.language import Language


class Lookups:
    """What spaCy's French lemmatiser asks of its `Lookups`."""

    def __init__(self) -> None:
        self.tables = {name: _Table(found) for name, found in model_tables().items()}
        index = self.tables["lemma_index"]
        index.update({part: frozenset(words) for part, words in index.items()})

    def __contains__(self, name: str) -> bool:
        return name in self.tables

    def get_table(self, name: str, default: Any = None) -> Any:
        """Return a table by its name."""
        return self.tables.get(name, default)


class _Table(dict[int, Any]):
    """A table whose keys are hashes of words."""

    def get(self, key: str, default: Any = None) -> Any:  # type: ignore[override]
        return super().get(get_string_id(key), default)


def add_lemmatizer(nlp: Language) -> None:
    """Add the model's lemmatiser to a model that was loaded without it."""
    lemmatizer: Any = nlp.add_pipe("lemmatizer", config={"mode": "rule"}, before="ner")
    lemmatizer.lookups = Lookups()
