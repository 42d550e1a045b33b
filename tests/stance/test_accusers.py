"""Who accuses where the cue's own arguments do not say."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def parties(nlp, text: str) -> set[tuple[str | None, str]]:
    doc = nlp(text)

    def name(party: object) -> str | None:
        return doc._.actors[party].name if isinstance(party, int) else None

    return {(name(a.accuser), doc._.actors[a.accused].name) for a in doc._.accusations}


@pytest.mark.parametrize(
    ("text", "accuser", "accused"),
    [
        (
            "La préfète a expulsé trois diplomates accusés d'espionnage.",
            "la préfète",
            "trois diplomates",
        ),
        (
            "La présidente Anne Morvan a limogé le ministre Paul Lestrade, accusé de fraude.",
            "Anne Morvan",
            "Paul Lestrade",
        ),
        (
            "Paul Lestrade a été condamné au tribunal de Kerlan pour escroquerie.",
            "tribunal de Kerlan",
            "Paul Lestrade",
        ),
        (
            "L'ouverture par le parquet de Kerlan d'une enquête visant Paul Lestrade est sûre.",
            "parquet de Kerlan",
            "Paul Lestrade",
        ),
        (
            "Ilan Korvec a par ailleurs reproché à Paul Lestrade sa mollesse.",
            "Ilan Korvec",
            "Paul Lestrade",
        ),
        (
            "Anne Morvan n'a pour sa part jamais accusé Paul Lestrade de fraude.",
            "Anne Morvan",
            "Paul Lestrade",
        ),
        ("Certains accusent Paul Lestrade de fraude.", "Certains", "Paul Lestrade"),
        ("Des voix accusent Paul Lestrade de fraude.", "des voix", "Paul Lestrade"),
        (
            "Jeanne Morvan et Anne Brac sont en colère. Elles accusent Paul Lestrade de fraude.",
            "Anne Brac",
            "Paul Lestrade",
        ),
    ],
)
def test_the_accuser_is(nlp, text, accuser, accused):
    assert (accuser, accused) in parties(nlp, text)


def test_the_agent_of_a_noun_goes_before_its_complement(nlp):
    text = "Les riverains dénoncent la hausse des loyers imposée par Paul Lestrade."
    assert parties(nlp, text) == {("les riverains", "Paul Lestrade")}


def test_two_accusers_judge_what_is_not_theirs(nlp):
    text = "Jeanne Morvan et Anne Brac ont écrit à Paul Lestrade. Elles dénoncent son inaction."
    assert {accused for _, accused in parties(nlp, text)} == {"Paul Lestrade"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anne Morvan est venue. Elle a porté plainte contre X pour vol.",
            {("Anne Morvan", "X")},
        ),
        (
            "La cour a tranché. Paul Lestrade se tait. On lui reproche une fraude.",
            {(None, "Paul Lestrade")},
        ),
        (
            "Le tribunal de Kerlan a jugé. Paul Lestrade a été reconnu coupable de favoritisme.",
            {("tribunal de Kerlan", "Paul Lestrade")},
        ),
    ],
)
def test_the_parties_are(nlp, text, expected):
    assert parties(nlp, text) == expected


def test_who_stands_behind_an_inserted_cue_is_no_accused(nlp):
    text = "« Vous avez menti », a attaqué Anne Morvan, la chef de file de l'opposition."
    doc = nlp(text)
    assert "Anne Morvan" not in {doc._.actors[a.accused].name for a in doc._.accusations}
    assert "la chef de file de l'opposition" not in {
        doc._.actors[a.accused].name for a in doc._.accusations
    }
