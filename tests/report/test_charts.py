"""Charts: their data, and files that need no network."""

from __future__ import annotations

import re

import pytest

from pipeline.errors import UnknownNameError
from pipeline.report import charts, counts


def test_accusations_that_are_denied_to_be_made_do_not_count(tables):
    assert len(counts.made(tables)) == 2
    assert charts.most_accused(tables).data.values.tolist() == [["Anne Roy", 1], ["Solvia", 1]]


def test_pairs_leave_unsaid_accusers_out(tables):
    assert counts.pairs(tables).values.tolist() == [
        ["Anne Roy", "Solvia", 1, 1],
        ["Solvia", "Anne Roy", 1, 1],
    ]


def test_the_timeline_counts_by_month_and_act(tables):
    assert charts.timeline(tables).data.values.tolist() == [
        ["2025-02", "accuse", 1],
        ["2025-02", "criticise", 1],
    ]


@pytest.mark.parametrize(
    "name",
    ["most_accused", "most_accusing", "charges", "matrix", "timeline", "sentiment", "network"],
)
def test_every_chart_is_drawn(name, tables, tmp_path):
    plot = getattr(charts, name)(tables)
    assert len(plot.data) > 0
    svg = plot.save(tmp_path / "chart.svg").read_text("utf-8")
    assert "<svg" in svg


def test_a_saved_page_loads_nothing(tables, tmp_path):
    page = charts.matrix(tables).save(tmp_path / "matrix.html").read_text("utf-8")
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=", page)
    assert charts.matrix(tables).save(tmp_path / "m.png").read_bytes().startswith(b"\x89PNG")


def test_an_unknown_ending_is_refused(tables, tmp_path):
    with pytest.raises(UnknownNameError, match="picture format"):
        charts.matrix(tables).save(tmp_path / "matrix.pgn")
