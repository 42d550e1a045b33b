"""Marked text."""

from __future__ import annotations

from pipeline.report.spans import Mark, marked


def test_markup_of_the_text_is_escaped_and_marks_are_kept():
    assert marked("a <b> c", [Mark(2, 5, "cue")]) == 'a <mark class="cue">&lt;b&gt;</mark> c'


def test_the_shared_part_of_two_marks_bears_both_roles():
    assert marked("abcd", [Mark(0, 3, "charge"), Mark(1, 4, "cue")]) == (
        '<mark class="charge">a</mark><mark class="charge cue">bc</mark><mark class="cue">d</mark>'
    )


def test_offsets_count_code_points_and_are_cut_at_the_edges():
    assert marked("🌊x", [Mark(1, 9, "cue")]) == '🌊<mark class="cue">x</mark>'
    assert marked("ab", [Mark(5, 9, "cue")]) == "ab"
