"""Gapping: one verb, two pairs of arguments (*impute à X une fraude et à Y le silence*).

The charge of the first pair is read to the end of the sentence; the second pair is cut out of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.stance.grammar import grammar
from pipeline.stance.negative import charge_kind
from pipeline.stance.nominals import phrase_at, preposition_at, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.records import Accusation
    from pipeline.stance.arguments import Reading

DATIVE = "dative"
PREPOSITION = "à"
REACH = 2  # tokens behind a charge where the conjunction may stand: a comma before it


def ungapped(read: Reading, row: Accusation) -> Iterator[Accusation]:
    """Yield the row, cut short, and the one that stands behind a conjunction, if there is one."""
    charge = row.charge
    if charge is None or DATIVE not in read.cue.frame.accused:
        yield row
        return
    for i in range(charge.start + 1, min(charge.end + REACH, read.limit)):
        second = _second(read, row, i) if read.doc[i].pos_ == "CCONJ" else None
        if second is not None:
            first = trimmed(read.doc, charge.start, min(charge.end, i)) or charge
            yield replace(row, charge=first, charge_kind=charge_kind(first))
            yield second
            return
    yield row


def _second(read: Reading, row: Accusation, conjunction: int) -> Accusation | None:
    """Return the row of the pair behind a conjunction: *et à Y le silence*."""
    found = preposition_at(read.words, conjunction + 1, grammar())
    if found is None or found[0] != PREPOSITION:
        return None
    behind = found[1]
    mention = read.mentions.starting(behind) or read.mentions.starting(behind - 1)
    if mention is None or mention.actor is None:
        return None
    phrase = phrase_at(read.mentions, mention.span.end, read.limit)
    charge = None if phrase is None else trimmed(read.doc, phrase.start, phrase.end)
    if charge is None:
        return None
    return replace(row, accused=mention.actor, charge=charge, charge_kind=charge_kind(charge))
