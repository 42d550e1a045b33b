"""Contents that are noun phrases: what is revealed, what was announced, what X told of.

*révèle l'existence d'un compte*, *un compte révélé par X*, *les chiffres que X a annoncés*,
*fait état de violences*, *se dit prêt à démissionner*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_end
from pipeline.stance.attribution_cues import Valency
from pipeline.stance.contents import trimmed
from pipeline.stance.sources import NOMINALS, is_passive, phrase
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span, Token

    from pipeline.stance.reporting import Hit

REPORTED = frozenset({Valency.OBJECT, Valency.CLAUSE})


def topic(hit: Hit) -> Span | None:
    """Return the noun phrase a cue reports, None where it governs none."""
    valency = hit.cue.valency
    if is_passive(hit.token):
        if Valency.PERSON in valency:
            return next(_complements(hit, words_of("topic_prepositions")), None)
        head = _passive_subject(hit.token) if valency & REPORTED else None
        return None if head is None else _undergoing(head, hit)
    if hit.cue.reflexive or _is_reflexive(hit):
        found = _attribute(hit)
        if found is not None or Valency.OF not in valency:
            return found
    if Valency.OF in valency:
        return next(_complements(hit, words_of("topic_prepositions")), None) or _behind_person(hit)
    return _object(hit) if Valency.OBJECT in valency else None


def _undergoing(head: Token, hit: Hit) -> Span | None:
    """Return all that a passive or a participle reports, with what is set between commas."""
    agreeing = _agreeing(head, hit.token)
    cases = [child.i + 1 for child in agreeing.lefts if child.dep_ in {"case", "cc", "punct"}]
    start = max([agreeing.left_edge.i, *cases])
    end = min(agreeing.right_edge.i + 1, hit.start)
    marks = words_of("relative_subjects") | words_of("complementizers")
    while end > start + 1 and head.doc[end - 1].lower_ in marks:
        end -= 1
    whole = trimmed(head.doc, start, end) if end > agreeing.i else None
    return phrase(head, avoid=(hit.start, hit.end)) if whole is None else whole


def _agreeing(noun: Token, participle: Token) -> Token:
    """Return the noun above that a participle agrees with, its own where none does better."""
    head = noun
    while participle.dep_ in {"acl", "amod"} and not _may_agree(head, participle):
        if head.dep_ != "nmod" or head.head.i > head.i:
            return noun
        head = head.head
    return head


def _may_agree(noun: Token, participle: Token) -> bool:
    return all(
        not noun.morph.get(name, [])
        or not participle.morph.get(name, [])
        or noun.morph.get(name, []) == participle.morph.get(name, [])
        for name in ("Gender", "Number")
    )


def _is_reflexive(hit: Hit) -> bool:
    group = hit.token.doc[hit.start : hit.token.i]
    return any(token.lower_ in words_of("third_reflexives") for token in group)


def _passive_subject(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in {"nsubj:pass", "nsubj"} and child.i < verb.i:
            if child.lower_ in words_of("relative_subjects"):
                return verb.head if verb.dep_.startswith("acl") else None
            return None if child.lower_ in words_of("impersonal_subjects") else child
    is_modifier = verb.dep_ in {"acl", "amod"} and verb.head.pos_ in NOMINALS
    return verb.head if is_modifier and verb.head.i < verb.i else None


def _object(hit: Hit) -> Span | None:
    cue = hit.token
    if cue.dep_ == "acl:relcl" and _relative_object(cue):
        return phrase(cue.head, avoid=(hit.start, hit.end))
    for child in cue.children:
        is_object = child.dep_ == "obj" and child.i >= hit.end and child.pos_ in NOMINALS
        if is_object and not _is_date(child) and not _follows_mark(child, cue):
            return trimmed(
                cue.doc, child.left_edge.i, min(child.right_edge.i + 1, sentence_end(cue))
            )
    return _adjacent(hit) if cue.pos_ not in {"VERB", "AUX"} else None


def _adjacent(hit: Hit) -> Span | None:
    """Return the noun phrase right behind a verb that the model took for another word."""
    doc = hit.token.doc
    if hit.end >= sentence_end(hit.token) or doc[hit.end].pos_ != "DET":
        return None
    head = doc[hit.end].head
    if head.i <= hit.end or head.pos_ not in NOMINALS:
        return None
    return trimmed(doc, hit.end, min(head.right_edge.i + 1, sentence_end(head)))


def _relative_object(cue: Token) -> bool:
    return any(
        child.lower_ in words_of("complementizers") and child.i < cue.i and child.dep_ == "obj"
        for child in cue.children
    )


def _follows_mark(child: Token, cue: Token) -> bool:
    """Tell an inverted subject that the model took for an object: « … », annonce le maire."""
    between = cue.doc[max(0, cue.i - 3) : cue.i]
    closes = any(token.text in {"»", "”"} for token in between)
    return closes and child.i > cue.i


def _is_date(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.left_edge == token and token.right_edge == token


def _complements(hit: Hit, prepositions: frozenset[str]) -> Iterator[Span]:
    cue = hit.token
    heads = [cue, *(token for token in cue.doc[cue.i + 1 : hit.end])]
    for head in heads:
        for child in head.children:
            if child.i < hit.end or child.pos_ not in NOMINALS:
                continue
            if any(case.lower_ in prepositions and case.dep_ == "case" for case in child.children):
                yield _with_conjuncts(child)


def _with_conjuncts(head: Token) -> Span:
    """Return a noun phrase with what is coordinated to it."""
    span = phrase(head)
    joined = [token for token in head.conjuncts if token.i > head.i and token.sent == head.sent]
    end = max([span.end, *(phrase(token).end for token in joined)])
    return head.doc[span.start : end]


def _behind_person(hit: Hit) -> Span | None:
    """Return *la fermeture* in *a informé les habitants de la fermeture*."""
    person = next((c for c in hit.token.children if c.dep_ == "obj" and c.i >= hit.end), None)
    if person is None:
        return None
    for child in person.children:
        if child.i > person.i and child.pos_ in NOMINALS and child.dep_ == "nmod":
            cases = {case.lower_ for case in child.children if case.dep_ == "case"}
            if cases & words_of("genitives"):
                return phrase(child)
    return None


def _attribute(hit: Hit) -> Span | None:
    """Return *prêt à démissionner* in *se dit prêt à démissionner*."""
    doc = hit.token.doc
    if hit.end >= sentence_end(hit.token) or Valency.CLAUSE not in hit.cue.valency:
        return None
    first = doc[hit.end]
    if first.pos_ == "ADV" and hit.end + 1 < sentence_end(hit.token):
        first = doc[hit.end + 1]
    is_attribute = first.pos_ == "ADJ" or has_feature(first, "VerbForm", "Part")
    if not is_attribute:
        return None
    edge = max(first.i, min(first.right_edge.i, sentence_end(first) - 1))
    return trimmed(doc, hit.end, edge + 1)
