"""Inflected forms come from paradigms, with the mood that the ending says."""

from __future__ import annotations

import pytest

from pipeline.errors import LexiconError
from pipeline.inflection import Mood, adjective_forms, noun_forms, verb_forms


def texts(verb, mood=None):
    return {f.text for f in verb_forms(verb) if mood is None or f.mood is mood}


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("accuser", {"accuse", "accusent", "accusa", "accusèrent", "accusée", "accusant"}),
        ("dénoncer", {"dénonce", "dénonçait", "dénoncions", "dénonçant", "dénonça"}),
        ("juger", {"jugeons", "jugeait", "jugions", "jugeant"}),
        ("rejeter", {"rejette", "rejetons", "rejettera", "rejeté"}),
        ("balayer", {"balaie", "balayons", "balaiera"}),
        ("suspecter", {"suspecte", "suspectait"}),
        ("récupérer", {"récupère", "récupérons", "récupérera"}),
        ("démentir", {"dément", "démentent", "démenti", "démentit"}),
        ("blanchir", {"blanchit", "blanchissent", "blanchissait"}),
        ("poursuivre", {"poursuit", "poursuivi", "poursuivie", "poursuivront"}),
        ("mettre", {"met", "mis", "mises", "mirent", "mettrait"}),
        ("reconnaître", {"reconnaît", "reconnu", "reconnaissait"}),
        ("requérir", {"requiert", "requis", "requerra"}),
        (["s'en", "prendre"][-1], {"prend", "prennent", "pris", "prit"}),
        ("avoir", {"a", "ont", "aurait", "auraient", "eu"}),
        ("être", {"est", "serait", "été", "fut"}),
        ("haïr", {"hait", "haïssent", "haï"}),
    ],
)
def test_forms_of_a_verb(verb, forms):
    assert forms <= texts(verb)


def test_mood_is_read_off_the_ending():
    assert texts("accuser", Mood.CONDITIONAL) >= {"accuserait", "accuseraient"}
    assert texts("accuser", Mood.FUTURE) >= {"accusera", "accuseront"}
    assert "accuserait" not in texts("accuser", Mood.FUTURE)


def test_a_form_may_have_two_moods():
    moods = {f.mood for f in verb_forms("dire") if f.text == "dit"}
    assert moods == {Mood.INDICATIVE, Mood.PARTICIPLE}


def test_a_word_that_is_no_verb_is_refused():
    with pytest.raises(LexiconError, match="no paradigm conjugates 'xyz'"):
        verb_forms("xyz")


def test_forms_of_nouns_and_adjectives():
    assert noun_forms("accusation") == ("accusation", "accusations")
    assert noun_forms("procès") == ("procès", "procès") or "procès" in noun_forms("procès")
    assert set(adjective_forms("coupable")) == {"coupable", "coupables"}
    assert {"fautif", "fautive", "fautifs", "fautives"} <= set(adjective_forms("fautif"))
