"""Find the judging words of a text: single words and locutions of the polarity lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline.scan import has_feature, scan
from pipeline.stance.polarity import (
    VERBAL_LOCUTIONS,
    Kind,
    PartOfSpeech,
    Role,
    reflexive_pronouns,
    words_of_kind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Token

    from pipeline.scan import Scan
    from pipeline.stance.polarity import Evaluative, Lexicon, Locutions, Ranked

MAX_CLITIC = 7  # tokens from a reflexive pronoun to its verb: *s'est quant à elle félicitée*
MAX_AGENT = 8  # tokens between a participle and the *par* of its agent
MAX_OBJECT = 6  # tokens of an object between the verb of a judgement and the rest of it
VERBAL = frozenset({"VERB", "AUX"})
LIGHT = frozenset({"ADV", "AUX"})
NOMINAL = LIGHT | {"DET", "NOUN", "PROPN", "ADJ", "PRON"}
MAX_GAP = 2  # adverbs and negations between the verb of a locution and its second word
# Tags under which an entry of each part of speech is met, the tagger's usual slips included.
TAGS: dict[PartOfSpeech, frozenset[str]] = {
    PartOfSpeech.ADJ: frozenset({"ADJ", "VERB", "NOUN"}),
    PartOfSpeech.ADV: frozenset({"ADV"}),
    PartOfSpeech.NOUN: frozenset({"NOUN", "ADJ", "PROPN", "VERB", "INTJ"}),
    PartOfSpeech.VERB: frozenset({"VERB", "AUX"}),
    PartOfSpeech.LOC: frozenset(
        {"VERB", "AUX", "ADP", "ADJ", "NOUN", "ADV", "DET", "PRON", "SCONJ"}
    ),
}
FIRST_TAGS = TAGS[PartOfSpeech.LOC] | {"PROPN"}  # of the first word of a locution
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
ORDER = {pos: rank for rank, pos in enumerate(("VERB", "ADJ", "NOUN", "ADV", "LOC"))}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A judging word in a text.

    Attributes:
        start: Index of its first token; `end` is one past its last.
        head: Index of the token that is tied to the rest of the sentence.
    """

    entry: Evaluative
    start: int
    end: int
    head: int


def evaluations(doc: Doc, lexicon: Lexicon) -> Iterator[Evaluation]:
    """Yield the judging words of a Doc in text order; where two overlap, the longer one.

    Entries that judge nobody are not yielded, but they do hide the shorter ones inside them.
    """
    end = 0
    known = lexicon.forms
    read = scan(doc)
    for i, (form, lemma) in enumerate(zip(read.lower, read.lemmas, strict=True)):
        if i < end or (form not in known and lemma not in known):
            continue
        following = lexicon.sequences.get(form) or lexicon.sequences.get(lemma)
        found = None if following is None else _sequence(doc, i, following)
        if found is None and (form in lexicon.single or lemma in lexicon.single):
            found = _single(doc, i, lexicon)
        if found is None:
            continue
        end = max(end, found.end)
        if found.entry.role is not Role.NONE:
            yield found


def _sequence(doc: Doc, i: int, known: Locutions) -> Evaluation | None:
    read = scan(doc)
    if read.pos[i] not in FIRST_TAGS:
        return None
    gap = MAX_GAP if read.pos[i] in VERBAL else 0
    near = _second_words(read, known.near, i + 1, i + 2 + gap)
    ranked = [pair for word in near for pair in known.near[word]]
    if known.around:
        further = _second_words(read, known.around, i + 2 + gap, i + 2 + MAX_OBJECT)
        ranked += [pair for word in further - near for pair in known.around[word]]
    if not ranked:
        return None
    token = doc[i]
    for _, entry in sorted(ranked, key=itemgetter(0)):
        if entry.pos is PartOfSpeech.NOUN and token.pos_ == "VERB":
            continue
        end = _end_of(token, entry)
        if end is not None:
            return Evaluation(entry, i, end, _head_of(token, end))
    return None


def _second_words(read: Scan, known: Ranked, start: int, end: int) -> set[str]:
    """Return the second words of locutions that some tokens are or are forms of."""
    return known.keys() & {*read.words[start:end], *read.lemmas[start:end]}


def _end_of(token: Token, entry: Evaluative) -> int | None:
    """Return one past the last token of a locution that begins at a token, or None."""
    if entry.reflexive and not is_reflexive(token):
        return None
    if entry.kind in VERBAL_LOCUTIONS and not _is_verbal(token):
        return None
    read, i = scan(token.doc), token.i + 1
    size = len(read)
    gap, passed = (MAX_GAP if token.pos_ in {"VERB", "AUX"} else 0), LIGHT
    if entry.spans_object:
        gap, passed = MAX_OBJECT, NOMINAL  # *accueille le maire en héros*
    for rank, word in enumerate(entry.words[1:]):
        skipped = 0
        while i < size and word not in (read.words[i], read.lemmas[i]):
            if rank > 0 or skipped >= gap or read.pos[i] not in passed:
                return None
            i, skipped = i + 1, skipped + 1
        if i >= size:
            return None
        i += 1
    return i


def _is_verbal(token: Token) -> bool:
    return token.pos_ in TAGS[PartOfSpeech.VERB] or _follows_subject(token)


def _head_of(token: Token, end: int) -> int:
    """Return the token of a stretch whose head stands outside it."""
    for inner in token.doc[token.i : end]:
        if not token.i <= inner.head.i < end or inner.head == inner:
            return inner.i
    return token.i


def _single(doc: Doc, i: int, lexicon: Lexicon) -> Evaluation | None:
    entries = _entries(scan(doc), i, lexicon)
    token = doc[i]
    tag = token.pos_
    if tag == "VERB" and is_passive_participle(token):
        # *corrompu*, *plébiscité*: the adjective says who is judged, the verb's agent is another
        named = has_agent(token)
        entries = [
            e for e in entries if e.pos is not PartOfSpeech.VERB or e.role is Role.OBJECT or named
        ]
    usable = [entry for entry in entries if _fits(entry, token)]
    if not usable:
        return None
    entry = min(usable, key=lambda e: (tag != e.pos, not e.reflexive, ORDER[e.pos], e.role))
    return Evaluation(entry, i, i + 1, i)


def has_agent(participle: Token) -> bool:
    """Tell whether the clause says by whom it is done, however the parser ties the phrase."""
    if any(child.dep_ == "obl:agent" for child in participle.children):
        return True
    after = participle.doc[participle.i + 1 : participle.i + 1 + MAX_AGENT]
    for token in after:
        if token.is_punct or token.pos_ in {"VERB", "AUX"}:
            return False
        if token.lower_ in agent_markers():
            return True
    return False


@cache
def agent_markers() -> frozenset[str]:
    """Return the prepositions of the agent of a passive."""
    return words_of_kind("agent_marker")


def _entries(read: Scan, i: int, lexicon: Lexicon) -> Sequence[Evaluative]:
    form, lemma = read.lower[i], read.lemmas[i]
    found = lexicon.single.get(form, ())
    if lemma != form:
        found += tuple(e for e in lexicon.single.get(lemma, ()) if e not in found)
    return found


def _fits(entry: Evaluative, token: Token) -> bool:
    """Tell whether an entry may be meant where the tag allows for it."""
    tag = token.pos_
    if tag not in TAGS[entry.pos]:
        verb = entry.pos is PartOfSpeech.VERB and is_mistagged_verb(token)
        return verb and entry.reflexive == is_reflexive(token)
    if entry.pos in {PartOfSpeech.VERB, PartOfSpeech.LOC}:
        return entry.reflexive == is_reflexive(token)  # *se défend* is no *défend*
    if entry.pos is PartOfSpeech.ADJ and tag == "VERB":
        return has_feature(token, "VerbForm", "Part") or not has_feature(token, "VerbForm", "Fin")
    if entry.pos is PartOfSpeech.ADJ and tag == "NOUN":
        return _describes(token)
    if entry.pos is PartOfSpeech.NOUN and tag == "VERB":
        return _is_mistagged_noun(entry, token)
    return tag != "PROPN" or token.is_lower


def _describes(token: Token) -> bool:
    """Tell whether an adjective that is tagged as a noun still describes somebody."""
    before_name = token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN"
    return (
        before_name
        or token.dep_ == "xcomp"
        or any(child.dep_ in {"cop", "advmod"} for child in token.children)
    )


def _is_mistagged_noun(entry: Evaluative, token: Token) -> bool:
    if entry.kind is Kind.PERSON and token.i > 0 and token.nbor(-1).pos_ == "PROPN":
        return True  # *la Roumanie championne*
    return token.lower_ == entry.lemma and any(c.dep_ == "cop" for c in token.children)


def is_mistagged_verb(token: Token) -> bool:
    """Tell whether a word tagged otherwise has an auxiliary, or stands before its object."""
    if any(child.dep_ in {"aux:tense", "aux:pass"} for child in token.children):
        return True
    if token.i == 0 or token.i + 1 == len(token.doc) or token.pos_ == "PROPN":
        return False
    return _follows_subject(token) and token.nbor(1).pos_ in {"DET", "PROPN"}


def _follows_subject(token: Token) -> bool:
    if token.i == 0:
        return False
    before = token.nbor(-1)
    named = before.pos_ == "PROPN" or (before.pos_ == "PRON" and before.dep_ in SUBJECTS)
    return named and not token.is_sent_start


def is_reflexive(verb: Token) -> bool:
    """Tell whether a verb has a reflexive pronoun."""
    pronouns = reflexive_pronouns()
    return any(
        0 < verb.i - child.i <= MAX_CLITIC
        and child.lower_.replace("’", "'") in pronouns
        and child.pos_ == "PRON"
        and child.dep_ not in SUBJECTS  # *nous réclamons*
        for child in verb.children
    )


def is_passive_participle(token: Token) -> bool:
    """Tell whether a verb form is a participle that speaks of what was done to its bearer."""
    if not has_feature(token, "VerbForm", "Part") or has_feature(token, "Tense", "Pres"):
        return False
    auxiliaries = [child for child in token.children if child.dep_.startswith(("aux", "cop"))]
    if any(child.dep_ == "aux:pass" or _is_been(child) for child in auxiliaries):
        return True
    if token.dep_ == "conj" and not auxiliaries and token.head.pos_ == "VERB":
        return is_passive_participle(token.head)  # *a été insulté et bousculé*
    return not auxiliaries and token.dep_ not in {"ROOT", "conj"}


def _is_been(auxiliary: Token) -> bool:
    """Tell whether an auxiliary is itself a participle: only the passive has one (*a été élu*)."""
    return auxiliary.pos_ == "AUX" and has_feature(auxiliary, "VerbForm", "Part")
