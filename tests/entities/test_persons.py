"""Persons of a document."""

from __future__ import annotations

from pipeline.entities.persons import Naming, persons

FIRST = {"Luc": "Masc", "Anne": "Fem", "Paul": "Masc", "Camille": None}


def resolve(*names: str | Naming):
    namings = [
        one if isinstance(one, Naming) else Naming(tuple(one.split()), FIRST.get(one.split()[0]))
        for one in names
    ]
    people, resolved = persons(namings, FIRST)
    return [None if one.person is None else " ".join(people[one.person].words) for one in resolved]


def mme(*words: str):
    return Naming(words, "Fem", civil=True)


def m(*words: str):
    return Naming(words, "Masc", civil=True)


def test_a_surname_is_the_person_of_the_full_name():
    assert resolve("Luc Dorval", "Dorval", m("Dorval")) == ["Luc Dorval"] * 3


def test_a_surname_may_come_first():
    assert resolve("Dorval", "Luc Dorval") == ["Luc Dorval"] * 2


def test_a_surname_of_several_words():
    assert resolve("Anne Le Brac", "Le Brac", mme("Le", "Brac")) == ["Anne Le Brac"] * 3


def test_civility_tells_spouses_apart():
    names = resolve("Luc Dorval", "Anne Dorval", mme("Dorval"), m("Dorval"))
    assert names == ["Luc Dorval", "Anne Dorval", "Anne Dorval", "Luc Dorval"]


def test_a_civility_of_the_other_gender_is_another_person():
    assert resolve("Luc Dorval", mme("Dorval")) == ["Luc Dorval", "Dorval"]


def test_a_surname_of_two_persons_is_left_ambiguous():
    assert resolve("Luc Dorval", "Anne Dorval", "Dorval") == ["Luc Dorval", "Anne Dorval", None]


def test_a_surname_is_the_only_one_named_so_far():
    assert resolve("Luc Dorval", "Dorval", "Anne Dorval")[1] == "Luc Dorval"


def test_a_first_name_is_the_one_person_who_bears_it():
    assert resolve("Luc Dorval", "Luc") == ["Luc Dorval"] * 2
    assert resolve("Luc Dorval", "Luc Brac", "Luc")[2] is None


def test_initials_and_middle_names_are_one_person():
    assert resolve("L. Dorval", "Luc Dorval", "Luc Henri Dorval") == ["Luc Henri Dorval"] * 3


def test_a_shared_surname_is_given_to_the_first_name_before_it():
    shared = Naming(("Luc",), "Masc", shared=("Dorval",))
    assert resolve(shared, "Anne Dorval") == ["Luc Dorval", "Anne Dorval"]
