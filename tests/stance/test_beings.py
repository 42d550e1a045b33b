"""Who can be held responsible, and what can not."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.model


def rows(nlp, text: str) -> list[tuple[str | None, str]]:
    doc = nlp(text)
    names = [actor.name for actor in doc._.actors]
    return [
        (names[a.accuser] if isinstance(a.accuser, int) else None, names[a.accused])
        for a in doc._.accusations
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Une information judiciaire est soupçonnée d'avoir été bâclée.",
        "Le rail accuse une usure de deux millimètres.",
    ],
)
def test_a_thing_is_accused_of_nothing(nlp, text):
    assert rows(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Odile Ferrand accuse le calendrier d'être bâclé.", ("Odile Ferrand", "le calendrier")),
        ("L'annonce a été accusée de semer la panique.", (None, "l'annonce")),
    ],
)
def test_a_thing_that_nobody_owns_is_accused_itself_of_what_it_does(nlp, text, expected):
    # Readers of the gold annotate *l'élection*, *le système* as the accused of such a charge.
    assert rows(nlp, text) == [expected]


def test_the_owner_answers_for_the_thing(nlp):
    text = "Odile Ferrand accuse la politique du maire Hugo Brandt d'avoir ruiné le port."

    assert rows(nlp, text) == [("Odile Ferrand", "Hugo Brandt")]


def test_an_agent_noun_of_no_lexicon_is_a_being(nlp):
    found = rows(nlp, "Un siphonneur est soupçonné d'avoir vidé la cuve.")

    assert found == [(None, "un siphonneur")]


def test_a_thing_that_bears_a_mark_does_not_charge_the_mayor(nlp):
    text = "Odile Ferrand a rouvert le pont. Une poutre accuse une légère déformation."

    assert rows(nlp, text) == []


def test_the_office_of_who_speaks_is_not_who_is_accused(nlp):
    text = "« C'est une honte », s'indigne Odile Ferrand, maire de Port-Alban."

    assert rows(nlp, text) == []


def test_the_repair_of_a_thing_is_no_damages(nlp):
    asked = "Les parents demandent {} à la mairie de Port-Alban."

    assert rows(nlp, asked.format("la réparation du portail")) == []
    assert rows(nlp, asked.format("réparation")) == [("les parents", "mairie de Port-Alban")]


def test_the_first_person_in_quotation_marks_is_who_speaks(nlp):
    text = "« On m'a accusé à tort », a déclaré Yann Kerbrat."

    assert rows(nlp, text) == [(None, "Yann Kerbrat")]


def test_coordinated_participles_share_auxiliary_and_subject(nlp):
    text = "Solène Marty a critiqué la région et moqué Hugo Brandt."

    assert ("Solène Marty", "Hugo Brandt") in rows(nlp, text)


def status(nlp, text: str) -> list[tuple[str, str | None]]:
    doc = nlp(text)
    return [(str(a.factuality), a.legal_stage and str(a.legal_stage)) for a in doc._.accusations]


def test_an_accusation_that_is_not_upheld_is_negated(nlp):
    text = "Le tribunal n'a pas retenu l'accusation de fraude contre Yann Kerbrat."

    assert status(nlp, text) == [("negated", None)]


def test_an_inquiry_closed_without_action_is_dismissed(nlp):
    text = "Le parquet classait sans suite l'enquête visant Yann Kerbrat."

    assert status(nlp, text) == [("negated", "dismissed")]


def test_what_somebody_is_cleared_of_is_no_second_action(nlp):
    text = "Le tribunal a relaxé Yann Kerbrat des poursuites engagées contre lui pour fraude."

    assert status(nlp, text) == [("negated", "acquitted")]


def test_a_penalty_that_is_asked_for_is_a_trial(nlp):
    text = "La peine requise contre Yann Kerbrat est de deux ans."

    assert status(nlp, text) == [("asserted", "trial")]


def test_a_place_of_speech_and_a_quoted_word_are_not_who_is_mocked(nlp):
    text = (
        "Solène Marty a critiqué le maire Hugo Brandt et moqué sur les réseaux sociaux "
        "« un festival de promesses »."
    )

    assert set(rows(nlp, text)) == {("Solène Marty", "Hugo Brandt")}


def test_a_place_of_speech_does_not_hide_the_object(nlp):
    text = "Solène Marty a fustigé sur les réseaux sociaux la gestion du maire Hugo Brandt."
    doc = nlp(text)

    assert rows(nlp, text) == [("Solène Marty", "Hugo Brandt")]
    assert [a.charge.text for a in doc._.accusations] == ["la gestion du maire Hugo Brandt"]


def test_what_somebody_is_not_is_no_actor(nlp):
    text = "« Hugo Brandt n'est pas un médiateur de foire », a dénoncé Odile Ferrand."

    assert rows(nlp, text) == [("Odile Ferrand", "Hugo Brandt")]


@pytest.mark.parametrize(
    "text",
    [
        "Solène Marty accuse Hugo Brandt de fraude. Hugo Brandt nie ces allégations.",
        "Solène Marty accuse Hugo Brandt de fraude. Hugo Brandt rejette ces accusations.",
    ],
)
def test_an_answer_that_names_nothing_new_is_no_second_accusation(nlp, text):
    found = nlp(text)._.accusations

    assert rows(nlp, text) == [("Solène Marty", "Hugo Brandt")]
    assert [str(a.response) for a in found] == ["deny"]


def test_we_in_quotation_marks_are_insulted_and_do_not_insult(nlp):
    text = "« On nous a traités de menteurs », a déclaré Maud Ravel."

    assert rows(nlp, text) == [(None, "Maud Ravel")]


def test_what_somebody_is_cleared_of_behind_his_name(nlp):
    text = "Le tribunal de Port-Alban a relaxé jeudi Yann Kerbrat des poursuites pour harcèlement."

    assert status(nlp, text) == [("negated", "acquitted")]


def test_each_blaming_the_other_blames_nobody_in_sight(nlp):
    text = "Orvane a négocié. Elle a échoué, chacune en rejetant la responsabilité sur l'autre."

    assert rows(nlp, text) == []


def test_who_asks_to_stay_unnamed_prosecutes_nobody(nlp):
    text = "Odile Ferrand a quitté la mairie. Un ancien adjoint a requis l'anonymat."

    assert rows(nlp, text) == []


def test_the_firm_of_the_one_aimed_at_lodges_no_complaint(nlp):
    text = "La plainte, déposée mardi, vise aussi le directeur de l'entreprise, Hugo Brandt."

    assert rows(nlp, text) == [(None, "Hugo Brandt")]
