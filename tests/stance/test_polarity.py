"""The polarity lexicon loads, is large, and refuses rows that could never match."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import folder
from pipeline.stance.polarity import (
    FILE,
    PartOfSpeech,
    Role,
    polarity_lexicon,
    read_polarity,
    words_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.stance.polarity import Evaluative

HEADER = "lemma,pos,kind,field,polarity,intensity,role,origin"


def entries() -> list[Evaluative]:
    lexicon = polarity_lexicon()
    found = [entry for entries in lexicon.single.values() for entry in entries]
    for locutions in lexicon.sequences.values():
        found.extend(entry for ranked in locutions.near.values() for _, entry in ranked)
    return list(dict.fromkeys(found))  # an entry stands under each of its forms


def entry(lemma: str, pos: PartOfSpeech, role: Role) -> Evaluative:
    (found,) = [e for e in entries() if (e.lemma, e.pos, e.role) == (lemma, pos, role)]
    return found


def test_there_are_four_thousand_entries_of_every_part_of_speech():
    counts = Counter(e.pos for e in entries())
    assert counts.total() >= 4000
    assert set(counts) == set(PartOfSpeech)
    assert min(counts.values()) >= 300


def test_the_file_is_sorted_by_its_key():
    lines = (folder() / FILE).read_text(encoding="utf-8").splitlines()[1:]
    keys = [tuple(line.split(",")[i] for i in (0, 1, 6)) for line in lines]
    assert keys == sorted(keys)


@pytest.mark.parametrize("lemma", ["mort", "blessé", "victime"])
def test_misfortune_judges_nobody(lemma: str):
    found = [e for e in entries() if e.lemma == lemma]
    assert found
    assert all(e.role is Role.NONE for e in found)


@pytest.mark.parametrize(
    ("lemma", "pos", "role", "sign"),
    [
        ("irresponsable", PartOfSpeech.ADJ, Role.SUBJECT, -1),
        ("fustiger", PartOfSpeech.VERB, Role.OBJECT, -1),
        ("mentir", PartOfSpeech.VERB, Role.SUBJECT, -1),
        ("remporter", PartOfSpeech.VERB, Role.SUBJECT, 1),
        ("saluer", PartOfSpeech.VERB, Role.OBJECT, 1),
        ("cupidité", PartOfSpeech.NOUN, Role.SUBJECT, -1),
        ("courageusement", PartOfSpeech.ADV, Role.SUBJECT, 1),
    ],
)
def test_a_word_judges_the_one_in_its_role(lemma: str, pos: PartOfSpeech, role: Role, sign: int):
    assert entry(lemma, pos, role).score * sign > 0


def test_the_preposition_of_a_locution_introduces_the_judged_one():
    found = entry("rendre hommage à", PartOfSpeech.LOC, Role.OBJECT)
    assert found.words == ("rendre", "hommage")
    assert found.complement == "à"


def test_a_pronominal_verb_is_looked_up_without_its_pronoun():
    found = entry("s'illustrer", PartOfSpeech.VERB, Role.SUBJECT)
    assert found.reflexive
    assert found.words == ("illustrer",)


def test_words_are_cut_after_an_elision():
    assert words_of("faire preuve d’audace") == ("faire", "preuve", "d'", "audace")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("Vil,ADJ,quality,moral,negative,3,subject,x", "lower case"),
        ("vil,ADJ,quality,moral,bad,3,subject,x", "polarity 'bad'"),
        ("vil,ADJ,quality,moral,negative,4,subject,x", "between 1 and 3"),
        ("vil,ADJ,quality,moral,negative,3,bearer,x", "role 'bearer'"),
    ],
)
def test_a_bad_row_is_refused(tmp_path: Path, row: str, problem: str):
    path = tmp_path / "polarity.csv"
    path.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=problem):
        read_polarity(path)
