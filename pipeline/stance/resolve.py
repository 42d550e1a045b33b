"""From words to parties: which actor a token stands for, here or inside somebody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import MentionForm, Voice
from pipeline.stance.sources import body_of
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Mention, Party

NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})
NAMING_DEPS = frozenset({"appos", "flat:name", "flat:foreign", "nmod"})


def actors_by_token(doc: Doc) -> dict[int, int]:
    """Return the actor of each token that heads a mention or stands in a name."""
    found: dict[int, int] = {}
    heads: dict[int, int] = {}
    for mention in doc._.mentions:
        if mention.actor is None:
            continue
        if mention.form in NAMES:
            for token in mention.span:
                found.setdefault(token.i, mention.actor)
        else:
            heads[mention.span.root.i] = mention.actor
            # The parser may take the name behind a title for a verb: *le journal Izvestia*.
            title = next((token.i for token in mention.span if token.pos_ == "NOUN"), None)
            if title is not None:
                heads.setdefault(title, mention.actor)
    return {**found, **heads}


def mention_at(doc: Doc, index: int) -> Mention | None:
    """Return the widest mention that a token heads."""
    best: Mention | None = None
    for mention in doc._.mentions:
        span: Span = mention.span
        is_wider = best is None or len(span) > len(best.span)
        if span.root.i == index and is_wider:
            best = mention
    return best


def actor_of(head: Token, actors: Mapping[int, int]) -> int | None:
    """Return the actor of a noun phrase: its head's, else that of the name apposed to it."""
    actor = actors.get(head.i)
    if actor is not None or head.pos_ == "PRON":
        return actor
    for child in head.children:
        if child.dep_ in NAMING_DEPS and child.pos_ == "PROPN" and not _has_case(child):
            actor = actors.get(child.i)
            if actor is not None:
                return actor
    return None


def author_of(document: Token, actors: Mapping[int, int]) -> int | None:
    """Return who wrote a report: *un rapport de l'Onu*, *une étude publiée par X*; else None."""
    for child in document.subtree:
        owned = child.i > document.i and _has_case(child) and child.i in actors
        if owned and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return actors[child.i]
    return _publisher(document, actors)


def _publisher(document: Token, actors: Mapping[int, int]) -> int | None:
    """*X a publié un rapport affirmant que*: whoever puts a report out."""
    verb = document.head
    if document.dep_ != "obj" or verb.lemma_ not in words_of("publishing"):
        return None
    for child in verb.children:
        if child.dep_ == "nsubj" and child.i in actors:
            return actors[child.i]
    return None


def _has_case(token: Token) -> bool:
    return any(child.dep_ == "case" for child in token.children)


def party_of(head: Token | None, actors: Mapping[int, int]) -> Party:
    """Return who a source is; *je* and *nous* outside quotation marks are the author's."""
    if head is None:
        return None
    actor = actor_of(head, actors)
    body = body_of(head) if actor is None else None
    if body is not None:
        return actor_of(body, actors)
    if actor is None and head.lower_ in words_of("first_person"):
        return Voice.AUTHOR
    return actor
