"""Names: the model's entities, corrected by lexicons and by what stands around them.

Every reading of a stretch of capitals is a candidate with a rank: a name of the lexicons, a first
name with its surname, what a title announces, an organisation built on its head noun, an acronym
with its expansion, the model's own entity. The best-ranked win, the longer first, and what one
place of the text tells of a name holds for its other places.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Span

from pipeline import extensions
from pipeline.entities import gazetteer, sightings
from pipeline.entities.modelled import relabelled, trimmed
from pipeline.entities.nouns import nouns, rules
from pipeline.entities.organisations import acronyms, built, joined, tailed
from pipeline.entities.readings import (
    BUILT,
    MODEL,
    PHRASE,
    RECALLED,
    WORD,
    Candidate,
    chosen,
    glued,
    read,
)
from pipeline.entities.verbs import participle_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from spacy.tokens import Doc

    from pipeline.entities.gazetteer import Gazetteer
    from pipeline.entities.readings import (
        Text,
    )


@Language.factory(
    "griefs_names", default_config={"actors": None}, requires=["doc.ents"], assigns=["doc.ents"]
)
def create_names(nlp: Language, name: str, actors: str | None = None) -> Names:
    """Build the component; `actors` is the path of the user's own names."""
    del name
    extensions.register()
    path = None if actors is None else Path(actors)
    return Names(gazetteer.read(lambda form: [t.text for t in nlp.make_doc(form)], path))


OPENING = frozenset('«“"')
MARKS = frozenset('!:?»”"')


class Names:
    """Set `doc.ents`."""

    def __init__(self, known: Gazetteer) -> None:
        self.known = known

    def __call__(self, doc: Doc) -> Doc:
        text = read(doc)
        readings = (glued(one, text) for one in candidates(doc, text, self.known))
        found = chosen([one for one in readings if not _is_no_name(one, text, self.known)])
        found = chosen([*found, *recalled(doc, text, found, self.known)])
        found = [*_nations(found, text, self.known)]
        doc.ents = tuple(Span(doc, one.start, _whole(doc, one), label=one.label) for one in found)
        return doc


def _whole(doc: Doc, one: Candidate) -> int:
    """Return the end of a name, the rest of a word with an apostrophe inside (*Lozac'h*) added."""
    last = doc[one.end - 1]
    torn = last.text.endswith("'") and not last.whitespace_ and one.end < len(doc)
    inside = torn and doc[one.end].is_alpha and doc[one.end].is_lower
    return one.end + 1 if inside else one.end


def candidates(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield every reading."""
    modelled = list(trimmed(doc, text, known))
    yield from modelled
    by_model = {i: one.label for one in modelled for i in range(one.start, one.end)}
    yield from sightings.known_names(doc, text, known, by_model)
    persons = list(sightings.persons(text, known))
    yield from persons
    yield from sightings.portfolios(doc, text, known)
    yield from sightings.capitals(text, known)
    yield from sightings.subjects(doc, text, known)
    yield from sightings.strangers(doc, text, known)
    yield from sightings.runs(doc, text, known)
    bodies = [one for one in built(doc, text.words, known) if one[0] not in text.shouted]
    for start, end in bodies:
        # `conseil régional de Valmeroy` goes on behind what the lexicons know of it.
        whole = known.match(text.words, text.folded, start) is not None
        yield Candidate(start, end, "ORG", PHRASE if whole else BUILT)
    for start, end in (*tailed(doc, text.words, known), *joined(doc, text.words, known)):
        yield Candidate(start, end, "ORG", PHRASE)
    for start, end in acronyms(text.words, known, {end: start for start, end in bodies}):
        yield Candidate(start, end, "ORG", PHRASE)
    yield from relabelled(text, known, modelled)


def _is_no_name(one: Candidate, text: Text, known: Gazetteer) -> bool:
    """Whether one word is a person of a nation (*les Marocains*), a letter, *PIB*, *Noël*."""
    word = text.words[one.start]
    if one.end > one.start + 1:
        rest = text.words[one.start + 1 : one.end]
        return word in known.not_names and all(len(part) == 1 for part in rest)
    no_name = len(word) == 1 or word in known.not_names
    return no_name or word.casefold() in known.demonyms or _is_topic(one.start, text, known)


def _is_topic(at: int, text: Text, known: Gazetteer) -> bool:
    """Whether a word has its capital from the sentence: *Fraude : …*, *« Menteuse ! »*.

    The text has it without one elsewhere, or it is said of people and a mark follows.
    """
    words = text.words
    opens = at in text.starts or words[at - 1] in OPENING
    if not opens or at + 1 >= len(words) or words[at].isupper() or words[at] in known.first_names:
        return False
    plain = words[at].lower()
    if words[at + 1] == "," and plain in participle_forms():
        return True  # *Visé, Jean Untel assure…*, though it is a town
    if known.entry(words[at]) is not None:
        return False
    return plain in text.lower or (words[at + 1] in MARKS and plain in nouns().single)


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


def recalled(
    doc: Doc, text: Text, found: Sequence[Candidate], known: Gazetteer
) -> Iterator[Candidate]:
    """Yield what other places of the text tell: the label of a name, a surname on its own."""
    labels = _labels(text, found, known)
    labels |= dict.fromkeys(companies(doc, text, labels, known), "ORG")
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in labels:
        by_first.setdefault(form[0], []).append(form)
    yield from _shouted(text, labels)
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


def companies(
    doc: Doc, text: Text, labels: Mapping[tuple[str, ...], str], known: Gazetteer
) -> Iterator[tuple[str, ...]]:
    """Yield the unknown single words that act as companies do: *les salariés de Novalia*."""
    rule = rules()["companies"]
    people = {form[-1] for form, label in labels.items() if label == "PER" and len(form) > 1}
    for at, word in enumerate(text.words):
        if labels.get((word,)) != "PER" or word in people or word in known.first_names:
            continue
        if known.entry(word) is not None or at in text.shouted:
            continue
        owned = (
            at > 1 and text.folded[at - 1] in known.genitive and text.folded[at - 2] in rule["of"]
        )
        token = doc[at]
        acts = token.dep_ == "nsubj" and token.head.lemma_ in rule["verbs"]
        if owned or acts or (at and text.folded[at - 1] in rule["at"]):
            yield (word,)


def _shouted(text: Text, labels: Mapping[tuple[str, ...], str]) -> Iterator[Candidate]:
    """Yield the names of the text that stand in a line of capitals."""
    forms: dict[str, list[tuple[str, ...]]] = {}
    for form in labels if text.shouted else ():
        forms.setdefault(form[0].upper(), []).append(form)
    for at in sorted(text.shouted):
        for form in forms.get(text.words[at], ()):
            if text.words[at : at + len(form)] == [part.upper() for part in form]:
                yield Candidate(at, at + len(form), labels[form], BUILT)


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
