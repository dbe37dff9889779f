"""The drawing of a graph: columns, order, distances. Runs the script that the page runs."""

import itertools
import json
import random

import pytest
from py_mini_racer import MiniRacer

from lecture_lib.expression import parse
from lecture_lib.widgets import BackpropStepper
from lecture_lib.widgets.backprop_stepper.presets import PRESETS
from lecture_lib.widgets.scripts import whole_script

NODE_GAP = 84


@pytest.fixture(scope="module")
def lay_out():
    engine = MiniRacer()
    engine.eval(whole_script(BackpropStepper.folder))

    def run(text):
        call = f"BackpropStepper.math.layout(BackpropStepper.math.parse({json.dumps(text)}).nodes)"
        return json.loads(engine.eval(f"JSON.stringify({call})"))

    return run


def random_tree(generator, leaves):
    """Return an expression in which every name stands once."""
    parts = [f"x{i}" for i in range(1, leaves + 1)]
    while len(parts) > 1:
        i = generator.randrange(len(parts) - 1)
        sign = generator.choice("+-*/")
        joined = f"({parts[i]}{sign}{parts[i + 1]})"
        if generator.random() < 0.3:
            joined = f"{generator.choice(['tanh', 'exp', 'sigmoid'])}{joined}"
        parts[i : i + 2] = [joined]
    return parts[0]


def random_graph(generator, leaves, operations):
    """Return definitions that use few names again and again."""
    names = [f"x{i}" for i in range(1, leaves + 1)]
    unused = []
    lines = []
    for i in range(operations):
        a = unused.pop(0) if unused and generator.random() < 0.8 else generator.choice(names)
        b = generator.choice(names)
        lines.append(f"u{i} = {a}*{b}")
        names.append(f"u{i}")
        unused.append(f"u{i}")
    return "; ".join([*lines, f"f = {' + '.join([*unused, 'x1'])}"])


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset["label"])
def test_the_lectures_functions_have_no_crossing(lay_out, preset):
    assert lay_out(preset["expression"])["crossings"] == 0


@pytest.mark.parametrize("seed", range(40))
def test_a_tree_has_no_crossing(lay_out, seed):
    generator = random.Random(seed)
    text = random_tree(generator, generator.randrange(3, 16))
    assert lay_out(text)["crossings"] == 0


@pytest.mark.parametrize("seed", range(40))
def test_nodes_of_a_column_keep_their_distance(lay_out, seed):
    generator = random.Random(seed)
    text = random_graph(generator, generator.randrange(2, 8), generator.randrange(2, 20))
    plan = lay_out(text)
    for a, b in itertools.combinations(range(len(plan["y"])), 2):
        if plan["column"][a] == plan["column"][b]:
            assert abs(plan["y"][a] - plan["y"][b]) >= NODE_GAP - 1e-9


@pytest.mark.parametrize("seed", range(40))
def test_edges_go_to_the_right_one_column_at_a_time(lay_out, seed):
    generator = random.Random(seed)
    text = random_graph(generator, generator.randrange(2, 8), generator.randrange(2, 20))
    plan = lay_out(text)
    nodes = parse(text).nodes
    assert len(plan["edges"]) == sum(len(node.args) for node in nodes)
    for edge in plan["edges"]:
        columns = [point["column"] for point in edge["points"]]
        assert columns == list(
            range(plan["column"][edge["source"]], plan["column"][edge["target"]] + 1)
        )
    assert all(plan["column"][i] == 0 for i, node in enumerate(nodes) if node.op == "leaf")


def fewest_crossings(plan):
    """Try every order of every column; edges out of one node share their way as in the layout."""
    slots, links = {}, set()
    for edge in plan["edges"]:
        way = [(edge["source"], p["column"]) for p in edge["points"][:-1]]
        way.append((edge["target"], edge["points"][-1]["column"]))
        slots.update(dict.fromkeys(way))
        links.update(itertools.pairwise(way))
    columns = [[s for s in slots if s[1] == c] for c in range(plan["columns"])]
    best = dict.fromkeys(itertools.permutations(columns[0]), 0)
    for c in range(1, len(columns)):
        following = {}
        here = [link for link in links if link[1][1] == c]
        for right in itertools.permutations(columns[c]):
            position = {slot: i for i, slot in enumerate(right)}
            counts = []
            for left, before in best.items():
                rank = {slot: i for i, slot in enumerate(left)}
                crossing = sum(
                    (rank[a] - rank[p]) * (position[b] - position[q]) < 0
                    for (a, b), (p, q) in itertools.combinations(here, 2)
                )
                counts.append(before + crossing)
            following[right] = min(counts)
        best = following
    return min(best.values())


@pytest.mark.parametrize("seed", range(30))
def test_small_graphs_have_as_few_crossings_as_any_order_allows(lay_out, seed):
    generator = random.Random(seed)
    plan = lay_out(random_graph(generator, 3, generator.randrange(2, 4)))
    assert plan["crossings"] == fewest_crossings(plan)


def test_a_node_stands_in_the_middle_of_operands_that_it_has_for_itself(lay_out):
    plan = lay_out("net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2")
    nodes = parse("net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2").nodes
    for i, node in enumerate(nodes):
        if node.op == "mul":
            middle = sum(plan["y"][a] for a in node.args) / 2
            assert abs(plan["y"][i] - middle) < NODE_GAP / 8


@pytest.mark.parametrize("seed", range(20))
def test_a_long_edge_is_straight_where_nothing_stands_in_its_way(lay_out, seed):
    generator = random.Random(seed)
    plan = lay_out(f"x0 - ({random_tree(generator, generator.randrange(3, 8))})")
    (edge,) = (e for e in plan["edges"] if e["source"] == 0)
    heights = [point["y"] for point in edge["points"]]
    assert max(heights) - min(heights) < 2
