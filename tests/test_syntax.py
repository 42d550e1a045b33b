"""Subjects of verb forms, on parses made by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.syntax import Control, antecedent_of, is_passive, subject_of

CONTROL = Control(frozenset({"accuser"}), frozenset({"demander"}))


def parse(rows: list[tuple[str, str, str, int, str]], morphs: dict[int, str] | None = None) -> Doc:
    """Return a Doc from rows of word, lemma, part of speech, head and label."""
    found = morphs or {}
    words, lemmas, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
    return Doc(
        Vocab(),
        words=words,
        lemmas=lemmas,
        pos=pos,
        heads=heads,
        deps=deps,
        morphs=[found.get(i, "") for i in range(len(rows))],
    )


WANTS = parse(
    [
        ("Paul", "Paul", "PROPN", 1, "nsubj"),
        ("veut", "vouloir", "VERB", 1, "ROOT"),
        ("accuser", "accuser", "VERB", 1, "xcomp"),
        ("Jeanne", "Jeanne", "PROPN", 2, "obj"),
        ("et", "et", "CCONJ", 5, "cc"),
        ("partir", "partir", "VERB", 2, "conj"),
    ]
)
ASKS = parse(
    [
        ("Paul", "Paul", "PROPN", 1, "nsubj"),
        ("demande", "demander", "VERB", 1, "ROOT"),
        ("à", "à", "ADP", 3, "case"),
        ("Jeanne", "Jeanne", "PROPN", 1, "obl:arg"),
        ("de", "de", "ADP", 5, "mark"),
        ("partir", "partir", "VERB", 1, "xcomp"),
    ]
)
WHO = parse(
    [
        ("Paul", "Paul", "PROPN", 0, "ROOT"),
        (",", ",", "PUNCT", 3, "punct"),
        ("qui", "qui", "PRON", 3, "nsubj"),
        ("accuse", "accuser", "VERB", 0, "acl:relcl"),
    ],
    {2: "PronType=Rel"},
)
ACCUSED = parse(
    [
        ("Paul", "Paul", "PROPN", 2, "nsubj:pass"),
        ("est", "être", "AUX", 2, "aux:pass"),
        ("accusé", "accuser", "VERB", 2, "ROOT"),
        ("d'", "de", "ADP", 5, "mark"),
        ("avoir", "avoir", "AUX", 5, "aux:tense"),
        ("menti", "mentir", "VERB", 2, "xcomp"),
    ]
)


@pytest.mark.parametrize(
    ("doc", "verb", "subject"),
    [
        (WANTS, 2, "Paul"),
        (WANTS, 5, "Paul"),
        (ASKS, 5, "Jeanne"),
        (WHO, 3, "Paul"),
        (ACCUSED, 5, "Paul"),
        (ACCUSED, 1, "Paul"),
    ],
)
def test_the_subject_of_a_verb_form(doc, verb, subject):
    found = subject_of(doc[verb], CONTROL)
    assert found is not None
    assert found.text == subject


def test_a_passive_is_told_from_an_active():
    assert is_passive(ACCUSED[2])
    assert not is_passive(WANTS[1])


def test_a_relative_has_the_noun_before_it_as_antecedent():
    found = antecedent_of(WHO[2])
    assert found is not None
    assert found.text == "Paul"


def test_a_root_without_subject_has_none():
    doc = parse([("Partir", "partir", "VERB", 0, "ROOT")])
    assert subject_of(doc[0]) is None
