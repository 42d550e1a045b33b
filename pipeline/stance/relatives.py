"""Relatives behind a preposition: *à qui X reproche*, *contre laquelle*, *dont X dénonce*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import sentence_start
from pipeline.stance.grammar import grammar
from pipeline.stance.nominals import preposition_at
from pipeline.stance.subjects import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from pipeline.records import Mention
    from pipeline.stance.arguments import Reading

REACH = 12  # tokens from the pronoun to the verb group: a subject with its complements
BRACKETS = 6  # tokens of an acronym or a party in brackets


def relative_head(read: Reading, name: str) -> Token | None:
    """Return what the relative pronoun of a preposition before the verb stands for.

    Args:
        read: The cue.
        name: Canonical preposition; `de` for *dont*.
    """
    if read.group is None:
        return None
    rules = grammar()
    first = read.group.first
    for i in range(first - 1, max(sentence_start(read.cue.head), first - REACH) - 1, -1):
        token = read.doc[i]
        if token.pos_ in {"VERB", "AUX"} and token != read.group.finite:
            return None
        start = _opening(read, i, name)
        if start is not None:
            return named_before(read, start) or antecedent(read.doc[start], read.group.carrier)
        if read.words[i] in rules["relatives.subject"]:
            return None
    return None


def _opening(read: Reading, i: int, name: str) -> int | None:
    """Return where the preposition of a relative pronoun at a word begins."""
    rules = grammar()
    word = read.words[i]
    if word in rules["relatives.genitive"]:
        return i if name == "de" else None
    if word in rules["relatives.contracted"]:
        return i if rules["relatives.contracted_de"].isdisjoint({word}) is (name == "à") else None
    if word not in rules["relatives.subject"] | rules["relatives.other"]:
        return None
    for start in range(i - 1, max(sentence_start(read.cue.head), i - 4) - 1, -1):
        found = preposition_at(read.words, start, rules)
        if found is not None and found == (name, i):
            return start
    return None


def behind_noun(doc: Doc, i: int) -> int:
    """Return where the phrase before a relative pronoun ends: *la Ligue (LDH), qu'il accuse*."""
    if i and doc[i - 1].text == ",":
        i -= 1
    if i and doc[i - 1].text == ")":
        opening = next((j for j in range(i - 2, max(i - BRACKETS, 0), -1) if doc[j].text == "("), i)
        i = opening
    return i


def named_before(read: Reading, i: int) -> Token | None:
    """Return the head of the mention right before the pronoun, a comma between them or not."""
    mention: Mention | None = read.mentions.ending(behind_noun(read.doc, i))
    if mention is None or mention.actor is None:
        return None
    head: Token = mention.span.root
    governor = head.head
    owner = read.mentions.of(governor) if head.dep_ == "nmod" and governor.i < head.i else None
    return governor if owner is not None else head
