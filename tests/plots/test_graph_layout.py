"""Where the nodes of a graph go, on random graphs."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.plots.graph_layout import lay_out


@st.composite
def graphs(draw):
    """Nodes 0 to n - 1, each feeding at least one later node, but for the last."""
    n = draw(st.integers(1, 12))
    operands = {0: []}
    for node in range(1, n):
        operands[node] = draw(st.lists(st.integers(0, node - 1), max_size=3))
    for node in range(n - 1):
        if not any(node in later for later in operands.values()):
            operands[draw(st.integers(node + 1, n - 1))].append(node)
    return operands


@given(operands=graphs())
def test_operands_stand_left_of_results_and_nothing_on_another(operands):
    layout = lay_out(operands)
    assert set(layout.nodes) == set(operands)
    for node, parents in operands.items():
        assert all(layout.nodes[parent][0] < layout.nodes[node][0] for parent in parents)
    last = max(column for column, _ in layout.nodes.values())
    assert [node for node, (c, _) in layout.nodes.items() if c == last] == [max(operands)]
    places = {point for points in layout.edges.values() for point in points}
    places |= set(layout.nodes.values())
    for (c, y), (d, z) in itertools.combinations(sorted(places), 2):
        assert c != d or abs(y - z) > 0.999


@given(operands=graphs())
def test_edges_go_from_operand_to_result_one_column_at_a_time(operands):
    layout = lay_out(operands)
    pairs = {(parent, node) for node, parents in operands.items() for parent in parents}
    assert set(layout.edges) == pairs
    for (parent, node), points in layout.edges.items():
        assert (points[0], points[-1]) == (layout.nodes[parent], layout.nodes[node])
        assert all(b - a == 1 for (a, _), (b, _) in itertools.pairwise(points))


@given(operands=graphs())
def test_where_there_is_room_a_node_stands_near_the_mean_height_of_its_neighbours(operands):
    neighbours = {}
    for points in lay_out(operands).edges.values():
        for a, b in itertools.pairwise(points):
            neighbours.setdefault(a, set()).add(b)
            neighbours.setdefault(b, set()).add(a)
    for (column, y), others in neighbours.items():
        wish = sum(z for _, z in others) / len(others) - y
        on_the_way = [abs(z - y) for c, z in neighbours if c == column and (z - y) * wish > 0]
        room = min(on_the_way, default=math.inf) - 1
        assert min(abs(wish), room) < 0.5


def test_a_chain_is_a_straight_line_and_a_pair_is_even():
    chain = lay_out({"a": [], "b": ["a"], "c": ["b"]})
    assert [*chain.nodes.values()] == [(0, 0.0), (1, 0.0), (2, 0.0)]
    pair = lay_out({"x": [], "y": [], "f": ["x", "y"]}).nodes
    assert (pair["x"][1], pair["y"][1], pair["f"][1]) == (0.5, -0.5, 0.0)


def test_what_is_no_graph_is_refused():
    with pytest.raises(ValueError, match="at least one node"):
        lay_out({})
    with pytest.raises(ValueError, match="'b' is an operand of 'a', but does not come before"):
        lay_out({"a": ["b"], "b": []})
