"""Errors of a run by class, each with its sentence: what to work on next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from pipeline.evaluate.likeness import token_f1
from pipeline.evaluate.pairing import pair_up, same_accused, same_accuser, same_cue
from pipeline.records import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.evaluate.gold import Event, GoldArticle
    from pipeline.evaluate.rows import Row

# A charge that shares less than this of its words is another charge.
_LIKE_CHARGE = 0.5
_NOTHING = "–"


class Fault(StrEnum):
    """What is wrong with a row, or with its absence."""

    MISSED_CUE = "missed cue"
    MISSED_AUTHOR = "missed author's voice"
    SPURIOUS = "spurious"
    WRONG_ACCUSED = "wrong accused"
    WRONG_ACCUSER = "wrong accuser"
    OTHER_CUE = "other cue"
    CHARGE = "charge"
    ACT = "act"
    FACTUALITY = "factuality"
    RESPONSE = "response"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error.

    Attributes:
        gold: What the reader found; None for a spurious row.
        found: What the run found; None for a missed event.
        rule: The frame or construction of the row.
    """

    fault: Fault
    document_id: str
    sentence: str
    gold: str | None
    found: str | None
    rule: str | None


def mistakes_of(article: GoldArticle, rows: Sequence[Row]) -> Iterator[Mistake]:
    """Yield the errors of one document, missed events first."""
    pairs = pair_up(rows, article.events, article, strict=False)
    met = {id(event) for _, event in pairs}
    used = {id(row) for row, _ in pairs}
    for event in article.events:
        if id(event) not in met:
            by_author = event.accuser == Voice.AUTHOR
            fault = Fault.MISSED_AUTHOR if by_author else Fault.MISSED_CUE
            yield Mistake(fault, article.id, event.sentence.text, told(event), None, None)
    for row in rows:
        if id(row) not in used:
            sentence = _sentence(article, row)
            yield Mistake(Fault.SPURIOUS, article.id, sentence, None, _row(row), row.get("rule"))
    for row, event in pairs:
        yield from _differences(article, row, event)


def told(event: Event) -> str:
    """Return an event in one line."""
    return _line(
        event.accuser, event.accused, event.cue, event.charge, event.factuality, event.response
    )


def _row(row: Row) -> str:
    return _line(
        row["accuser"],
        row["accused"],
        row.get("cue"),
        row.get("charge"),
        row.get("factuality"),
        row.get("response"),
    )


def _line(
    accuser: str | None,
    accused: str | None,
    cue: str | None,
    charge: str | None,
    factuality: str | None,
    response: str | None,
) -> str:
    who = f"{accuser or _NOTHING} → {accused or _NOTHING}"
    answer = "" if response is None else f" [{response}]"
    return f"{who} | {cue} | {charge or _NOTHING} | {factuality}{answer}"


def _sentence(article: GoldArticle, row: Row) -> str:
    for sentence in article.sentences:
        if row["cue_raw_start"] < sentence.end and row["cue_raw_end"] > sentence.start:
            return sentence.text
    return article.text[row["cue_raw_start"] : row["cue_raw_end"]]


def _differences(article: GoldArticle, row: Row, event: Event) -> Iterator[Mistake]:
    for fault in _faults(article, row, event):
        sentence = event.sentence.text
        yield Mistake(fault, article.id, sentence, told(event), _row(row), row.get("rule"))


def _faults(article: GoldArticle, row: Row, event: Event) -> list[Fault]:
    wrong = {
        Fault.WRONG_ACCUSED: not same_accused(row, event, article),
        Fault.WRONG_ACCUSER: not same_accuser(row, event, article),
        Fault.OTHER_CUE: not same_cue(row, event),
        Fault.CHARGE: _other_charge(row.get("charge"), event.charge),
        Fault.ACT: row.get("act") != event.act,
        Fault.FACTUALITY: row.get("factuality") != event.factuality,
        Fault.RESPONSE: row.get("response") != event.response,
    }
    return [fault for fault, is_wrong in wrong.items() if is_wrong]


def _other_charge(found: str | None, gold: str | None) -> bool:
    if gold is None or found is None:
        return (gold is None) != (found is None)
    return token_f1(found, gold) < _LIKE_CHARGE
