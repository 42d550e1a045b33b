"""Find the judging words of a text: single words and locutions of the polarity lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from spacy.attrs import LEMMA, LOWER

from pipeline.stance.polarity import VERBAL_LOCUTIONS, PartOfSpeech, Role, reflexive_pronouns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from spacy.tokens import Doc, Token

    from pipeline.stance.polarity import Evaluative, Lexicon

MAX_GAP = 2  # adverbs and negations between the verb of a locution and its second word
# Tags under which an entry of each part of speech is met, the tagger's usual slips included.
TAGS: dict[PartOfSpeech, frozenset[str]] = {
    PartOfSpeech.ADJ: frozenset({"ADJ", "VERB", "NOUN"}),
    PartOfSpeech.ADV: frozenset({"ADV"}),
    PartOfSpeech.NOUN: frozenset({"NOUN", "ADJ", "PROPN", "VERB"}),
    PartOfSpeech.VERB: frozenset({"VERB", "AUX"}),
    PartOfSpeech.LOC: frozenset({"VERB", "AUX", "ADP", "ADJ", "NOUN", "ADV", "DET", "PRON"}),
}
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
    known = lexicon.hashes
    for i, (form, lemma) in enumerate(doc.to_array([LOWER, LEMMA]).tolist()):
        if i < end or (form not in known and lemma not in known):
            continue
        token = doc[i]
        found = _sequence(token, lexicon) or _single(token, lexicon)
        if found is None:
            continue
        end = max(end, found.end)
        if found.entry.role is not Role.NONE:
            yield found


def _sequence(token: Token, lexicon: Lexicon) -> Evaluation | None:
    by_second = lexicon.sequences.get(token.lower_) or lexicon.sequences.get(token.lemma_)
    if by_second is None:
        return None
    for _, entry in sorted(_that_may_follow(token, by_second), key=itemgetter(0)):
        if entry.pos is PartOfSpeech.NOUN and token.pos_ == "VERB":
            continue
        end = _end_of(token, entry)
        if end is not None and token.pos_ in TAGS[PartOfSpeech.LOC] | {"PROPN"}:
            return Evaluation(entry, token.i, end, _head_of(token, end))
    return None


def _that_may_follow(
    token: Token, by_second: Mapping[str, tuple[tuple[int, Evaluative], ...]]
) -> Iterator[tuple[int, Evaluative]]:
    """Yield the locutions whose second word stands near, each with its rank."""
    doc, i = token.doc, token.i
    near: dict[str, None] = {}
    for after in doc[i + 1 : i + 2 + MAX_GAP]:
        near[after.lower_.replace("’", "'")] = near[after.lemma_] = None
    for word in near:
        yield from by_second.get(word, ())


def _end_of(token: Token, entry: Evaluative) -> int | None:
    """Return one past the last token of a locution that begins at a token, or None."""
    if entry.reflexive and not is_reflexive(token):
        return None
    if entry.kind in VERBAL_LOCUTIONS and not _is_verbal(token):
        return None
    doc, i = token.doc, token.i + 1
    gap = MAX_GAP if token.pos_ in {"VERB", "AUX"} else 0
    for rank, word in enumerate(entry.words[1:]):
        skipped = 0
        while i < len(doc) and not _is_word(doc[i], word):
            if rank > 0 or skipped >= gap or doc[i].pos_ not in {"ADV", "AUX"}:
                return None
            i, skipped = i + 1, skipped + 1
        if i >= len(doc):
            return None
        i += 1
    return i


def _is_verbal(token: Token) -> bool:
    return token.pos_ in TAGS[PartOfSpeech.VERB] or _follows_subject(token)


def _is_word(token: Token, word: str) -> bool:
    return word in (token.lower_.replace("’", "'"), token.lemma_)


def _head_of(token: Token, end: int) -> int:
    """Return the token of a stretch whose head stands outside it."""
    for inner in token.doc[token.i : end]:
        if not token.i <= inner.head.i < end or inner.head == inner:
            return inner.i
    return token.i


def _single(token: Token, lexicon: Lexicon) -> Evaluation | None:
    entries = _entries(token, lexicon)
    tag = token.pos_
    if tag == "VERB" and is_passive_participle(token):
        # *corrompu*, *plébiscité*: the adjective says who is judged, the verb's agent is another
        named = any(child.dep_ == "obl:agent" for child in token.children)
        entries = [
            e for e in entries if e.pos is not PartOfSpeech.VERB or e.role is Role.OBJECT or named
        ]
    usable = [entry for entry in entries if _fits(entry, token)]
    if not usable:
        return None
    entry = min(usable, key=lambda e: (tag != e.pos, not e.reflexive, ORDER[e.pos], e.role))
    return Evaluation(entry, token.i, token.i + 1, token.i)


def _entries(token: Token, lexicon: Lexicon) -> list[Evaluative]:
    found = lexicon.single.get(token.lower_, ())
    if token.lemma_ != token.lower_:
        found += tuple(e for e in lexicon.single.get(token.lemma_, ()) if e not in found)
    return list(found)


def _fits(entry: Evaluative, token: Token) -> bool:
    """Tell whether an entry may be meant where the tag allows for it."""
    tag = token.pos_
    if entry.pos is PartOfSpeech.VERB:
        if tag not in TAGS[entry.pos] and not is_mistagged_verb(token):
            return False
        return entry.reflexive == is_reflexive(token)  # *se défend* is no *défend*
    if tag not in TAGS[entry.pos]:
        return False
    if entry.pos is PartOfSpeech.ADJ and tag == "NOUN":
        before_name = token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "PROPN"
        return (
            before_name
            or token.dep_ == "xcomp"
            or any(child.dep_ in {"cop", "advmod"} for child in token.children)
        )
    if entry.pos is PartOfSpeech.NOUN and tag == "VERB":
        return token.lower_ == entry.lemma and any(c.dep_ == "cop" for c in token.children)
    return tag != "PROPN" or token.is_lower


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
        child.i < verb.i and child.lower_.replace("’", "'") in pronouns and child.pos_ == "PRON"
        for child in verb.children
    )


def is_passive_participle(token: Token) -> bool:
    """Tell whether a verb form is a participle that speaks of what was done to its bearer."""
    if "Part" not in token.morph.get("VerbForm", []) or "Pres" in token.morph.get("Tense", []):
        return False
    auxiliaries = [child for child in token.children if child.dep_.startswith("aux")]
    if any(child.dep_ == "aux:pass" for child in auxiliaries):
        return True
    return not auxiliaries and token.dep_ not in {"ROOT", "conj"}
