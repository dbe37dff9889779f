"""The steps of both passes: their order, their sums, and gradients from four other sources."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import (
    any_number,
    moderate,
    nodes_of,
    positive,
    programs,
    size_of_terms,
    trees,
    values_for,
)

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.trace import finite_difference, trace

# The lecture's six functions with all their partial derivatives, by hand. s' is sigmoid's
# derivative at net2 = w3 x3 + w4 x4.
LECTURE = [
    ("f = x1 - x2", {"x1": "1", "x2": "-1"}),
    ("x2 = x3 + x4; f = x1 - x2", {"x1": "1", "x2": "-1", "x3": "-1", "x4": "-1"}),
    (
        "x2 = x3 + x5 + x4; f = x1 - x2",
        {"x1": "1", "x2": "-1", "x3": "-1", "x5": "-1", "x4": "-1"},
    ),
    (
        "x2 = w3*x3 + w4*x4; f = x1 - x2",
        {"x1": "1", "x2": "-1", "w3": "-x3", "x3": "-w3", "w4": "-x4", "x4": "-w4"},
    ),
    (
        "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2",
        {"x1": "1", "x2": "-1", "net2": "-s", "w3": "-s*x3", "x3": "-s*w3", "w4": "-s*x4"},
    ),
    (
        "x1 = x3 + x5; net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2",
        {"x1": "1", "x2": "-1", "x3": "1 - s*w3", "x5": "1", "w3": "-s*x3", "x4": "-s*w4"},
    ),
]
LECTURE_VALUES = {"x1": 3.0, "x2": 1.0, "w3": 0.5, "x3": 2.0, "x5": 0.25, "w4": 1.0, "x4": -1.5}


@pytest.mark.parametrize(("text", "gradients"), LECTURE)
def test_the_six_functions_of_the_lecture_by_hand(text, gradients):
    expression = parse(text)
    values = {name: LECTURE_VALUES[name] for name in expression.leaves}
    net2 = LECTURE_VALUES["w3"] * LECTURE_VALUES["x3"] + LECTURE_VALUES["w4"] * LECTURE_VALUES["x4"]
    s = math.exp(-net2) / (1.0 + math.exp(-net2)) ** 2
    result = trace(expression, values)
    for name, formula in gradients.items():
        by_hand = sympy.sympify(formula).subs({**LECTURE_VALUES, "s": s})
        assert result.gradients[expression.index(name)] == pytest.approx(float(by_hand), rel=1e-14)


def test_the_gradient_of_x5_is_minus_one_and_not_the_slides_plus_one():
    expression = parse("x₁ − (x₃ + x₅ + x₄)")
    result = trace(expression, {"x1": 3.0, "x3": 2.0, "x5": 0.5, "x4": -1.5})
    assert result.gradients[expression.index("x5")] == -1.0


def test_all_steps_of_a_small_graph():
    steps = trace(parse("x*x + 3"), {"x": 2.0}).steps
    # nodes: 0 x, 1 x*x, 2 the number 3, 3 f
    assert [(s.kind, s.node, s.operand, s.position) for s in steps] == [
        ("forward", 1, None, None),
        ("forward", 3, None, None),
        ("seed", 3, None, None),
        ("backward", 3, 1, 0),
        ("backward", 1, 0, 0),
        ("backward", 1, 0, 1),
    ]
    assert (steps[2].contribution, steps[2].total) == (1.0, 1.0)
    last = steps[-1]
    assert (last.upstream, last.local, last.contribution, last.total) == (1.0, 2.0, 2.0, 4.0)
    assert [(s.branch, s.branches) for s in steps[3:]] == [(1, 1), (1, 2), (2, 2)]


def test_numbers_have_no_gradient():
    result = trace(parse("x + 2*3"), {"x": 1.0})
    assert result.gradients == [1.0, None, None, None, 1.0]


@settings(max_examples=60)
@given(st.data(), programs())
def test_the_order_of_the_steps_is_possible(data, program):
    expression = Expression(nodes_of(program), "")
    steps = trace(expression, data.draw(values_for(program, any_number))).steps
    nodes = expression.nodes
    computed = {i for i, node in enumerate(nodes) if not node.args}
    left = {i: sum(node.args.count(i) for node in nodes) for i in range(len(nodes))}
    complete = set()
    for step in steps:
        if step.kind == "forward":
            assert set(nodes[step.node].args) <= computed
            computed.add(step.node)
        elif step.kind == "seed":
            assert computed == set(range(len(nodes)))
            complete.add(step.node)
        else:
            assert step.node in complete
            assert nodes[step.node].args[step.position] == step.operand
            left[step.operand] -= 1
            assert step.branch == step.branches - left[step.operand]
            if left[step.operand] == 0:
                complete.add(step.operand)
    assert {expression.index(leaf) for leaf in expression.leaves} <= complete


@settings(max_examples=60)
@given(st.data(), programs())
def test_contributions_are_products_and_add_up(data, program):
    expression = Expression(nodes_of(program), "")
    result = trace(expression, data.draw(values_for(program)))
    sums = {len(expression.nodes) - 1: 1.0}
    for step in result.steps:
        if step.kind == "backward":
            np.testing.assert_equal(step.upstream, result.gradients[step.node])
            if all(map(math.isfinite, (step.upstream, step.local, step.contribution))):
                assert step.contribution == pytest.approx(step.upstream * step.local, 1e-12, 1e-300)
            before = sums.get(step.operand)
            sums[step.operand] = step.contribution if before is None else before + step.contribution
            np.testing.assert_equal(step.total, sums[step.operand])
    for i, gradient in enumerate(result.gradients):
        np.testing.assert_equal(gradient, sums.get(i))


@settings(max_examples=60)
@given(st.data(), programs())
def test_gradients_are_those_of_backward(data, program):
    expression = Expression(nodes_of(program), "")
    values = data.draw(values_for(program))
    result = trace(expression, values)
    sizes = size_of_terms(result)
    assume(all(map(math.isfinite, [*result.values, *sizes])))
    output = expression.build(values)
    leaves = {t.name: t for t in _tensors(output) if t.is_leaf}
    output.backward()
    for leaf in expression.leaves:
        i = expression.index(leaf)
        assert result.gradients[i] == pytest.approx(
            leaves[leaf].grad, abs=1e-12 * sizes[i] + 1e-300
        )


def _tensors(tensor):
    yield tensor
    for parent in tensor.parents:
        yield from _tensors(parent)


SMOOTH = [
    "x1 - sigmoid(w3*x3 + w4*x4)",
    "a = x*y; b = tanh(a) - exp(-x); f = a*b + b^2",
    "x^y + y^-x + x^2 - 3/x",
    "log(x + y*y)/sqrt(x*y)",
    "softplus(x - y)*x/y",
    "h = x/(1 + y); g = h*h*x; f = g - h + exp(g/4)",
    "(x1*x2 + x2*x3 + x3*x1)^1.5/(x1 + x2 + x3)",
]


def _sympy_of(text):
    known = {
        "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
        "softplus": lambda a: sympy.log(1 + sympy.exp(a)),
    }
    for line in text.split("; "):
        name, _, formula = line.rpartition(" = ")
        known[name or "f"] = sympy.sympify(formula, locals=known)
    return known["f"]


@settings(max_examples=8)
@pytest.mark.parametrize("text", SMOOTH)
@given(data=st.data())
def test_gradients_are_those_of_sympy_and_of_finite_differences(text, data):
    expression = parse(text)
    values = data.draw(st.fixed_dictionaries(dict.fromkeys(expression.leaves, positive)))
    result = trace(expression, values)
    symbols = sympy.symbols(expression.leaves)
    formula = _sympy_of(text)
    for leaf, symbol in zip(expression.leaves, symbols, strict=True):
        derivative = sympy.lambdify(symbols, sympy.diff(formula, symbol), "math")
        expected = derivative(*(values[name] for name in expression.leaves))
        gradient = result.gradients[expression.index(leaf)]
        assert gradient == pytest.approx(expected, rel=1e-9, abs=1e-12)
        assert finite_difference(expression, values, leaf) == pytest.approx(
            expected, rel=1e-6, abs=1e-7
        )


POLYNOMIALS = trees(
    leaves=("x1", "x2", "w3"),
    consts=st.integers(-3, 3).map(float),
    unary=("neg",),
    binary=("sub", "mul"),
    max_leaves=12,
)


@settings(max_examples=40)
@given(POLYNOMIALS, st.fixed_dictionaries(dict.fromkeys(("x1", "x2", "w3"), st.integers(-3, 3))))
def test_gradients_of_polynomials_are_exact(tree, numbers):
    expression = Expression(nodes_of([("f", tree)]), "")
    values = {name: float(numbers[name]) for name in expression.leaves}
    result = trace(expression, values)
    formula = sympy.sympify(str(expression).replace("^", "**"))
    for leaf in expression.leaves:
        exact = sympy.diff(formula, sympy.Symbol(leaf)).subs(values)
        assert result.gradients[expression.index(leaf)] == float(exact)


@given(moderate, moderate)
def test_max_and_relu_choose_and_share(x, y):
    larger = trace(parse("max(x, y)"), {"x": x, "y": y}).gradients
    assert larger[:2] == [1.0, 0.0] if x > y else [0.0, 1.0] if x < y else [0.5, 0.5]
    assert trace(parse("relu(x) + 1"), {"x": x}).gradients[0] == float(x > 0)


def test_gradients_at_the_ends_of_the_number_line():
    def gradient(text, **values):
        expression = parse(text)
        return trace(expression, values).gradients[expression.index("x")]

    assert gradient("sigmoid(x) + 1", x=700.0) > 0.0
    assert gradient("tanh(x) + 1", x=300.0) > 0.0
    assert gradient("exp(x) + 1", x=1000.0) == math.inf
    assert gradient("sqrt(x) + 1", x=0.0) == math.inf
    assert gradient("x^0 + x", x=0.0) == 1.0
    assert gradient("x^2 + 1", x=0.0) == 0.0
    assert trace(parse("x^y"), {"x": 0.0, "y": 2.0}).gradients[1] == 0.0
    assert gradient("1/x", x=0.0) == -math.inf
    assert gradient("exp(relu(x))*1", x=-1.0) == 0.0
    assert math.isnan(gradient("x*x", x=math.nan))
    # an infinite gradient meets ReLU's zero: the engine says 0, not NaN
    assert gradient("sqrt(relu(x))", x=-1.0) == 0.0


def test_finite_differences_want_a_leaf():
    expression = parse("net2 = x1*x2; f = net2 - x1")
    with pytest.raises(ValueError, match=r"net2 is no variable of the expression; .* are x1, x2"):
        finite_difference(expression, {"x1": 1.0, "x2": 1.0}, "net2")
    with pytest.raises(ValueError, match="the value of x2 is missing"):
        finite_difference(expression, {"x1": 1.0}, "x1")
