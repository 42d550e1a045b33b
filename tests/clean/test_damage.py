"""Damage done on purpose is found: the floors that cleaning is held to."""

from __future__ import annotations

import pytest

from benchmarks import clean as measured
from pipeline.records import RepairKind
from tests.damage import damage

TEXT = (
    "La maire d'Orvanne accuse la société Velcane d'avoir caché la fuite de mars aux riverains."
    " Selon la préfète, la direction savait tout depuis deux ans, et elle n'a rien dit."
    " Velcane dément et annonce une plainte contre la maire."
)
SENTENCES = [(0, 90), (91, 173), (174, 229)]


@pytest.fixture(scope="module")
def texts():
    return measured.texts_of([measured.RAW])


@pytest.fixture(scope="module")
def starts():
    return measured.splitter()


@pytest.fixture(scope="module")
def pairs(texts, starts):
    return measured.damaged_pairs(texts, starts)


def test_the_same_seed_does_the_same_damage():
    made = [damage(TEXT, SENTENCES, seed=3, rate=1.0) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].damages
    assert made[0].text != damage(TEXT, SENTENCES, seed=4, rate=1.0).text


def test_the_generator_tells_what_it_did():
    for seed in range(20):
        made = damage(TEXT, SENTENCES, seed=seed, rate=1.0, headings=("Une crise",))
        assert made.text.startswith("Une crise\n\n")
        lost = sum(len(item.lost or "") for item in made.damages)
        assert len(made.text) <= len("Une crise\n\n") + len(TEXT) - lost + len(made.damages)
        for item in made.damages:
            if item.glued:
                assert " " not in made.text[item.place - 1 : item.place + 1]


def test_protected_stretches_survive():
    start = TEXT.index("savait tout")
    for seed in range(30):
        protected = [(start, start + len("savait tout"))]
        assert "savait tout" in damage(TEXT, SENTENCES, seed=seed, protected=protected).text


def test_whole_articles_are_left_alone(texts):
    counts, tokens = measured.needless(texts)
    assert sum(counts.values()) * 10_000 <= tokens


def test_glue_is_mended(pairs):
    tally = measured.glue(pairs)
    assert tally.precision >= 0.99
    assert tally.recall >= 0.95


def test_gaps_are_located(pairs):
    tally = measured.gaps(pairs)
    assert tally.precision >= 0.8
    assert tally.recall >= 0.5


def test_sentences_start_where_they_did(pairs, starts):
    assert measured.borders(pairs, starts).f1 >= 0.97


def test_every_repair_of_certainty_one_is_a_change(pairs):
    for _, article in pairs:
        for repair in article.repairs:
            mended = article.text[repair.start : repair.end]
            raw = article.article.text[repair.raw_start : repair.raw_end]
            assert (repair.certainty == 1.0) == (repair.kind is not RepairKind.GAP)
            assert repair.kind is RepairKind.GAP or mended != raw
