"""The lexicon of answers: how an accused denies, admits, strikes back or keeps silent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline import lexicon
from pipeline.inflection import Mood, adjective_forms, noun_forms, verb_forms
from pipeline.records import Response
from pipeline.scan import scan, sentence_end, sentence_start
from pipeline.stance.locutions import openers, shared, tail_end
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from spacy.tokens import Doc, Token

FILE = "responses.csv"
COLUMNS = ("cue", "response", "needs", "negated", "example", "origin")
MAX_GAP = 5  # tokens from one word of a locution to the next, exclusive
MAX_OBJECT = 10  # tokens between the cue and the noun that it answers


class Needs(StrEnum):
    """What has to stand beside the cue."""

    ANY = "any"
    ACCUSATION = "accusation"  # an object that speaks of accusations: rejeter les allégations
    WRONG = "wrong"  # an object that speaks of a wrong: reconnaître une erreur
    INSERTED = "inserted"  # words of one's own: « … », se défend X
    CLAUSE = "clause"  # the locution ends in *que*: répondre que
    FALSE = "false"  # accusations and a word that calls them false: juger infondées les critiques
    NOUN = "noun"  # the cue is a noun, the accused its possessor: les dénégations de X


@dataclass(frozen=True, slots=True)
class AnswerCue:
    """One entry; `tail` are the words of a locution behind its head."""

    lemma: str
    head: str
    tail: tuple[frozenset[str], ...]
    reflexive: bool
    response: Response
    needs: Needs
    negated: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answering cue in a text; `end` is the index behind its last word."""

    token: Token
    cue: AnswerCue
    mood: Mood
    end: int


@dataclass(frozen=True, slots=True)
class AnswerLexicon:
    """The cues by inflected form, with the words that must follow some forms."""

    by_form: Mapping[str, tuple[tuple[AnswerCue, Mood], ...]]
    openers: Mapping[str, frozenset[str]]

    def candidates(self, doc: Doc) -> Iterator[tuple[Answer, ...]]:
        """Yield the readings of each word that may answer, the longest first."""
        read = scan(doc)
        words = read.lower
        for i in read.where(self.by_form.keys()):
            form, following = words[i], words[i + 1 : i + MAX_GAP]
            if form in self.openers and self.openers[form].isdisjoint(following):
                continue
            entries = self.by_form[form]
            found = []
            for cue, mood in entries:
                if cue.tail and cue.tail[0].isdisjoint(following):
                    continue
                end = tail_end(words, i + 1, cue.tail, MAX_GAP)
                if end is not None and not _enters_clause(words[i + 1 : end], cue):
                    found.append(Answer(doc[i], cue, mood, end))
            if found:
                yield tuple(found)


def _enters_clause(between: Sequence[str], cue: AnswerCue) -> bool:
    """Tell *dit ne pas comprendre* from *dit qu'elle ne peut pas*."""
    clauses = words_of("complementizers")
    return any(w in clauses and all(w not in some for some in cue.tail) for w in between)


@lru_cache(maxsize=1)
def answer_lexicon() -> AnswerLexicon:
    """Return the lexicon that comes with the package."""
    return indexed(read_answers(FILE))


def read_answers(path: Path | str) -> Iterator[AnswerCue]:
    """Yield the cues of one file, refusing the first bad row."""
    for row in lexicon.read_csv(path, COLUMNS, key=("cue", "needs", "negated")):
        lemma = row["cue"]
        reflexive = lemma.startswith(("se ", "s'"))
        bare = lemma.removeprefix("se ").removeprefix("s'") if reflexive else lemma
        head, *tail = bare.replace("'", "' ").split()
        yield AnswerCue(
            lemma=lemma,
            head=head,
            tail=tuple(_alternatives(word) for word in tail),
            reflexive=reflexive,
            response=Response(row.one_of("response", set(Response))),
            needs=Needs(row.one_of("needs", set(Needs))),
            negated=row.one_of("negated", {"", "yes"}) == "yes",
        )


def indexed(cues: Iterable[AnswerCue]) -> AnswerLexicon:
    """Return the cues by every form of their head, longest locution first."""
    by_form: dict[str, list[tuple[AnswerCue, Mood]]] = {}
    for cue in cues:
        moods: dict[str, Mood] = {}
        if cue.needs is Needs.NOUN:
            moods = dict.fromkeys(noun_forms(cue.head), Mood.INDICATIVE)
        else:
            for form in verb_forms(cue.head):
                moods.setdefault(form.text, form.mood)
        entries: dict[Mood, tuple[AnswerCue, Mood]] = {}
        for text, mood in moods.items():
            by_form.setdefault(text, []).append(entries.setdefault(mood, (cue, mood)))
    found = shared(by_form, _longest_first)
    return AnswerLexicon(found, openers(found, lambda entry: entry[0].tail))


def _longest_first(entries: Sequence[tuple[AnswerCue, Mood]]) -> tuple[tuple[AnswerCue, Mood], ...]:
    return tuple(sorted(entries, key=lambda e: (-len(e[0].tail), not e[0].reflexive)))


def _alternatives(word: str) -> frozenset[str]:
    if word in words_of("third_reflexives"):
        return words_of("reflexives")
    if word in words_of("complementizers"):
        return words_of("complementizers")
    if word.endswith("'"):
        return frozenset({word, word.replace("'", "’")})
    return frozenset({word, *adjective_forms(word)})


def holds_object(answer: Answer) -> bool:
    """Tell whether what the cue needs stands behind it, or a clitic for it before."""
    if answer.cue.needs in {Needs.ANY, Needs.INSERTED, Needs.CLAUSE, Needs.NOUN}:
        return True
    if answer.cue.needs is Needs.FALSE:
        return called_false(answer) is not None
    return _named_behind(answer, answer.cue.needs) is not None


def accusation_behind(answer: Answer) -> Token | None:
    """Return the noun behind the cue that speaks of an accusation."""
    return _named_behind(answer, Needs.ACCUSATION)


def called_false(answer: Answer) -> Token | None:
    """Return the noun of accusation that the cue calls false, None where it does not.

    *juge infondées les critiques*, *des accusations qu'il estime grotesques*.
    """
    token, false = answer.token, words_of("falsehoods")
    behind = token.doc[answer.end : min(sentence_end(token), answer.end + MAX_OBJECT)]
    if not any(word.lower_ in false for word in behind):
        return None
    return accusation_behind(answer) or _antecedent(answer)


def _antecedent(answer: Answer) -> Token | None:
    """Return the noun of accusation before *que*, of which the cue is the verb."""
    token, nouns = answer.token, _object_forms(Needs.ACCUSATION)
    start = max(sentence_start(token), token.i - MAX_OBJECT)
    for i in range(token.i - 1, start, -1):
        if token.doc[i].lower_ in words_of("complementizers"):
            before = token.doc[max(start, i - 4) : i]
            return next((word for word in reversed(before) if word.lower_ in nouns), None)
    return None


def _named_behind(answer: Answer, needs: Needs) -> Token | None:
    nouns = _object_forms(needs)
    doc = answer.token.doc
    read = scan(doc)
    limit = min(read.sentence_end(answer.token.i), answer.end + MAX_OBJECT)
    for i in range(answer.end, limit):
        if read.lower[i] in nouns and not _opens_clause(read.lower, i):
            return doc[i]
        if read.pos[i] == "VERB" and read.features[i].get("VerbForm") == ("Fin",):
            return None
    return None


def _opens_clause(words: Sequence[str], i: int) -> bool:
    """Tell *le fait que* from *les faits*."""
    return i + 1 < len(words) and words[i + 1] in words_of("complementizers")


@lru_cache(maxsize=4)
def _object_forms(needs: Needs) -> frozenset[str]:
    nouns = words_of("accusation_nouns") if needs is Needs.ACCUSATION else words_of("wrong_nouns")
    return frozenset(form for noun in nouns for form in noun_forms(noun))
