"""`griefs_statements`: who is made to say what, by which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pipeline.records import StatementForm

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.records import Statement

pytestmark = pytest.mark.model


def statements(nlp: Language, text: str) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = nlp(text)._.statements
    return found


def parts(statement: Statement) -> tuple[str | None, str | None, str, str]:
    source, cue = statement.source_span, statement.cue
    return (
        None if source is None else source.text,
        None if cue is None else cue.text,
        statement.content.text,
        statement.form.value,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "« La digue a cédé », a déclaré lundi à la presse le maire de Vannes.",
            ("le maire de Vannes", "déclaré", "La digue a cédé", "direct"),
            id="inverted subject behind a date and an addressee",
        ),
        pytest.param(
            "“La digue a cédé”, déplore la préfète.",
            ("la préfète", "déplore", "La digue a cédé", "direct"),
            id="English marks",
        ),
        pytest.param(
            '"La digue a cédé" constatait Paul Morin.',
            ("Paul Morin", "constatait", "La digue a cédé", "direct"),
            id="straight marks without a comma",
        ),
        pytest.param(
            "Le ministre a réagi sur un réseau : « La digue tiendra. Nous en sommes sûrs. »",
            ("Le ministre", "réagi", "La digue tiendra. Nous en sommes sûrs.", "direct"),
            id="after a colon, two sentences",
        ),
        pytest.param(
            "Le maire a affirmé lundi, dans un communiqué, que la digue avait cédé.",
            ("Le maire", "affirmé", "la digue avait cédé", "indirect"),
            id="complementizer behind date and place",
        ),
        pytest.param(
            "Le maire a confirmé, comme la préfète l'avait dit, que la digue fermerait.",
            ("Le maire", "confirmé", "la digue fermerait", "indirect"),
            id="complementizer behind an insertion",
        ),
        pytest.param(
            "Le dirigeant a ainsi déclaré au juge avoir payé des factures.",
            ("Le dirigeant", "déclaré", "avoir payé des factures", "indirect"),
            id="infinitive behind an addressee",
        ),
        pytest.param(
            "La digue, estime-t-elle, a cédé.",
            ("-elle", "estime", "La digue, estime-t-elle, a cédé", "indirect"),
            id="inserted with an inverted pronoun",
        ),
        pytest.param(
            "D'après la préfète, la digue a cédé.",
            ("la préfète", "D'après", "la digue a cédé", "according_to"),
            id="d'après",
        ),
        pytest.param(
            "La digue a cédé, de l'avis de la ministre.",
            ("la ministre", "de l'avis de", "La digue a cédé", "according_to"),
            id="de l'avis de, last",
        ),
        pytest.param(
            "Je le répète, nous ne paierons pas.",
            ("Je", "répète", "nous ne paierons pas", "indirect"),
            id="le stands for what follows",
        ),
        pytest.param(
            "Le maire a informé les habitants de la fermeture de la digue.",
            ("Le maire", "informé", "la fermeture de la digue", "indirect"),
            id="the object of informer is no content",
        ),
    ],
)
def test_a_statement(nlp: Language, text: str, expected: tuple[str, ...]):
    assert expected in [parts(statement) for statement in statements(nlp, text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Les horaires changent selon les saisons.", id="selon les saisons"),
        pytest.param("Il a ouvert le pont pour la fête.", id="pour with no speaker"),
        pytest.param("Le menu coûte plus que dix euros.", id="comparative que"),
    ],
)
def test_no_statement(nlp: Language, text: str):
    assert statements(nlp, text) == ()


def test_a_quotation_that_floats_goes_to_the_last_speaker(nlp: Language):
    text = "« La digue tient », assure Paul Morin. « Elle tiendra encore cent ans. »"
    first, second = statements(nlp, text)
    assert second.cue is None
    assert second.content.text == "Elle tiendra encore cent ans."
    assert second.source == first.source


def test_a_statement_inside_another_has_it_as_parent(nlp: Language):
    text = "Claire Morin affirme que Paul Durand pense que la digue cédera."
    outer, inner = statements(nlp, text)
    assert outer.parent is None
    assert inner.parent == 0
    assert inner.content.text == "la digue cédera"


def test_a_quotation_inside_a_clause_makes_a_mixed_statement(nlp: Language):
    (statement,) = statements(nlp, "Le maire estime que la digue est « un danger pour tous ».")
    assert statement.form is StatementForm.MIXED


def test_who_is_spoken_to_is_the_addressee(nlp: Language):
    doc = nlp("« Vous avez menti », a lancé Claire Morin à Paul Durand.")
    (statement,) = doc._.statements
    assert doc._.actors[statement.addressee].name == "Paul Durand"


def test_a_factive_cue_is_marked(nlp: Language):
    (statement,) = statements(nlp, "La préfète révèle que la digue a cédé.")
    assert statement.factive
