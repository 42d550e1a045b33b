"""What a word may be: its readings by the dictionary, as `impossible_pairs.csv` names them.

A word form has several readings (`annonce` is a noun or a verb), each a set of labels from the
narrow to the wide (`noun_singular`, `noun`). A word the dictionary lacks has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from spacy.strings import get_string_id

from pipeline import lexicon
from pipeline.clean.words import function_words, model_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

Reading = frozenset[str]
NO_READING: tuple[Reading, ...] = ()
NOUN, PLURAL_NOUN = frozenset({"noun", "noun_singular"}), frozenset({"noun", "noun_plural"})
ADJECTIVE = frozenset({"adjective", "adjective_singular"})
PLURAL_ADJECTIVE = frozenset({"adjective", "adjective_plural"})
VERB = frozenset({"verb"})
INFINITIVE = frozenset({"infinitive"})
PARTICIPLE = frozenset({"participle"})
GERUND = frozenset({"gerund"})
ADVERB = frozenset({"adverb"})
NAME = frozenset({"name"})
NUMBER = frozenset({"number"})
# Kinds of function words that with a capital are something else: `Me`.
TITLES = frozenset({"reflexive"})
MIN_PLURAL = 4  # letters
FILE = "forms.toml"


@dataclass(frozen=True, slots=True)
class Endings:
    """The endings of `forms.toml`.

    Attributes:
        regular: Endings of the regular forms that the tables leave out, by reading.
        feminine: Feminine endings of adjectives, each with that of its lemma.
        irregular: Plural endings of nouns, each with that of its singular.
    """

    infinitive: str
    regular: Mapping[Reading, tuple[str, ...]]
    finite_only: tuple[str, ...]
    from_verbs: tuple[str, ...]
    plural: tuple[str, ...]
    irregular: tuple[tuple[str, str], ...]
    feminine: tuple[tuple[str, str], ...]


@cache
def form_endings() -> Endings:
    """Return the endings that come with the package."""
    data = lexicon.read_toml(FILE)
    verbs, nouns = data["verbs"], data["nouns"]
    names = {VERB: "finite", PARTICIPLE: "participle", GERUND: "gerund"}
    return Endings(
        infinitive=verbs["infinitive"],
        regular={reading: tuple(verbs[name]) for reading, name in names.items()},
        finite_only=tuple(verbs["finite_only"]),
        from_verbs=tuple(nouns["from_verbs"]),
        plural=tuple(nouns["plural"]),
        irregular=tuple((many, one) for many, one in nouns["irregular"]),
        feminine=tuple((form, base) for form, base in data["adjectives"]["feminine"]),
    )


@lru_cache(maxsize=2**16)
def readings_of(word: str) -> tuple[Reading, ...]:
    """Return the readings of one word, without marks around it; none where it is unknown."""
    lower = word.lower()
    function = function_words().get(lower)
    if function is not None:
        if word[0].isupper() and (function.kind in TITLES or len(word) == 1):
            return NO_READING
        return (frozenset({function.kind, *function.groups}),)
    if word.isdigit():
        return (NUMBER,)
    if not word.isalpha():
        return NO_READING
    found = _content(lower)
    if word[0].isupper():
        return NO_READING if found else (NAME,)
    return found


@lru_cache(maxsize=2**16)
def _content(word: str) -> tuple[Reading, ...]:
    """Return the readings of a word in lower case that is no function word."""
    found = _as_verb(word)
    found |= _as_nominal(word, infinitive=INFINITIVE in found)
    tables = _tables()
    if not found and any(
        word.endswith(end) and f"{word[: -len(end)]}{base}" in tables.nominal["adjective"].index
        for end, base in form_endings().feminine
    ):
        found.add(ADJECTIVE)
    if word in tables.adverbs:
        found.add(ADVERB)
    if VERB in found and word.endswith(form_endings().from_verbs):
        # the tables lack many nouns made from verbs
        found.add(PLURAL_NOUN if word.endswith(form_endings().plural) else NOUN)
    return tuple(sorted(found, key=sorted))


def _as_verb(word: str) -> set[Reading]:
    tables, known = _tables(), form_endings()
    lemma = tables.verb_forms.get(word)
    if word in tables.verbs:
        found = {INFINITIVE}
    elif lemma is not None:
        found = _verbal(word, lemma)
    else:
        found = {
            reading
            for reading, ends in known.regular.items()
            if any(
                word.endswith(end) and f"{word[: -len(end)]}{known.infinitive}" in tables.verbs
                for end in ends
            )
        }
    return found | {GERUND} if word.endswith(known.regular[GERUND]) else found


def _as_nominal(word: str, *, infinitive: bool) -> set[Reading]:
    found: set[Reading] = set()
    plural = word.endswith(form_endings().plural)
    for part, lemmas in _tables().nominal.items():
        singular, many = (NOUN, PLURAL_NOUN) if part == "noun" else (ADJECTIVE, PLURAL_ADJECTIVE)
        if infinitive and part == "adjective":  # the tables have verbs there
            continue
        regular = plural and _is_plural(word, lemmas.index, lemmas.forms)
        if word in lemmas.index or (word in lemmas.forms and not regular):
            found |= {singular, many} if plural else {singular}
        elif word in lemmas.forms or (regular and len(word) >= MIN_PLURAL):
            found.add(many)
    return found


def _is_plural(word: str, *known: Any) -> bool:
    irregular = form_endings().irregular
    singulars = [word[:-1]]
    singulars += [word[: -len(many)] + one for many, one in irregular if word.endswith(many)]
    return any(singular in forms for singular in singulars for forms in known)


def _verbal(word: str, lemma: str) -> set[Reading]:
    """Return what a form of a verb may be, its infinitive apart."""
    known = form_endings()
    if word.endswith(known.regular[GERUND]):
        return {GERUND}
    if lemma.endswith(known.infinitive):
        return {PARTICIPLE} if word.endswith(known.regular[PARTICIPLE]) else {VERB}
    if word.endswith(known.finite_only):
        return {VERB}
    return {VERB, PARTICIPLE}


class _Nominal:
    """The lemmas and the irregular forms of nouns or adjectives."""

    def __init__(self, index: Any, forms: Any) -> None:
        self.index = frozenset(index)
        self.forms = frozenset(forms)


class _Tables:
    """What the model's lemmatiser knows, by part of speech."""

    def __init__(self, tables: Any) -> None:
        def part(table: str, tag: str) -> Any:
            return tables[table].get(get_string_id(tag), {})

        self.verb_forms: Mapping[str, str] = {
            form: lemmas[0] for form, lemmas in part("lemma_exc", "verb").items()
        }
        self.verbs = frozenset((*part("lemma_index", "verb"), *self.verb_forms.values()))
        self.adverbs = frozenset(part("lemma_index", "adv"))
        self.nominal = {
            "noun": _Nominal(part("lemma_index", "noun"), part("lemma_exc", "noun")),
            "adjective": _Nominal(part("lemma_index", "adj"), part("lemma_exc", "adj")),
        }


@cache
def _tables() -> _Tables:
    return _Tables(model_tables())
