"""Figures and their intervals."""

from __future__ import annotations

import pytest

from pipeline.evaluate.figures import figures, prf, ratio, total

MEASURES = (prf("p", "hit", "found", "gold"), ratio("r", "hit", "gold"))


def test_precision_recall_and_f1_come_from_totals():
    counts = [{"hit": 1.0, "found": 1.0, "gold": 2.0}, {"hit": 2.0, "found": 5.0, "gold": 4.0}]
    first, second = figures(MEASURES, counts, seed=0)
    assert (first.precision, first.recall) == (0.5, 0.5)
    assert first.value == 0.5
    assert second.value == 0.5
    assert second.precision is None


def test_intervals_hold_the_value_and_are_the_same_for_the_same_seed():
    counts = [{"hit": float(i % 3 > 0), "found": 1.0, "gold": 1.0} for i in range(40)]
    first = figures(MEASURES, counts, seed=1)
    assert first == figures(MEASURES, counts, seed=1)
    for figure in first:
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low < figure.value < figure.high


def test_the_width_of_the_interval_is_that_of_the_binomial():
    counts = [{"hit": float(i % 2), "gold": 1.0} for i in range(100)]
    _, share = figures(MEASURES, counts, seed=0)
    assert share.low is not None
    assert share.high is not None
    assert share.high - share.low == pytest.approx(2 * 1.96 * 0.05, rel=0.15)


def test_totals_add_what_only_some_documents_have():
    assert total([{"a": 1.0}, {"b": 2.0}, {"a": 0.5}]) == {"a": 1.5, "b": 2.0}
