"""Speaker continuity: *ajoute-t-il* goes on with the words of the last speaker."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.records import Actor, Statement

MAX_TOKENS_BACK = 120  # how far the last speaker's words may lie


def with_continued_speakers(
    statements: Sequence[Statement], actors: Sequence[Actor]
) -> list[Statement]:
    """Return the statements, unresolved pronouns as sources given to the last speaker.

    Args:
        statements: In any order.
        actors: The actors of the document, for their gender and number.
    """
    found: list[Statement] = []
    last: Statement | None = None
    for statement in sorted(statements, key=lambda one: one.span.start):
        continued = _continued(statement, last, actors)
        found.append(continued)
        if isinstance(continued.source, int):
            last = continued
    return found


def _continued(statement: Statement, last: Statement | None, actors: Sequence[Actor]) -> Statement:
    written = statement.source_span
    if written is None or last is None:
        return statement
    if statement.source is not None and statement.cue_lemma not in words_of("continuing"):
        return statement
    word = written.root.lower_
    if word not in words_of("third_person") or not isinstance(last.source, int):
        return statement
    if statement.span.start - last.span.start > MAX_TOKENS_BACK:
        return statement
    return (
        replace(statement, source=last.source) if _agrees(word, actors[last.source]) else statement
    )


def _agrees(pronoun: str, actor: Actor) -> bool:
    is_feminine = pronoun in words_of("feminine_pronouns")
    is_plural = pronoun in words_of("plural_pronouns")
    if actor.gender is not None and (actor.gender == "Fem") is not is_feminine:
        return False
    return actor.number is None or (actor.number == "Plur") is is_plural
