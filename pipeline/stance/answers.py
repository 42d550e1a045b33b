"""The lexicon of answers: how an accused denies, admits, strikes back or keeps silent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import LOWER
from spacy.strings import get_string_id

from pipeline import lexicon
from pipeline.records import Response
from pipeline.stance.inflection import adjective_forms, noun_forms, verb_forms
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from spacy.tokens import Doc, Token

    from pipeline.stance.inflection import Mood

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
    """The cues by inflected form, with the hashes that find them in a Doc."""

    by_form: Mapping[str, tuple[tuple[AnswerCue, Mood], ...]]
    hashes: np.ndarray

    def candidates(self, doc: Doc) -> Iterator[tuple[Answer, ...]]:
        """Yield the readings of each word that may answer, the longest first."""
        for index in np.flatnonzero(np.isin(doc.to_array(LOWER), self.hashes)):
            token = doc[int(index)]
            found = []
            window = range(token.i + 1, min(len(doc), token.i + MAX_GAP))
            following = {doc[i].lower_ for i in window}
            for cue, mood in self.by_form[token.lower_]:
                if cue.tail and cue.tail[0].isdisjoint(following):
                    continue
                end = _end(token, cue)
                if end is not None:
                    found.append(Answer(token, cue, mood, end))
            if found:
                yield tuple(found)


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
        for form in verb_forms(cue.head):
            moods.setdefault(form.text, form.mood)
        for text, mood in moods.items():
            by_form.setdefault(text, []).append((cue, mood))
    for entries in by_form.values():
        entries.sort(key=lambda entry: (-len(entry[0].tail), not entry[0].reflexive))
    hashes = np.array([get_string_id(form) for form in by_form], dtype=np.uint64)
    return AnswerLexicon({form: tuple(entries) for form, entries in by_form.items()}, hashes)


def _alternatives(word: str) -> frozenset[str]:
    if word in words_of("third_reflexives"):
        return words_of("reflexives")
    if word.endswith("'"):
        return frozenset({word, word.replace("'", "’")})
    return frozenset({word, *adjective_forms(word)})


def _end(token: Token, cue: AnswerCue) -> int | None:
    doc, index = token.doc, token.i + 1
    for alternatives in cue.tail:
        limit = min(len(doc), index + MAX_GAP)
        found = next((i for i in range(index, limit) if doc[i].lower_ in alternatives), None)
        if found is None:
            return None
        index = found + 1
    return index


def holds_object(answer: Answer) -> bool:
    """Tell whether what the cue needs stands behind it, or a clitic for it before."""
    if answer.cue.needs in {Needs.ANY, Needs.INSERTED}:
        return True
    return _named_behind(answer, answer.cue.needs) is not None


def accusation_behind(answer: Answer) -> Token | None:
    """Return the noun behind the cue that speaks of an accusation."""
    return _named_behind(answer, Needs.ACCUSATION)


def _named_behind(answer: Answer, needs: Needs) -> Token | None:
    nouns = _object_forms(needs)
    doc, sent_end = answer.token.doc, answer.token.sent.end
    for token in doc[answer.end : min(sent_end, answer.end + MAX_OBJECT)]:
        if token.lower_ in nouns:
            return token
        if token.pos_ == "VERB" and token.morph.get("VerbForm", []) == ["Fin"]:
            return None
    return None


@lru_cache(maxsize=4)
def _object_forms(needs: Needs) -> frozenset[str]:
    nouns = words_of("accusation_nouns") if needs is Needs.ACCUSATION else words_of("wrong_nouns")
    return frozenset(form for noun in nouns for form in noun_forms(noun))
