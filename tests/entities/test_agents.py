"""Who acts without a name is told from who is only spoken of."""

from __future__ import annotations

import pytest

from tests.entities.reading import read

pytestmark = pytest.mark.model


def acting(nlp, text):
    return {actor.name for actor in read(nlp, text)._.actors if actor.acts}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hier soir, les gendarmes ont évacué la place du village.", "les gendarmes"),
        ("La loi a été votée par les députés de la région.", "les députés de la région"),
        ("Les enquêteurs ont pu recueillir des témoignages.", "les enquêteurs"),
        ("Le fugitif était recherché par les autorités depuis mars.", "les autorités"),
        ("Les douaniers ont arrêté un chauffeur hier soir.", "un chauffeur"),
        ("Paul Lestrade a voulu avertir la justice.", "la justice"),
    ],
)
def test_who_does_something_or_is_arrested_acts(nlp, text, actor):
    assert actor in acting(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Paul Lestrade a marché vers la maison de ses voisins.",
        "Trois ouvriers sont morts dans la nuit.",
        "Plus de 420 000 personnes ont utilisé le métro hier.",
        "Paul Lestrade a attendu devant le commissariat de la ville.",
    ],
)
def test_who_is_only_spoken_of_does_not_act(nlp, text):
    assert acting(nlp, text) == set()
