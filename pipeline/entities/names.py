"""Names: the model's entities, corrected by lexicons and by what stands around them.

Every reading of a stretch of capitals is a candidate with a rank: a name of the lexicons, a first
name with its surname, what a title announces, an organisation built on its head noun, an acronym
with its expansion, the model's own entity. The best-ranked win, the longer first, and what one
place of the text tells of a name holds for its other places.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from spacy.language import Language
from spacy.tokens import Span

from pipeline import extensions
from pipeline.entities import gazetteer
from pipeline.entities.organisations import acronyms, built
from pipeline.entities.verbs import present_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

    from pipeline.entities.gazetteer import Gazetteer

RECALLED, MODEL, WORD, BUILT, PHRASE = range(1, 6)
MAX_NAME = 6  # tokens of a person's name
APOSTROPHES = "'’"
DASHES = frozenset("-–—")
SCORE = re.compile(r"\d+/\d")  # `Dorval (5/7)`
COMMON = frozenset({"NOUN", "ADJ"})
AGENTS = frozenset({"nsubj", "nsubj:pass", "obl:agent"})
MAX_ACRONYM = 6
BREAKS = frozenset(":/,;•|")
MIN_CAPITALS = 3


class Candidate(NamedTuple):
    """One reading of some tokens."""

    start: int
    end: int
    label: str
    rank: int


@dataclass(frozen=True, slots=True)
class Text:
    """The tokens of a Doc, read once."""

    words: list[str]
    folded: list[str]
    spaced: list[bool]  # whether white space follows
    starts: frozenset[int]
    shouted: frozenset[int]  # tokens of lines in capitals


@Language.factory(
    "griefs_names", default_config={"actors": None}, requires=["doc.ents"], assigns=["doc.ents"]
)
def create_names(nlp: Language, name: str, actors: str | None = None) -> Names:
    """Build the component; `actors` is the path of the user's own names."""
    del name
    extensions.register()
    path = None if actors is None else Path(actors)
    return Names(gazetteer.read(lambda form: [t.text for t in nlp.make_doc(form)], path))


class Names:
    """Set `doc.ents`."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        text = read(doc)
        readings = (glued(one, text) for one in candidates(doc, text, self.known))
        found = chosen([one for one in readings if not _is_no_name(one, text, self.known)])
        found = chosen([*found, *recalled(text, found, self.known)])
        found = [*_nations(found, text, self.known)]
        doc.ents = tuple(Span(doc, one.start, one.end, label=one.label) for one in found)
        return doc


def read(doc: Doc) -> Text:
    """Return the tokens of a Doc."""
    words = [token.text for token in doc]
    starts = [sent.start for sent in doc.sents]
    shouted: set[int] = set()
    for start, end in zip(starts, (*starts[1:], len(words)), strict=True):
        letters = [word for word in words[start:end] if len(word) > 1 and word.isalpha()]
        capitals = sum(word.isupper() for word in letters)
        if capitals >= MIN_CAPITALS and capitals * 5 >= len(letters) * 4:
            shouted.update(range(start, end))
    return Text(
        words,
        [gazetteer.fold(word) for word in words],
        [bool(token.whitespace_) for token in doc],
        frozenset(starts),
        frozenset(shouted),
    )


def chosen(candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates that win, in text order; none overlap."""
    candidates.sort(key=lambda one: (-one.rank, one.start - one.end, one.start))
    taken: set[int] = set()
    found = []
    for one in candidates:
        span = range(one.start, one.end)
        if taken.isdisjoint(span):
            taken.update(span)
            found.append(one)
    return sorted(found)


def candidates(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield every reading."""
    modelled = list(trimmed(doc, text, known))
    yield from modelled
    by_model = {i: one.label for one in modelled for i in range(one.start, one.end)}
    yield from _known(text, known, by_model)
    persons = list(_persons(text, known))
    yield from persons
    yield from _portfolios(doc, text, known)
    yield from _capitals(text, known)
    yield from _subjects(doc, text, known)
    bodies = [one for one in built(doc, text.words, known) if one[0] not in text.shouted]
    for start, end in bodies:
        # `conseil régional de Valmeroy` goes on behind what the lexicons know of it.
        whole = known.match(text.words, text.folded, start) is not None
        yield Candidate(start, end, "ORG", PHRASE if whole else BUILT)
    for start, end in acronyms(text.words, known, {end: start for start, end in bodies}):
        yield Candidate(start, end, "ORG", PHRASE)
    yield from _announced(text, known, modelled)


def _portfolios(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield what a minister is minister of: *la Justice*, *l'Intérieur*."""
    words = text.words
    for at, word in enumerate(text.folded):
        if word not in known.portfolios:
            continue
        place = at + 1
        while place < len(words) and text.folded[place] in known.links | known.articles:
            place += 1
        end = place
        if end < len(words) and words[end][0].isupper():
            end += 1
        while place < end < len(words) and doc[end].pos_ == "ADJ" and words[end].islower():
            if text.folded[end] in known.demonyms:
                break
            end += 1
        office = place > at + 1 and end > place
        if office and known.match(words, text.folded, place) is None:
            yield Candidate(place, end, "ORG", BUILT)


def _capitals(text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield what is written as an acronym behind an article."""
    for at, word in enumerate(text.words):
        if (
            at
            and word.isupper()
            and 1 < len(word) <= MAX_ACRONYM
            and word.isalpha()
            and text.folded[at - 1] in known.articles
            and at not in text.shouted
        ):
            yield Candidate(at, at + 1, "ORG", RECALLED)


def _subjects(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
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


def trimmed(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield the model's entities without what is no part of a name."""
    words = text.words
    for ent in doc.ents:
        if ent.start in text.shouted:
            continue
        for start, end in _parts(text, ent.start, ent.end):
            first, last = _trim(words, start, end, known)
            if first < last and not _is_common(doc, first, last, text):
                label = "PER" if _is_agent(doc, first, last, ent.label_, known) else ent.label_
                yield Candidate(first, last, label, MODEL)


def _is_agent(doc: Doc, start: int, end: int, label: str, known: Gazetteer) -> bool:
    """Whether an unknown place of two words is the bare subject of a verb: a person."""
    if label != "LOC" or end - start < len(("Luc", "Brac")) or "-" in doc[start:end].text:
        return False
    root = doc[start:end].root
    if root.dep_ != "nsubj" or root.head.pos_ != "VERB":
        return False
    before = doc[start - 1].lower_ if start else ""
    free = before not in known.determiners and before not in known.articles
    return free and known.entry(doc[start:end].text) is None


def _parts(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between line breaks, free dashes, colons and slashes."""
    begin = start
    for i in range(start, end):
        word = text.words[i]
        dash = word in DASHES and (i == 0 or text.spaced[i - 1])
        if dash or "\n" in word or word in BREAKS:
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < end:
        yield begin, end


def glued(one: Candidate, text: Text) -> Candidate:
    """Return a candidate with what hyphens tie to it: `Ki` `-` `Moon`, `al` `-` `Bab`."""
    words, spaced, start, end = text.words, text.spaced, one.start, one.end
    while start > 1 and words[start - 1] == "-" and not (spaced[start - 1] or spaced[start - 2]):
        start -= 2
    while end < len(words) - 1 and words[end] == "-" and not (spaced[end] or spaced[end - 1]):
        end += 2
    return one._replace(start=start, end=end)


def _is_no_name(one: Candidate, text: Text, known: Gazetteer) -> bool:
    """Whether one word is a person of a nation (*les Marocains*), a letter, *PIB*, *Noël*."""
    word = text.words[one.start]
    if one.end > one.start + 1:
        rest = text.words[one.start + 1 : one.end]
        return word in known.not_names and all(len(part) == 1 for part in rest)
    no_name = len(word) == 1 or word in known.not_names
    return no_name or word.casefold() in known.demonyms


def _nations(found: Sequence[Candidate], text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield the names; one unknown word right before a person is a nation or a part of the name."""
    skipped = None
    for i, one in enumerate(found):
        following = found[i + 1] if i + 1 < len(found) else None
        if (
            following is not None
            and (one.label, following.label) == ("LOC", "PER")
            and one.end == following.start == one.start + 1
            and text.words[one.start] not in known.by_form
        ):
            skipped = one
            continue
        if skipped is not None:
            before = text.folded[skipped.start - 1] if skipped.start else ""
            start = one.start if before in known.determiners else skipped.start
            yield one._replace(start=start)
            skipped = None
        else:
            yield one


def _trim(words: Sequence[str], start: int, end: int, known: Gazetteer) -> tuple[int, int]:
    while start < end and not words[start][0].isdigit() and _not_first(words, start, end, known):
        start += 1
    while start < end and not (words[end - 1][-1].isalnum() or words[end - 1][-1] in ".)+!"):
        end -= 1
    # No verb stands behind the first word of a name.
    links = known.links | known.articles
    free = (i for i in range(start + 1, end) if words[i - 1].casefold() not in links)
    end = next((i for i in free if words[i] in present_forms()), end)
    while start < end and words[end - 1].casefold() in known.function_words:
        end -= 1
    return start, end


def _not_first(words: Sequence[str], start: int, end: int, known: Gazetteer) -> bool:
    word = words[start]
    plain = word.casefold()
    if plain in known.demonyms and end - start > 1 and words[start + 1][0].isupper():
        return True
    if word in known.civilities:
        return end - start > 1
    if not (word[0].isupper() or plain.rstrip(APOSTROPHES) in known.heads):
        return True
    return plain in known.function_words or word[-1] in APOSTROPHES


def _is_common(doc: Doc, start: int, end: int, text: Text) -> bool:
    """Whether the model itself reads the one word as a verb or a common word."""
    if end - start > 1:
        return False
    token = doc[start]
    if start in text.starts and token.pos_ in COMMON and token.is_title:
        return True
    return token.is_lower or token.pos_ in {"VERB", "AUX", "ADV", "PRON"}


def _known(text: Text, known: Gazetteer, by_model: dict[int, str]) -> Iterator[Candidate]:
    at, size = 0, len(text.words)
    while at < size:
        if text.folded[at] in known.by_first:
            shouted = at in text.shouted
            found = known.match(text.words, text.folded, at, any_case=shouted)
            if found is not None:
                length, entry = found
                single = length == 1
                initial = single and at in text.starts and not text.words[at].isupper()
                if not initial or entry.label == "LOC" or at in by_model:
                    rank = WORD if single else PHRASE
                    if single and entry.label == "LOC" and by_model.get(at) != "MISC":
                        rank = MODEL
                    yield Candidate(at, at + length, entry.label, rank)
                    at += length
                    continue
        at += 1


def _persons(text: Text, known: Gazetteer) -> Iterator[Candidate]:
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


def _announced(text: Text, known: Gazetteer, modelled: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield the model's entities with the label that the word before them demands."""
    for one in modelled:
        label = announced(text, known, one.start)
        if label == "ORG" and _heads(text, one.start, known):
            yield one._replace(start=one.start - 1, label=label, rank=WORD)
        elif label is not None and label != one.label:
            yield one._replace(label=label, rank=WORD)


def _heads(text: Text, start: int, known: Gazetteer) -> bool:
    """Whether the word before is a part of the name: `Compagnie des quais`, `Groupe Dorval`."""
    before = start - 1
    if before in text.starts or text.words[before].casefold() in known.demonyms:
        return False
    return text.words[before][0].isupper()


def announced(text: Text, known: Gazetteer, start: int) -> str | None:
    """Return what stands beside a name: `la société`, `l'Espagnole`, a score behind."""
    words = text.words
    if start + 2 < len(words) and words[start + 1] == "(" and SCORE.match(words[start + 2]):
        return "PER"
    if start < len(("le", "maire")):
        return None
    before, noun = words[start - 1].casefold(), words[start - 2].casefold()
    if before == ",":  # `l'entraîneur marseillais, X`
        if noun in known.demonyms:
            noun = words[start - 3].casefold()
        return "PER" if known.cues.get(noun) == "PER" else None
    if before not in known.demonyms:
        return known.cues.get(before)
    if words[start - 1][0].isupper() or noun in known.determiners:
        return "PER"
    return known.cues.get(noun)  # `le constructeur américain`


def recalled(text: Text, found: Sequence[Candidate], known: Gazetteer) -> Iterator[Candidate]:
    """Yield what other places of the text tell: the label of a name, a surname on its own."""
    labels = _labels(text, found, known)
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in labels:
        by_first.setdefault(form[0], []).append(form)
    for at, word in enumerate(text.words):
        for form in by_first.get(word, ()):
            if tuple(text.words[at : at + len(form)]) == form:
                rank = BUILT if len(form) > 1 else RECALLED
                yield Candidate(at, at + len(form), labels[form], rank)
    for one in found:
        label = labels[tuple(text.words[one.start : one.end])]
        limit = WORD if label == "PER" else MODEL
        if label != one.label and one.rank <= limit:
            yield one._replace(label=label, rank=BUILT)


def _labels(text: Text, found: Sequence[Candidate], known: Gazetteer) -> dict[tuple[str, ...], str]:
    """Return the label that most places give a form; a surname alone is a person."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    surnames: list[tuple[str, ...]] = []
    for one in found:
        form = tuple(text.words[one.start : one.end])
        votes.setdefault(form, Counter())[one.label] += one.rank
        if one.label == "PER" and len(form) > 1:
            surnames.append((form[-1],))
            if form[1].casefold() in known.particles and len(form) > len("de"):
                surnames.append(form[1:])  # `Le Brac` of `Anne Le Brac`
    labels = {form: max(sorted(counts), key=counts.__getitem__) for form, counts in votes.items()}
    for form in votes:
        if len(form) > 1 and form[:1] in surnames and all(part[-1] == "." for part in form[1:]):
            labels[form] = "PER"  # `Dorval L.`
    for surname in surnames:
        if surname not in labels or surname[-1] not in known.by_form:
            labels[surname] = "PER"
    return labels
