"""The accuser → accused graph for Gephi, networkx and others.

Only strings and numbers are written: both formats break on absent values and on lists.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import networkx as nx

from pipeline.records import Voice
from pipeline.report.counts import made
from pipeline.report.exports.cells import printable, records

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.tables import Tables

_AUTHOR = str(Voice.AUTHOR)


def graph_of(tables: Tables) -> nx.DiGraph[str]:
    """Return actors as nodes and accusations as edges; weight: how many the texts report."""
    rows = made(tables).dropna(subset=["accuser"])
    graph: nx.DiGraph[str] = nx.DiGraph()
    known = {row["actor_id"]: row for row in records(tables.actors)}
    for row in records(rows):
        source, target = row["accuser_id"] or _AUTHOR, row["accused_id"]
        for node, name in ((source, row["accuser"]), (target, row["accused"])):
            kind = known[node]["kind"] if node in known else _AUTHOR
            graph.add_node(node, label=printable(name), kind=kind)
        if not graph.has_edge(source, target):
            graph.add_edge(source, target, weight=0, denied=0, sued=0)
        edge = graph.edges[source, target]
        edge["weight"] += 1
        edge["denied"] += row["response"] == "deny"
        edge["sued"] += row["act"] == "sue"
    return graph


def write_gexf(tables: Tables, folder: Path) -> list[Path]:
    """Write GEXF 1.2, and nodes and edges as CSV for Gephi's spreadsheet import."""
    graph = graph_of(tables)
    path = folder / "accusations.gexf"
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    # networkx dates the file: the same tables must give the same bytes.
    head, _, rest = text.partition("<meta")
    path.write_text(f"{head}<meta{_undated(rest)}\n", encoding="utf-8")
    nodes, edges = folder / "nodes.csv", folder / "edges.csv"
    _write(
        nodes, ("Id", "Label", "kind"), [(n, d["label"], d["kind"]) for n, d in graph.nodes.items()]
    )
    _write(
        edges,
        ("Source", "Target", "Weight", "denied", "sued"),
        [(a, b, d["weight"], d["denied"], d["sued"]) for (a, b), d in graph.edges.items()],
    )
    return [path, nodes, edges]


def write_graphml(tables: Tables, folder: Path) -> list[Path]:
    """Write GraphML."""
    path = folder / "accusations.graphml"
    path.write_text("\n".join(nx.generate_graphml(graph_of(tables))) + "\n", encoding="utf-8")
    return [path]


def _undated(text: str) -> str:
    before, _, after = text.partition('lastmodifieddate="')
    return before + after.partition('"')[2].lstrip() if after else text


def _write(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(head)
        writer.writerows(rows)
