"""Descriptions stand for the actor that the text ties them to, or for one of their own."""

from __future__ import annotations

import pytest

from tests.entities.reading import read, stands_for

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "description", "actor"),
    [
        (
            "Jeanne Morvan, maire de Saint-Brieuc, accuse Novalia. La maire réclame une enquête.",
            "La maire",
            "Jeanne Morvan",
        ),
        (
            "Le préfet du Finistère, Paul Lestrade, a démenti. Le préfet parle de calomnie.",
            "Le préfet",
            "Paul Lestrade",
        ),
        ("Le député Paul Lestrade dénonce une fraude.", "Le député Paul Lestrade", "Paul Lestrade"),
        (
            "Paul Lestrade est le président du club. Il a menti.",
            "le président du club",
            "Paul Lestrade",
        ),
        (
            "Un rapport accable l'usine. Le rapport évoque des fuites.",
            "Le rapport",
            "un rapport",
        ),
        (
            "Le maire de Kerlan est accusé de fraude. Paul Lestrade, maire de Kerlan, a démenti.",
            "Le maire de Kerlan",
            "Paul Lestrade",
        ),
        (
            "Le patron de Novalia, Paul Lestrade, est visé. L'ancien banquier a démenti.",
            "L'ancien banquier",
            "Paul Lestrade",
        ),
        (
            "Paul Lestrade, président du club et ancien ministre, a démenti.",
            "ancien ministre",
            "Paul Lestrade",
        ),
        (
            "Paul Lestrade, ancien notaire, est accusé de fraude. L'ex-notaire a démenti.",
            "L'ex-notaire",
            "Paul Lestrade",
        ),
        (
            "Le chef de la diplomatie sarvienne, Paul Lestrade, a démenti.",
            "Le chef de la diplomatie",
            "Paul Lestrade",
        ),
        (
            "Paul Lestrade, de la fédération des parents, a parlé. Il attend le ministre.",
            "le ministre",
            "le ministre",
        ),
        (
            "Au procès du notaire Paul Lestrade, Jeanne Morvan a parlé. Le prévenu a démenti.",
            "Le prévenu",
            "Paul Lestrade",
        ),
        (
            "La mairie ment, dit Paul Lestrade, délégué CGT. Le ministre de l'Industrie a démenti.",
            "Le ministre de l'Industrie",
            "le ministre de l'Industrie",
        ),
        (
            "Jeanne Morvan, cheffe de file du parti, accuse Novalia. L'élue réclame une enquête.",
            "L'élue",
            "Jeanne Morvan",
        ),
        (
            "Clinique des Pins : le conflit dure. Jeanne Morvan accuse la clinique des Pins.",
            "la clinique des Pins",
            "Clinique des Pins",
        ),
        (
            "« La direction triche depuis des années », affirme Paul Lestrade.",
            "La direction",
            "la direction",
        ),
    ],
)
def test_a_description_stands_for(nlp, text, description, actor):
    assert stands_for(read(nlp, text), description) == [actor]


def test_a_title_names_nobody_else(nlp):
    doc = read(nlp, "Le ministre Paul Lestrade accuse Jeanne Morvan de mensonge.")
    assert [actor.name for actor in doc._.actors] == ["Paul Lestrade", "Jeanne Morvan"]


def test_two_indefinite_phrases_are_two_actors(nlp):
    doc = read(nlp, "Un policier a tiré. Plus loin, un policier a été blessé.")
    policemen = [m.actor for m in doc._.mentions if m.span.text.lower() == "un policier"]
    assert len(set(policemen)) == 2


def test_a_quantity_belongs_to_the_phrase(nlp):
    doc = read(nlp, "La fédération accuse plus de 70 joueurs de tricherie.")
    texts = [m.span.text for m in doc._.mentions]
    assert "plus de 70 joueurs" in texts


def test_the_charge_is_no_part_of_the_phrase(nlp):
    doc = read(nlp, "Les riverains accusent le maire de corruption.")
    texts = [m.span.text for m in doc._.mentions]
    assert "le maire" in texts


def test_an_unnamed_actor_has_the_phrase_as_its_name(nlp):
    doc = read(nlp, "Les riverains dénoncent une fraude.")
    assert [(actor.name, actor.named) for actor in doc._.actors] == [("les riverains", False)]


def test_the_adviser_of_somebody_is_not_that_somebody(nlp):
    doc = read(nlp, "Le conseiller du président Morvan a démissionné.")
    actors = {m.span.text: m.actor for m in doc._.mentions}
    assert actors["Le conseiller du président Morvan"] != actors["Morvan"]


def test_a_label_is_no_alias(nlp):
    doc = read(nlp, "« Paul Lestrade est un escroc », lance Jeanne Morvan.")
    lestrade = next(a for a in doc._.actors if a.name == "Paul Lestrade")
    assert "un escroc" not in lestrade.aliases


@pytest.mark.parametrize(
    ("text", "description", "actor"),
    [
        (
            "Jeanne Lestrade est visée. Paul Lestrade nie. M. Lestrade défend son épouse.",
            "son épouse",
            "Jeanne Lestrade",
        ),
        ("Paul Lestrade est visé. Son épouse, Anne Morvan, nie.", "Son épouse", "Anne Morvan"),
        (
            "Anne Morvan est la fille de Jean Morvan. Sa fille l'accuse de violences.",
            "Sa fille",
            "Anne Morvan",
        ),
        (
            "Le député Paul Lestrade (PVB) a été désavoué. Son parti l'accuse de trahison.",
            "Son parti",
            "PVB",
        ),
        (
            "Jeanne Lestrade est visée. Paul Lestrade nie. M. Lestrade défend sa femme.",
            "sa femme",
            "Jeanne Lestrade",
        ),
        (
            "Un des avocats de la ville, Paul Lestrade, accuse le maire.",
            "Un des avocats de la ville",
            "Paul Lestrade",
        ),
        (
            "Le maire de Kerlan, Paul Lestrade, a démenti. L'élu parle de calomnie.",
            "L'élu",
            "Paul Lestrade",
        ),
        (
            "Le président Paul Lestrade a démenti. Le chef de l'État parle de calomnie.",
            "Le chef de l'État",
            "Paul Lestrade",
        ),
        (
            "Le chauffeur, un homme de 26 ans, a été arrêté.",
            "un homme de 26 ans",
            "le chauffeur",
        ),
    ],
)
def test_a_description_is_another_word_for(nlp, text, description, actor):
    assert stands_for(read(nlp, text), description) == [actor]


def test_two_possessors_have_two_lawyers(nlp):
    doc = read(
        nlp,
        "Le sénateur Paul Lestrade est accusé. Son avocat nie. "
        "Anne Morvan a porté plainte. Son avocat parle d'un aveu.",
    )
    lawyers = [m.actor for m in doc._.mentions if m.span.text == "Son avocat"]
    assert len(set(lawyers)) == len(lawyers) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lestrade accuse le maire de fraude.",
        "Paul Lestrade et Anne Morvan ont parlé. Ils accusent le maire de fraude.",
        "Le préfet Paul Lestrade est arrivé. Un homme a tiré. La police accuse le suspect.",
    ],
)
def test_who_stands_beside_a_name_is_somebody_else(nlp, text):
    found = stands_for(read(nlp, text), "le suspect" if "suspect" in text else "le maire")
    assert "Paul Lestrade" not in found


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("Le groupe attaque l'agence en diffamation.", "l'agence"),
        ("Jeanne Morvan tient l'usine pour responsable de la panne.", "l'usine"),
        ("Depuis un an, la préfecture ferme les yeux.", "la préfecture"),
        ("Le meneur présumé de la bande a été arrêté.", "Le meneur présumé de la bande"),
        ("Un tribunal juge des délits.", "Un tribunal"),
    ],
)
def test_a_description_ends_where_the_verb_goes_on(nlp, text, description):
    assert description in [mention.span.text for mention in read(nlp, text)._.mentions]


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("D'après une source policière, le suspect a fui.", "une source policière"),
        ("Ce vote est critiqué par certains extrémistes.", "certains extrémistes"),
        ("Les marocains ont mené des travaux au port.", "Les marocains"),
        ("La majorité des élus du conseil a voté la loi.", "élus du conseil"),
    ],
)
def test_a_group_is_described(nlp, text, description):
    assert stands_for(read(nlp, text), description) != []


def test_a_quantity_is_nobody(nlp):
    doc = read(nlp, "La majorité des élus a voté la loi.")
    assert [mention.span.text for mention in doc._.mentions] == ["élus"]


@pytest.mark.parametrize(
    ("text", "description", "actor"),
    [
        (
            "Le capitaine de la vedette, Paul Lestrade, a menti. La vedette a fui.",
            "La vedette",
            "la vedette",
        ),
        (
            "Le président-directeur général, Paul Lestrade, a menti.",
            "Le président-directeur général",
            "Paul Lestrade",
        ),
        (
            "Paul Lestrade, président de l'association, a parlé. Le PDG a démenti.",
            "Le PDG",
            "le PDG",
        ),
        (
            "La commission de discipline de la Ligue du Sud a tranché. Le club dénonce un vol.",
            "Le club",
            "le club",
        ),
        (
            "Jeanne Morvan, présidente du club, est visée. L'ancien président du club a démenti.",
            "L'ancien président du club",
            "l'ancien président du club",
        ),
    ],
)
def test_a_description_is_not_given_to_somebody_it_does_not_fit(nlp, text, description, actor):
    assert stands_for(read(nlp, text), description) == [actor]


def test_a_verb_behind_a_name_describes_nobody(nlp):
    doc = read(nlp, "Le porte-parole, Paul Lestrade, juge la peine trop lourde.")
    assert "juge" not in [mention.span.text for mention in doc._.mentions]


@pytest.mark.parametrize(
    ("text", "description", "actor"),
    [
        ("Son avocate, Me Jeanne Morvan, proteste.", "Son avocate", "Jeanne Morvan"),
        ("L'avocat Me Paul Lestrade proteste.", "L'avocat Me Paul Lestrade", "Paul Lestrade"),
        (
            "Luc Dorval est jugé. Son avocate, Me Jeanne Morvan, proteste. Son client a dormi.",
            "Son client",
            "Luc Dorval",
        ),
        (
            "La ministre syldave des Affaires étrangères, Jeanne Morvan, a menti.",
            "La ministre syldave des Affaires étrangères",
            "Jeanne Morvan",
        ),
    ],
)
def test_a_civility_or_an_adjective_does_not_part_a_title_from_its_name(
    nlp, text, description, actor
):
    assert stands_for(read(nlp, text), description) == [actor]
