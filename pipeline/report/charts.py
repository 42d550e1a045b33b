"""Charts over a run, each with its data; they save to HTML, PNG and SVG without a network.

Altair draws, vl-convert renders and bundles the JavaScript into self-contained pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import networkx as nx
import pandas as pd

from pipeline.errors import UnknownNameError
from pipeline.report import counts
from pipeline.report.naming import apart

if TYPE_CHECKING:
    from pipeline.tables import Tables

_FORMATS = ("html", "png", "svg", "json")
_SCALE = 2  # pixels a point in PNG: sharp on paper


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart and the table behind it. Notebooks show it."""

    chart: Any
    data: pd.DataFrame

    def save(self, path: str | Path) -> Path:
        """Write the chart; the name's ending says how.

        Raises:
            UnknownNameError: The ending is none of html, png, svg, json.
        """
        path = Path(path)
        kind = path.suffix.removeprefix(".").lower()
        if kind not in _FORMATS:
            raise UnknownNameError("picture format", kind, _FORMATS)
        options: dict[str, dict[str, Any]] = {
            "html": {"inline": True},
            "png": {"scale_factor": _SCALE},
        }
        self.chart.save(str(path), format=kind, **options.get(kind, {}))
        return path

    def _repr_mimebundle_(self, **options: Any) -> Any:
        return self.chart._repr_mimebundle_(**options)


def most_accused(tables: Tables, n: int = 15) -> Plot:
    """Return the actors against whom most accusations are reported."""
    return _bars(counts.ranking(tables, "accused", n), "actor", "accusations received")


def most_accusing(tables: Tables, n: int = 15) -> Plot:
    """Return the actors that make most accusations."""
    return _bars(counts.ranking(tables, "accuser", n), "actor", "accusations made")


def charges(tables: Tables) -> Plot:
    """Return accusations by kind of charge."""
    return _bars(counts.charges(tables), "charge_kind", "accusations")


def matrix(tables: Tables, n: int = 15) -> Plot:
    """Return who accuses whom, as a matrix of counts."""
    data = counts.matrix(tables, n)
    base = alt.Chart(data).encode(
        x=alt.X("accused:N", title="accused"), y=alt.Y("accuser:N", title="accuser")
    )
    cells = base.mark_rect().encode(
        color=alt.Color("n:Q", scale=alt.Scale(scheme="oranges"), legend=None),
        tooltip=["accuser", "accused", "n", "documents"],
    )
    return Plot(cells + base.mark_text(fontSize=10).encode(text="n:Q"), data)


def timeline(tables: Tables) -> Plot:
    """Return accusations a month, by act."""
    data = counts.months(tables)
    chart = (
        alt.Chart(data)
        .mark_bar()
        .encode(
            x=alt.X("month:O", title=None),
            y=alt.Y("n:Q", title="accusations"),
            color=alt.Color("act:N", scale=alt.Scale(scheme="tableau10")),
            tooltip=["month", "act", "n"],
        )
    )
    return Plot(chart, data)


def sentiment(tables: Tables, n: int = 15) -> Plot:
    """Return how the most discussed actors are spoken of, with 95 % intervals.

    Dots are the mean over all voices, ticks the article's own voice where it judges.
    """
    columns = ["name", "n_opinions", "mean_score", "ci_low", "ci_high", "author_mean"]
    scored = tables.actor_sentiment
    names = apart(dict(zip(scored["actor_id"], scored["name"], strict=True)))
    data = (
        scored.assign(name=scored["actor_id"].map(names))[columns]
        .dropna(subset=["mean_score"])
        .sort_values(["n_opinions", "name"], ascending=[False, True])
        .head(n)
        .reset_index(drop=True)
    )
    y = alt.Y("name:N", sort=data["name"].tolist(), title=None)
    base = alt.Chart(_plain(data)).encode(y=y)
    scale = alt.Scale(domain=[-1, 1])
    dots = base.mark_point(filled=True, size=60).encode(
        x=alt.X("mean_score:Q", scale=scale, title="mean score"), tooltip=columns
    )
    bars = base.mark_rule().encode(x=alt.X("ci_low:Q", scale=scale), x2="ci_high:Q")
    own = base.mark_tick(color="#c0392b", thickness=2).encode(x="author_mean:Q")
    return Plot(bars + dots + own, data)


def network(tables: Tables, n: int = 40) -> Plot:
    """Return the graph of the `n` most frequent accuser → accused pairs.

    The layout is drawn with a fixed seed (Fruchterman and Reingold, in networkx).
    """
    data = counts.pairs(tables).head(n)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for accuser, accused, weight in data[["accuser", "accused", "n"]].itertuples(index=False):
        graph.add_edge(accuser, accused, weight=int(weight))
    places = nx.spring_layout(graph, seed=0) if graph else {}
    nodes = pd.DataFrame(
        [(name, *map(float, place)) for name, place in places.items()],
        columns=["actor", "x", "y"],
    )
    ends = data.merge(nodes, left_on="accuser", right_on="actor").merge(
        nodes, left_on="accused", right_on="actor", suffixes=("", "2")
    )
    blank: dict[str, Any] = {"axis": None, "scale": alt.Scale(zero=False)}
    lines = (
        alt.Chart(ends)
        .mark_rule(opacity=0.6, color="#888")
        .encode(
            x=alt.X("x:Q", **blank),
            y=alt.Y("y:Q", **blank),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth(
                "n:Q", legend=None, scale=alt.Scale(domainMin=0, range=[0, 6])
            ),
            tooltip=["accuser", "accused", "n"],
        )
    )
    # A dot near the accused's end of the line says which way it goes.
    ends["x3"], ends["y3"] = (ends[a] + 0.85 * (ends[f"{a}2"] - ends[a]) for a in "xy")
    heads = alt.Chart(ends).mark_circle(color="#c0392b", size=40)
    heads = heads.encode(x=alt.X("x3:Q", **blank), y=alt.Y("y3:Q", **blank))
    points = alt.Chart(nodes).encode(x=alt.X("x:Q", **blank), y=alt.Y("y:Q", **blank))
    names = points.mark_text(dy=-9, fontSize=10).encode(text="actor:N")
    return Plot(
        (lines + heads + points.mark_circle(size=50) + names).properties(width=640, height=480),
        data,
    )


def _bars(data: pd.DataFrame, what: str, title: str) -> Plot:
    chart = (
        alt.Chart(_plain(data))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=title),
            y=alt.Y(f"{what}:N", sort=data[what].astype(str).tolist(), title=None),
            tooltip=[what, "n"],
        )
    )
    return Plot(chart, data)


def _plain(data: pd.DataFrame) -> pd.DataFrame:
    """Return the data with the types that Altair reads without guessing."""
    numbers = data.select_dtypes("Float64").columns
    return data.astype(dict.fromkeys(numbers, "float64"))
