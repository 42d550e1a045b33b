"""Names that name the same actor."""

from __future__ import annotations

import pytest

from pipeline.evaluate.likeness import normal, same_actor, token_f1
from tests.evaluate.gold import ACTORS


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mme Anne Roy", "anne roy"),
        ("L’Élysée", "elysee"),
        ("la M. Roy", "roy"),
        ("le", "le"),
        (None, ""),
    ],
)
def test_a_normal_name_has_no_case_accents_articles_and_civilities(name, expected):
    assert normal(name) == expected


@pytest.mark.parametrize(
    ("found", "gold", "expected"),
    [
        ("Anne Roy", "Anne Roy", True),
        ("la députée", "Anne Roy", True),
        ("Mme Roy", "Anne Roy", True),
        ("Anne", "Anne Roy", False),  # a person needs the surname
        ("le gouvernement", "le gouvernement sarnien", True),
        ("le gouvernement sarnien actuel", "le gouvernement sarnien", True),
        ("le gouvernement valdave", "le gouvernement sarnien", False),
        ("Solvia", None, False),
        (None, None, True),
        ("author", "author", True),
        ("Solvia", "author", False),
        (None, "Solvia", False),
    ],
)
def test_a_name_may_say_more_or_less_than_the_gold(found, gold, expected):
    assert same_actor(found, gold, ACTORS) is expected


def test_token_f1_counts_shared_words_without_order():
    assert token_f1("fraude fiscale", "une fraude") == pytest.approx(2 / 3)
    assert token_f1("vol", "fraude") == 0
    assert token_f1(None, "fraude") == 0
