"""What nodes are called, and their operations as formulas."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nodes_of, programs, values_for

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.formulas import display_name, formula, formula_text, node_names
from lecture_lib.expression.trace import trace


@pytest.mark.parametrize(
    ("text", "pretty"),
    [
        ("w3*x3 + w4*x4", "w₃x₃ + w₄x₄"),
        ("2*x - y*2", "2x − y × 2"),
        ("w*x", "w × x"),
        ("x1*(y + 1)", "x₁ × (y + 1)"),
        ("(y + 1)*(x + 2)*z", "(y + 1)(x + 2)z"),
        ("2*(x + 1)", "2(x + 1)"),
        ("x2*sigmoid(y)", "x₂σ(y)"),
        ("a2/b*c", "a₂/b × c"),
        ("a*(b/c2)", "a × (b/c₂)"),
        ("a/(b*c)", "a/(b × c)"),
        ("x^2*y3", "x²y₃"),
        ("x^y2*z", "x^y₂ × z"),
        ("(x^2)^-3", "(x²)⁻³"),
        ("x^0.5 + x^(y+1)", "x^0.5 + x^(y + 1)"),
        ("(-x)^2 + -x^2", "(−x)² + (−x²)"),
        ("x - -2*-y", "x − (−2(−y))"),
        ("max(relu(x), sqrt(y))", "max(ReLU(x), √(y))"),
        ("exp(-x)/1e-9", "exp(−x)/(1×10⁻⁹)"),
        ("-(2) + x", "−2 + x"),
    ],
)
def test_formulas_for_readers(text, pretty):
    # one definition, so that no other node gets a name
    expression = parse(f"h = {text}; f = exp(h)")
    assert formula(expression, expression.index("h")) == pretty


@settings(max_examples=60)
@given(st.data(), programs(consts=st.sampled_from([-4.0, -1.5, 0.0, 0.5, 2.0, 3.0, 12.0])))
def test_formulas_mean_what_their_nodes_do(data, program):
    expression = Expression(nodes_of([*program[:-1], ("y", program[-1][1])]), "")
    values = trace(expression, data.draw(values_for(program))).values
    for i, node in enumerate(expression.nodes):
        if node.args and any(expression.nodes[j].op == "leaf" for j in _below(expression, i)):
            again = parse(_with_names(expression, i))
            known = {name: values[_named(expression, name)] for name in again.leaves}
            np.testing.assert_allclose(again.evaluate(known)[-1], values[i], rtol=1e-12)


def _below(expression, node):
    args = expression.nodes[node].args
    return {node, *(below for arg in args for below in _below(expression, arg))}


def _with_names(expression, node):
    return f"result = {formula(expression, node)}"


def _named(expression, name):
    return node_names(expression).index(name)


def test_automatic_names_leave_out_what_is_taken():
    expression = parse("v1*x + sigmoid(v3)*y")
    assert node_names(expression) == ["v1", "x", "v2", "v3", "v4", "y", "v5", "f"]
    assert display_name(expression, 6) == "v₅"


def test_numbers_have_no_name():
    expression = parse("2x - 1e-7")
    assert [display_name(expression, i) for i in range(5)] == ["2", "x", "v₁", "1×10⁻⁷", "f"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x - 3", "f = x − 3 = −2 − 3 = −5"),
        ("-x*y", "f = v₁y = 2 × (−0.5) = −1"),
        ("h = x*y + x*z; f = h^2", "h = x × y + x × z = −2 × (−0.5) + (−2 × 20000) = −39999"),
        ("x^2 + y", "f = v₁ + y = 4 + (−0.5) = 3.5"),
        ("h = x^2; f = h/z", "h = x² = (−2)² = 4"),
        ("h = x^2/z; f = h*y", "h = x²/z = (−2)² / 20000 = 0.0002"),
        ("h = y/(z*z*z); f = h + h", "h = y/(z × z × z) = −0.5 / (20000 × 20000 × 20000)"),
        ("h = log(x); f = h + y", "h = log(x) = log(−2) = NaN"),
    ],
)
def test_lines_of_forward_steps(text, line):
    expression = parse(text)
    values = {"x": -2.0, "y": -0.5, "z": 20000.0}
    result = trace(expression, {name: values[name] for name in expression.leaves})
    name = line.partition(" = ")[0]
    assert formula_text(result, expression.index(name)).startswith(line.replace("39999", "40000"))


def test_infinite_numbers_in_a_line():
    expression = parse("h = x*y; f = h + x")
    result = trace(expression, {"x": math.inf, "y": -2.0})
    assert formula_text(result, 2) == "h = x × y = ∞ × (−2) = −∞"
