"""Charts: their data, and files that need no network."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from pipeline.errors import UnknownNameError
from pipeline.report import charts, counts, layout
from pipeline.tables import load
from tests.report.run import accusation, rows, write_run

CHARTS = ["most_accused", "most_accusing", "charges", "matrix", "timeline", "sentiment", "network"]


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


def test_a_month_in_which_nobody_accuses_is_a_zero(tmp_path):
    made = rows()
    made["accusations"] = [accusation(0), accusation(1, document_id="d2")]
    made["documents"][1]["date"] = "2025-04-09"
    assert counts.months(load(write_run(tmp_path, made))).values.tolist() == [
        ["2025-02", "accuse", 1],
        ["2025-03", "accuse", 0],
        ["2025-04", "accuse", 1],
    ]


def test_charts_of_a_run_without_accusations_are_empty(tmp_path):
    tables = load(write_run(tmp_path, rows() | {"accusations": [], "actor_sentiment": []}))
    for name in CHARTS:
        assert getattr(charts, name)(tables).data.empty


def test_names_in_the_network_do_not_lie_over_one_another():
    pairs = [(f"Accusateur numéro {a}", f"Accusé numéro {a % 4}", 1) for a in range(24)]
    nodes = layout.laid_out([*pairs, ("seul", "seul", 2)])
    assert nodes == layout.laid_out([*pairs, ("seul", "seul", 2)])
    assert all(0 <= node.x <= layout.WIDTH and 0 <= node.y <= layout.HEIGHT for node in nodes)
    shown = [node for node in nodes if node.label is not None]
    assert len(shown) >= 12
    for one, other in combinations(shown, 2):
        apart = abs(one.label_y - other.label_y) >= layout.LINE - 2
        room = layout.LETTER * (len(one.label or "") + len(other.label or "")) / 2
        assert apart or abs(one.x - other.x) >= room


def test_the_head_of_an_arrow_points_at_the_accused(tables):
    drawn = charts.network(tables).chart.to_dict()
    heads = next(iter(drawn["datasets"].values()))
    for row in drawn["datasets"].values():
        heads = row if "angle" in row[0] else heads
    for row in heads:
        turn = math.radians(row["angle"])
        assert row["x3"] + 9 * math.sin(turn) == pytest.approx(row["x2"])
        assert row["y3"] - 9 * math.cos(turn) == pytest.approx(row["y2"])


@pytest.mark.parametrize(
    "name",
    CHARTS,
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
