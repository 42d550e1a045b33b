"""The lexicons of actor nouns are generous, well formed and inflected."""

from __future__ import annotations

from pipeline.entities.nouns import nouns, rules
from pipeline.records import ActorKind


def test_the_lexicon_is_generous():
    assert len({noun.lemma for noun in nouns().single.values()}) > 1500


def test_gender_and_number_come_from_the_form():
    single = nouns().single
    assert (single["directrice"].gender, single["directrice"].number) == ("Fem", "Sing")
    assert single["directrices"].number == "Plur"
    assert single["ministre"].gender is None
    assert single["maréchaux"].lemma == "maréchal"


def test_the_former_holder_has_the_noun_of_the_holder():
    assert nouns().single["ex-président"].lemma == nouns().single["président"].lemma


def test_several_persons_are_a_group():
    assert nouns().single["policiers"].kind == ActorKind.GROUP


def test_an_entry_of_several_words_needs_them_all():
    words = ["les", "gilets", "jaunes"]
    assert nouns().of(words, "gilets", 1) is not None
    assert nouns().of(["les", "gilets", "verts"], "gilets", 1) is None


def test_every_pronoun_tells_its_kind_gender_and_number():
    assert all(len(entry) == 3 for entry in rules()["pronouns"].values())
