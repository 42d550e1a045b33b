"""Constructions that tie a judging word to the judged one: predicates, possession, light verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_end, sentence_start
from pipeline.stance.dependencies import (
    MAX_PHRASE,
    NAMING,
    SUBJECTS,
    objects,
    phrase_heads,
    subjects,
)
from pipeline.stance.evaluations import is_passive_participle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from pipeline.stance.shifters import Shifters

DIRECT, INDIRECT, WEAK = 1.0, 0.7, 0.7


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that may head a mention of the judged one.

    Attributes:
        weight: 0 to 1, how directly the judgement falls on it.
    """

    token: Token
    weight: float
    rule: str


def said_of(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A predicate: *X est brillant*, *X devient un héros*, *juger X incompétent*."""
    if any(child.dep_ == "cop" for child in head.children):
        yield from with_own(subjects(head, table), table, DIRECT, "attribute")
        return
    verb = head.head
    if verb == head or verb.pos_ not in {"VERB", "AUX"}:
        return
    if head.dep_ not in {"xcomp", "obj", "obl:arg", "obl:mod", "advcl", "advmod", "ROOT"}:
        return
    cases = [child for child in head.children if child.dep_ == "case"]
    if cases and not any(table.has("as", case) for case in cases):
        return
    if not table.has("becoming", verb):
        if head.dep_ in {"xcomp", "advcl"} and (head.pos_ == "ADJ" or is_passive_participle(head)):
            yield from through(subjects(verb, table), DIRECT, "attribute")
        return
    others = [t for t in objects(verb, table) if t != head]
    yield from with_own(
        iter(others) if others else subjects(verb, table), table, DIRECT, "attribute"
    )


def possessor(noun: Token, table: Shifters, weight: float, rule: str) -> Iterator[Bearer]:
    """*la cupidité de X*, *sa cupidité*, *victoire pour X*."""
    for child in noun.children:
        if child.dep_ == "det" and table.has("possessive", child):
            yield Bearer(child, weight, rule)
        elif child.dep_ in {"nmod", "obl:arg", "obl:mod"} and _introduced(child, table):
            yield from through(phrase_heads(child), weight, rule)


def _introduced(child: Token, table: Shifters) -> bool:
    cases = [c for c in child.children if c.dep_ == "case"]
    return any(
        table.has(kind, case)
        for case in cases
        for kind in ("bearer_marker", "agent_marker", "purpose")
    )


def towards(noun: Token, table: Shifters) -> Iterator[Bearer]:
    """*hommage à X*, *les éloges pleuvent sur X*, *X reçoit l'appui de Y*."""
    for child in noun.children:
        if any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children):
            yield from through(phrase_heads(child), DIRECT, "attitude")
    verb = noun.head
    if verb.pos_ != "VERB" or noun.dep_ not in {"obj", "nsubj", "nsubj:pass", "obl:arg"}:
        return
    for child in verb.children:
        goal = any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children)
        if child.dep_.startswith("obl") and goal:
            yield from through(phrase_heads(child), DIRECT, "attitude")
    if noun.dep_ in {"obj", "obl:arg"} and table.has("receiving", verb):
        receivers = tuple(subjects(verb, table))
        yield from through(iter(receivers), DIRECT, "received")
        for receiver in receivers:
            yield from possessor(receiver, table, INDIRECT, "received_by_own")


def with_own(
    tokens: Iterator[Token], table: Shifters, weight: float, rule: str
) -> Iterator[Bearer]:
    """Yield words as bearers, then, of those that name a thing, whose it is."""
    found = tuple(tokens)
    yield from through(iter(found), weight, rule)
    for noun in found:
        if noun.pos_ == "NOUN":
            yield from made_by(noun, table)


def made_by(noun: Token, table: Shifters) -> Iterator[Bearer]:
    """Whose thing does or is so: *l'attitude de X choque*, *le plan conçu par X échoue*.

    What befalls X (*la mort de X*) and who belongs to X (*le frère de X*) are no doing of X's.
    """
    if table.has("not_own", noun):
        return
    yield from possessor(noun, table, INDIRECT, "own")
    for child in noun.children:
        if child.dep_ == "acl" and is_passive_participle(child):
            for agent in child.children:
                if agent.dep_ == "obl:agent":
                    yield from through(phrase_heads(agent), INDIRECT, "own")


def credited(head: Token) -> Iterator[Bearer]:
    """Who is thanked or blamed for what came of it: *grâce à X*, *par la faute de X*."""
    if head.dep_ in {"case", "mark"} and head.head.i > head.i:
        yield from _credited(head.head)
    for child in head.children:
        if child.i > head.i and child.dep_ in {"nmod", "obl:arg", "obl:mod", "obj"}:
            yield from _credited(child)


def _credited(phrase: Token) -> Iterator[Bearer]:
    yield from through(phrase_heads(phrase), DIRECT, "credit")
    for child in phrase.children:
        if child.dep_ == "nmod" and child.i > phrase.i:
            yield from through(phrase_heads(child), INDIRECT, "credit_of")


def fronted(head: Token) -> Iterator[Bearer]:
    """*Champion olympique en 1960, X est …*: detached in front of its noun phrase."""
    doc, first = head.doc, sentence_start(head)
    if head.left_edge.i != first or any(c.dep_ in {"det", "case", "nsubj"} for c in head.children):
        return
    for i in range(head.i + 1, min(head.i + MAX_PHRASE, sentence_end(head) - 2)):
        if doc[i].text == ",":
            start = doc[i + 1]
            noun = doc[i + 2] if start.pos_ == "DET" else start
            if noun.pos_ in {"PROPN", "NOUN", "PRON"}:
                yield from through(phrase_heads(noun), DIRECT, "fronted")
                return


def supported(noun: Token, table: Shifters, *, described: bool = False) -> Iterator[Bearer]:
    """*X commet une faute*, *X fait preuve de courage*: the subject of a light verb.

    Args:
        noun: What is done.
        table: The shifters.
        described: It is not the noun that judges but an adjective beside it.
    """
    verb = noun.head
    light = table.has("light_verb", verb) or table.has("averter", verb)
    if any(c.dep_ == "case" and table.has("aside", c) for c in noun.children):
        return  # *porte plainte pour mensonge*: no act of the subject
    if described and table.has("receiving", verb):
        return  # *X reçoit un rapport accablant*
    if any(table.has("existential", child) for child in verb.children):
        return  # *X dit qu'il n'y a pas d'infraction*
    if noun.dep_ in {"obj", "obl:arg", "xcomp", "obl:mod"} and light:
        yield from through(subjects(verb, table), INDIRECT, "light_verb")
    done = [verb] if noun.dep_ == "nsubj:pass" else [c for c in noun.children if c.dep_ == "acl"]
    for participle in done:
        if is_passive_participle(participle) and table.has("light_verb", participle):
            for child in participle.children:
                if child.dep_ == "obl:agent":
                    yield from with_own(phrase_heads(child), table, INDIRECT, "light_verb")


def named_by(noun: Token) -> Iterator[Bearer]:
    """A noun in apposition or in front of a name: *le courageux maire, X*."""
    if (
        noun.dep_ in NAMING | {"nmod", "conj"}
        and not any(c.dep_ in {"case", "cc"} for c in noun.children)
        and not _is_cut_off(noun)
    ):
        yield Bearer(noun.head, DIRECT, "apposition")


def _is_cut_off(noun: Token) -> bool:
    """Tell whether quotation marks, a colon or a verb stand between a noun and its head."""
    first, last = sorted((noun.i, noun.head.i))
    between = noun.doc[first + 1 : last]
    return any(t.is_quote or t.text == ":" or has_feature(t, "VerbForm", "Fin") for t in between)


def for_whom(noun: Token, last: int, table: Shifters) -> Iterator[Bearer]:
    """*cinquième titre en plongeon pour X*: in headlines the parser loses the phrase."""
    doc = noun.doc
    for i in range(last, min(last + MAX_PHRASE, sentence_end(noun) - 1)):
        token = doc[i]
        if token.is_punct or token.pos_ == "AUX" or token.dep_ in SUBJECTS:
            return
        if table.has("purpose", token) and token.pos_ == "ADP":
            named = doc[i + 2] if doc[i + 1].pos_ == "DET" and i + 2 < len(doc) else doc[i + 1]
            yield from through(phrase_heads(named), INDIRECT, "quality_of")
            return


def through(tokens: Iterator[Token], weight: float, rule: str) -> Iterator[Bearer]:
    """Yield tokens as bearers reached through one construction."""
    for token in tokens:
        yield Bearer(token, weight, rule)
