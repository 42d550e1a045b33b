"""Answers in the accused's own words: *« C'est faux »*, *« Je n'ai rien volé »*.

A statement by the accused, or by whoever speaks for it, answers where its content calls something
false, pleads innocence, or negates an act of the speaker's own. That is weaker than a verb of
denying, so it reaches back over a few sentences only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Response
from pipeline.scan import sentence_start
from pipeline.stance.replies import Reply
from pipeline.stance.spokespersons import answering
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc, Span, Token

    from pipeline.records import Statement
    from pipeline.stance.nominals import Mentions

REACH = 2  # sentences back to the accusation
MAX_CONTENT = 60  # tokens; a longer speech answers more than one thing
NEAR = 4  # tokens from the subject to its negation, from the copula to the predicate
COPULAS = frozenset({"AUX", "VERB"})


def retorts(
    doc: Doc, mentions: Mentions, accused: set[int], ranks: Sequence[int]
) -> Iterator[Reply]:
    """Yield the answers that stand in statements; arguments as for `replies`."""
    for statement in doc._.statements:
        if len(statement.content) > MAX_CONTENT:
            continue
        actor = _speaker(statement, mentions, accused)
        cue = None if actor is None else _denial(statement.content, mentions, actor)
        if cue is not None:
            sentence = ranks[statement.span.start]
            yield Reply(actor, Response.DENY, cue, sentence, speaker=actor, reach=REACH)


def _speaker(statement: Statement, mentions: Mentions, accused: set[int]) -> int | None:
    if isinstance(statement.source, int) and statement.source in accused:
        return statement.source
    written = statement.source_span
    return None if written is None else answering(mentions, written.root, accused)


def _denial(content: Span, mentions: Mentions, actor: int) -> Span | None:
    """Return the words by which a content denies."""
    for token in content:
        if token.lower_ in words_of("falsehoods") and _is_said(token):
            return token.doc[token.i : token.i + 1]
        if token.lower_ in words_of("pleas"):
            return token.doc[token.i : token.i + 1]
        if _speaks_of_self(token, mentions, actor):
            found = _negated(token, content.end)
            if found is not None:
                return found
    return None


def _is_said(word: Token) -> bool:
    """Tell *c'est faux* and *ces accusations sont mensongères* from *un faux passeport*."""
    before = word.doc[max(sentence_start(word), word.i - NEAR) : word.i]
    copulas = [token for token in before if token.lemma_ in words_of("copulas")]
    if not copulas:
        return False
    verb = copulas[-1]
    around = word.doc[max(sentence_start(word), verb.i - 2) : word.i]
    return not any(token.lower_ in words_of("negations") for token in around)


def _speaks_of_self(token: Token, mentions: Mentions, actor: int) -> bool:
    if token.lower_ in words_of("first_person_subjects"):
        return True
    if token.lower_ not in words_of("third_person"):
        return False
    mention = mentions.of(token)
    return mention is not None and mention.actor == actor


def _negated(subject: Token, end: int) -> Span | None:
    """Return the negation of what a subject has done: *n'ai rien*, *n'ai jamais*, *n'a pas*."""
    doc = subject.doc
    for i in range(subject.i + 1, min(end, subject.i + 1 + NEAR)):
        if doc[i].lower_ in words_of("negations"):
            verb = next((t for t in doc[i + 1 : i + 4] if t.pos_ in COPULAS), None)
            if verb is None:
                return None
            past = verb.lower_ in words_of("have_forms")
            seconds = words_of("strong_negations") | (
                words_of("negation_seconds") if past else frozenset()
            )
            last = next((t for t in doc[verb.i + 1 : verb.i + 4] if t.lower_ in seconds), None)
            return None if last is None else doc[i : last.i + 1]
    return None
