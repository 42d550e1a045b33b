"""The lexicon of blameworthy predicates: what is wrong to do or to be, and whose wrong it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import Mood, adjective_forms, noun_forms, verb_forms
from pipeline.records import Act, ChargeKind
from pipeline.scan import scan
from pipeline.stance.locutions import openers, shared, tail_end
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from spacy.tokens import Doc, Token

FILE = "blameworthy.csv"
POLARITY = "polarity.csv"
COLUMNS = (
    *("predicate", "category", "culprit", "strength", "charge_kind"),
    *("act", "needs", "negated", "origin"),
)
MAX_GAP = 4  # tokens from one word of a locution to the next, exclusive


class Category(StrEnum):
    """What sort of word blames."""

    VERB = "verb"
    LOCUTION = "locution"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"


class Culprit(StrEnum):
    """Where the one to blame stands."""

    SUBJECT = "subject"  # who does it, who is so
    IS = "is"  # whom the noun is said of: X is a liar
    OF = "of"  # whose act it is: the treason of X


class Needs(StrEnum):
    """What a verb blames with only."""

    NOTHING = ""
    OBJECT = "object"  # voler: to fly, to rob
    INFINITIVE = "infinitive"  # n'a pas su prévenir
    CONDITIONAL = "conditional"  # aurait dû prévenir: a duty that was not done


JUDGING = {
    ("VERB", "act"): Category.VERB,
    ("LOC", "act"): Category.LOCUTION,
    ("ADJ", "quality"): Category.ADJECTIVE,
    ("NOUN", "quality"): Category.NOUN,
    ("NOUN", "person"): Category.NOUN,
    ("ADV", "manner"): Category.ADVERB,
}
CULPRITS = dict.fromkeys(JUDGING, Culprit.SUBJECT) | {
    ("NOUN", "quality"): Culprit.OF,
    ("NOUN", "person"): Culprit.IS,
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """One entry.

    Attributes:
        tail: The words of a locution behind its head.
        strength: 1 to 3: blameworthy in some, most, all contexts.
        needs: What the verb blames with only.
        negated: It is the failure to do so that is blameworthy (*respecter*).
    """

    lemma: str
    category: Category
    head: str
    tail: tuple[frozenset[str], ...]
    reflexive: bool
    culprit: Culprit
    strength: int
    charge_kind: ChargeKind
    act: Act
    needs: Needs
    negated: bool


@dataclass(frozen=True, slots=True)
class Sighting:
    """A predicate in a text.

    Attributes:
        mood: What the form of a verb says; None for other words.
        end: Index behind the predicate's last word.
    """

    token: Token
    predicate: Predicate
    mood: Mood | None
    end: int


@dataclass(frozen=True, slots=True)
class BlameLexicon:
    """The predicates by inflected form.

    Attributes:
        openers: The words that must follow some forms.
        outright: Forms that may blame in the author's own voice: conditionals and adverbs.
    """

    by_form: Mapping[str, tuple[tuple[Predicate, Mood | None], ...]]
    openers: Mapping[str, frozenset[str]]
    outright: frozenset[str]

    def sightings(self, doc: Doc, told: Container[int]) -> Iterator[tuple[Sighting, ...]]:
        """Yield the readings of each word that may blame, in text order, the longest first.

        Args:
            doc: The text.
            told: The tokens that stand in somebody's words; of the others, hearsay and adverbs.
        """
        read = scan(doc)
        hearsay = {read.sentences[i] for i in read.where(words_of("hearsay_auxiliaries"))}
        for i in read.where(self.by_form.keys()):
            form, following = read.lower[i], read.lower[i + 1 : i + MAX_GAP]
            if i not in told and form not in self.outright and read.sentences[i] not in hearsay:
                continue
            if i and read.lower[i - 1] in words_of("preposed_words"):  # « n'a rien fait »
                following = [*following, read.lower[i - 1]]
            if form in self.openers and self.openers[form].isdisjoint(following):
                continue
            entries = self.by_form[form]
            readings = tuple(_readings(doc[i], following, entries))
            if readings:
                yield readings


@lru_cache(maxsize=1)
def blame_lexicon() -> BlameLexicon:
    """Return the lexicon that comes with the package."""
    own = list(read_predicates(FILE))
    known = {predicate.lemma for predicate in own}
    return indexed([*own, *(p for p in read_judgements(POLARITY) if p.lemma not in known)])


def read_predicates(path: Path | str) -> Iterator[Predicate]:
    """Yield the predicates of one file, refusing the first bad row."""
    for row in lexicon.read_csv(path, COLUMNS, key=("predicate", "category", "culprit", "negated")):
        category = Category(row.one_of("category", set(Category)))
        lemma = row["predicate"]
        is_verbal = category in {Category.VERB, Category.LOCUTION}
        reflexive = is_verbal and lemma.startswith(("se ", "s'"))
        bare = lemma.removeprefix("se ").removeprefix("s'") if reflexive else lemma
        head, *tail = bare.replace("'", "' ").split()
        yield Predicate(
            lemma=lemma,
            category=category,
            head=head,
            tail=tuple(_alternatives(word) for word in tail),
            reflexive=reflexive,
            culprit=Culprit(row.one_of("culprit", set(Culprit))),
            strength=int(row.number("strength", 1, 3)),
            charge_kind=ChargeKind(row.one_of("charge_kind", set(ChargeKind))),
            act=Act(row.one_of("act", {"accuse", "criticise"})),
            needs=Needs(row.one_of("needs", set(Needs))),
            negated=row.one_of("negated", {"", "yes"}) == "yes",
        )


def read_judgements(path: Path | str) -> Iterator[Predicate]:
    """Yield the negative entries of the polarity lexicon that judge the one they are said of.

    They are criticism at most, and count for less than the predicates of blame.
    """
    for row in lexicon.read_csv(path, ("lemma", "pos", "kind", "polarity", "intensity", "role")):
        category = JUDGING.get((row["pos"], row["kind"]))
        if category is None or row["polarity"] != "negative" or row["role"] != "subject":
            continue
        lemma = row["lemma"]
        if lemma in words_of("no_reproaches"):
            continue
        is_verbal = category in {Category.VERB, Category.LOCUTION}
        reflexive = is_verbal and lemma.startswith(("se ", "s'"))
        head, *tail = lemma.removeprefix("se ").removeprefix("s'").replace("'", "' ").split()
        if not is_verbal:
            head, *tail = lemma.replace("'", "' ").split()
        yield Predicate(
            lemma=lemma,
            category=category,
            head=head,
            tail=tuple(_alternatives(word) for word in tail),
            reflexive=reflexive,
            culprit=CULPRITS[row["pos"], row["kind"]],
            strength=min(2, int(row.number("intensity", 1, 3))),
            charge_kind=ChargeKind.OTHER,
            act=Act.CRITICISE,
            needs=Needs.NOTHING,
            negated=False,
        )


def indexed(predicates: Iterable[Predicate]) -> BlameLexicon:
    """Return the predicates by every form of their head, longest locution first."""
    by_form: dict[str, list[tuple[Predicate, Mood | None]]] = {}
    for predicate in predicates:
        entries: dict[Mood | None, tuple[Predicate, Mood | None]] = {}
        for form, mood in head_forms(predicate).items():
            by_form.setdefault(form, []).append(entries.setdefault(mood, (predicate, mood)))
    found = shared(by_form, _longest_first)
    outright = (form for form, some in found.items() if any(map(_is_outright, some)))
    return BlameLexicon(found, openers(found, lambda entry: entry[0].tail), frozenset(outright))


def _longest_first(
    entries: Sequence[tuple[Predicate, Mood | None]],
) -> tuple[tuple[Predicate, Mood | None], ...]:
    def order(entry: tuple[Predicate, Mood | None]) -> tuple[int, bool, bool, str]:
        predicate = entry[0]
        return -len(predicate.tail), not predicate.reflexive, predicate.negated, predicate.lemma

    return tuple(sorted(entries, key=order))


def _is_outright(entry: tuple[Predicate, Mood | None]) -> bool:
    predicate, mood = entry
    return mood is Mood.CONDITIONAL or predicate.category is Category.ADVERB


def head_forms(predicate: Predicate) -> dict[str, Mood | None]:
    """Return the forms under which a head is met, with the mood of a verb's."""
    if predicate.category in {Category.VERB, Category.LOCUTION}:
        found: dict[str, Mood | None] = {}
        for form in verb_forms(predicate.head):
            found.setdefault(form.text, form.mood)
        return found
    if predicate.category is Category.NOUN:
        forms = noun_forms(predicate.head)
        if predicate.culprit is Culprit.IS:
            forms = (*forms, *adjective_forms(predicate.head))
        return dict.fromkeys(forms)
    if predicate.category is Category.ADJECTIVE and not _follows(predicate):
        return dict.fromkeys(adjective_forms(predicate.head))
    return {predicate.head: None}


def _follows(predicate: Predicate) -> bool:
    """Whether words follow the head: *hors la loi*, not *trop lent*."""
    return bool(predicate.tail) and words_of("preposed_words").isdisjoint(predicate.tail[0])


def _alternatives(word: str) -> frozenset[str]:
    if word.endswith("'"):
        return frozenset({word, word.replace("'", "’")})
    return frozenset({word, *_contracted(word), *adjective_forms(word)})


def _contracted(word: str) -> frozenset[str]:
    """Return the forms a preposition takes before an article or a vowel."""
    for name in ("genitives", "dative_prepositions"):
        if word in words_of(name):
            return words_of(name)
    return frozenset()


def _readings(
    token: Token, following: Sequence[str], entries: Iterable[tuple[Predicate, Mood | None]]
) -> Iterator[Sighting]:
    words = scan(token.doc).lower
    for predicate, mood in entries:
        if predicate.tail and predicate.tail[0].isdisjoint(following):
            continue
        gap = MAX_GAP if predicate.category is Category.LOCUTION else 1
        end = tail_end(words, token.i + 1, predicate.tail, gap)
        if end is None and _is_preposed(words, token.i, predicate.tail):
            end = token.i + 1
        if end is not None and _fits(token, predicate):
            yield Sighting(token, predicate, mood, end)


def _is_preposed(words: Sequence[str], i: int, tail: tuple[frozenset[str], ...]) -> bool:
    before = words[i - 1] if i else ""
    return len(tail) == 1 and before in tail[0] and before in words_of("preposed_words")


MARKERS = frozenset({"DET", "ADP"})  # before a noun
NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def _fits(token: Token, predicate: Predicate) -> bool:
    """Tell homographs apart, as far as the tagger can be trusted."""
    if predicate.category in {Category.VERB, Category.LOCUTION}:
        before = token.doc[token.i - 1] if token.i else None
        is_noun = token.pos_ in {"NOUN", "PROPN"} and before is not None and before.pos_ in MARKERS
        return not is_noun or (before is not None and before.lower_ in words_of("preposed_words"))
    if predicate.category is Category.NOUN:
        return token.pos_ in NOMINAL_TAGS
    if predicate.category is Category.ADJECTIVE and not predicate.tail:
        return token.pos_ in {"ADJ", "NOUN", "VERB", "ADV"}
    return True
