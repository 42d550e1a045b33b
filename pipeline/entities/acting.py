"""Which places act: *Moscou* that accuses does, *Moscou* where one lives does not."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pipeline.entities.nouns import rules
from pipeline.entities.verbs import present_forms

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from pipeline.entities.gazetteer import Gazetteer

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obl:agent", "vocative"})
OBJECTS = frozenset({"obj", "iobj"})
OBLIQUES = frozenset({"obl", "obl:arg", "obl:mod", "nmod", "obl:agent"})
CHAIN = 4


class Role(Enum):
    """What a place does where it is named."""

    ACTS = "acts"
    OWNS = "owns"  # in a genitive: counts where the place acts elsewhere
    LOCATES = "locates"


def role(span: Span, *, acts: bool, known: Gazetteer) -> Role:
    """Return the role of a place.

    Args:
        span: Its name.
        acts: Whether it is of a kind that is held responsible: a state, a capital.
        known: The lexicons.
    """
    dateline = _is_dateline(span)
    if dateline or (acts and _beside_verb(span)):
        return Role.LOCATES if dateline else Role.ACTS
    head = _first_conjunct(span.root)
    dep = head.dep_
    case = next((child.lower_ for child in head.lefts if child.dep_ == "case"), None)
    if case is None:
        if dep in SUBJECTS and head.head.pos_ in {"VERB", "AUX", "ADJ", "NOUN"}:
            return Role.ACTS
        free = dep in OBJECTS or any(child.dep_ == "det" for child in head.lefts)
        return Role.ACTS if acts and free else Role.LOCATES
    if case in known.acting_cases:
        return Role.ACTS if acts or dep == "obl:agent" else Role.LOCATES
    if acts and case in known.dative and (dep in {"iobj", "obl:arg"} or _has_article(head)):
        return Role.ACTS
    return _owner(head, acts=acts) if case in known.genitive else Role.LOCATES


def _owner(head: Token, *, acts: bool) -> Role:
    """*Les critiques de la Syldavie*: it made them; *les villes de la Syldavie*: no deed."""
    return Role.ACTS if acts and head.head.lemma_ in rules()["acting"]["deeds"] else Role.OWNS


def _is_dateline(span: Span) -> bool:
    """Whether a place only says where a headline or dispatch is about: *Syldavie : …*."""
    doc, end = span.doc, span.end
    opens = span.start == 0 or doc[span.start].is_sent_start or doc[span.start - 1].is_space
    return bool(opens) and end < len(doc) and doc[end].text == ":"


def _beside_verb(span: Span) -> bool:
    """Whether a verb of our lexicons stands right behind or before, whatever the parser says."""
    doc, verbs = span.doc, present_forms()
    behind = span.end < len(doc) and doc[span.end].text in verbs
    return behind or (span.start > 0 and doc[span.start - 1].text in verbs)


def _first_conjunct(token: Token) -> Token:
    for _ in range(CHAIN):
        if token.dep_ not in {"conj", "flat:name", "appos"}:
            break
        token = token.head
    return token


def _has_article(head: Token) -> bool:
    """Whether an article of its own stands before: `à la Syldavie` is nobody's whereabouts."""
    return any(child.dep_ == "det" and child.lower_ != "les" for child in head.lefts)
