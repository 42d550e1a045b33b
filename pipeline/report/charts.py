"""Charts over a run, each with its data; they save to HTML, PNG and SVG without a network.

Altair draws, vl-convert renders and bundles the JavaScript into self-contained pages.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import altair as alt
import numpy as np
import pandas as pd

from pipeline.errors import UnknownNameError
from pipeline.report import counts, layout
from pipeline.report.naming import apart

if TYPE_CHECKING:
    from pipeline.tables import Tables

_FORMATS = ("html", "png", "svg", "json")
_SCALE = 2  # pixels a point in PNG: sharp on paper
_ACCUSED = "#c0392b"


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

    def __repr__(self) -> str:
        return f"Plot of {len(self.data)} rows; .data is the table, .save(path) writes the picture"

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
    often = alt.EncodingSortField(field="n", op="sum", order="descending")
    base = alt.Chart(data).encode(
        x=alt.X("accused:N", sort=often), y=alt.Y("accuser:N", sort=often)
    )
    # Light enough for the figures to be read on it.
    scale = alt.Scale(domainMin=0, range=["#fff5eb", "#f79646"])
    cells = base.mark_rect().encode(
        color=alt.Color("n:Q", scale=scale, legend=None),
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
            y=alt.Y("n:Q", title="accusations", axis=alt.Axis(format="d", tickMinStep=1)),
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
    axis = alt.Axis(values=[-1, -0.5, 0, 0.5, 1], title="mean score, −1 to 1")
    dots = base.mark_point(filled=True, size=60).encode(
        x=alt.X("mean_score:Q", scale=scale, axis=axis), tooltip=columns
    )
    bars = base.mark_rule().encode(x=alt.X("ci_low:Q", scale=scale), x2="ci_high:Q")
    own = base.mark_tick(color=_ACCUSED, thickness=2).encode(x="author_mean:Q")
    title = alt.TitleParams(
        "dot: all voices, with 95 % interval; red tick: the article's own voice",
        fontSize=11,
        fontWeight="normal",
    )
    return Plot((bars + dots + own).properties(title=title), data)


def network(tables: Tables, n: int = 40) -> Plot:
    """Return the graph of the `n` most frequent accuser → accused pairs.

    The same pairs give the same picture. A name that has no room is in the tooltip.
    """
    data = counts.pairs(tables).head(n)
    ends = data[["accuser", "accused", "n"]].itertuples(index=False)
    pairs = [(str(accuser), str(accused), int(count)) for accuser, accused, count in ends]
    columns = [field.name for field in fields(layout.Node)]
    nodes = pd.DataFrame([astuple(node) for node in layout.laid_out(pairs)], columns=columns)
    arrows = _arrows(data, nodes)
    across: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[0, layout.WIDTH])}
    down: dict[str, Any] = {"axis": None, "scale": alt.Scale(domain=[layout.HEIGHT, 0])}
    x, y = alt.X("x:Q", **across), alt.Y("y:Q", **down)
    wide = alt.StrokeWidth("n:Q", legend=None, scale=alt.Scale(domainMin=0, range=[0, 5]))
    told = ["accuser", "accused", "n", "documents"]
    lines = alt.Chart(arrows).mark_rule(opacity=0.7, color="#888")
    lines = lines.encode(x=x, y=y, x2="x2:Q", y2="y2:Q", strokeWidth=wide, tooltip=told)
    heads = alt.Chart(arrows).mark_point(shape="triangle", filled=True, size=70, color=_ACCUSED)
    heads = heads.encode(
        x=alt.X("x3:Q", **across),
        y=alt.Y("y3:Q", **down),
        angle=alt.Angle("angle:Q", scale=alt.Scale(domain=[0, 360], range=[0, 360])),
        tooltip=told,
    )
    points = alt.Chart(nodes).mark_circle(size=55, opacity=1).encode(x=x, y=y, tooltip=["name"])
    names = alt.Chart(nodes.dropna(subset=["label"])).mark_text(fontSize=10, baseline="middle")
    names = names.encode(x=x, y=alt.Y("label_y:Q", **down), text="label:N")
    paper = {"width": layout.WIDTH, "height": layout.HEIGHT}
    frame = alt.ViewBackground(stroke=None)
    return Plot(alt.layer(lines, heads, points, names).properties(view=frame, **paper), data)


def _arrows(data: pd.DataFrame, nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with both ends of their lines, and where the arrow's head points."""
    places = nodes.set_index("name")[["x", "y"]]
    ends = data.assign(
        x=data["accuser"].map(places["x"]),
        y=data["accuser"].map(places["y"]),
        x2=data["accused"].map(places["x"]),
        y2=data["accused"].map(places["y"]),
    ).astype(dict.fromkeys(("x", "y", "x2", "y2"), "float64"))
    dx, dy = ends["x2"] - ends["x"], ends["y2"] - ends["y"]
    long = ((dx**2 + dy**2) ** 0.5).replace(0.0, np.nan)  # who accuses himself has no arrow
    return ends.assign(
        x3=ends["x2"] - 9 * dx / long,
        y3=ends["y2"] - 9 * dy / long,
        # A triangle points up; angles go clockwise, and so does y, downwards.
        angle=(np.degrees(np.arctan2(dx, -dy)) + 360) % 360,
    )


def _bars(data: pd.DataFrame, what: str, title: str) -> Plot:
    chart = (
        alt.Chart(_plain(data))
        .mark_bar()
        .encode(
            x=alt.X("n:Q", title=title, axis=alt.Axis(format="d", tickMinStep=1)),
            y=alt.Y(f"{what}:N", sort=data[what].astype(str).tolist(), title=None),
            tooltip=[what, "n"],
        )
    )
    return Plot(chart, data)


def _plain(data: pd.DataFrame) -> pd.DataFrame:
    """Return the data with the types that Altair reads without guessing."""
    numbers = data.select_dtypes("Float64").columns
    return data.astype(dict.fromkeys(numbers, "float64"))
