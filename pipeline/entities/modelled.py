"""The model's own entities, without what is no part of a name, and what their context says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.entities.nouns import rules
from pipeline.entities.readings import MODEL, WORD, Candidate
from pipeline.entities.verbs import finite_forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Span

    from pipeline.entities.gazetteer import Gazetteer
    from pipeline.entities.readings import Text

APOSTROPHES = "'’"
DASHES = frozenset("-–—")
BREAKS = frozenset(":/,;•|")
SCORE = re.compile(r"\d+/\d")  # `Dorval (5/7)`
COMMON = frozenset({"NOUN", "ADJ"})
BESIDE = frozenset({"NOUN", "ADJ", "DET", "PROPN"})
BEFORE_VERB = frozenset({"VERB", "AUX", "ADV"})


def trimmed(doc: Doc, text: Text, known: Gazetteer) -> Iterator[Candidate]:
    """Yield the model's entities without what is no part of a name."""
    words = text.words
    for ent in doc.ents:
        if ent.start in text.shouted:
            continue
        for start, end in _parts(text, ent.start, ent.end):
            first, last = _trim(words, start, end, known)
            if first < last and not _is_common(doc, first, last, text):
                yield Candidate(first, last, _label(doc, first, last, ent.label_, known), MODEL)


def _label(doc: Doc, start: int, end: int, label: str, known: Gazetteer) -> str:
    """Return the label of the model, or what the name does: works and unknown places do nothing."""
    if label == "LOC" and _is_agent(doc, start, end, known):
        return "PER"
    bare = label in {"MISC", "LOC"} and _is_bare(doc, start, end, known)
    if label == "LOC" and bare and _is_subject(doc, end):
        return "ORG" if known.entry(doc[start:end].text) is None else label
    acts = label == "MISC" and (bare or _speaks(doc[start:end]))
    return "ORG" if acts and known.entry(doc[start:end].text) is None else label


def _is_subject(doc: Doc, end: int) -> bool:
    """Whether a verb follows, with what may stand before it."""
    return end < len(doc) and (doc[end].pos_ in BEFORE_VERB or doc[end].text in finite_forms())


def _is_bare(doc: Doc, start: int, end: int, known: Gazetteer) -> bool:
    """Whether an unseen word stands alone (*contre Nortex*): works and products seldom do so."""
    token = doc[start]
    unseen = token.is_alpha and token.is_title and doc.vocab[token.lower_].is_oov
    if end - start > 1 or not unseen:
        return False
    before = doc[start - 1] if start else token
    placed = before.pos_ == "ADP" and before.lower_ not in known.acting_cases
    if start > 1 and before.lower_ in known.genitive:  # *la ville de Nortex* is none
        owned = doc[start - 2]
        placed = owned.pos_ not in COMMON or owned.lower_ in known.heads
    return start == 0 or not (placed or before.pos_ in BESIDE)


def _is_agent(doc: Doc, start: int, end: int, known: Gazetteer) -> bool:
    """Whether an unknown place of two words is the bare subject of a verb: a person."""
    if end - start < len(("Luc", "Brac")) or "-" in doc[start:end].text:
        return False
    root = doc[start:end].root
    acts = root.head.pos_ == "VERB" or (end < len(doc) and doc[end].pos_ == "AUX")
    if root.dep_ != "nsubj" or not acts:
        return False
    before = doc[start - 1].lower_ if start else ""
    free = before not in known.determiners and before not in known.articles
    return free and known.entry(doc[start:end].text) is None


def _speaks(span: Span) -> bool:
    """Whether a name is an agent, or the subject of a verb of speech."""
    root = span.root
    if root.pos_ != "PROPN":
        return False  # « Premier ministre »
    speech = rules()["selection"]["speech"]
    return root.dep_ == "obl:agent" or (root.dep_ == "nsubj" and root.head.lemma_ in speech)


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


def _trim(words: Sequence[str], start: int, end: int, known: Gazetteer) -> tuple[int, int]:
    while start < end and not words[start][0].isdigit() and _not_first(words, start, end, known):
        start += 1
    while start < end and not (words[end - 1][-1].isalnum() or words[end - 1][-1] in ".)+!"):
        end -= 1
    # No verb stands behind the first word of a name.
    links = known.links | known.articles
    free = (i for i in range(start + 1, end) if words[i - 1].casefold() not in links)
    end = next((i for i in free if words[i] in finite_forms()), end)
    while start < end and words[end - 1].casefold() in known.function_words:
        end -= 1
    if end - start > 1 and words[end - 1] in rules()["time"]["nouns"]:  # *l'AS Valmont samedi*
        before = words[end - 2]
        end -= not (before[0].isdigit() or before.casefold() in links)
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


def relabelled(text: Text, known: Gazetteer, modelled: Iterable[Candidate]) -> Iterator[Candidate]:
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
