"""Who is judged: from a judging word over the parse to the words that name the judged one.

Every function yields (token, weight, rule): a token that may head a mention, how directly the
judgement falls on it, and the name of the construction. The parser often hangs a name beside the
title it belongs to, so a noun phrase answers with every name in it that no preposition introduces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.stance.evaluations import is_passive_participle
from pipeline.stance.polarity import Kind, PartOfSpeech, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Doc, Token

    from pipeline.stance.evaluations import Evaluation
    from pipeline.stance.polarity import Evaluative
    from pipeline.stance.shifters import Shifters

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})
NAMING = frozenset({"flat:name", "flat", "appos", "flat:foreign", "dep"})
MAX_STEPS = 5
DIRECT, INDIRECT, WEAK = 1.0, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token that may head a mention of the judged one.

    Attributes:
        weight: 0 to 1, how directly the judgement falls on it.
    """

    token: Token
    weight: float
    rule: str


def bearers(evaluation: Evaluation, doc: Doc, table: Shifters) -> Iterator[Bearer]:
    """Yield the words that name whom an evaluation judges, most direct first."""
    head = doc[evaluation.head]
    entry = evaluation.entry
    if entry.role is Role.OBJECT:
        yield from _judged(evaluation, head, table)
    else:
        yield from _borne(entry, head, table)


def _borne(entry: Evaluative, head: Token, table: Shifters) -> Iterator[Bearer]:
    match entry.kind:
        case Kind.ACT | Kind.JUDGEMENT:
            yield from _acting(head, entry)
        case Kind.PERSON:
            yield from _persona(head, table)
        case Kind.MANNER:
            yield from _manner(head)
        case Kind.EPITHET:
            yield from _conditioned(head, table)
        case Kind.QUALITY | Kind.ATTITUDE if entry.pos is PartOfSpeech.NOUN:
            yield from _qualified(head, table)
        case _:
            yield from _described(head, table)


def phrase_heads(head: Token) -> Iterator[Token]:
    """Yield the tokens of a noun phrase that may name its referent: head, titles, appositions."""
    yield head
    for child in head.children:
        if child.dep_ in NAMING or _is_bare_name(child) or _is_coordinated(child):
            yield from phrase_heads(child)


def subjects(verb: Token) -> Iterator[Token]:
    """Yield the subjects of a verb, inherited through coordination, control and relatives."""
    token = verb
    for _ in range(MAX_STEPS):
        own = [child for child in token.children if child.dep_ in SUBJECTS]
        if own:
            for subject in own:
                yield from phrase_heads(_antecedent(subject, token))
            return
        if token.dep_ in {"acl:relcl", "acl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield from phrase_heads(token.head)
            return
        if token.dep_ not in {"conj", "xcomp", "advcl", "aux", "cop", "obl:arg", "ccomp"}:
            return
        token = token.head


def objects(verb: Token) -> Iterator[Token]:
    """Yield what an action is done to: objects, the subject of a passive, a participle's noun."""
    if is_passive_participle(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        for subject in own:
            yield from phrase_heads(_antecedent(subject, verb))
        if not own and verb.dep_ in {"acl", "amod", "appos", "acl:relcl", "advcl"}:
            yield from phrase_heads(verb.head)
        elif not own:
            yield from subjects(verb)
        return
    for child in verb.children:
        if child.dep_ in {"obj", "iobj"}:
            yield from phrase_heads(_antecedent(child, verb))


def _antecedent(token: Token, verb: Token) -> Token:
    if verb.dep_ == "acl:relcl" and "Rel" in token.morph.get("PronType", []):
        return verb.head
    return token


def _is_bare_name(child: Token) -> bool:
    """Tell whether a dependent is a name that stands beside its noun without a preposition."""
    if child.pos_ != "PROPN" or child.dep_ not in {"nmod", "amod", "conj"}:
        return False
    return not any(c.dep_ in {"case", "cc"} for c in child.children)


def _is_coordinated(child: Token) -> bool:
    return child.dep_ == "conj" and any(c.dep_ == "cc" for c in child.children)


# ---------------------------------------------------------------- by what the entry says


def _acting(head: Token, entry: Evaluative) -> Iterator[Bearer]:
    """X lies, fails, wins: the subject; in the passive the agent."""
    if is_passive_participle(head) and entry.pos is PartOfSpeech.VERB:
        for child in head.children:
            if child.dep_ == "obl:agent":
                yield from _all(phrase_heads(child), DIRECT, "agent")
        return
    yield from _all(subjects(head), DIRECT, "predicate")


def _qualified(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A quality or an act as a noun: its possessor, what it is said of, who does it."""
    yield from _possessor(head, table, INDIRECT, "quality_of")
    yield from _said_of(head, table)
    yield from _supported(head, table)


def _described(head: Token, table: Shifters) -> Iterator[Bearer]:
    """An adjective: the noun it stands beside, the subject it is said of, the noun's possessor."""
    noun = head.head
    if head.dep_ in {"amod", "acl", "appos", "nmod"} and noun is not head:
        yield from _all(phrase_heads(noun), DIRECT, "epithet")
        yield from _named_by(noun)
        yield from _possessor(noun, table, INDIRECT, "epithet_of_possession")
        yield from _said_of(noun, table)
        yield from _supported(noun, table)
    yield from _said_of(head, table)


def _persona(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A person noun: whom it names, is said of, or stands in apposition to."""
    yield from _all(phrase_heads(head), DIRECT, "person_noun")
    yield from _named_by(head)
    yield from _said_of(head, table)
    if head.dep_ in SUBJECTS and head.head.pos_ in {"NOUN", "PROPN"}:
        yield from _all(phrase_heads(head.head), DIRECT, "identified")


def _manner(head: Token) -> Iterator[Bearer]:
    """A manner: of the one who acts so."""
    if head.head.pos_ in {"VERB", "AUX"}:
        yield from _all(subjects(head.head), WEAK, "manner")


def _conditioned(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A locution like *au-dessus de tout soupçon*: of its noun or of the subject."""
    yield from _all(phrase_heads(head.head), DIRECT, "epithet")
    yield from _said_of(head, table)
    if head.head.pos_ in {"VERB", "AUX"}:
        yield from _all(subjects(head.head), DIRECT, "attribute")


def _judged(evaluation: Evaluation, head: Token, table: Shifters) -> Iterator[Bearer]:
    """Whom somebody blames or praises: the object, or what the preposition introduces."""
    complement = evaluation.entry.complement
    if evaluation.entry.kind is Kind.ATTITUDE:
        yield from _towards(head, table, "attitude")
        return
    if complement is not None:
        after = head.doc[evaluation.end] if evaluation.end < len(head.doc) else None
        if after is not None:
            yield from _all(phrase_heads(_nominal(after)), DIRECT, "judged")
        for child in head.children:
            if child.dep_ in {"iobj", "obl:arg", "obl"} and table.has("dative", child):
                yield Bearer(child, DIRECT, "judged")
        return
    yield from _all(objects(head), DIRECT, "judged")


# ---------------------------------------------------------------- constructions


def _said_of(head: Token, table: Shifters) -> Iterator[Bearer]:
    """A predicate: *X est brillant*, *X devient un héros*, *juger X incompétent*."""
    if any(child.dep_ == "cop" for child in head.children):
        yield from _all(subjects(head), DIRECT, "attribute")
        return
    verb = head.head
    if verb is head or verb.pos_ not in {"VERB", "AUX"}:
        return
    if head.dep_ not in {"xcomp", "obj", "obl:arg", "obl:mod", "advcl", "advmod", "ROOT"}:
        return
    if not table.has("becoming", verb):
        if head.dep_ in {"xcomp", "advcl"} and head.pos_ == "ADJ":
            yield from _all(subjects(verb), DIRECT, "attribute")
        return
    others = [t for t in objects(verb) if t is not head]
    yield from _all(iter(others) if others else subjects(verb), DIRECT, "attribute")


def _possessor(noun: Token, table: Shifters, weight: float, rule: str) -> Iterator[Bearer]:
    """*la cupidité de X*, *sa cupidité*, *victoire pour X*."""
    for child in noun.children:
        if child.dep_ == "det" and table.has("possessive", child):
            yield Bearer(child, weight, rule)
        elif child.dep_ in {"nmod", "obl:arg", "obl:mod"} and _introduced(child, table):
            yield from _all(phrase_heads(child), weight, rule)


def _introduced(child: Token, table: Shifters) -> bool:
    cases = [c for c in child.children if c.dep_ == "case"]
    return any(
        table.has(kind, case)
        for case in cases
        for kind in ("bearer_marker", "agent_marker", "purpose")
    )


def _towards(noun: Token, table: Shifters, rule: str) -> Iterator[Bearer]:
    """*hommage à X*, *les critiques contre X*."""
    for child in noun.children:
        if any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children):
            yield from _all(phrase_heads(child), DIRECT, rule)
    verb = noun.head
    if noun.dep_ == "obj" and verb.pos_ == "VERB":
        for child in verb.children:
            goal = any(c.dep_ == "case" and table.has("goal_marker", c) for c in child.children)
            if child.dep_.startswith("obl") and goal:
                yield from _all(phrase_heads(child), DIRECT, rule)


def _supported(noun: Token, table: Shifters) -> Iterator[Bearer]:
    """*X commet une faute*, *X fait preuve de courage*: the subject of a light verb."""
    verb = noun.head
    if noun.dep_ in {"obj", "obl:arg", "xcomp", "obl:mod"} and table.has("light_verb", verb):
        yield from _all(subjects(verb), INDIRECT, "light_verb")


def _named_by(noun: Token) -> Iterator[Bearer]:
    """A noun in apposition or in front of a name: *le courageux maire, X*."""
    if noun.dep_ in NAMING | {"nmod", "conj"} and not any(
        c.dep_ in {"case", "cc"} for c in noun.children
    ):
        yield Bearer(noun.head, DIRECT, "apposition")


def _nominal(token: Token) -> Token:
    """Return the head of the noun phrase that begins at a token."""
    for _ in range(MAX_STEPS):
        if token.pos_ in {"NOUN", "PROPN", "PRON"} or token.head is token:
            return token
        token = token.head
    return token


def _all(tokens: Iterator[Token], weight: float, rule: str) -> Iterator[Bearer]:
    for token in tokens:
        yield Bearer(token, weight, rule)
