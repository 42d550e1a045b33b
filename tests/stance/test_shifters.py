"""What turns, strengthens or weakens a judging word: on hand-built parses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import spacy
from spacy.tokens import Doc

from pipeline.stance.shifters import negated, shifted, shifters

if TYPE_CHECKING:
    from spacy.tokens import Token

# word, lemma, part of speech, dependency, head
Row = tuple[str, str, str, str, int]

PREDICATE: list[Row] = [
    ("Roy", "Roy", "PROPN", "nsubj", 2),
    ("est", "être", "AUX", "cop", 2),
    ("brillant", "brillant", "ADJ", "ROOT", 2),
    (".", ".", "PUNCT", "punct", 2),
]


def parsed(rows: list[Row]) -> Doc:
    words, lemmas, tags, deps, heads = (list(column) for column in zip(*rows, strict=True))
    vocab = spacy.blank("fr").vocab
    return Doc(vocab, words=words, lemmas=lemmas, pos=tags, deps=deps, heads=heads)


def inserted(rows: list[Row], at: int, row: Row) -> Doc:
    """Return the parse with one more word; the heads behind it move on."""
    moved = [(*r[:4], r[4] + (r[4] >= at)) for r in rows]
    return parsed([*moved[:at], row, *moved[at:]])


def score_of(head: Token, score: float = 0.6, *, achieved: bool = True) -> float:
    own = range(head.i, head.i + 1)
    return round(shifted(score, head, own, shifters(), achieved=achieved), 3)


def test_a_word_alone_keeps_its_score():
    assert score_of(parsed(PREDICATE)[2]) == 0.6


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [("pas", "ADV", -0.36), ("très", "ADV", 0.78), ("peu", "ADV", -0.3), ("plutôt", "ADV", 0.3)],
)
def test_an_adverb_shifts_the_predicate(word: str, tag: str, expected: float):
    doc = inserted(PREDICATE, 2, (word, word, tag, "advmod", 3))
    assert score_of(doc[3]) == pytest.approx(expected)


def test_un_peu_is_no_denial():
    doc = inserted(PREDICATE, 2, ("un", "un", "DET", "det", 3))
    rows: list[Row] = [(t.text, t.lemma_, t.pos_, t.dep_, t.head.i) for t in doc]
    doc = inserted(rows, 3, ("peu", "peu", "ADV", "advmod", 4))
    assert score_of(doc[4]) == pytest.approx(0.3)


def test_plus_denies_only_with_ne():
    doc = inserted(PREDICATE, 2, ("plus", "plus", "ADV", "advmod", 3))
    assert not negated(doc[3], shifters())
    rows: list[Row] = [(t.text, t.lemma_, t.pos_, t.dep_, t.head.i) for t in doc]
    doc = inserted(rows, 1, ("n'", "ne", "ADV", "advmod", 4))
    assert negated(doc[4], shifters())


def test_a_question_weakens():
    rows: list[Row] = [*PREDICATE[:3], ("?", "?", "PUNCT", "punct", 2)]
    assert score_of(parsed(rows)[2]) == pytest.approx(0.27)


WANT: list[Row] = [
    ("Roy", "Roy", "PROPN", "nsubj", 1),
    ("veut", "vouloir", "VERB", "ROOT", 1),
    ("gagner", "gagner", "VERB", "xcomp", 1),
    (".", ".", "PUNCT", "punct", 1),
]


def test_a_wanted_success_is_none_and_a_wanted_wrong_is_one():
    doc = parsed(WANT)
    assert score_of(doc[2], 0.6) == 0
    assert score_of(doc[2], -0.6) == -0.6


def test_a_judgement_counts_when_it_is_only_wanted():
    assert score_of(parsed(WANT)[2], 0.6, achieved=False) == 0.6


def test_refusing_a_wrong_is_to_ones_credit():
    rows = list(WANT)
    rows[1] = ("refuse", "refuser", "VERB", "ROOT", 1)
    assert score_of(parsed(rows)[2], -0.6) == pytest.approx(0.42)


def test_a_score_never_leaves_its_scale():
    doc = inserted(PREDICATE, 2, ("très", "très", "ADV", "advmod", 3))
    assert score_of(doc[3], 0.9) == 1
