"""Typed functions: what may be typed, and derivatives by witnesses that know nothing of jets."""

import math

import numpy as np
import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import leaves_of, moderate, spellings, trees, value_of

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor
from lecture_lib.descent import gradient_descent
from lecture_lib.expression import ExpressionError, function_of, parse, parse_function
from lecture_lib.expression.functions import TABLE, arity
from lecture_lib.expression.jets import SECOND, jets

NAMES = ["x", "y"]
small = st.sampled_from([-2.0, -1.0, 0.5, 1.0, 2.0, 3.0, math.pi])
functions = trees(("x", "y"), small, max_leaves=5)
one_variable = trees(("x",), small, max_leaves=5)
points = st.tuples(moderate, moderate).map(list)


def typed(tree):
    """Return the text of a tree, and the function that is read from it."""
    text = f"f = {plain(tree)}"
    return text, parse_function(text, NAMES)


def plain(tree):
    """Return a tree as a text, by the parser of expressions."""
    op, *parts = tree
    if op == "leaf":
        return parts[0]
    if op == "const":
        return f"({parts[0]!r})"
    texts = [plain(part) for part in parts]
    if op in TABLE["functions"]:
        return f"{TABLE['functions'][op]['spellings'][0]}({', '.join(texts)})"
    if op == "neg":
        return f"(-({texts[0]}))"
    sign = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "^"}[op]
    return f"({sign.join(f'({text})' for text in texts)})"


def sizes(function, point):
    """Return the largest value or derivative of any node, infinite if one is not finite."""
    known = jets(function.formula.nodes, [float(x) for x in point], function.names, 2)
    numbers = [
        abs(part)
        for jet in known
        for part in (jet.value, *jet.first, *jet.second)
        if part is not None
    ]
    return max(numbers) if np.isfinite(numbers).all() else math.inf


@given(functions, points)
def test_values_and_gradients_are_those_of_autodiff(tree, point):
    text, function = typed(tree)
    values = {name: x for name, x in zip(NAMES, point, strict=True) if name in leaves_of(tree)}
    result = parse(text).build(values)
    assert function.value(point) == pytest.approx(result.item(), rel=1e-13, nan_ok=True)
    size = sizes(function, point)
    assume(size < 1e6)
    leaves = [leaf for leaf in autodiff.topological_order(result) if leaf.op is None]
    result.backward()
    found = {leaf.name: leaf.grad for leaf in leaves}
    expected = [found.get(name) or 0.0 for name in NAMES]
    room = 1e-13 * (1 + size) ** 2
    assert function.gradient(point) == pytest.approx(expected, rel=1e-9, abs=room)


@given(functions.flatmap(lambda tree: st.tuples(st.just(tree), spellings([("f", tree)]))), points)
def test_any_spelling_is_the_same_function(both, point):
    tree, text = both
    function = parse_function(text, NAMES)
    value = value_of([("f", tree)], dict(zip(NAMES, point, strict=True)))
    assert function.value(point) == pytest.approx(value, rel=1e-12, nan_ok=True)


@given(functions, st.lists(points, min_size=1, max_size=4))
def test_many_points_at_once(tree, many):
    function = typed(tree)[1]
    assume(all(sizes(function, point) < 1e6 for point in many))
    for method in (function.value, function.gradient, function.hessian, function.at_kink):
        each = np.array([method(point) for point in many])
        together = method(np.array(many)[None])
        assert together.shape == (1, *each.shape)
        np.testing.assert_allclose(together[0], each, rtol=1e-11, atol=1e-9)


SYMPY = {
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "neg": lambda a: -a,
    "add": lambda *parts: sympy.Add(*parts),
    "pow": lambda a, b: a**b,
    "sigmoid": lambda a: 1 / (1 + sympy.exp(-a)),
    "softplus": lambda a: sympy.log(1 + sympy.exp(a)),
    **{name: getattr(sympy, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tanh")},
}


def exact(tree):
    op, *parts = tree
    if op == "leaf":
        return sympy.Symbol(parts[0], positive=True)
    if op == "const":
        return sympy.Float(parts[0], 40)
    return SYMPY[op](*map(exact, parts))


smooth_trees = trees(
    ("x", "y"),
    small,
    tuple(op for op in SYMPY if op in (*SECOND, "neg") and op not in ("mul", "div", "pow")),
    ("sub", "mul", "div", "pow"),
    max_leaves=4,
)


@settings(max_examples=80, deadline=None)
@given(smooth_trees, st.tuples(st.floats(0.3, 2.0), st.floats(0.3, 2.0)))
def test_gradients_and_hessians_are_those_of_sympy(tree, point):
    function = typed(tree)[1]
    size = sizes(function, list(point))
    assume(size < 1e4)
    formula = exact(tree)
    symbols = [sympy.Symbol(name, positive=True) for name in NAMES]
    place = {s: sympy.Float(x, 40) for s, x in zip(symbols, point, strict=True)}

    def at(expression):
        value = sympy.N(expression.subs(place), 30)
        assume(value.is_real)
        return float(value)

    room = 1e-13 * (1 + size) ** 2
    gradient = [at(sympy.diff(formula, s)) for s in symbols]
    assert function.gradient(list(point)) == pytest.approx(gradient, rel=1e-10, abs=room)
    for i, row in enumerate(function.hessian(list(point))):
        second = [at(sympy.diff(formula, symbols[i], s)) for s in symbols]
        assert row == pytest.approx(second, rel=1e-10, abs=room)


@settings(max_examples=200)
@given(one_variable, moderate)
def test_second_derivatives_are_the_slopes_of_first_ones(tree, x):
    function = parse_function(plain(tree))
    near = [x + k * 1e-4 for k in (-2, -1, 0, 1, 2)]
    assume(all(sizes(function, [p]) < 1e3 for p in near))
    switches = [tuple(kink_sides(function, p)) for p in near]
    assume(len(set(switches)) == 1 and 0.0 not in switches[0])
    a, b, _, d, e = (function.gradient([p])[0] for p in near)
    difference = (a - 8 * b + 8 * d - e) / (12e-4)
    rough = abs((a - 2 * b + 2 * d - e) / 2e-12) * 1e-16  # the fifth derivative, at its size
    assume(rough < 1e-2)
    assert function.hessian([x])[0, 0] == pytest.approx(difference, rel=1e-4, abs=1e-4)


def kink_sides(function, x):
    """Yield on which side of its kink each operation with one stands."""
    known = jets(function.formula.nodes, [x], function.names, 0)
    for node in function.formula.nodes:
        if node.op in ("abs", "relu", "maximum", "minimum"):
            a, *b = (known[arg].value for arg in node.args)
            yield float(np.sign(a - (b[0] if b else 0.0)))


@pytest.mark.parametrize("op", TABLE["functions"])
def test_every_function_has_its_second_derivative(op):
    args = ", ".join(["x^2 + 0.5", "x"][: arity(op)])
    function = parse_function(f"{TABLE['functions'][op]['spellings'][0]}({args})")
    above, below = (function.gradient([0.7 + h])[0] for h in (1e-5, -1e-5))
    assert function.hessian([0.7])[0, 0] == pytest.approx((above - below) / 2e-5, abs=1e-7)


EDGES = [
    ("abs(x)", 0.0, 0.0, 0.0),
    ("relu(x)", 0.0, 0.0, 0.0),
    ("max(x, -x)", 0.0, 0.0, 0.0),
    ("max(x, 0)", 0.0, 0.5, 0.0),
    ("x^2", 0.0, 0.0, 2.0),
    ("x^2", -1.0, -2.0, 2.0),
    ("x^3", 0.0, 0.0, 0.0),
    ("x^1", 0.0, 1.0, 0.0),
    ("x^0", 0.0, 0.0, 0.0),
    ("sqrt(x)", 0.0, math.inf, -math.inf),
    ("x^0.5", 0.0, math.inf, -math.inf),
    ("log(x)", -1.0, math.nan, math.nan),
    ("sqrt(x)", -1.0, math.nan, math.nan),
    ("2^x", 0.0, math.log(2), math.log(2) ** 2),
    ("0^x", 1.0, 0.0, 0.0),
    ("x^x", 1.0, 1.0, 2.0),
    ("sigmoid(x)", 800.0, 0.0, 0.0),
    ("sigmoid(x)", -800.0, 0.0, 0.0),
    ("softplus(x)", 0.0, 0.5, 0.25),
    ("3", 1.0, 0.0, 0.0),
    ("x", 1.0, 1.0, 0.0),
]


@pytest.mark.parametrize(("text", "x", "slope", "curvature"), EDGES)
def test_edges(text, x, slope, curvature):
    function = parse_function(text)
    assert function.gradient([x]) == pytest.approx([slope], nan_ok=True)
    assert function.hessian([x]) == pytest.approx(np.array([[curvature]]), nan_ok=True)
    assert function.hessian([[x], [x]])[1] == pytest.approx(np.array([[curvature]]), nan_ok=True)


def test_a_variable_that_is_not_used_has_derivative_0():
    function = parse_function("f(x, y) = x^2", NAMES)
    assert function.gradient([3.0, 5.0]).tolist() == [6.0, 0.0]
    assert function.hessian([[3.0, 5.0]]).tolist() == [[[2.0, 0.0], [0.0, 0.0]]]
    constant = parse_function("3", NAMES)
    assert constant.value([[1.0, 2.0]]).tolist() == [3.0]
    assert constant.gradient([[1.0, 2.0]]).tolist() == [[0.0, 0.0]]


KINKS = [("abs(x)", True), ("abs(x - 1)", False), ("max(x, x)", False), ("max(x^2, x)", True)]
KINKS += [("relu(y)", True), ("abs(0) + x", False), ("min(x, y)", True), ("x^2 + y", False)]


@pytest.mark.parametrize(("text", "kink"), KINKS)
def test_kinks_are_told(text, kink):
    function = parse_function(text, NAMES)
    assert function.at_kink([0.0, 0.0]) is kink
    assert function.at_kink([[0.0, 0.0], [0.3, 0.7]]).tolist() == [kink, False]


REFUSED = [
    ("", 1, "nothing is written yet"),
    (" ; ", 4, "nothing is written yet"),
    ("x^2; y", 1, "only the last line may go without a name"),
    ("z^2", 1, "z is not known here: the function is one of x and y"),
    ("x = 3; x^2", 1, "x is a variable"),
    ("sin = 3; x", 1, "sin is a function"),
    ("a = 1; a = 2; a", 8, "a is defined twice"),
    ("a = 1; x", 1, "a is defined, but"),
    ("a = b; b = x; a", 5, "b is not known here"),
    ("sinx", 1, r"Did you mean sin\(x\)"),
    ("xy", 1, r"Did you mean x\*y"),
    ("X", 1, "Did you mean x"),
    ("f(t) = t", 1, "f is not known here"),
    ("x^", 3, "is missing before the end"),
    ("constructor", 1, "not known here"),
    ("x" * 20001, 20001, "too long"),
    ("1e999", 1, "too large"),
    ("(" * 60 + "x", 51, "too deep"),
]


@pytest.mark.parametrize(("text", "column", "message"), REFUSED)
def test_what_cannot_be_read_is_said_with_its_column(text, column, message):
    with pytest.raises(ExpressionError, match=message) as caught:
        parse_function(text, NAMES)
    assert caught.value.column == column


ACCEPTED = [
    ("a = 2; a*x", 6.0),
    ("f(x, y) = x + y", 7.0),
    ("f = x", 3.0),
    ("s = x + 1; s + y", 8.0),
    ("s = x + 1; t = s; t + s + y", 12.0),
    ("u = x - 1\nv = u*y\nu + v", 10.0),
    ("alpha = 2; α*y", 8.0),
    ("e = 2; e*x", 6.0),
    (";x;;", 3.0),
]


@pytest.mark.parametrize(("text", "value"), ACCEPTED)
def test_definitions(text, value):
    assert parse_function(text, NAMES).value([3.0, 4.0]) == value


@pytest.mark.parametrize("names", [[], ["x", "x"], ["sin"], ["pi"], ["x 1"], ["alpha", "α"]])
def test_names_that_are_none(names):
    with pytest.raises(ValueError, match="names"):
        parse_function("1", names)


TRACED = [
    (lambda x, y: x * x + autodiff.sin(x * y), "x*x + sin(x*y)"),
    (lambda x, y: x, "x"),
    (lambda x, y: 3, "3"),
    (lambda x, y: Tensor(2.5), "2.5"),
    (lambda x, y: autodiff.maximum(x, y) ** 2, "max(x, y)^2"),
]


@pytest.mark.parametrize(("function", "text"), TRACED)
def test_python_functions_become_texts(function, text):
    found = function_of(function, NAMES)
    assert found.text == text
    assert found == parse_function(text, NAMES) == function_of(found, NAMES)


@settings(max_examples=50)
@given(functions)
def test_a_traced_function_computes_the_same(tree):
    text, function = typed(tree)
    assume(all(sizes(function, [x, y]) < 1e6 for x, y in [(0.7, -1.3), (0.05, 4.3), (2.9, 0.2)]))
    graph = parse(text)

    def computed(x, y):
        known = {"x": x, "y": y}
        values = []
        for node in graph.nodes:
            operands = [values[arg] for arg in node.args]
            if not node.args:
                values.append(known[node.name] if node.value is None else node.value)
            elif node.op in ("add", "sub", "mul", "div", "pow", "neg"):
                values.append(PLAIN[node.op](*operands))
            else:
                values.append(getattr(autodiff, node.op)(*operands))
        return values[-1]

    try:
        found = function_of(computed, NAMES)
    except (ArithmeticError, TypeError, ValueError):
        assume(False)  # Python's own numbers raise where a part is made of numbers alone
    point = [0.7, -1.3]
    assert found.value(point) == pytest.approx(function.value(point), rel=1e-12, nan_ok=True)


PLAIN = {
    "add": lambda *parts: sum(parts[1:], parts[0]),
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "neg": lambda a: -a,
}


def test_what_a_formula_cannot_be_is_refused():
    with pytest.raises(ValueError, match=r"is not one formula: where x = -0\.6"):
        function_of(lambda x: x * x if x > 0 else -x, ["x"])
    with pytest.raises(TypeError, match="returns a tensor"):
        function_of(lambda x: "x", ["x"])
    with pytest.raises(TypeError, match="a text, or a function"):
        function_of(3.0, ["x"])
    with pytest.raises(TypeError, match="the operation gelu is none of expressions"):
        function_of(autodiff.gelu, ["x"])


def test_a_problem_to_descend():
    problem = function_of(lambda x, y: (x - 1) ** 2 + 2 * y * y, NAMES).problem([3.0, 1.0])
    assert math.isnan(problem.L)
    assert not problem.is_convex
    assert problem.w_star is None
    run = gradient_descent(problem, step_size=0.25, steps=40)
    assert run.iterates[-1] == pytest.approx([1.0, 0.0], abs=1e-9)
    assert problem.partials(3.0, 1.0) == (4.0, 4.0)
