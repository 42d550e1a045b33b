"""Accusations whose accused was told before, and cues that accuse nobody."""

from __future__ import annotations

import pytest

from pipeline.stance.confidence import probability
from pipeline.stance.suspects import models

pytestmark = pytest.mark.model

CLAIRE, MARC = "Claire Vasseur", "Marc Delorme"


def rows(nlp, text):
    doc = nlp(text)
    return [
        (
            doc._.actors[a.accuser].name if isinstance(a.accuser, int) else a.accuser,
            doc._.actors[a.accused].name,
            a.features.get("path"),
        )
        for a in doc._.accusations
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le maire de Brest, Marc Delorme, a fermé le lycée. Claire Vasseur critique ce choix.",
            (CLAIRE, MARC, "context"),
        ),
        (
            "Marc Delorme a signé mardi un décret sur la pêche. Ce décret est dénoncé par la CGT.",
            ("CGT", MARC, "context"),
        ),
    ],
)
def test_what_is_judged_leads_to_who_made_it(nlp, text, expected):
    assert rows(nlp, text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Marc Delorme a gagné la course. Il porte son attaque à deux kilomètres de l'arrivée.",
        "Novalia a vendu trois usines. Le groupe accuse un recul de ses ventes.",
        "Claire Vasseur est ministre. Elle est en charge des ports et de la pêche.",
        "Marc Delorme habite Lorient. La foule a commencé à protester.",
        "Marc Delorme est choqué et attristé.",
        "Marc Delorme habite Lorient. Trois marins y ont trouvé la mort.",
    ],
)
def test_a_cue_that_judges_nobody_gives_no_row(nlp, text):
    assert rows(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les propos de Marc Delorme ont choqué Claire Vasseur.", (CLAIRE, MARC, "subject")),
        ("Claire Vasseur est outrée par les propos de Marc Delorme.", (CLAIRE, MARC, "par")),
        ("Claire Vasseur est furieuse contre Marc Delorme.", (CLAIRE, MARC, "contre")),
        (
            "La réforme de Marc Delorme a suscité l'indignation de Claire Vasseur.",
            (CLAIRE, MARC, "support"),
        ),
    ],
)
def test_what_rouses_anger_is_judged_by_who_feels_it(nlp, text, expected):
    assert rows(nlp, text) == [expected]


def test_the_models_prefer_who_was_accused_to_who_was_not():
    _, _, accused = models()
    assert probability(["any", "accused 2"], accused) > probability(["any", "accused 0"], accused)
