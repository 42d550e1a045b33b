"""Whether the text says that an accusation is made: read off verb groups and clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.records import Factuality
from pipeline.stance.grammar import normal
from pipeline.stance.inflection import Mood

if TYPE_CHECKING:
    from spacy.tokens import Token

    from pipeline.stance.arguments import Reading


def factuality(read: Reading) -> Factuality:
    """Return the status of the cue's act."""
    frame, group = read.cue.frame, read.group
    if group is not None and group.negated:
        return Factuality.NEGATED
    if frame.hypothetical or _questioned(read.cue.head):
        return Factuality.HYPOTHETICAL
    if group is not None and group.mood is Mood.CONDITIONAL:
        return Factuality.ALLEGED
    if group is not None and group.mood is Mood.FUTURE:
        return Factuality.HYPOTHETICAL
    if frame.hedged:
        return Factuality.ALLEGED
    return Factuality.ASSERTED


def _questioned(head: Token) -> bool:
    """Whether a question mark closes the cue's sentence."""
    doc = head.doc
    for i in range(head.sent.end - 1, head.i, -1):
        if normal(doc[i].text) == "?":
            return True
        if not doc[i].is_punct and not doc[i].is_space:
            return False
    return False
