"""Quotation marks: what stands between them."""

from __future__ import annotations

import pytest
import spacy

from pipeline.stance.quotations import quotations


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        pytest.param("« a b » c « d »", ["a b", "d"], id="two"),
        pytest.param("« a b", ["a b"], id="never closed"),
        pytest.param("« »", [], id="empty"),
        pytest.param("« a “ b ” c »", ["a “ b ” c", "b"], id="other marks inside"),
        pytest.param("« a « b » c »", ["a « b » c", "b"], id="same marks inside"),
        pytest.param("“a b”", ["a b"], id="English marks"),
        pytest.param('"a b" c "d"', ["a b", "d"], id="straight marks"),
        pytest.param("« a\nb »\n« c »", ["a", "b", "c"], id="closed in the next paragraph"),
        pytest.param("c »", [], id="a closing mark alone"),
    ],
)
def test_contents(text: str, contents: list[str]):
    doc = spacy.blank("fr")(text)
    assert [quotation.content.text for quotation in quotations(doc)] == contents


@pytest.mark.parametrize("reopening", ["«", "»"])
def test_a_quotation_is_reopened_at_the_head_of_each_paragraph(reopening: str):
    doc = spacy.blank("fr")(f"« Un.\n{reopening} Deux.\n{reopening} Trois », dit-elle.")
    found = list(quotations(doc))
    assert [quotation.content.text for quotation in found] == ["Un.", "Deux.", "Trois"]
    assert [quotation.continues for quotation in found] == [False, True, True]
    assert [quotation.closed for quotation in found] == [False, False, True]


def test_an_unclosed_mark_spoils_only_its_own_paragraph():
    doc = spacy.blank("fr")("« Un deux.\nTrois « quatre » cinq.")
    assert [q.content.text for q in quotations(doc)] == ["Un deux.", "quatre"]
