"""Whose act a blameworthy noun names: *les mensonges de X*, *une pression de la part de X*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.scan import scan, sentence_end
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from pipeline.stance.blame import Sighting
    from pipeline.stance.nominals import Mentions

MAX_TO_PART = 8  # tokens between a noun and *de la part de*
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def owner_of(mentions: Mentions, sighting: Sighting) -> tuple[Token, str] | None:
    """Return who stands behind a noun as the one whose act it is, and how that is said."""
    part = _on_part(mentions, sighting)
    if part is not None:
        return part, "of"
    for child in _complements(sighting.token, mentions):
        if child.i < sighting.end or child.pos_ not in NOMINAL:
            continue
        if introduced(child, "agent_prepositions"):
            return child, "by"
        if sighting.predicate.lemma in words_of("object_genitives"):
            continue
        if introduced(child, "genitives") and mentions.of(child) is not None:
            return child, "of"
    return None


def _on_part(mentions: Mentions, sighting: Sighting) -> Token | None:
    """Return who follows *de la part de* behind a noun, wherever the parser hangs it."""
    noun = sighting.token
    if noun.head.pos_ in VERBAL and is_denied(noun.head):
        return None
    words = scan(noun.doc).lower
    end = min(sentence_end(noun), sighting.end + MAX_TO_PART)
    for phrase in map(str.split, words_of("on_part")):
        for i in range(sighting.end, end - len(phrase)):
            if words[i : i + len(phrase)] == phrase:
                mention = mentions.starting(i + len(phrase) + 1)
                return None if mention is None else mention.span.root
    return None


def _complements(noun: Token, mentions: Mentions) -> Iterator[Token]:
    """Yield what hangs on a noun; of a lack also what hangs on what lacks.

    *le manque d'entretien de la digue par la métropole*: the parser gives it to *entretien*.
    """
    for child in noun.children:
        yield child
        if noun.lemma_ in words_of("lacks") and mentions.of(child) is None:
            yield from child.children


def possessor(noun: Token) -> Token | None:
    """Return the possessive before a noun."""
    return next(
        (c for c in noun.children if c.lower_ in words_of("possessives") and c.i < noun.i), None
    )


def introduced(noun: Token, prepositions: str) -> bool:
    """Whether a preposition of the class stands before the noun."""
    return any(case.lower_ in words_of(prepositions) for case in noun.children if case.i < noun.i)


def is_negated(noun: Token) -> bool:
    """Tell *aucune fraude*."""
    return any(child.lower_ in words_of("null_determiners") for child in noun.children)


def is_denied(verb: Token) -> bool:
    """Whether a negation hangs on the verb."""
    return any(child.lower_ in words_of("negations") for child in verb.children)
