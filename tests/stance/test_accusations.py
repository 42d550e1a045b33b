"""Accusations read off whole sentences: who, whom, what, and whether it is said at all."""

from __future__ import annotations

import pytest

from pipeline.records import LegalStage

pytestmark = pytest.mark.model


def named(doc, party):
    return doc._.actors[party].name if isinstance(party, int) else party


def author(nlp, text):
    (row,) = nlp(text)._.accusations
    return str(row.commitment_author)


def rows(nlp, text):
    doc = nlp(text)

    return [
        (
            named(doc, a.accuser),
            named(doc, a.accused),
            None if a.charge is None else a.charge.text,
            str(a.factuality),
        )
        for a in doc._.accusations
    ]


INES, BRUNO = "Inès Carpentier", "Bruno Maréchal"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Inès Carpentier accuse Bruno Maréchal de fraude fiscale.",
            (INES, BRUNO, "fraude fiscale", "asserted"),
        ),
        (
            "Bruno Maréchal est accusé par Inès Carpentier d'avoir menti.",
            (INES, BRUNO, "avoir menti", "asserted"),
        ),
        (
            "Bruno Maréchal est soupçonné de blanchiment.",
            (None, BRUNO, "blanchiment", "alleged"),
        ),
        (
            "Bruno Maréchal se voit reprocher un détournement par Inès Carpentier.",
            (INES, BRUNO, "un détournement", "asserted"),
        ),
        (
            "Inès Carpentier n'accuse pas Bruno Maréchal de fraude.",
            (INES, BRUNO, "fraude", "negated"),
        ),
        (
            "Inès Carpentier aurait accusé Bruno Maréchal de fraude.",
            (INES, BRUNO, "fraude", "alleged"),
        ),
        (
            "Inès Carpentier accuse-t-elle Bruno Maréchal de fraude ?",
            (INES, BRUNO, "fraude", "hypothetical"),
        ),
        (
            "Inès Carpentier menace de porter plainte contre Bruno Maréchal.",
            (INES, BRUNO, None, "hypothetical"),
        ),
        (
            "Inès Carpentier retire sa plainte contre Bruno Maréchal.",
            (INES, BRUNO, None, "negated"),
        ),
        (
            "Bruno Maréchal, qu'Inès Carpentier accuse de mensonge, se tait.",
            (INES, BRUNO, "mensonge", "asserted"),
        ),
        (
            "Inès Carpentier a, elle aussi, accusé Bruno Maréchal de mensonge.",
            (INES, BRUNO, "mensonge", "asserted"),
        ),
        (
            "Inès Carpentier fustige l'arrogance de Bruno Maréchal.",
            (INES, BRUNO, "l'arrogance", "asserted"),
        ),
    ],
)
def test_one_row(nlp, text, expected):
    assert rows(nlp, text) == [expected]


def test_coordination_fans_out_into_one_group(nlp):
    doc = nlp("Inès Carpentier et Karim Haddad accusent Bruno Maréchal et Paul Orsini de fraude.")
    assert len(doc._.accusations) == 4
    assert len({a.group for a in doc._.accusations}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "L'entreprise accuse un recul de ses ventes.",
        "Inès Carpentier accuse réception de la lettre de Bruno Maréchal.",
        "Inès Carpentier dénonce l'accord signé avec Bruno Maréchal.",
        "Inès Carpentier dénonce une hausse des prix.",
        "Le juge d'instruction a reçu Bruno Maréchal.",
        "Un homme a attaqué un policier au couteau.",
    ],
)
def test_false_friends_give_no_row(nlp, text):
    assert rows(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Inès Carpentier a porté plainte contre Bruno Maréchal.", LegalStage.COMPLAINT),
        ("Bruno Maréchal a été placé en garde à vue.", LegalStage.INVESTIGATION),
        ("Bruno Maréchal a été mis en examen pour escroquerie.", LegalStage.CHARGED),
        ("Bruno Maréchal comparaît pour escroquerie.", LegalStage.TRIAL),
        ("Bruno Maréchal a été condamné pour escroquerie.", LegalStage.CONVICTED),
        ("Le tribunal a relaxé Bruno Maréchal.", LegalStage.ACQUITTED),
    ],
)
def test_the_stage_of_a_legal_action(nlp, text, stage):
    (row,) = nlp(text)._.accusations
    assert row.legal_stage is stage


def test_the_author_s_commitment(nlp):
    assert author(nlp, "Inès Carpentier accuse Bruno Maréchal de fraude.") == "Uu"
    assert author(nlp, "Inès Carpentier accuse à tort Bruno Maréchal de fraude.") == "CT-"
    assert author(nlp, "Inès Carpentier accuse à juste titre Bruno Maréchal de fraude.") == "CT+"
    assert author(nlp, "Bruno Maréchal a été condamné pour fraude.") == "CT+"


def test_a_noun_takes_up_an_accusation_told_before(nlp):
    found = rows(
        nlp,
        "Bruno Maréchal a été mis en examen pour fraude. Cette mise en examen surprend le conseil.",
    )
    assert [row[1] for row in found] == [BRUNO, BRUNO]


def test_who_reports_an_accusation(nlp):
    doc = nlp("Karim Haddad affirme qu'Inès Carpentier accuse Bruno Maréchal de fraude.")
    (row,) = doc._.accusations
    assert doc._.actors[row.accuser].name == INES
    assert isinstance(row.reported_by, int)
    assert doc._.actors[row.reported_by].name == "Karim Haddad"
