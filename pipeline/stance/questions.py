"""Reproachful questions: *« Que fait le préfet ? »*, *« Comment X peut-il signer cela ? »*.

Their openings are a closed class (`discourse.toml`); what is asked blames whoever acts in it. Other
questions ask.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline.records import Accusation, Act, ActType, StatementForm
from pipeline.scan import scan, sentence_end, sentence_start
from pipeline.stance.beings import is_document
from pipeline.stance.contents import trimmed
from pipeline.stance.negative import charge_kind
from pipeline.stance.wordclasses import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from pipeline.records import Statement
    from pipeline.stance.nominals import Mentions

SPOKEN = frozenset({StatementForm.DIRECT, StatementForm.MIXED})
MAX_OPENING = 4  # tokens before the question word: a mark, *mais*, *et*
MAX_GAP = 8  # tokens that stand for « … » in an opening
MAX_TO_ACTOR = 6  # tokens from the opening to who acts
ANYTHING = "…"


def questions(doc: Doc, mentions: Mentions, known: Sequence[Accusation]) -> Iterator[Accusation]:
    """Yield the reproaches that are asked in somebody's words.

    Args:
        doc: The text.
        mentions: Its mentions.
        known: The accusations found so far; told once is enough.
    """
    group = 1 + max((accusation.group for accusation in known), default=-1)
    starts = {sentence_start(doc[i]) for i in scan(doc).where({"?"})}
    if not starts:
        return
    told = {(accusation.accused, sentence_start(accusation.cue.root)) for accusation in known}
    for statement in doc._.statements:
        if statement.form not in SPOKEN or statement.source_span is None:
            continue
        for start in sorted(starts):
            if not statement.content.start - 1 <= start < statement.content.end:
                continue
            accused = _asked_about(mentions, statement, start)
            if accused is not None and (accused, start) not in told:
                yield _accusation(statement, start, accused, group)
                group += 1


def _asked_about(mentions: Mentions, statement: Statement, start: int) -> int | None:
    """Return who acts in a reproachful question."""
    first = max(start, statement.content.start)
    begin, behind = _opening(mentions.doc, first)
    if behind is None:
        return None
    for i in range(begin + 1, min(behind + MAX_TO_ACTOR, sentence_end(mentions.doc[first]))):
        token = mentions.doc[i]
        if token.lower_ in words_of("second_person") and statement.addressee is not None:
            return statement.addressee
        mention = mentions.starting(i)
        if mention is None or mention.actor in {None, statement.source}:
            continue
        is_subject = mention.span.root.dep_.startswith("nsubj") or i <= behind
        return mention.actor if is_subject and not is_document(mentions.doc, mention) else None
    return None


def _opening(doc: Doc, first: int) -> tuple[int, int | None]:
    """Return where a reproachful opening begins, and the index behind it."""
    lower = scan(doc).lower
    end = sentence_end(doc[first])
    for begin in range(first, min(first + MAX_OPENING, end)):
        for phrase in _phrases().get(lower[begin], ()):
            behind = _match(lower[begin:end], phrase)
            if behind is not None:
                return begin, begin + behind
    return first, None


def _match(words: Sequence[str], phrase: Sequence[frozenset[str]]) -> int | None:
    i = 0
    for n, choices in enumerate(phrase):
        if ANYTHING in choices:
            continue
        gap = MAX_GAP if n and ANYTHING in phrase[n - 1] else 1
        found = next((j for j in range(i, min(len(words), i + gap)) if words[j] in choices), None)
        if found is None:
            return None
        i = found + 1
    return i


@cache
def _phrases() -> dict[str, list[tuple[frozenset[str], ...]]]:
    """Return the openings by their first word."""
    found: dict[str, list[tuple[frozenset[str], ...]]] = {}
    for written in words_of("reproachful_questions"):
        phrase = tuple(frozenset(word.split("/")) for word in written.split())
        for first in phrase[0]:
            found.setdefault(first, []).append(phrase)
    return found


def _accusation(statement: Statement, start: int, accused: int, group: int) -> Accusation:
    content = statement.content
    doc = content.doc
    first = max(start, content.start)
    charge = trimmed(doc, first, min(content.end, sentence_end(doc[first]))) or content
    return Accusation(
        accuser=statement.source,
        accused=accused,
        act=Act.CRITICISE,
        act_type=ActType.CRITICISE,
        cue=statement.cue or doc[first : first + 1],
        cue_lemma=statement.cue_lemma or "?",
        rule="content.question",
        group=group,
        charge=charge,
        charge_kind=charge_kind(charge),
        features={"path": "subject", "strength": 1.0, "category": "verb"},
    )
