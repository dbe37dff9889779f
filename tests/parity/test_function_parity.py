"""Typed functions are the same in both languages: what is read, what is said and computed."""

import math
import random

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, JavaScriptError, literal
from strategies import any_number, moderate, programs, spellings, trees
from test_parser_parity import PIECES

from lecture_lib.autodiff.vjps import OPS
from lecture_lib.expression import ExpressionError, parse_function
from lecture_lib.expression.jets import SECOND, jets

NAMES = ["x", "y"]
small = st.sampled_from([-2.0, -1.0, 0.5, 1.0, 2.0, 3.0, math.pi, 1e-7])
points = st.tuples(moderate, moderate).map(list)


def texts(names):
    tree = trees(names, small, max_leaves=7)
    return tree.flatmap(lambda tree: spellings([("f", tree)]))


@pytest.fixture(scope="module")
def js():
    with JavaScript("compiled") as engine:
        engine.context.eval("const { compile } = modules.compiled; let f;")
        yield engine


def load(js, text, names=NAMES):
    js.run(f"(f = compile({literal(text)}, {literal(names)}), 0)")


def size_of(function, point):
    """Return the largest value or derivative on the way, infinite if one is not finite."""
    known = jets(function.formula.nodes, [float(x) for x in point], function.names, 2)
    parts = [x for jet in known for x in (jet.value, *jet.first, *jet.second) if x is not None]
    return float(np.abs(parts).max()) if np.isfinite(parts).all() else math.inf


def close(theirs, ours, size):
    np.testing.assert_allclose(theirs, ours, rtol=1e-12, atol=1e-12 * (1 + size) ** 2)


@settings(max_examples=150)
@given(texts(("x", "y")), points)
def test_functions_of_two_variables(js, text, point):
    load(js, text)
    function = parse_function(text, NAMES)
    size = size_of(function, point)
    at = literal(point)[1:-1]
    value, gradient, hessian, kink, partials = js.run(
        f"[f.value({at}), f.gradient({at}), f.hessian({at}), f.atKink({at}), "
        f"((g) => (f.partials({at}, g), g))([0, 0])]"
    )
    assert kink == function.at_kink(point)
    np.testing.assert_array_equal(partials, gradient)
    if size < 1e3:
        close(value, function.value(point), size)
        close(gradient, function.gradient(point), size)
        close(hessian, function.hessian(point), size)


@settings(max_examples=150)
@given(texts(("x",)), moderate)
def test_functions_of_one_variable(js, text, x):
    load(js, text, ["x"])
    function = parse_function(text)
    size = size_of(function, [x])
    slope, curvature, values = js.run(
        f"[f.slope({x}), f.curvature({x}), [...f.values([{x}, {x}])]]"
    )
    if size < 1e3:
        close(values, [function.value([x])] * 2, size)
        close(slope, function.gradient([x])[0], size)
        close(curvature, function.hessian([x])[0, 0], size)


@settings(max_examples=60)
@given(
    texts(("x", "y")),
    st.lists(moderate, min_size=1, max_size=5),
    st.lists(moderate, min_size=1, max_size=5),
)
def test_a_grid_is_its_points(js, text, xs, ys):
    load(js, text)
    grid, each = js.run(
        f"((xs, ys) => [[...f.grid(xs, ys)], ys.flatMap((y) => xs.map((x) => f.value(x, y)))])"
        f"({literal(xs)}, {literal(ys)})"
    )
    np.testing.assert_array_equal(grid, each)


@settings(max_examples=300)
@given(
    st.sampled_from([(op, pair) for op, rows in SECOND.items() for pair in rows]),
    any_number,
    any_number,
)
def test_second_derivatives_of_operations(js, which, a, b):
    op, (p, q) = which
    operands = [a, b] if len(SECOND[op]) > 1 or op == "mul" else [a]
    out = OPS[op].forward(*operands)
    theirs = js.run(f'modules.jets.SECOND.{op}["{p} {q}"](...{literal([out, *operands])})')
    ours = SECOND[op][p, q](out, *operands)
    np.testing.assert_allclose(theirs, float(ours), rtol=1e-12, atol=5e-324)


def verdict_in_python(text, names):
    try:
        formula = parse_function(text, names).formula
    except ExpressionError as error:
        return {"column": error.column, "message": str(error)}
    nodes = [[node.op, list(node.args), node.name, node.value] for node in formula.nodes]
    return {"nodes": nodes, "result": formula.result}


def verdict_in_javascript(js, text, names):
    try:
        load(js, text, names)
    except JavaScriptError as error:
        if error.name != "ExpressionError":
            raise
        return {"column": error.column, "message": str(error)}
    return js.run(
        "(({ nodes, result }) => ({ nodes: nodes.map((n) => [n.op, n.args, n.name, n.value]), "
        "result }))(f.formula)"
    )


def check(js, text, names=NAMES):
    here = verdict_in_python(text, names)
    assert verdict_in_javascript(js, text, names) == here
    if "result" not in here:
        return
    function = parse_function(text, names)
    for point in ([0.0] * len(names), [1.5, -2.0][: len(names)], [1e200, math.inf][: len(names)]):
        at = ", ".join(map(literal, point))
        value, gradient = js.run(f"[f.value({at}), f.gradient({at})]")
        size = size_of(function, point)
        if size < 1e6:
            close(value, function.value(point), size)
            close(gradient, function.gradient(point), size)
        elif math.isnan(function.value(point)):
            assert math.isnan(value)
            assert np.isnan(gradient).all()


HEADS = [
    "f(x) = ",
    "f(x, y) = ",
    "f(y, x) = ",
    "g(x,y)=",
    "u = ",
    "a = 2;",
    "x = ",
    "alpha",
    "x",
    "y",
    "xy",
    "sinx",
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from([*PIECES, *HEADS, *HEADS]), max_size=10).map("".join))
@example("f(x, y) = x; y")
@example("f(x,")
@example("f(")
@example("x" + "\U0001d465" * 3)
@example("(" * 60 + "x")
@example("x" * 20001)
@example("x^" * 60 + "x")
@example("1e999 x")
@example("a = 1;" * 400 + "x")
@example("__proto__ = x; 2")
@example("constructor = x; constructor^2")
@example("hasOwnProperty")
@example("x^1e308 + 0*y")
@example("e = x; e")
def test_hostile_texts(js, text):
    check(js, text)
    check(js, text, ["x"])
    check(js, text, ["w"])


@settings(max_examples=60)
@given(st.data(), programs(most_definitions=2).flatmap(spellings))
def test_spoiled_texts(js, data, text):
    at = data.draw(st.integers(0, len(text)))
    piece = data.draw(st.sampled_from(PIECES))
    check(js, text[:at] + piece + text[at + data.draw(st.integers(0, 2)) :], ["x1", "x2"])


def test_arbitrary_unicode(js):
    rng = random.Random(0)
    for _ in range(300):
        text = "".join(
            chr(rng.choice([rng.randrange(0x20, 0x250), rng.randrange(0x250, 0xD7FF)]))
            for _ in range(6)
        )
        check(js, text + "x")
