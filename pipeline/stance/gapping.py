"""Gapping: one verb, two pairs of arguments (*accuse X de fraude et Y de silence*).

The charge of the first pair is read to the end of the sentence; the second pair is cut out of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.stance.grammar import grammar
from pipeline.stance.infinitives import infinitive_at, infinitive_end
from pipeline.stance.negative import charge_kind
from pipeline.stance.nominals import phrase_at, preposition_at, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Span

    from pipeline.records import Accusation, Mention
    from pipeline.stance.arguments import Reading

DATIVE, OBJECT = "dative", "object"
PREPOSITION = "à"
REACH = 2  # tokens behind a charge where the conjunction may stand: a comma before it


def ungapped(read: Reading, row: Accusation) -> Iterator[Accusation]:
    """Yield the row, cut short, and the one that stands behind a conjunction, if there is one."""
    charge = row.charge
    if charge is None or read.group is None:
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
    """Return the row of the pair behind a conjunction: *et à Y le silence*, *et Y de fraude*."""
    accused = read.cue.frame.accused
    if DATIVE in accused:
        mention = _behind_preposition(read, conjunction + 1)
        start = None if mention is None else mention.span.end
    elif OBJECT in accused and row.features.get("path") == OBJECT:
        mention = read.mentions.starting(conjunction + 1)
        start = None if mention is None else _behind_case(read, mention.span.end)
    else:
        return None
    if mention is None or mention.actor in {None, row.accused} or start is None:
        return None
    charge = _charge(read, start)
    if charge is None:
        return None
    return replace(row, accused=mention.actor, charge=charge, charge_kind=charge_kind(charge))


def _behind_preposition(read: Reading, i: int) -> Mention | None:
    found = preposition_at(read.words, i, grammar())
    if found is None or found[0] != PREPOSITION:
        return None
    return read.mentions.starting(found[1]) or read.mentions.starting(found[1] - 1)


def _behind_case(read: Reading, i: int) -> int | None:
    """Return where the charge begins behind a preposition that can introduce it."""
    found = preposition_at(read.words, i, grammar()) if i < read.limit else None
    cases = {slot.removesuffix("+inf") for slot in read.cue.frame.charge}
    return None if found is None or found[0] not in cases else found[1]


def _charge(read: Reading, start: int) -> Span | None:
    verb = infinitive_at(read.doc, start, read.words)
    if verb is not None:
        return trimmed(read.doc, start, infinitive_end(verb, start))
    phrase = phrase_at(read.mentions, start, read.limit)
    if phrase is None:
        return None
    quoted = start < phrase.start and read.words[start] in grammar()["quotes.open"]
    end = phrase.end + (quoted and read.words[phrase.end] in grammar()["quotes.close"])
    return trimmed(read.doc, start if quoted else phrase.start, end)
