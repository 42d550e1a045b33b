"""Gold actors found, names linked, descriptions met."""

from __future__ import annotations

from typing import Any

from pipeline.evaluate.actors import actor_counts
from tests.evaluate.gold import TEXT, article

ACTORS = {
    "roy": {"name": "Anne Roy", "aliases": ["Anne Roy", "Roy"]},
    "solvia": {"name": "Solvia", "aliases": ["Solvia", "le groupe"]},
    "cgv": {"name": "Confédération générale des verriers", "aliases": ["CGV"]},
}


def mention(words: str, actor: str, form: str = "name") -> dict[str, Any]:
    start = TEXT.index(words)
    end = start + len(words)
    return {"actor_id": actor, "text": words, "form": form, "raw_start": start, "raw_end": end}


def test_an_actor_is_found_by_any_of_its_forms():
    counts = actor_counts(article(), [mention("Anne Roy", "roy"), mention("CGV", "cgv")], ACTORS)
    assert counts["gold actors"] == 4
    assert counts["gold actors found"] == 2


def test_a_name_given_to_somebody_else_is_a_wrong_link():
    counts = actor_counts(article(), [mention("Anne Roy", "solvia")], ACTORS)
    assert (counts["links"], counts["links right"]) == (1, 0)


def test_a_description_is_right_where_its_actor_is_meant():
    right = actor_counts(article(), [mention("le groupe Solvia", "solvia", "description")], ACTORS)
    wrong = actor_counts(article(), [mention("le groupe Solvia", "roy", "description")], ACTORS)
    # *le groupe* and *le gouvernement sarnien*; the latter stands nowhere in full
    assert (right["descriptions"], right["descriptions right"]) == (1, 1)
    assert (wrong["descriptions"], wrong["descriptions right"]) == (1, 0)
    assert right["links"] == 0
