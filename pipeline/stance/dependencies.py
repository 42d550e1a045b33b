"""Noun phrases, subjects and objects over the parse, where a judging word looks for the judged one.

The parser often hangs a name beside the title it belongs to, so a noun phrase answers with every
name in it that no preposition introduces.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.scan import has_feature, sentence_start
from pipeline.stance.evaluations import is_passive_participle
from pipeline.stance.polarity import words_of_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from pipeline.stance.shifters import Shifters

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})
NAMING = frozenset({"flat:name", "flat", "appos", "flat:foreign", "dep"})
CLIMBED = frozenset({"flat:name", "flat", "appos", "flat:foreign"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "aux", "cop", "obl:arg", "ccomp", "aux:tense"})
PHRASE_ENDS = frozenset({"VERB", "AUX", "SCONJ", "CCONJ", "PRON"})
ATTRIBUTIVE = frozenset({"acl", "amod", "appos", "acl:relcl", "advcl"})
MAX_STEPS = 5
MAX_PHRASE = 12  # tokens of a noun phrase or a clause that are searched for a name


def phrase_heads(head: Token) -> Iterator[Token]:
    """Yield the tokens of a noun phrase that may name its referent: head, titles, appositions."""
    for _ in range(MAX_STEPS):
        if head.dep_ not in CLIMBED and not _is_bare_name(head):
            break
        head = head.head
    yield from _below(head)
    yield from _names_after(head)


def subjects(verb: Token, table: Shifters) -> Iterator[Token]:
    """Yield the subjects of a verb, inherited through coordination, control and relatives."""
    token = _verb_of_gerund(verb)
    for _ in range(MAX_STEPS):
        adjacent = _right_before(token)
        if adjacent is not None:
            yield from phrase_heads(adjacent)
            return
        own = [child for child in token.children if child.dep_ in SUBJECTS | {"expl:subj"}]
        if own:  # of an impersonal verb nobody is the subject: *il n'y a pas d'infraction*
            for subject in own:
                yield from phrase_heads(_antecedent(subject, token))
            return
        if _is_said_of_head(token):
            yield from phrase_heads(token.head)
            return
        controlled = _controller(token, table)
        if controlled is not None:
            yield from phrase_heads(controlled)
        if controlled is not None or is_dative_control(token, table):
            return
        if token.dep_ not in INHERITING:
            break
        token = token.head
    yield from _left_of(verb)


def _verb_of_gerund(verb: Token) -> Token:
    """Return the verb whose subject a gerund shares where it was hung on a noun, else the verb.

    *X conserve son titre en battant Y*: it is X who beats.
    """
    marked = any(c.dep_ == "mark" and c.pos_ == "ADP" for c in verb.children)
    if verb.dep_ != "acl" or not marked or not has_feature(verb, "VerbForm", "Part"):
        return verb
    above = verb.head
    for _ in range(MAX_STEPS):
        if above.pos_ not in {"NOUN", "PROPN", "ADJ"} or above.head == above:
            break
        above = above.head
    return above


def _is_said_of_head(token: Token) -> bool:
    """Tell whether a clause hangs on its subject: a relative, a predicate taken for a conjunct."""
    if token.head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    if token.dep_ == "conj":
        return token.head.i < token.i and any(child.dep_ == "cop" for child in token.children)
    return token.dep_ in {"acl:relcl", "acl"}


def _controller(token: Token, table: Shifters) -> Token | None:
    """Return the object or dative that does what an infinitive says: *permet à X de gagner*."""
    verb = token.head
    controls = is_dative_control(token, table)
    if not (controls or token.dep_ == "xcomp") or verb.pos_ != "VERB":
        return None
    if is_passive_participle(verb) or table.has("copular", verb):
        return None  # *X devient la première à gagner*: the attribute is X
    for child in verb.children:
        if child.i >= token.i:
            break
        dative = child.dep_ in {"iobj", "obl:arg"} and controls
        if dative or (child.dep_ == "obj" and not table.has("reflexive", child)):
            return child
    return None


def is_dative_control(token: Token, table: Shifters) -> bool:
    """Tell whether the verb above makes its dative the subject: *lui reproche d'avoir menti*."""
    return (
        token.i > token.head.i
        and token.pos_ in {"VERB", "AUX"}
        and table.has("dative_control", token.head)
        and not any(child.dep_ in SUBJECTS for child in token.children)
    )


def _below(head: Token) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.dep_ in NAMING or _is_bare_name(child) or _is_coordinated(child):
            yield from _below(child)


def _names_after(head: Token) -> Iterator[Token]:
    """Yield names that follow a noun with no preposition of their own.

    *le président du parti Jean Dupin*: the parser hangs the name on the party.
    """
    if head.pos_ != "NOUN" and head.dep_ not in SUBJECTS:
        return
    doc = head.doc
    for i in range(head.i + 1, min(head.i + MAX_PHRASE, len(doc))):
        token = doc[i]
        if token.pos_ in PHRASE_ENDS or (token.is_punct and token.text != ","):
            return
        if token.text == "," and (i + 1 >= len(doc) or doc[i + 1].pos_ != "PROPN"):
            return
        if token.pos_ == "PROPN" and not token.dep_.startswith("flat") and _is_bare(token):
            yield token


def _is_bare(token: Token) -> bool:
    """Tell whether no preposition and no conjunction stands right before a word."""
    before = token.nbor(-1)
    while before.pos_ in {"DET", "PROPN"} and before.i > sentence_start(token):
        if before.pos_ == "PROPN" and token.dep_ == "appos":
            return True  # *l'Africaine du Sud Anne Roy*
        before = before.nbor(-1)
    return before.pos_ not in {"ADP", "CCONJ"} and before.lower_ not in asides()


@cache
def asides() -> frozenset[str]:
    """Return the words that put somebody beside what is told: *devant X*, *selon X*."""
    return words_of_kind("aside")


def _right_before(verb: Token) -> Token | None:
    """Return the name that stands right before a finite verb and is not its subject in the parse.

    Between clauses the parser often takes it for a conjunct or an object of the clause before.
    """
    if not _is_finite(verb) or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    for i in range(verb.i - 1, max(sentence_start(verb), verb.i - MAX_STEPS) - 1, -1):
        token = verb.doc[i]
        if token.pos_ == "PROPN":
            name = token.head if token.dep_.startswith("flat") else token
            return name if name.i == sentence_start(verb) or _is_free(name) else None
        if token.pos_ not in {"AUX", "ADV"}:
            return None
    return None


def _is_free(name: Token) -> bool:
    before = name.nbor(-1)
    return before.pos_ != "ADP" and before.pos_ in {"CCONJ", "SCONJ", "PUNCT", "DET", "NOUN", "ADV"}


def _is_finite(verb: Token) -> bool:
    if has_feature(verb, "VerbForm", "Fin"):
        return True
    return any(child.dep_.startswith("aux") for child in verb.children)


def _left_of(verb: Token) -> Iterator[Token]:
    """Yield the name before a finite verb that the parser left without a subject."""
    if not _is_finite(verb):
        return
    doc = verb.doc
    for i in range(verb.i - 1, max(sentence_start(verb), verb.i - MAX_PHRASE) - 1, -1):
        token = doc[i]
        if token.pos_ in {"VERB", "SCONJ", "CCONJ"}:
            return
        if token.pos_ == "PROPN" and not token.dep_.startswith("flat"):
            yield from [token] if i == sentence_start(verb) or _is_bare(token) else []
            return


def objects(verb: Token, table: Shifters) -> Iterator[Token]:
    """Yield what an action is done to: objects, the subject of a passive, a participle's noun."""
    if is_passive_participle(verb):
        own = [child for child in verb.children if child.dep_ in SUBJECTS]
        for subject in own:
            yield from phrase_heads(_antecedent(subject, verb))
        if not own and verb.dep_ in ATTRIBUTIVE and verb.head.pos_ not in {"VERB", "AUX"}:
            yield from phrase_heads(verb.head)
        elif not own:
            yield from subjects(verb, table)
        return
    for child in verb.children:
        named = child.dep_ == "xcomp" and child.pos_ == "PROPN"
        if named or child.dep_ in {"obj", "iobj"}:
            yield from phrase_heads(_antecedent(child, verb))


def _antecedent(token: Token, verb: Token) -> Token:
    if verb.dep_ == "acl:relcl" and has_feature(token, "PronType", "Rel"):
        return verb.head
    return token


def _is_bare_name(child: Token) -> bool:
    """Tell whether a dependent is a name that stands beside its noun without a preposition."""
    if child.pos_ != "PROPN" or child.dep_ not in {"nmod", "amod", "conj"}:
        return False
    return not any(c.dep_ in {"case", "cc"} for c in child.children)


def _is_coordinated(child: Token) -> bool:
    return child.dep_ == "conj" and any(c.dep_ == "cc" for c in child.children)
