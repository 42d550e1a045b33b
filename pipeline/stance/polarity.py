"""The polarity lexicon: which words judge, how strongly, and whom.

A judging word is tied to the one it judges by its role: the *subject* of a verb, the bearer of an
adjective or a quality, or the *object* of an esteem or a blame. Words of misfortune have the role
*none*: they are unpleasant and judge nobody (*mort*, *blessé*, *victime*).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from pipeline.inflection import adjective_forms, noun_forms, verb_forms
from pipeline.lexicon import read_csv
from pipeline.records import Polarity
from pipeline.stance.locutions import shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from pipeline.lexicon import Row

FILE = "polarity.csv"
COLUMNS = ("lemma", "pos", "kind", "field", "polarity", "intensity", "role", "origin")
# Intensity 1 to 3 to a score: a slight, a plain and an extreme judgement.
SCORES = {1: 0.3, 2: 0.6, 3: 0.9}
MAX_INTENSITY = 3


class PartOfSpeech(StrEnum):
    """What sort of entry it is; `LOC` is a locution around a verb or a preposition."""

    ADJ = "ADJ"
    ADV = "ADV"
    NOUN = "NOUN"
    VERB = "VERB"
    LOC = "LOC"


class Kind(StrEnum):
    """What the entry says of the one it judges."""

    ACT = "act"  # does something good or bad
    JUDGEMENT = "judgement"  # is judged by somebody
    QUALITY = "quality"  # has a quality
    PERSON = "person"  # is such a person
    ATTITUDE = "attitude"  # is met with such an attitude
    MANNER = "manner"  # acts in such a manner
    EPITHET = "epithet"  # is in such a condition
    EVENT = "event"  # an attitude to an event, of nobody
    BEFALL = "befall"  # something happens to somebody
    OMISSION = "omission"  # fails to do what is expected, when it is negated
    CREDIT = "credit"  # is thanked or blamed for what came of it


class Role(StrEnum):
    """Who is judged."""

    SUBJECT = "subject"
    OBJECT = "object"
    NONE = "none"


VERBAL_LOCUTIONS = frozenset({Kind.ACT, Kind.JUDGEMENT, Kind.OMISSION})


@dataclass(frozen=True, slots=True)
class Evaluative:
    """One entry of the lexicon.

    Attributes:
        words: The words of the entry, without a reflexive pronoun in front and without the
            preposition that introduces the judged one.
        score: −1 to 1, by polarity and intensity.
        reflexive: True when the verb must be pronominal (*se planter*).
        complement: The preposition that introduces the judged one (*rendre hommage à*).
    """

    lemma: str
    words: tuple[str, ...]
    pos: PartOfSpeech
    kind: Kind
    field: str
    score: float
    role: Role
    reflexive: bool = False
    complement: str | None = None

    @property
    def spans_object(self) -> bool:
        """Whether the judged one may stand inside the words of a locution."""
        judges = self.kind is Kind.JUDGEMENT and self.role is Role.OBJECT
        return judges and self.complement is None


Ranked = dict[str, tuple[tuple[int, Evaluative], ...]]


@dataclass(frozen=True, slots=True)
class Locutions:
    """Locutions with one first word, by the second, each with its rank: the longest come first.

    Attributes:
        around: Those of `near` that may hold the judged one: *accueille le maire en héros*.
    """

    near: Ranked
    around: Ranked


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries, by what a matcher has in hand.

    Attributes:
        single: One-word entries by every form of their word.
        sequences: Entries of several words by every form of the first.
        forms: All of these, to pass quickly over the words that are none.
    """

    single: Mapping[str, tuple[Evaluative, ...]]
    sequences: Mapping[str, Locutions]
    forms: frozenset[str]


@cache
def polarity_lexicon() -> Lexicon:
    """Return the polarity lexicon of the package."""
    return read_polarity(FILE)


def read_polarity(path: Path | str) -> Lexicon:
    """Return the lexicon of one file.

    Raises:
        LexiconError: A row breaks the rules of the file.
    """
    rows = read_csv(path, COLUMNS, key=("lemma", "pos", "role"))
    return indexed(evaluative(row) for row in rows)


def indexed(entries: Iterable[Evaluative]) -> Lexicon:
    """Return entries by the forms of their first word."""
    single: dict[str, list[Evaluative]] = {}
    sequences: dict[str, list[Evaluative]] = {}
    for entry in entries:
        table = single if len(entry.words) == 1 else sequences
        for form in dict.fromkeys(first_forms(entry)):
            table.setdefault(form, []).append(entry)
    return Lexicon(
        shared(single, tuple),
        shared(sequences, _by_second_word),
        frozenset((*single, *sequences)),
    )


def _by_second_word(entries: Sequence[Evaluative]) -> Locutions:
    near: dict[str, list[tuple[int, Evaluative]]] = {}
    around: dict[str, list[tuple[int, Evaluative]]] = {}
    for rank, entry in enumerate(sorted(entries, key=lambda entry: -len(entry.words))):
        near.setdefault(entry.words[1], []).append((rank, entry))
        if entry.spans_object:
            around.setdefault(entry.words[1], []).append((rank, entry))
    return Locutions(
        {word: tuple(ranked) for word, ranked in near.items()},
        {word: tuple(ranked) for word, ranked in around.items()},
    )


def first_forms(entry: Evaluative) -> Iterator[str]:
    """Yield the forms of an entry's first word, its own first."""
    word = entry.words[0]
    yield word
    if entry.pos is PartOfSpeech.VERB or entry.kind in VERBAL_LOCUTIONS:
        yield from (form.text for form in verb_forms(word))
    elif entry.pos is PartOfSpeech.NOUN:
        yield from noun_forms(word)
        if entry.kind is Kind.PERSON:
            yield from adjective_forms(word)
    elif entry.pos is PartOfSpeech.ADJ:
        yield from adjective_forms(word)


def evaluative(row: Row) -> Evaluative:
    """Return the entry of one row, refusing values outside the closed lists."""
    lemma = row["lemma"]
    if lemma != lemma.lower():
        raise row.error(f"lemma {lemma!r} can never match: lemmas are lower case")
    pos = PartOfSpeech(row.one_of("pos", set(PartOfSpeech)))
    role = Role(row.one_of("role", set(Role)))
    reflexive, words = _without_reflexive(words_of(lemma), pos)
    complement = None
    kind = Kind(row.one_of("kind", set(Kind)))
    governs = pos is PartOfSpeech.LOC and role is Role.OBJECT and kind is not Kind.CREDIT
    if governs and words[-1] in complements():
        words, complement = words[:-1], words[-1]
    sign = 1 if row.one_of("polarity", {Polarity.NEGATIVE, Polarity.POSITIVE}) == "positive" else -1
    return Evaluative(
        lemma=lemma,
        words=words,
        pos=pos,
        kind=kind,
        field=row["field"],
        score=sign * SCORES[int(row.number("intensity", 1, MAX_INTENSITY))],
        role=role,
        reflexive=reflexive,
        complement=complement,
    )


@cache
def complements() -> frozenset[str]:
    """Return the words that introduce the judged one at the end of a locution."""
    return words_of_kind("complement")


@cache
def reflexive_pronouns() -> frozenset[str]:
    """Return the forms of the reflexive pronoun that a pronominal entry begins with."""
    return words_of_kind("reflexive")


def words_of_kind(kind: str) -> frozenset[str]:
    """Return the grammatical words of one kind in `shifters.csv`."""
    return frozenset(
        row["lemma"] for row in read_csv("shifters.csv", ("lemma", "kind")) if row["kind"] == kind
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of an entry, cut as the tokenizer cuts: an elision ends its word."""
    return tuple(text.replace("’", "'").replace("'", "' ").split())


def _without_reflexive(words: tuple[str, ...], pos: PartOfSpeech) -> tuple[bool, tuple[str, ...]]:
    if pos in {PartOfSpeech.VERB, PartOfSpeech.LOC} and words[0] in reflexive_pronouns():
        return True, words[1:]
    return False, words
