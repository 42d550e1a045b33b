"""The confidence of a row comes from weights that are data."""

from __future__ import annotations

import pytest

from pipeline import lexicon
from pipeline.stance.confidence import FILE, probability, weights


def test_without_traits_nothing_is_known():
    assert probability(()) == 0.5


def test_weights_add_up_on_the_logit_scale():
    known = {"good": 2.0, "bad": -2.0}
    assert probability(["good"], known) == pytest.approx(0.881, abs=1e-3)
    assert probability(["good", "bad"], known) == 0.5
    assert probability(["bad"], known) < 0.5 < probability(["good"], known)


def test_an_unknown_trait_weighs_nothing():
    assert probability(["rule of thumb"]) == 0.5


def test_the_fitted_weights_are_calibrated():
    fitted = lexicon.read_toml(FILE)
    assert fitted["calibration_error"] <= 0.05
    assert len(weights()) > 10


@pytest.mark.model
def test_every_row_has_a_confidence(nlp):
    doc = nlp("Claire Vernet accuse Paul Orsini de fraude. Elle porte plainte contre lui.")
    assert doc._.accusations
    assert all(0 < row.confidence < 1 for row in doc._.accusations)
