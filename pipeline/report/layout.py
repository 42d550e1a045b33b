"""Where the actors of a network stand on paper, and where their names have room.

Groups that accuse each other are laid out one by one (Kamada and Kawai, in networkx) and packed in
rows, so that no arrow crosses a group it has nothing to do with.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

WIDTH, HEIGHT = 820, 620
MARGIN = 46
LETTER, LINE = 5.2, 12.0  # size of a letter and of a line of a label, in points
_STEP = 62.0  # between neighbours
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Node:
    """An actor at its place, in points from the upper left corner.

    Attributes:
        label: None where it has no room.
        label_y: Where the middle of the label stands.
    """

    name: str
    x: float
    y: float
    label: str | None
    label_y: float


def laid_out(pairs: Sequence[tuple[str, str, int]]) -> list[Node]:
    """Return the actors of (accuser, accused, weight), the most often named first."""
    graph: nx.Graph[str] = nx.Graph()
    weights: dict[str, int] = {}
    for accuser, accused, weight in pairs:
        graph.add_edge(accuser, accused)
        for name in {accuser, accused}:
            weights[name] = weights.get(name, 0) + weight
    ranked = sorted(weights, key=lambda name: (-weights[name], name))
    groups = sorted(nx.connected_components(graph), key=lambda g: (-len(g), min(g)))
    places = _fitted(_packed([_placed(graph.subgraph(sorted(group))) for group in groups]))
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in places.values()]
    return [_labelled(name, *places[name], taken) for name in ranked]


def _placed(graph: nx.Graph[str]) -> dict[str, tuple[float, float]]:
    """Return one group about its own corner, neighbours a step apart."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    found = nx.kamada_kawai_layout(ordered)
    edges = [found[a] - found[b] for a, b in ordered.edges if a != b]
    long = sum(math.hypot(*edge) for edge in edges) / len(edges) if edges else 1.0
    left, top = (min(float(place[axis]) for place in found.values()) for axis in (0, 1))
    return {
        # Names are wide and low: a step aside is longer than one down.
        name: ((float(x) - left) / long * _STEP * 1.5, (float(y) - top) / long * _STEP)
        for name, (x, y) in found.items()
    }


def _packed(groups: Iterable[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """Return the groups in rows, each with room for the names at its edges."""
    places: dict[str, tuple[float, float]] = {}
    x = y = row = 0.0
    for group in groups:
        room = max(LETTER * min(len(name), _LONGEST) for name in group)
        wide = max(place[0] for place in group.values()) + room + 20
        high = max(place[1] for place in group.values()) + 3.4 * LINE
        if x and x + wide > 1.6 * WIDTH:
            x, y, row = 0.0, y + row, 0.0
        places |= {name: (x + room / 2 + a, y + b) for name, (a, b) in group.items()}
        x, row = x + wide, max(row, high)
    return places


def _fitted(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the places stretched to the paper."""
    if not places:
        return {}
    xs, ys = ([place[axis] for place in places.values()] for axis in (0, 1))

    def spread(value: float, among: list[float], size: int) -> float:
        wide = max(among) - min(among)
        share = (value - min(among)) / wide if wide else 0.5
        return round(MARGIN + (size - 2 * MARGIN) * share, 1)

    return {name: (spread(x, xs, WIDTH), spread(y, ys, HEIGHT)) for name, (x, y) in places.items()}


def _labelled(
    name: str, x: float, y: float, taken: list[tuple[float, float, float, float]]
) -> Node:
    """Return the node with its label above or below it, where nothing else stands."""
    short = name.partition(" (")[0]  # which of the bearers of a name: the tooltip says it
    label = short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"
    half = LETTER * len(label) / 2
    for label_y in (y - LINE, y + LINE):
        box = (x - half, label_y - LINE / 2 + 1, x + half, label_y + LINE / 2 - 1)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            return Node(name, x, y, label, label_y)
    return Node(name, x, y, None, y)


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
