"""The fast path of the model: the labels of spaCy's own pipes, token by token."""

from __future__ import annotations

import pytest
import spacy

from pipeline.inference import vectors
from pipeline.inference.component import REPLACED
from pipeline.model import MODEL
from pipeline.nlp import load_model
from tests.engine import corpus

# Composed: long and short, spaces, line ends, nothing, non-projective and rare things.
TEXTS = [
    *(corpus.text(rank) for rank in range(12)),
    "",
    " \n\n ",
    "Non.",
    "C'est à Ronval-sur-Isle,  dit-elle\tà voix basse,\n\nque la mairie a, selon Me Odile Cardin,",
    "« oublié » de publier l’arrêté n° 2024-17 du 1er mars… À qui profite-t-elle ?!",
    "L’ex-directrice du CHU d’Arvel, Mme Thérèse N’Diaye, s’en est prise mardi à l’ARS : « Ils",
    "ont menti ! » — ce que l’agence dément. aujourd'hui, 12 300 € manquent.",
    "xqzvw Brrlk 3,14 %% @compte #motdièse http://exemple.test/page?a=b :-) 🙂",
]


def labels(doc):
    return [
        (
            t.lemma_,
            t.pos_,
            t.tag_,
            str(t.morph),
            t.head.i,
            t.dep_,
            t.ent_iob_,
            t.ent_type_,
            t.is_sent_start,
        )
        for t in doc
    ]


@pytest.fixture(scope="module")
def expected():
    plain = spacy.load(MODEL)
    return [labels(doc) for doc in plain.pipe(TEXTS)]


@pytest.fixture(scope="module")
def fast():
    return load_model()


@pytest.mark.model
@pytest.mark.parametrize("batch_size", [1, 3, 100])
def test_every_token_is_annotated_as_by_the_pipes_of_the_model(fast, expected, batch_size):
    assert [labels(doc) for doc in fast.pipe(TEXTS, batch_size=batch_size)] == expected
    assert not set(REPLACED) & set(fast.pipe_names)


@pytest.mark.model
def test_words_that_are_forgotten_are_embedded_again(fast, expected, monkeypatch):
    monkeypatch.setattr(vectors, "CAPACITY", 40)
    assert [labels(doc) for doc in fast.pipe(TEXTS, batch_size=100)] == expected
    assert [labels(fast(text)) for text in TEXTS] == expected


@pytest.mark.model
def test_a_memory_zone_changes_nothing(fast, expected):
    for _ in range(2):
        with fast.memory_zone():
            assert [labels(doc) for doc in fast.pipe(TEXTS, batch_size=4)] == expected
