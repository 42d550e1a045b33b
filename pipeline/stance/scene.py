"""What the opinion rules look at: a Doc with its mentions and words at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.records import MentionForm, Voice
from pipeline.stance.grammar import normal_words
from pipeline.stance.nominals import mentions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.tokens import Doc, Span

    from pipeline.records import Mention, Party, Statement
    from pipeline.stance.nominals import Mentions

MIN_CONFIDENCE = 0.7  # of a pronoun's resolution
MAX_SCARE_QUOTE = 3  # tokens
NAMES = frozenset({MentionForm.NAME, MentionForm.PARTIAL_NAME, MentionForm.ACRONYM})


@dataclass(frozen=True, slots=True)
class Scene:
    """A Doc, read once.

    Attributes:
        mentions: Its mentions by token.
        words: Its words, normalised.
        actors: The actor that a token names, by the token's index.
    """

    doc: Doc
    mentions: Mentions
    words: list[str]
    actors: Mapping[int, int]


def scene_of(doc: Doc) -> Scene:
    """Return the scene of a Doc whose mentions are set."""
    words = normal_words(doc)
    return Scene(doc, mentions_of(doc), words, actor_at(doc._.mentions))


def scare_quoted(doc: Doc) -> set[int]:
    """Return the tokens that stand in quotation marks and are nobody's words.

    Marks around a few words that no statement claims keep a distance: *le « génie » du parti*.
    """
    claimed: set[int] = set()
    for statement in doc._.statements:
        if statement.source is not None or statement.source_span is not None:
            claimed.update(range(statement.content.start, statement.content.end))
    return {
        i
        for quotation in doc._.quotations
        if len(quotation.content) <= MAX_SCARE_QUOTE
        for i in range(quotation.content.start, quotation.content.end)
        if i not in claimed
    }


def actor_at(mentions: Iterable[Mention]) -> dict[int, int]:
    """Return the actor that a token names, by the token's index; names go before descriptions.

    A pronoun whose reading is doubtful names nobody: a judgement on the wrong actor is worse.
    """
    at: dict[int, int] = {}
    resolved = [
        (m, m.actor)
        for m in mentions
        if m.actor is not None
        and (m.form is not MentionForm.PRONOUN or m.confidence >= MIN_CONFIDENCE)
    ]
    for mention, actor in resolved:
        if mention.form in NAMES:
            at.update(dict.fromkeys(range(mention.span.start, mention.span.end), actor))
    for mention, actor in resolved:
        at.setdefault(mention.span.root.i, actor)
    return at


def voice_of(doc: Doc, statement: int | None) -> Party:
    """Return who speaks: the source of a statement, else the author."""
    if statement is None:
        return Voice.AUTHOR
    source: Party = doc._.statements[statement].source
    return source


def innermost(statements: tuple[Statement, ...], span: Span) -> int | None:
    """Return the index of the smallest statement whose content holds a span, or None."""
    holding = [
        (len(statement.content), -rank, rank)
        for rank, statement in enumerate(statements)
        if statement.content.start <= span.start and span.end <= statement.content.end
    ]
    return min(holding)[2] if holding else None
