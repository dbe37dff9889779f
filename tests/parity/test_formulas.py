"""What nodes are called, and their operations as formulas: the stepper's JavaScript."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nodes_of, programs, values_for
from words import spoken, value_of

from lecture_lib.expression import Expression, parse


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
        ("2*abs(x - abs(y))", "2 × |x − |y||"),
        ("min(x, pi)*cos(y)", "min(x, π)cos(y)"),
        ("1/(1 + e^(-x))", "1/(1 + e^(−x))"),
    ],
)
def test_formulas_for_readers(js, text, pretty):
    # one definition, so that no other node gets a name
    text = f"h = {text}; f = exp(h)"
    expression = parse(text)
    said = spoken(js, text, dict.fromkeys(expression.leaves, 1.0))
    assert said["formulas"][expression.index("h")] == pretty


@settings(max_examples=60)
@given(st.data(), programs(consts=st.sampled_from([-4.0, -1.5, 0.0, 0.5, 2.0, math.pi, math.e])))
def test_formulas_mean_what_their_nodes_do(js, data, program):
    program = [*program[:-1], ("y", program[-1][1])]
    expression = Expression(nodes_of(program), "")
    said = spoken(js, str(expression), data.draw(values_for(program)))
    known = {name: float(x) for name, x in zip(said["names"], said["values"], strict=True) if name}
    for i, node in enumerate(expression.nodes):
        if node.args:
            worth = value_of(said["formulas"][i], known)
            np.testing.assert_allclose(worth, float(said["values"][i]), rtol=1e-12)


def test_automatic_names_leave_out_what_is_taken(js):
    said = spoken(js, "v1*x + sigmoid(v3)*y", {"v1": 1.0, "x": 1.0, "v3": 1.0, "y": 1.0})
    assert said["names"] == ["v1", "x", "v2", "v3", "v4", "y", "v5", "f"]
    assert said["displayNames"][6] == "v₅"


def test_numbers_have_no_name(js):
    said = spoken(js, "2x - 1e-7", {"x": 1.0})
    assert said["displayNames"] == ["2", "x", "v₁", "1×10⁻⁷", "f"]


def test_a_constant_has_its_sign_unless_something_else_is_called_so(js):
    assert spoken(js, "x*e - pi", {"x": 1.0})["displayNames"] == ["x", "e", "v₁", "π", "f"]
    text = "e = x - 1; f = e*2.718281828459045"
    assert spoken(js, text, {"x": 1.0})["formulas"][-1] == "e × 2.718281828459045"


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
        ("h = abs(x)*e^y; f = h + z", "h = |x| × e^y = |−2| × e^(−0.5) = 1.213"),
    ],
)
def test_lines_of_forward_steps(js, text, line):
    expression = parse(text)
    values = {"x": -2.0, "y": -0.5, "z": 20000.0}
    said = spoken(js, text, {name: values[name] for name in expression.leaves})
    name = line.partition(" = ")[0]
    shown = said["lines"][expression.index(name)]
    assert shown.startswith(line.replace("39999", "40000"))


def test_infinite_numbers_in_a_line(js):
    said = spoken(js, "h = x*y; f = h + x", {"x": math.inf, "y": -2.0})
    assert said["lines"][2] == "h = x × y = ∞ × (−2) = −∞"
