"""A row in its sentence, an actor in its contexts."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import InputError, UnknownNameError
from pipeline.report import concordance, show
from pipeline.report.show import sentence_around


def roles(html: str) -> dict[str, str]:
    found = re.findall(r'<mark [^>]*class="([^"]+)">(.*?)</mark>', html)
    return dict(reversed(found))


def test_an_accusation_shows_its_parts_and_an_answer_from_another_sentence(tables):
    shown = show(tables.accusations.iloc[0], tables)
    assert roles(shown.html) == {
        "accuser": "Anne Roy",
        "accused": "Solvia",
        "cue": "accuse",
        "charge": "avoir &lt;falsifié&gt; un relevé 🌊",
        "response": "dément",
    }
    assert shown._repr_html_() == shown.html
    assert "http" not in shown.html
    assert "Anne Roy → Solvia (accuse, asserted, deny; d1, 0-54)" in str(shown)


def test_without_tables_the_actors_are_found_by_name(tables):
    shown = show(tables.accusations.iloc[0])
    assert roles(shown.html)["accused"] == "Solvia"
    assert "response" not in roles(shown.html)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("répondu", "M. Roy a répondu « Jamais ! »"),
        ("parti", "Puis il est parti."),
        ("Fin", "Fin."),
        ("non", "Il a dit non."),
    ],
)
def test_a_context_is_a_sentence(cue, expected):
    text = "Titre\nIl a dit non. M. Roy a répondu « Jamais ! » Puis il est parti. Fin."
    start = text.index(cue)
    low, high = sentence_around(text, start, start + len(cue))
    assert text[low:high] == expected


def test_a_long_context_is_cut_between_words():
    text = f"{'mot ' * 100}cible{' mot' * 100}"
    low, high = sentence_around(text, 400, 405, most=30)
    assert text[low:high] == f"{'mot ' * 7}cible{' mot' * 7}"


def test_a_terminal_shows_the_sentence(tables):
    assert repr(show(tables.accusations.iloc[0])).startswith("Anne Roy accuse Solvia")


def test_an_unsaid_accuser_is_a_dash(tables):
    assert str(show(tables.accusations.iloc[2])).splitlines()[1].startswith("– → Solvia")


def test_a_concordance_shows_every_mention_with_context(tables):
    found = concordance(tables, "Solvia", width=10)
    assert found["mention"].tolist() == ["Solvia", "Le groupe", "Solvia"]
    assert found["left"].tolist()[1].endswith("🌊.  ")
    assert found["outlet"].tolist() == ["Le Phare", "Le Phare", "La Digue"]
    assert len(found["right"][2]) == 10
    assert concordance(tables, "solvia", width=10).equals(found)


def test_an_unknown_actor_is_refused_with_a_guess(tables):
    with pytest.raises(UnknownNameError, match="Did you mean 'Solvia'"):
        concordance(tables, "Solvja")


def test_texts_that_are_gone_are_an_error(tables):
    (tables.folder / "articles.parquet").unlink()
    with pytest.raises(InputError, match=r"articles\.parquet"):
        concordance(tables, "Solvia")
