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
