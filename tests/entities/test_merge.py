"""Actors over the corpus, and the ledger."""

from __future__ import annotations

import pytest

from pipeline.entities import ledger
from pipeline.entities.merge import merge
from pipeline.errors import LexiconError
from pipeline.records import ActorKind, LocalActor

HEADER = "actor_id,name,kind,aliases,n_documents,n_mentions,decision,value\n"


def actor(document, name, kind=ActorKind.PERSON, aliases=(), gender=None, *, named=True):
    return LocalActor(
        local_id=f"{document}#{name}",
        document_id=document,
        name=name,
        kind=kind,
        aliases=aliases,
        named=named,
        gender=gender,
        number=None,
        n_mentions=1,
    )


def test_names_are_one_but_for_case_and_accents():
    merged = merge([actor("a", "Hélène Brac"), actor("b", "HELENE BRAC")])
    assert set(merged.ids.values()) == {"helene-brac"}


def test_a_bare_surname_is_the_one_person_of_the_corpus():
    full = [actor(d, "Luc Dorval") for d in "abc"]
    merged = merge([*full, actor("d", "Dorval")])
    assert merged.ids["d#Dorval"] == "luc-dorval"


def test_a_bare_surname_of_two_persons_stays_apart():
    full = [actor("a", "Luc Dorval"), actor("b", "Anne Dorval")]
    merged = merge([*full, actor("d", "Dorval")])
    assert merged.ids["d#Dorval"] == "dorval"


def test_a_surname_of_the_other_gender_stays_apart():
    full = [actor(d, "Luc Dorval", gender="Masc") for d in "abc"]
    merged = merge([*full, actor("d", "Dorval", gender="Fem")])
    assert merged.ids["d#Dorval"] == "dorval"


def test_an_acronym_joins_its_expansion():
    body = ActorKind.ORGANISATION
    merged = merge(
        [
            actor("a", "Ligue des usagers du port", body, ("LUP",)),
            actor("b", "LUP", body),
        ]
    )
    assert set(merged.ids.values()) == {"ligue-des-usagers-du-port"}
    assert merged.names == {"ligue-des-usagers-du-port": "Ligue des usagers du port"}


def test_the_lexicon_joins_forms_that_no_text_joins():
    body = ActorKind.ORGANISATION
    merged = merge([actor("a", "CGT", body), actor("b", "Confédération générale du travail", body)])
    assert len(set(merged.ids.values())) == 1


def test_unnamed_actors_are_others_in_every_document():
    merged = merge([actor(d, "le maire", named=False) for d in "ab"])
    assert set(merged.ids.values()) == {"le-maire--a", "le-maire--b"}


def test_an_unnamed_actor_is_the_one_that_others_name_so():
    frame = actor("b", "Novalia", ActorKind.ORGANISATION, named=False)
    merged = merge([actor("a", "Novalia", ActorKind.ORGANISATION), frame])
    assert set(merged.ids.values()) == {"novalia"}


def test_the_fullest_name_is_shown():
    merged = merge([actor("a", "Luc Dorval"), actor("b", "Luc Henri Dorval")])
    assert set(merged.names.values()) == {"Luc Henri Dorval"}


@pytest.fixture
def decide(tmp_path):
    def run(rows, actors):  # noqa: ANN202
        path = tmp_path / "actors.csv"
        path.write_text(HEADER + rows, encoding="utf-8")
        return merge(actors, path)

    return run


def test_the_ledger_merges(decide):
    merged = decide("b,B,,,,,merge,a\n", [actor("1", "A"), actor("1", "B")])
    assert set(merged.ids.values()) == {"a"}
    assert merged.names == {"a": "A"}


def test_the_ledger_merges_into_an_actor_that_no_text_names(decide):
    merged = decide("b,B,,,,,merge,z\n", [actor("1", "B")])
    assert (merged.ids, merged.names) == ({"1#B": "z"}, {"z": "B"})


def test_the_ledger_renames(decide):
    merged = decide("a,A,,,,,rename,Alpha\n", [actor("1", "A")])
    assert merged.names == {"a": "Alpha"}


def test_the_ledger_splits_by_document(decide):
    merged = decide("a,A,,,,,split,2|3\n", [actor(d, "A") for d in "123"])
    assert list(merged.ids.values()) == ["a", "a--2", "a--2"]
    assert merged.names == {"a": "A", "a--2": "A"}


def test_the_ledger_excludes_with_all_that_is_merged_into_it(decide):
    merged = decide(
        "a,A,,,,,exclude,\nb,B,,,,,merge,a\n", [actor("1", "A"), actor("1", "B"), actor("1", "C")]
    )
    assert list(merged.ids.values()) == [None, None, "c"]
    assert merged.names == {"c": "C"}


def test_an_unknown_decision_names_its_line(decide):
    with pytest.raises(LexiconError, match=r"actors.csv:2: decision 'drop'"):
        decide("a,A,,,,,drop,\n", [actor("1", "A")])


def test_merges_in_a_circle_are_refused(decide):
    with pytest.raises(LexiconError, match="circle"):
        decide("a,A,,,,,merge,b\nb,B,,,,,merge,a\n", [actor("1", "A"), actor("1", "B")])


def test_decisions_outlive_the_run(tmp_path):
    path = tmp_path / "actors.csv"
    path.write_text(HEADER + "b,B,,,,,merge,a\na,A,,,,,rename,Alpha\n", encoding="utf-8")
    rulings = ledger.read(path)
    row = {
        "actor_id": "a",
        "name": "Alpha",
        "kind": "person",
        "aliases": ["A", "B"],
        "n_documents": 1,
        "n_mentions": 2,
    }
    path.write_text(ledger.text([row], rulings), encoding="utf-8")
    again = [(one.actor_id, one.decision, one.value) for one in ledger.read(path)]
    assert again == [("a", "rename", "Alpha"), ("b", "merge", "a")]
    assert path.read_text(encoding="utf-8").splitlines()[1] == "a,Alpha,person,A|B,1,2,rename,Alpha"
