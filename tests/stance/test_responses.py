"""`griefs_responses`: how the accused answers, linked to what it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import Response
from pipeline.stance.nominals import Mentions
from pipeline.stance.presupposed import presupposed

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
        ("Paul Durand ne l'a jamais nié.", "admit", "nié"),
        ("Paul Durand reconnaît « un suivi perfectible ».", "admit", "reconnaît"),
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
        pytest.param(f"{ACCUSED} Paul Durand rejette la proposition.", id="another object"),
        pytest.param(
            f"{ACCUSED} Pour se défendre, Paul Durand a tiré en l'air.", id="what he acts for"
        ),
        pytest.param(f"{ACCUSED} Claire Morin dément toute rupture.", id="the accuser's denial"),
    ],
)
def test_no_answer(nlp: Language, text: str):
    first, *_ = nlp(text)._.accusations
    assert first.response is None


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Accusé de fraude, Paul Durand dément les faits.", id="fronted participle"),
        pytest.param(f"{ACCUSED} « C'est faux », répond l'intéressé.", id="inverted speaker"),
        pytest.param(
            f"{ACCUSED} « Je n'ai rien à me reprocher », assure Paul Durand.", id="first person"
        ),
        pytest.param(f"{ACCUSED} Son avocat parle de calomnie.", id="his lawyer"),
        pytest.param("Accusé de fraude, Paul Durand assure avoir tout payé.", id="in passing"),
    ],
)
def test_a_denial(nlp: Language, text: str):
    first, *_ = nlp(text)._.accusations
    assert first.response == "deny"


@pytest.mark.model
def test_a_denied_accusation_that_no_frame_has_is_a_row(nlp: Language):
    doc = nlp("Hélène Petit dément toute accusation de fraude.")
    noun = next(token for token in doc if token.text == "accusation")
    denial = (0, noun, Response.DENY, doc[2:3])
    (found,) = presupposed(doc, Mentions(doc), [denial], [])
    assert (found.accuser, found.accused, found.response) == (None, 0, Response.DENY)
    assert list(presupposed(doc, Mentions(doc), [denial], [found])) == []
