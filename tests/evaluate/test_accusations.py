"""Accusations and sentiment against a gold that can be checked by hand."""

from __future__ import annotations

import pytest

from pipeline.evaluate.accusations import (
    ACCUSATION_MEASURES,
    accusation_counts,
    polarity_of,
    sentiment_counts,
)
from pipeline.evaluate.figures import figures
from pipeline.evaluate.gold import SentimentItem
from pipeline.evaluate.pairing import pair_up
from tests.evaluate.gold import ACCUSES, CRITICISED, FIRST, article, event, row

RIGHT = row("accuse", accuser="Roy", accused="Solvia", charge="de fraude")
BACKWARDS = row("critiqué", accuser="Le gouvernement", accused="CGV", act="criticise")


def test_levels_ask_more_and_more_of_a_row():
    counts = accusation_counts(article(ACCUSES, CRITICISED), [RIGHT, BACKWARDS])
    assert counts["all gold"] == 2
    assert counts["all event"] == 2
    assert counts["all strict"] == 2
    assert counts["all pair"] == 1
    assert counts["all triple"] == 1
    assert counts["charge f1"] == pytest.approx(1.0)  # a leading article and preposition are free


def test_a_row_of_the_same_sentence_with_another_cue_is_no_strict_match():
    counts = accusation_counts(article(ACCUSES), [row("fraude", accused="Solvia")])
    assert (counts["all event"], counts["all strict"]) == (1, 0)


def test_the_author_s_voice_is_counted_apart():
    blamed = event(FIRST, "fraude", accuser="author", accused="Solvia")
    counts = accusation_counts(
        article(ACCUSES, blamed), [RIGHT, row("fraude", accuser="author", accused="Solvia")]
    )
    assert (counts["author gold"], counts["author triple"]) == (1, 1)
    assert (counts["attributed gold"], counts["attributed triple"]) == (1, 1)


def test_pairing_prefers_agreement_when_two_rows_could_find_an_event():
    wrong = row("fraude", accuser="CGV", accused="CGV")
    assert pair_up([wrong, RIGHT], [ACCUSES], article(ACCUSES), strict=False) == [(RIGHT, ACCUSES)]


def test_a_response_is_right_only_with_the_kind_of_the_gold():
    denied = event(FIRST, "accuse", accuser="Anne Roy", accused="Solvia", response="deny")
    for response, right in (("deny", 1), ("admit", 0), (None, 0)):
        counts = accusation_counts(article(denied), [RIGHT | {"response": response}])
        assert counts["responses right"] == right
        assert counts["responses found"] == (response is not None)


def test_figures_of_nothing_are_zero():
    found = figures(ACCUSATION_MEASURES, [accusation_counts(article(), [])], seed=0)
    assert {figure.value for figure in found} == {0.0}
    assert found[0].low is None


ITEM = SentimentItem(0, 8, FIRST.start, FIRST.end, "negative")
MENTION = {"actor_id": "roy", "raw_start": 0, "raw_end": 8}


def opinion(score: float, start: int = 9) -> dict[str, object]:
    return {"target_id": "roy", "raw_start": start, "raw_end": start + 6, "score": score}


@pytest.mark.parametrize(
    ("mentions", "opinions", "expected"),
    [
        ([], [opinion(-1)], None),
        ([MENTION], [], "neutral"),
        ([MENTION], [opinion(-0.5)], "negative"),
        ([MENTION], [opinion(-0.5), opinion(0.8)], "positive"),
        ([MENTION], [opinion(-0.5, start=FIRST.end + 1)], "neutral"),
    ],
)
def test_polarity_is_the_sign_of_the_scores_in_the_sentence(mentions, opinions, expected):
    assert polarity_of(ITEM, mentions, opinions) == expected


def test_an_actor_that_is_not_found_counts_as_neutral():
    counts = sentiment_counts(article(items=(ITEM,)), [], [])
    assert counts == {
        "items": 1,
        "actors found": 0,
        "labels right": 0,
        "negative gold": 1,
        "neutral guessed": 1,
        "neutral right": 0,
    }
