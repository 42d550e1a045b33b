"""Words that must follow a head."""

from __future__ import annotations

from pipeline.stance.locutions import openers, tail_end

TAIL = (frozenset({"en"}), frozenset({"cause", "causes"}))


def test_the_end_is_behind_the_last_word():
    assert tail_end(["il", "met", "tout", "en", "cause", "."], 2, TAIL, 3) == 5


def test_a_word_too_far_off_ends_nothing():
    assert tail_end(["il", "met", "tout", "cela", "ici", "en", "cause"], 2, TAIL, 3) is None


def test_no_tail_ends_at_once():
    assert tail_end(["ment"], 1, (), 3) == 1


def test_openers_are_told_of_forms_that_begin_locutions_only():
    assert openers({"met": [TAIL], "cause": [TAIL, ()]}, tuple) == {"met": frozenset({"en"})}
