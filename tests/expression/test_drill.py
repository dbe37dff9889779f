"""Graphs to practise on: what is promised of their numbers, and what each level brings."""

import itertools
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib import expression as package
from lecture_lib.expression import parse
from lecture_lib.expression.drill import LEVELS, draw, is_readable
from lecture_lib.expression.functions import TABLE
from lecture_lib.expression.trace import trace

TABLE_OF_DRILLS = json.loads(Path(package.__file__).with_name("drills.json").read_text("utf-8"))
SHAPES = [
    (level, shape)
    for level in range(1, 6)
    for shape in TABLE_OF_DRILLS["levels"][level - 1]["shapes"]
]
levels = st.integers(1, len(LEVELS))
seeds = st.integers(0, 2**32 - 1)


def uses(expression):
    """Return how often each node is an operand."""
    args = [arg for node in expression.nodes for arg in node.args]
    return [args.count(i) for i in range(len(expression.nodes))]


def functions_of(expression):
    return [node for node in expression.nodes if node.op in TABLE["functions"]]


def digits(x):
    """Return how many significant digits a number has that is written in full."""
    return len(Decimal(x).normalize().as_tuple().digits)


@settings(max_examples=300)
@given(levels, seeds)
def test_the_leaves_are_plain_and_differ(level, seed):
    expression, values = draw(level, seed)
    assert tuple(values) == expression.leaves
    assert len(set(values.values())) == len(values)
    for x in values.values():
        assert float(4 * x).is_integer()
        assert 0.25 <= abs(x) <= 5


@settings(max_examples=300)
@given(levels, seeds)
def test_every_number_on_the_way_can_be_read(level, seed):
    expression, values = draw(level, seed)
    result = trace(expression, values)
    steps = [step for step in result.steps if step.kind == "backward"]
    passed = [x for step in steps for x in (step.local, step.contribution, step.total)]
    for x in passed:
        assert 0.05 <= abs(x) <= 50
    for x in result.values:
        assert x == 0 or 0.05 <= abs(x) <= 50
    if not functions_of(expression):
        assert max(digits(x) for x in [*passed, *result.values]) <= 3
    for node in functions_of(expression):
        under = result.values[node.args[0]]
        assert abs(under) <= 3
        assert digits(under) <= 3 or expression.nodes[node.args[0]] in functions_of(expression)


@settings(max_examples=300)
@given(levels, seeds)
def test_no_graph_is_dull(level, seed):
    expression, values = draw(level, seed)
    result = trace(expression, values)
    sizes = {abs(result.gradients[expression.index(leaf)]) for leaf in expression.leaves}
    assert 0 not in sizes
    assert sizes != {1}


@given(levels, seeds)
def test_what_is_drawn_is_written_as_the_parser_writes_it(level, seed):
    expression, _ = draw(level, seed)
    assert str(expression) == expression.text


@given(levels, seeds)
def test_each_level_brings_what_its_name_says(level, seed):
    expression, _ = draw(level, seed)
    inner = [(node, n) for node, n in zip(expression.nodes, uses(expression), strict=True)]
    is_tree = all(n <= 1 for _, n in inner)
    assert is_tree == (level < 4)
    if level in (1, 2, 5):
        assert not functions_of(expression)
    if level == 1:
        assert len(expression.leaves) <= 4
    if level == 2:
        assert len(expression.leaves) >= 4
    if level == 3:
        assert functions_of(expression)
    if level == 5:
        assert {"w11", "w12", "w21", "w22", "x1", "x2"} == set(expression.leaves)


@given(levels, st.integers(0, 2**32 - 2))
def test_the_next_seed_gives_another_shape(level, seed):
    assert draw(level, seed)[0].text != draw(level, seed + 1)[0].text


@pytest.mark.parametrize(("level", "shape"), SHAPES)
def test_every_variant_of_every_shape_is_drawn(level, shape):
    parts = re.split(r"\[(.*?)\]", shape)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    wanted = {"".join(chosen) for chosen in itertools.product(*choices)}
    shapes = TABLE_OF_DRILLS["levels"][level - 1]["shapes"]
    drawn = {draw(level, shapes.index(shape) + k * len(shapes))[0].text for k in range(60)}
    assert drawn == wanted


@pytest.mark.parametrize(
    ("text", "values", "readable"),
    [
        ("x1*x2", {"x1": 2.0, "x2": 3.0}, True),
        ("x1*x2", {"x1": 0.0, "x2": 3.0}, False),  # a gradient of 0
        ("x1*x2", {"x1": 25.0, "x2": 2.0}, True),
        ("x1*x2", {"x1": 25.0, "x2": 3.0}, False),  # too large
        ("x1*x2", {"x1": 0.25, "x2": 0.0625}, False),  # too small
        ("x1*x2", {"x1": 1.25, "x2": 1.25}, False),  # 1.5625
        ("2*x1 - x2", {"x1": 1.5, "x2": 3.0}, True),  # a value of 0
        ("x1 - x2", {"x1": 2.0, "x2": 3.0}, False),  # dull
        ("2*sigmoid(x1)", {"x1": 2.0}, True),
        ("2*sigmoid(x1)", {"x1": 3.5}, False),  # saturated
        ("2*exp(x1)", {"x1": 3.25}, False),  # no function of more than 3
        ("x1 + x1^2", {"x1": -0.5}, False),  # contributions that cancel
    ],
)
def test_what_is_readable(text, values, readable):
    assert is_readable(parse(text), values) is readable


@pytest.mark.parametrize(
    ("level", "seed", "error", "words"),
    [
        (0, 1, ValueError, "level is 0, but must be from 1 to 5"),
        (6, 1, ValueError, "level is 6, but must be from 1 to 5"),
        ("2", 1, TypeError, "level is '2'"),
        (1, -1, ValueError, "seed is -1, but must be from 0"),
        (1, 2**32, ValueError, "seed is 4294967296"),
        (1.5, 1, ValueError, "level is 1.5, but must be an integer"),
    ],
)
def test_what_is_no_level_and_no_seed_is_said(level, seed, error, words):
    with pytest.raises(error, match=words):
        draw(level, seed)
