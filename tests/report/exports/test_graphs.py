"""Graph files, read back."""

from __future__ import annotations

import csv

import networkx as nx
import pytest

from pipeline.report.exports.graphs import graph_of, write_gexf, write_graphml


@pytest.mark.parametrize(
    ("write", "read"), [(write_gexf, nx.read_gexf), (write_graphml, nx.read_graphml)]
)
def test_a_graph_reads_back_with_the_same_weights(write, read, tables, tmp_path):
    graph = graph_of(tables)
    back = read(write(tables, tmp_path)[0])
    assert set(back.nodes) == set(graph.nodes) == {"roy", "solvia"}
    assert {edge: data["weight"] for edge, data in back.edges.items()} == {
        ("roy", "solvia"): 1,
        ("solvia", "roy"): 1,
    }
    assert back.nodes["roy"]["label"] == "Anne Roy"
    assert back.edges["roy", "solvia"]["denied"] == 1


def test_the_same_tables_give_the_same_file(tables, tmp_path):
    first = write_gexf(tables, tmp_path)[0].read_bytes()
    assert b"lastmodifieddate" not in first
    assert write_gexf(tables, tmp_path)[0].read_bytes() == first


def test_nodes_and_edges_are_there_for_the_spreadsheet_import(tables, tmp_path):
    _, nodes, edges = write_gexf(tables, tmp_path)
    with nodes.open(encoding="utf-8", newline="") as file:
        assert {row["Label"] for row in csv.DictReader(file)} == {"Anne Roy", "Solvia"}
    with edges.open(encoding="utf-8", newline="") as file:
        assert [row["Weight"] for row in csv.DictReader(file)] == ["1", "1"]
