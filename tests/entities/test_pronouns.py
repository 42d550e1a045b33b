"""Pronouns stand for the phrase that agrees, that syntax allows and that is spoken of most."""

from __future__ import annotations

import pytest

from tests.entities.reading import read, stands_for

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "pronoun", "actor"),
    [
        ("Jeanne Morvan critique Paul Lestrade. Elle dénonce une fraude.", "Elle", "Jeanne Morvan"),
        ("Jeanne Morvan critique Paul Lestrade. Elle l'accuse de fraude.", "l'", "Paul Lestrade"),
        (
            "Paul Lestrade a trahi ses amis. Jeanne Morvan lui reproche son silence.",
            "lui",
            "Paul Lestrade",
        ),
        ("Paul Lestrade maintient ses accusations.", "ses", "Paul Lestrade"),
        ("Jeanne Morvan blâme Paul Lestrade pour ses propos.", "ses", "Paul Lestrade"),
        ("Paul Lestrade se défend d'avoir menti.", "se", "Paul Lestrade"),
        ("Paul Lestrade, qui a quitté le parti, accuse Novalia.", "qui", "Paul Lestrade"),
        (
            "Jeanne Morvan a interpellé Paul Lestrade. Ce dernier a démenti.",
            "Ce dernier",
            "Paul Lestrade",
        ),
        (
            "Jeanne Morvan et Paul Lestrade s'affrontent. La première accuse le second.",
            "La première",
            "Jeanne Morvan",
        ),
        (
            "Jeanne Morvan et Paul Lestrade s'affrontent. La première accuse le second.",
            "le second",
            "Paul Lestrade",
        ),
        (
            "Jean Morvan et Paul Lestrade vont au tribunal de Kerlan. Le premier accuse le second.",
            "Le premier",
            "Jean Morvan",
        ),
        (
            "Jean Morvan et Paul Lestrade vont au tribunal de Kerlan. Le premier accuse le second.",
            "le second",
            "Paul Lestrade",
        ),
        ("Paul Lestrade est visé. L'intéressé nie.", "L'intéressé", "Paul Lestrade"),
        ("Les riverains sont en colère. Ils accusent l'usine.", "Ils", "les riverains"),
    ],
)
def test_a_pronoun_stands_for(nlp, text, pronoun, actor):
    assert stands_for(read(nlp, text), pronoun) == [actor]


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lestrade a quitté la ville. Il faut une enquête.",
        "Paul Lestrade a quitté la ville. Il y a des fuites.",
        "Paul Lestrade a quitté la ville. Il est possible que la pluie tombe.",
        "Paul Lestrade a quitté la ville. Il s'agit d'une fraude.",
    ],
)
def test_an_impersonal_subject_stands_for_nobody(nlp, text):
    assert stands_for(read(nlp, text), "Il") == []


def test_a_clitic_is_never_the_subject_of_its_verb(nlp):
    doc = read(nlp, "Paul Lestrade est arrivé. Il le critique.")
    assert "Paul Lestrade" not in stands_for(doc, "le")


def test_a_pronoun_that_stands_for_a_thing_is_no_mention_but_has_a_link(nlp):
    doc = read(nlp, "La fuite inquiète Paul Lestrade. Elle a duré une semaine.")
    assert stands_for(doc, "Elle") == []
    links = {link.pronoun.text: link.antecedent.text for link in doc._.antecedents}
    assert links["Elle"] == "fuite"


def test_every_resolution_says_how_and_how_sure(nlp):
    doc = read(nlp, "Jeanne Morvan critique Paul Lestrade. Elle dénonce sa gestion.")
    assert all(m.how and 0 < m.confidence <= 1 for m in doc._.mentions)


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("Jeanne Morvan et Paul Lestrade ont été entendus. Ils accusent l'usine.", "Ils"),
        ("Jeanne Morvan et Paul Lestrade s'indignent. Tous deux accusent l'usine.", "Tous deux"),
        ("Jeanne Morvan et Paul Lestrade s'indignent. Tous accusent l'usine.", "Tous"),
        ("On arrête deux cadres, Jeanne Morvan et Paul Lestrade. Ils parlent.", "Ils"),
        ("Jeanne Morvan et Paul Lestrade sont là. Un témoin les accuse de fraude.", "les"),
    ],
)
def test_a_plural_pronoun_stands_for_all_of_a_coordination(nlp, text, pronoun):
    assert stands_for(read(nlp, text), pronoun) == ["Jeanne Morvan", "Paul Lestrade"]


def test_all_takes_up_a_plural(nlp):
    doc = read(nlp, "Les syndicats dénoncent la réforme. Tous accusent la ministre de mépris.")
    assert stands_for(doc, "Tous") == ["les syndicats"]


def test_all_that_a_clause_follows_takes_up_nobody(nlp):
    doc = read(nlp, "Les riverains protestent. Tous ceux qui ont parlé accusent l'usine.")
    assert stands_for(doc, "Tous") == []


def test_this_one_is_the_nearer(nlp):
    doc = read(nlp, "La sénatrice a rencontré le ministre. Celui-ci l'accuse de mensonge.")
    assert stands_for(doc, "Celui-ci") == ["le ministre"]
    assert stands_for(doc, "l'") == ["la sénatrice"]


def test_a_civility_does_not_hide_its_name(nlp):
    doc = read(nlp, "Paul Lestrade nie. M. Lestrade défend son bilan.")
    assert stands_for(doc, "son") == ["Paul Lestrade"]
