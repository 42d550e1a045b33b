"""`griefs_responses`: how the accused answers, linked to what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from spacy.language import Language

ACCUSED = "Claire Morin accuse Paul Durand de fraude."


@pytest.mark.model
@pytest.mark.parametrize(
    ("answer", "response", "cue"),
    [
        ("Paul Durand dément ces accusations.", "deny", "dément"),
        ("Paul Durand a nié les faits.", "deny", "nié"),
        ("Paul Durand rejette ces allégations.", "deny", "rejette"),
        ("L'avocat de Paul Durand conteste cette version.", "deny", "conteste"),
        ("Paul Durand a reconnu une erreur.", "admit", "reconnu"),
        ("Paul Durand a présenté ses excuses.", "admit", "présenté ses excuses"),
        ("Paul Durand n'a pas souhaité répondre.", "none", "souhaité répondre"),
        ("Paul Durand accuse à son tour Claire Morin de mensonge.", "counter", "accuse"),
    ],
)
def test_an_answer_in_the_next_sentence(nlp: Language, answer: str, response: str, cue: str):
    first, *_ = nlp(f"{ACCUSED} {answer}")._.accusations
    assert first.response == response
    assert first.response_cue.text.startswith(cue)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{ACCUSED} Paul Durand est avocat.", id="silence of the article"),
        pytest.param(f"{ACCUSED} Paul Durand n'a pas nié les faits.", id="a negated denial"),
        pytest.param(f"{ACCUSED} Paul Durand rejette la proposition.", id="another object"),
        pytest.param(f"{ACCUSED} Claire Morin dément toute rupture.", id="the accuser's denial"),
    ],
)
def test_no_answer(nlp: Language, text: str):
    first, *_ = nlp(text)._.accusations
    assert first.response is None
