"""The words that report what somebody says, thinks, writes or shows, by their inflected forms.

Cues are found by surface form: forms are generated from the lemma, so that a cue that the tagger
misreads (*dément* → ADV, *estime* → NOUN) is a candidate all the same, and syntax decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import adjective_forms, noun_forms, verb_forms
from pipeline.scan import scan
from pipeline.stance.locutions import openers, shared, tail_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from spacy.tokens import Doc, Token

FILE = "reporting_verbs.csv"
COLUMNS = ("cue", "category", "valency", "commitment", "polarity", "example", "origin")
REFLEXIVES = ("se ", "s'")
MAX_GAP = 3  # tokens between the words of a locution: adverbs, a negation


class Category(StrEnum):
    """What sort of word reports."""

    VERB = "verb"
    LOCUTION = "locution"
    NOUN = "noun"
    PREPOSITION = "preposition"


class Valency(StrEnum):
    """How the content stands beside the cue, and whom it is said to."""

    CLAUSE = "que"
    WHETHER = "whether"
    INFINITIVE = "inf"
    INSERTED = "inserted"
    OBJECT = "object"
    OF = "of"
    TO = "to"
    PERSON = "person"


class Stand(StrEnum):
    """How far the cue commits its source to the content."""

    FACTIVE = "factive"
    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DOUBTFUL = "doubtful"
    DOUBTED = "doubted"
    DENIED = "denied"
    NEUTRAL = "neutral"
    QUESTION = "question"
    WISH = "wish"
    COMMISSIVE = "commissive"


@dataclass(frozen=True, slots=True)
class ReportingCue:
    """One entry of the lexicon.

    Attributes:
        head: The word that inflects; `tail` the words that follow it in a locution.
        reflexive: The verb reports only with a reflexive pronoun (*se plaindre*).
        polarity: What the verb itself says of the content: `negative` for *déplorer*.
    """

    lemma: str
    category: Category
    head: str
    tail: tuple[frozenset[str], ...]
    reflexive: bool
    valency: frozenset[Valency]
    stand: Stand
    polarity: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The reporting cues by inflected form, with the words that must follow some forms."""

    by_form: Mapping[str, tuple[ReportingCue, ...]]
    openers: Mapping[str, frozenset[str]]

    def candidates(self, doc: Doc) -> Iterator[tuple[Token, tuple[ReportingCue, ...]]]:
        """Yield the tokens whose form is one of a cue's, with the cues it may be."""
        read = scan(doc)
        words = read.lower
        for i in read.where(self.by_form.keys()):
            needed = self.openers.get(words[i])
            if needed is None or not needed.isdisjoint(words[i + 1 : i + 1 + MAX_GAP]):
                yield doc[i], self.by_form[words[i]]


@lru_cache(maxsize=1)
def reporting_cues() -> Lexicon:
    """Return the lexicon that comes with the package."""
    return indexed(read_cues(FILE))


def read_cues(path: Path | str) -> Iterator[ReportingCue]:
    """Yield the cues of one file, refusing the first bad row."""
    for row in lexicon.read_csv(path, COLUMNS, key=("cue", "category")):
        valency = set(row["valency"].split())
        unknown = valency - set(Valency)
        if unknown:
            raise row.error(f"valency {min(unknown)!r} is none of: {', '.join(Valency)}")
        category = Category(row.one_of("category", set(Category)))
        head, reflexive, tail = _parts(row["cue"], category)
        yield ReportingCue(
            lemma=row["cue"],
            category=category,
            head=head,
            tail=tail,
            reflexive=reflexive,
            valency=frozenset(Valency(value) for value in valency),
            stand=Stand(row.one_of("commitment", set(Stand))),
            polarity=row.one_of("polarity", {"negative", "neutral", "positive"}),
        )


def indexed(cues: Iterator[ReportingCue]) -> Lexicon:
    """Return the cues by every form of their head, longest locution first."""
    by_form: dict[str, list[ReportingCue]] = {}
    for cue in cues:
        for form in head_forms(cue):
            by_form.setdefault(form, []).append(cue)
    found = shared(by_form, _longest_first)
    return Lexicon(found, openers(found, lambda cue: cue.tail))


def _longest_first(cues: Sequence[ReportingCue]) -> tuple[ReportingCue, ...]:
    return tuple(sorted(cues, key=lambda cue: (-len(cue.tail), not cue.reflexive, cue.lemma)))


def head_forms(cue: ReportingCue) -> Iterator[str]:
    """Yield the forms under which the head of a cue is met, each once."""
    if cue.category is Category.PREPOSITION:
        yield cue.head
    elif cue.category is Category.NOUN:
        yield from dict.fromkeys(noun_forms(cue.head))
    else:
        yield from dict.fromkeys(form.text for form in verb_forms(cue.head))


def _parts(lemma: str, category: Category) -> tuple[str, bool, tuple[frozenset[str], ...]]:
    reflexive = category in {Category.VERB, Category.LOCUTION} and lemma.startswith(REFLEXIVES)
    if reflexive:
        lemma = lemma.removeprefix("se ").removeprefix("s'")
    head, *tail = words(lemma)
    return head, reflexive, tuple(_alternatives(word, category) for word in tail)


def words(text: str) -> list[str]:
    """Return the words of a lexicon entry as the tokeniser cuts them: after an apostrophe."""
    return text.replace("'", "' ").split()


def _alternatives(word: str, category: Category) -> frozenset[str]:
    if category is not Category.LOCUTION or word.endswith("'"):
        return frozenset({word, word.replace("'", "’")})
    return frozenset({word, *adjective_forms(word)})


def locution_end(token: Token, cue: ReportingCue) -> int | None:
    """Return where (token index, exclusive) the cue ends if all its words are there, else None."""
    gap = MAX_GAP if cue.category is Category.LOCUTION else 1
    return tail_end(scan(token.doc).lower, token.i + 1, cue.tail, gap)


@lru_cache(maxsize=1)
def _stands() -> Mapping[str, Stand]:
    return {cue.lemma: cue.stand for cue in read_cues(FILE)}


def stand_of(lemma: str) -> Stand | None:
    """Return how far a cue commits its source, None for a lemma that is no cue."""
    return _stands().get(lemma)
