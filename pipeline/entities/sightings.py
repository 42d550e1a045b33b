"""Names that the model need not see: known ones, first names, acronyms, offices, subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.entities.readings import BUILT, MODEL, PHRASE, RECALLED, WORD, Candidate
from pipeline.entities.verbs import finite_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.entities.gazetteer import Entry, Gazetteer
    from pipeline.entities.readings import Text

MAX_NAME = 6  # tokens of a person's name
MAX_ACRONYM = 6  # letters
AGENTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
MIN_STRANGER = 4  # letters
BEFORE_VERB = frozenset({"VERB", "AUX", "CCONJ", "PRON"})  # a verb, its clitics, a conjunction


def known_names(
    doc: Doc, text: Text, known: Gazetteer, by_model: Mapping[int, str]
) -> Iterator[Candidate]:
    """Yield the names of the lexicons; one word that begins a sentence must look like a name.

    Args:
        doc: The text.
        text: The tokens.
        known: The lexicons.
        by_model: The label that the model gives a token.
    """
    at, size = 0, len(text.words)
    while at < size:
        if text.folded[at] in known.sizes:
            shouted = at in text.shouted
            found = known.match(text.words, text.folded, at, any_case=shouted)
            if found is not None:
                length, entry = found
                single = length == 1
                initial = single and at in text.starts and not text.words[at].isupper()
                sure = entry.label == "LOC" or at in by_model or doc[at].pos_ == "PROPN"
                if not initial or sure:
                    rank = WORD if single else PHRASE
                    if single and entry.label == "LOC" and not _outranks(entry, by_model.get(at)):
                        rank = MODEL
                    yield Candidate(at, at + length, entry.label, rank)
                    if entry.kind == "union" and _branch(doc, text, known, at + length):
                        yield Candidate(at, at + length + 1, entry.label, PHRASE)
                    at += length
                    continue
        at += 1


def _branch(doc: Doc, text: Text, known: Gazetteer, at: int) -> bool:
    """Whether a word is the branch of the union before it: *SUD Santé*, *CGT Cheminots*."""
    if at >= len(text.words) or at in text.starts or not text.spaced[at - 1]:
        return False
    word = text.words[at]
    if not (word[0].isupper() and word[1:].islower()) or word in known.first_names:
        return False
    following = text.words[at + 1] if at + 1 < len(text.words) else "."
    if following[0].isupper() and following.isalpha():
        return False
    return doc[at].ent_type_ != "PER" and known.entry(word) is None


def _outranks(entry: Entry, label: str | None) -> bool:
    """Whether a known place stands against the model: in a work's title, as a seat of power."""
    return label == "MISC" or entry.kind == "metonym"


def persons(text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield first names with what follows, and what a civility announces."""
    words = text.words
    for at, word in enumerate(words):
        if not word[0].isupper() or at in text.shouted:
            continue
        before = words[at - 1] if at else ""
        if _is_first_name(word, known):
            end = _name_end(words, at + 1, known)
            if end > at + 1 and known.cues.get(before.casefold()) != "LOC":
                yield Candidate(at, end, "PER", BUILT)
        elif before in known.civilities and known.civilities[before][1].startswith("civil"):
            yield Candidate(at, max(at + 1, _name_end(words, at + 1, known)), "PER", BUILT)


def _is_first_name(word: str, known: Gazetteer) -> bool:
    return word in known.first_names or (
        "-" in word and word.partition("-")[0] in known.first_names
    )


def _name_end(words: Sequence[str], at: int, known: Gazetteer) -> int:
    """Return where a person's name that goes on at `at` ends."""
    start, end, limit = at, at, min(len(words), at + MAX_NAME)
    while at < limit:
        word = words[at]
        if word[0].isupper() and word.casefold() not in known.demonyms:
            end = at + 1
        elif word not in known.particles and not (word == "-" and at > start):
            break
        at += 1
    return end


def portfolios(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield what a minister is minister of: *la Justice*, *l'Intérieur*."""
    words = text.words
    for at, word in enumerate(text.folded):
        if word not in known.portfolios:
            continue
        place = at + 1
        if place < len(words) and doc[place].pos_ == "ADJ" and words[place].islower():
            place += 1  # « le ministre syldave de la Justice »
        behind = place
        while place < len(words) and text.folded[place] in known.links | known.articles:
            place += 1
        end = place
        if end < len(words) and words[end][0].isupper():
            end += 1
        while place < end < len(words) and doc[end].pos_ == "ADJ" and words[end].islower():
            if text.folded[end] in known.demonyms:
                break
            end += 1
        office = place > behind and end > place
        if office and known.match(words, text.folded, place) is None:
            yield Candidate(place, end, "ORG", BUILT)


def capitals(text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield what is written as an acronym behind an article, or in brackets behind a name."""
    words = text.words
    for at, word in enumerate(words):
        if (
            at
            and word.isupper()
            and 1 < len(word) <= MAX_ACRONYM
            and word.isalpha()
            and at not in text.shouted
        ):
            if text.folded[at - 1] in known.articles or _bracketed(words, at):
                yield Candidate(at, at + 1, "ORG", RECALLED)
            elif known.cues.get(text.folded[at - 1]) == "PER" and words[at - 1].islower():
                yield Candidate(at, at + 1, "ORG", BUILT)  # « le maire UDE »


def _bracketed(words: Sequence[str], at: int) -> bool:
    """Tell *Paul Untel (PV)*."""
    if at + 1 >= len(words) or at < len(("Untel", "(")):
        return False
    return words[at - 1] == "(" and words[at + 1] == ")" and words[at - 2][0].isupper()


def subjects(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield unknown names that act: the bare subject of a verb, the agent of a passive."""
    for at, word in enumerate(text.words):
        if not word[0].isupper() or at in text.shouted or word.isupper():
            continue
        token = doc[at]
        if token.pos_ != "PROPN" or token.dep_ not in AGENTS:
            continue
        if text.folded[at] not in known.function_words and known.entry(word) is None:
            label = "PER" if word in known.first_names else "ORG"
            yield Candidate(at, at + 1, label, RECALLED)


def strangers(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield capitalised words that the model has never seen, whatever it takes them for.

    The tagger reads an unknown name as a verb or an adjective (*accuse Ambrelis d'avoir…*). A
    sentence's first word counts only where a verb follows.
    """
    for at, word in enumerate(text.words):
        if not (word.istitle() and word.isalpha() and len(word) >= MIN_STRANGER):
            continue
        token = doc[at]
        if not _is_unseen(token) or at in text.shouted:
            continue
        if at in text.starts and (at + 1 == len(doc) or not _opens_clause(doc, at)):
            continue
        plain = text.folded[at]
        common = plain in known.function_words or plain in known.demonyms
        if not common and known.entry(word) is None:
            label = "PER" if word in known.first_names else "ORG"
            yield Candidate(at, at + 1, label, RECALLED)


def runs(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield capitals in a row that end with a common noun: *reproche à Loire Habitat*.

    Names of firms are put together so; the model sees the place in them, or nothing.
    """
    governing = known.acting_cases | known.dative
    at, size = 1, len(text.words)
    while at < size - 1:
        end = at
        while end < size and _is_part(doc, text, known, end):
            end += 1
        common = end > at + 1 and not doc.vocab[text.folded[end - 1]].is_oov
        governed = text.words[at - 1].lower() in governing or doc[at - 1].pos_ == "VERB"
        if common and governed and not _is_known(text, known, at, end):
            yield Candidate(at, end, "ORG", BUILT)
        at = max(end, at + 1)


def _is_known(text: Text, known: Gazetteer, at: int, end: int) -> bool:
    found = known.match(text.words, text.folded, at)
    return found is not None and found[0] >= end - at


def _is_part(doc: Doc, text: Text, known: Gazetteer, at: int) -> bool:
    word, plain = text.words[at], text.folded[at]
    if not (word.istitle() and word.isalpha() and len(word) >= MIN_STRANGER):
        return False
    if at in text.starts or at in text.shouted or doc[at].ent_type_ == "PER":
        return False
    barred = plain in known.function_words or plain in known.demonyms or plain in known.cues
    return not barred and word not in known.first_names and word not in known.not_names


def _is_unseen(token: Token) -> bool:
    return bool(token.is_oov and token.vocab[token.lower_].is_oov)


def _opens_clause(doc: Doc, at: int) -> bool:
    following = doc[at + 1]
    return following.pos_ in BEFORE_VERB or following.text in finite_forms()
