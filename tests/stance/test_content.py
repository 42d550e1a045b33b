"""Content accusations: what a source says in a statement blames somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import Factuality, Voice

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

pytestmark = pytest.mark.model


def events(doc: Doc) -> list[tuple[str | None, str, str, str | None, str]]:
    found = []
    for accusation in doc._.accusations:
        accuser = accusation.accuser
        name = doc._.actors[accuser].name if isinstance(accuser, int) else accuser
        charge = None if accusation.charge is None else accusation.charge.text
        accused = doc._.actors[accusation.accused].name
        found.append((name, accused, accusation.cue.text, charge, str(accusation.factuality)))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Claire Morin affirme que Paul Durand a menti aux associés.",
            ("Claire Morin", "Paul Durand", "affirme", "a menti aux associés", "asserted"),
            id="indirect",
        ),
        pytest.param(
            "« Paul Durand est un tricheur », lance Claire Morin.",
            ("Claire Morin", "Paul Durand", "lance", "un tricheur", "asserted"),
            id="a label in a quotation",
        ),
        pytest.param(
            "« Vous avez trahi nos amis », a lancé Claire Morin à Paul Durand.",
            ("Claire Morin", "Paul Durand", "lancé", "avez trahi nos amis", "asserted"),
            id="second person",
        ),
        pytest.param(
            "Selon Claire Morin, Paul Durand aurait détourné des fonds.",
            ("Claire Morin", "Paul Durand", "Selon", "aurait détourné des fonds", "alleged"),
            id="conditional of hearsay with a source",
        ),
        pytest.param(
            "Paul Durand aurait détourné des fonds.",
            (None, "Paul Durand", "aurait", "aurait détourné des fonds", "alleged"),
            id="conditional of hearsay without one",
        ),
        pytest.param(
            "Claire Morin déplore que Paul Durand n'ait pas respecté ses promesses.",
            (
                *("Claire Morin", "Paul Durand", "déplore"),
                *("n'ait pas respecté ses promesses", "asserted"),
            ),
            id="blameworthy by negation",
        ),
        pytest.param(
            "Paul Durand reconnaît avoir menti au conseil.",
            ("Paul Durand", "Paul Durand", "reconnaît", "avoir menti au conseil", "asserted"),
            id="an admission blames oneself",
        ),
    ],
)
def test_an_event(nlp: Language, text: str, expected: tuple[str, ...]):
    assert events(nlp(text)) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Claire Morin affirme que Paul Durand n'a pas menti.", id="negated"),
        pytest.param("Claire Morin affirme que Paul Durand a signé le contrat.", id="neutral"),
        pytest.param("Paul Durand dément avoir détourné des fonds.", id="denied"),
        pytest.param("Claire Morin demande si Paul Durand a menti.", id="asked"),
        pytest.param("Si Paul Durand avait menti, Claire Morin le saurait.", id="supposed"),
        pytest.param("Paul Durand affirme avoir gagné.", id="of oneself"),
    ],
)
def test_no_event(nlp: Language, text: str):
    assert events(nlp(text)) == []


def test_an_accusation_inside_a_statement_has_its_reporter(nlp: Language):
    doc = nlp("Hélène Petit affirme que Claire Morin accuse Paul Durand de fraude.")
    (accusation,) = doc._.accusations
    assert doc._.actors[accusation.reported_by].name == "Hélène Petit"
    assert doc._.actors[accusation.accuser].name == "Claire Morin"


def test_the_accusers_own_words_have_no_reporter(nlp: Language):
    (accusation,) = nlp("« Paul Durand est un tricheur », lance Claire Morin.")._.accusations
    assert accusation.reported_by is None


def test_hearsay_is_alleged(nlp: Language):
    (accusation,) = nlp("Paul Durand aurait volé un tableau.")._.accusations
    assert accusation.factuality is Factuality.ALLEGED
    assert accusation.accuser is not Voice.AUTHOR
