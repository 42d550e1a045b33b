"""Helpers over French dependency parses (Universal Dependencies) that several stages share.

French words come in as arguments: this module knows labels and shapes only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.scan import features_of, has_feature, scan

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 6  # governors a subject is inherited through; more is a broken parse
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})
AUXILIARY = frozenset({"aux", "aux:tense", "aux:pass", "aux:caus", "cop"})
BORROWING = frozenset(
    {"conj", "xcomp", "advcl", "ccomp", "parataxis", "dep", "obl:mod", "obl:arg", "obl"}
)
ADNOMINAL = frozenset({"acl", "amod", "acl:relcl"})


@dataclass(frozen=True, slots=True)
class Control:
    """Verbs whose infinitive takes its subject from the object or from the dative (lemmas)."""

    by_object: frozenset[str] = frozenset()
    by_dative: frozenset[str] = frozenset()


SUBJECT_CONTROL = Control()


def head_verb(token: Token) -> Token:
    """Return the content word that an auxiliary or copula belongs to, else the token."""
    return token.head if token.dep_ in AUXILIARY else token


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's surface subject undergoes it, by the parser's labels."""
    return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in head_verb(verb).children)


def antecedent_of(relative: Token) -> Token | None:
    """Return the noun that the clause of a relative pronoun hangs on."""
    head = relative.head
    for _ in range(DEPTH):
        if head.dep_ in {"acl:relcl", "acl"} and head.head.i < relative.i:
            return head.head
        if head.head == head:
            return None
        head = head.head
    return None


def listed(first: Token) -> list[Token]:
    """Return the heads of a list in apposition to a plural: *deux élus, Jean Untel et Luc Brac*.

    Args:
        first: Head of the first member; one member alone is no list.
    """
    head = first.head
    if first.dep_ != "appos" or head.pos_ != "NOUN" or not has_feature(head, "Number", "Plur"):
        return []
    members, waiting = [first], [first]
    while waiting:
        more = [t for t in waiting.pop().rights if t.dep_ in {"conj", "appos"}]
        members += more
        waiting += more
    return sorted(members) if len(members) > 1 else []


def nominal_subjects(verb: Token) -> list[Token]:
    """Return the children that the parse labels subjects."""
    read, doc = scan(verb.doc), verb.doc
    return [doc[i] for i in read.children(verb.i) if read.deps[i].startswith("nsubj")]


def own_subject(verb: Token) -> Token | None:
    """Return the subject that the parse gives the verb itself; relatives are not resolved."""
    found = nominal_subjects(head_verb(verb))
    if not found:
        return None
    found = [t for t in found if agrees_in_person(t, verb)] or found
    return min(found, key=lambda t: (t.i > verb.i, abs(t.i - verb.i)))


def agrees_in_person(subject: Token, verb: Token) -> bool:
    """Tell whether a subject may go with a verb: *nous* is none in *X nous a trompés*."""
    said = features_of(subject).get("Person")
    if said is None or subject.pos_ != "PRON":
        return True
    forms = [verb, *(child for child in verb.children if child.dep_ in AUXILIARY)]
    finite = [person for form in forms if (person := features_of(form).get("Person")) is not None]
    return not finite or said in finite


def subject_of(token: Token, control: Control = SUBJECT_CONTROL) -> Token | None:
    """Return the surface subject of any verb form, its own or understood.

    Coordination, infinitives under control, gerunds, participles and relative clauses are
    followed to the noun or pronoun they take their subject from; in a passive it is the one that
    undergoes the act (`is_passive`). None where the parse leads nowhere.
    """
    verb = head_verb(token)
    for _ in range(DEPTH):
        own = own_subject(verb)
        if own is not None:
            return _resolved(own)
        governor = verb.head
        if governor == verb:
            return None
        if verb.dep_ in ADNOMINAL and governor.pos_ in NOMINAL:
            return _modified(verb, governor, control)
        if verb.dep_ not in BORROWING:
            return None
        lender = _lender(verb, governor, control)
        if lender is not None:
            return lender
        verb = head_verb(governor)
    return None


def _resolved(subject: Token) -> Token:
    if has_feature(subject, "PronType", "Rel"):
        return antecedent_of(subject) or subject
    return subject


def _modified(verb: Token, noun: Token, control: Control) -> Token | None:
    """*l'usine accusée*: the noun; *la volonté de nuire*: whoever has the will."""
    if verb.dep_ == "acl" and has_feature(verb, "VerbForm", "Inf"):
        for child in noun.children:
            if child.dep_ == "nmod" and child.i < verb.i:
                return child
        return None if noun.head == noun else subject_of(noun.head, control)
    return noun


def _lender(verb: Token, governor: Token, control: Control) -> Token | None:
    """Return the object or dative that an infinitive takes its subject from."""
    if verb.dep_ == "conj" or governor.pos_ not in VERBAL:
        return None
    if governor.lemma_ in control.by_dative:
        wanted = {"iobj", "obl:arg"}
    elif governor.lemma_ in control.by_object:
        wanted = {"obj"} if not is_passive(governor) else set()
    else:
        return None
    found = [t for t in governor.children if t.dep_ in wanted and t.i < verb.i]
    found = [t for t in found if t.pos_ in NOMINAL]
    return found[-1] if found else None
