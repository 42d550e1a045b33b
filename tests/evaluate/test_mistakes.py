"""Every error gets its class and its sentence."""

from __future__ import annotations

from pipeline.evaluate.mistakes import Fault, mistakes_of
from pipeline.evaluate.report import Report, as_json, lines
from tests.evaluate.gold import ACCUSES, CRITICISED, FIRST, SECOND, article, event, row


def faults(gold, rows) -> list[Fault]:
    return [mistake.fault for mistake in mistakes_of(gold, rows)]


def test_a_right_row_is_no_mistake():
    assert not faults(
        article(ACCUSES), [row("accuse", accuser="Roy", accused="Solvia", charge="fraude")]
    )


def test_each_difference_is_a_class_of_its_own():
    found = row(
        "fraude",
        accuser="CGV",
        accused="Anne Roy",
        act="sue",
        charge="vol",
        factuality="alleged",
        response="deny",
    )
    assert faults(article(ACCUSES), [found]) == [
        Fault.WRONG_ACCUSED,
        Fault.WRONG_ACCUSER,
        Fault.OTHER_CUE,
        Fault.CHARGE,
        Fault.ACT,
        Fault.FACTUALITY,
        Fault.RESPONSE,
    ]


def test_missed_and_spurious_show_the_sentence_they_stand_in():
    by_author = event(FIRST, "fraude", accuser="author", accused="Solvia")
    found = list(mistakes_of(article(by_author, CRITICISED), []))
    assert [m.fault for m in found] == [Fault.MISSED_AUTHOR, Fault.MISSED_CUE]
    assert found[1].sentence == SECOND.text
    (spurious,) = mistakes_of(article(), [row("critiqué", accused="CGV")])
    assert spurious.fault is Fault.SPURIOUS
    assert spurious.sentence == SECOND.text
    assert spurious.gold is None
    assert spurious.rule == "verb:test"


def test_the_report_counts_the_classes_and_shows_as_many_errors_as_asked():
    mistakes = tuple(mistakes_of(article(ACCUSES, CRITICISED), []))
    report = Report((), {}, mistakes)
    text = "\n".join(lines(report, errors=1))
    assert "missed cue                           2" in text
    assert FIRST.text in text
    assert SECOND.text not in text
    assert "Anne Roy → Solvia | accuse | fraude | asserted" in text
    assert FIRST.text not in "\n".join(lines(report, errors=0))
    assert [error["sentence"] for error in as_json(report)["errors"]] == [FIRST.text, SECOND.text]
