"""What is read once agrees with what spaCy says token by token."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.scan import has_feature, scan

DOC = Doc(
    Vocab(),
    words=["Elle", "l’", "accuse", ".", "Il", "nie"],
    lemmas=["lui", "le", "accuser", ".", "lui", "nier"],
    pos=["PRON", "PRON", "VERB", "PUNCT", "PRON", "VERB"],
    deps=["nsubj", "obj", "ROOT", "punct", "nsubj", "ROOT"],
    heads=[2, 2, 2, 2, 5, 5],
    morphs=["Gender=Fem|Number=Sing", "", "VerbForm=Fin", "", "PronType=Prs", "VerbForm=Fin"],
    spaces=[True, False, False, True, True, False],
)


def test_a_scan_agrees_with_the_tokens():
    found = scan(DOC)
    assert found.texts == [token.text for token in DOC]
    assert found.lower == [token.text.lower() for token in DOC]
    assert found.lemmas == [token.lemma_ for token in DOC]
    assert found.pos == [token.pos_ for token in DOC]
    assert found.deps == [token.dep_ for token in DOC]
    assert found.heads == [token.head.i for token in DOC]
    assert [found.children(i) for i in range(len(DOC))] == [
        [child.i for child in token.children] for token in DOC
    ]
    assert found.text == DOC.text
    assert found.between(1, 4) == DOC[1:4].text
    assert found.spaced == [bool(token.whitespace_) for token in DOC]
    assert [dict(some) for some in found.features[:2]] == [
        {"Gender": ("Fem",), "Number": ("Sing",)},
        {},
    ]


def test_a_scan_knows_the_sentences():
    found = scan(DOC)
    assert found.starts == [sent.start for sent in DOC.sents]
    assert [found.sentence_start(i) for i in (0, 3, 5)] == [0, 0, 4]
    assert [found.sentence_end(i) for i in (0, 3, 5)] == [4, 4, 6]


def test_words_have_straight_apostrophes():
    assert scan(DOC).words[1] == "l'"
    assert scan(DOC).lower[1] == "l’"


def test_features_are_told_by_value():
    assert has_feature(DOC[2], "VerbForm", "Fin")
    assert not has_feature(DOC[2], "VerbForm", "Inf")
    assert not has_feature(DOC[1], "VerbForm", "Fin")


def test_a_doc_is_read_once():
    assert scan(DOC) is scan(DOC)


def test_an_empty_doc_is_read():
    found = scan(Doc(Vocab()))
    assert len(found) == 0
    assert found.starts == []
