"""Names and actors of whole texts."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def names(nlp):
    def find(text: str) -> dict[str, str]:
        doc = nlp(text)
        return {ent.text: ent.label_ for ent in doc.ents}

    return find


@pytest.fixture(scope="module")
def actors(nlp):
    def find(text: str) -> dict[str, set[str]]:
        doc = nlp(text)
        found: dict[str, set[str]] = {actor.name: set() for actor in doc._.actors}
        for mention in doc._.mentions:
            if mention.actor is not None and mention.form in {"name", "partial_name", "acronym"}:
                found[doc._.actors[mention.actor].name].add(mention.span.text)
        return found

    return find


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Mediapart accuse le maire.", "Mediapart", "ORG"),
        ("Tesla dément.", "Tesla", "ORG"),
        ("L'ONG Droits et Terres accuse l'armée.", "Droits et Terres", "ORG"),
        ("Les éditions du Phare ont porté plainte.", "éditions du Phare", "ORG"),
        ("Le Rassemblement national critique la loi.", "Rassemblement national", "ORG"),
        ("La société Valmer a fermé son usine.", "Valmer", "ORG"),
        ("Mme Dorval a porté plainte.", "Dorval", "PER"),
        ("Hélène Castellan a porté plainte.", "Hélène Castellan", "PER"),
        ("La Ligue des usagers du port (LUP) proteste.", "LUP", "ORG"),
        (
            "La Fédération nationale des pêcheurs proteste.",
            "Fédération nationale des pêcheurs",
            "ORG",
        ),
        ("Il vit à Strasbourg depuis deux ans.", "Strasbourg", "LOC"),
        ("L'armée malienne a reculé.", "armée malienne", "ORG"),
    ],
)
def test_a_name_has_its_label(names, text, name, label):
    assert names(text).get(name) == label


@pytest.mark.parametrize(
    "text",
    ["LE RN ACCUSE LE GOUVERNEMENT DE MENTIR", "La CGT ACCUSE Novalia de fraude."],
)
def test_no_verb_is_inside_a_name(names, text):
    assert not [name for name in names(text) if "ACCUSE" in name.upper()]


def test_a_person_of_a_nation_is_no_name(names):
    assert "Espagnole" not in names("L'Espagnole Clara Montes a gagné.")


def test_a_platform_behind_sur_is_no_actor(actors):
    assert "Twitter" not in actors("Le maire s'est expliqué sur Twitter hier.")


def test_a_name_with_an_apostrophe_inside_is_whole(actors):
    found = actors("Baptiste Lozac'h proteste. Lozac'h a raison.")
    assert found == {"Baptiste Lozac'h": {"Baptiste Lozac'h", "Lozac'h"}}


def test_surname_and_civility_are_one_actor(actors):
    found = actors("Luc Castellan a menti. M. Castellan le nie. Castellan a tort.")
    assert found == {"Luc Castellan": {"Luc Castellan", "Castellan"}}


def test_spouses_stay_apart(actors):
    found = actors("Luc Castellan dément. Mme Castellan se tait.")
    assert len(found) == 2


def test_acronym_and_expansion_are_one_actor(actors):
    found = actors("La Ligue des usagers du port (LUP) proteste. La LUP ira en justice.")
    assert set(found) == {"Ligue des usagers du port"}
    assert "LUP" in found["Ligue des usagers du port"]


def test_a_place_that_only_locates_is_no_actor(actors):
    assert "Lyon" not in actors("Le ministre s'est rendu à Lyon. Il a dormi à Lyon.")


def test_a_state_that_accuses_is_an_actor(actors):
    assert "Russie" in actors("La Russie accuse l'Ukraine de mensonge.")


def test_a_capital_stands_for_its_state(actors):
    found = actors("La Russie se défend. Moscou accuse Kiev de mentir.")
    assert "Moscou" in found["Russie"]


def test_a_capital_beside_a_verb_acts(actors):
    assert "Berlin" in actors("Bruxelles critique Berlin.")


def test_a_headline_in_capitals_knows_the_names_of_its_text(names):
    found = names("LE MAIRE ACCUSE CASTELLAN\nLuc Castellan dément tout.")
    assert found["CASTELLAN"] == "PER"


def test_a_seat_of_power_is_one_actor(nlp):
    doc = nlp("Matignon dément.")
    assert [mention.span.text for mention in doc._.mentions] == ["Matignon"]


def test_a_name_in_the_plural_is_a_group(nlp):
    doc = nlp("Une faute jugée imaginaire par les Valmontois.")

    assert [(actor.name, actor.kind) for actor in doc._.actors] == [("Valmontois", "group")]


def test_a_day_is_no_part_of_a_name(names):
    assert "AS Rochemaure" in names("Battu par l'AS Rochemaure samedi, le club a protesté.")


def test_a_participle_that_is_also_a_town_is_no_actor(actors):
    assert list(actors("Visé, Laurent Pastre assure avoir parlé.")) == ["Laurent Pastre"]


def test_an_office_is_no_actor(actors):
    assert "Justice" not in actors("La ministre de la Justice Anne Castellan a réagi.")


def test_the_users_names_win(tmp_path):
    import spacy  # noqa: PLC0415

    from pipeline.entities import names as _names  # noqa: F401, PLC0415

    path = tmp_path / "own.csv"
    path.write_text("form,name,kind\nLa Vigie,Association La Vigie,organisation\n", "utf-8")
    blank = spacy.blank("fr")
    blank.add_pipe("sentencizer")
    blank.add_pipe("griefs_names", config={"actors": str(path)})
    assert [(e.text, e.label_) for e in blank("Hier, La Vigie accuse.").ents] == [
        ("La Vigie", "ORG")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'association Rivière vivante accuse Novalia d'avoir pollué l'Aulne.", "Rivière vivante"),
        ("Le syndicat SUD Santé dénonce la suppression de douze postes.", "SUD Santé"),
        ("Il a été condamné au tribunal de Kerlan pour escroquerie.", "tribunal de Kerlan"),
    ],
)
def test_a_name_is_neither_cut_nor_stretched(names, text, name):
    assert name in names(text)


@pytest.mark.parametrize(
    "text",
    [
        "Favoritisme : le maire condamné\n\nLe maire est coupable de favoritisme.",
        "« Menteuse ! », a crié Paul Lestrade à Anne Morvan.",
    ],
)
def test_a_capital_that_the_sentence_gives_makes_no_name(names, text):
    assert not names(text).keys() & {"Favoritisme", "Menteuse"}


def test_what_has_employees_is_an_organisation(names):
    found = names("Les salariés de Novalia protestent. Novalia se tait.")
    assert found["Novalia"] == "ORG"


def test_a_headline_in_capitals_names_nobody_in_capitals(nlp):
    doc = nlp("RIVIÈRE VIVANTE ACCUSE LA PRÉFÈTE\n\nL'association Rivière vivante accuse Novalia.")
    assert not [actor.name for actor in doc._.actors if actor.name[1:].isupper()]


def test_the_place_that_a_headline_is_about_is_no_actor(actors):
    found = actors("Allemagne : le maire mis en examen\n\nLe maire nie. Il est accusé de fraude.")
    assert "Allemagne" not in found


def test_a_place_whose_criticism_is_spoken_of_acts(actors):
    assert "Algérie" in actors("Malgré les critiques de l'Algérie, le port a ouvert.")


def test_an_unknown_name_that_acts_is_an_organisation(actors):
    assert "Harbour Fraud Bureau" in actors("L'affaire est suivie par le Harbour Fraud Bureau.")
