"""Actors that only a frame reveals."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def accused(nlp, text: str) -> list[str]:
    doc = nlp(text)
    return [doc._.actors[accusation.accused].name for accusation in doc._.accusations]


def test_who_is_suspected_is_an_actor_whatever_the_noun(nlp):
    assert accused(nlp, "Trois attelages sont soupçonnés d'avoir triché.") == ["trois attelages"]


def test_a_state_of_affairs_that_is_denounced_is_no_actor(nlp):
    assert accused(nlp, "Aline Corbier dénonce la hausse des loyers.") == []


def test_a_fall_that_is_shown_is_no_actor(nlp):
    assert accused(nlp, "Les ventes accusent une baisse de dix pour cent.") == []


def charges(nlp, text: str) -> list[str | None]:
    doc = nlp(text)
    return [a.charge and a.charge.text for a in doc._.accusations]


@pytest.mark.parametrize(
    ("text", "charge"),
    [
        (
            "Nadia Corve a reproché à la ministre d'être venue « pour la photo ».",
            "être venue « pour la photo »",
        ),
        (
            "Le PDG accuse son ancien bras droit de chercher à se dédouaner.",
            "chercher à se dédouaner",
        ),
    ],
)
def test_a_charge_goes_on_to_the_end_of_its_clause(nlp, text, charge):
    assert charges(nlp, text) == [charge]


def test_a_charge_ends_where_the_next_reproach_begins(nlp):
    text = (
        "Dans un message à ses équipes, Anne Sorel accuse Claire Montval de l'avoir sacrifiée "
        "et reproche à Marc Lebreuil sa duplicité."
    )
    assert charges(nlp, text) == ["l'avoir sacrifiée", "sa duplicité"]


def test_who_is_selected_is_named_without_the_charge(nlp):
    found = accused(nlp, "Le PDG accuse son ancien bras droit de chercher à se dédouaner.")
    assert found == ["son ancien bras droit"]
