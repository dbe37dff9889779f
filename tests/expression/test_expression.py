"""Text to graph: what is accepted, what it means, what is refused and how."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import any_number, nodes_of, programs, spellings, value_of, values_for

from lecture_lib.expression import Expression, ExpressionError, Node, from_tensor, parse
from lecture_lib.expression.grammar import MAX_NESTING, MAX_NODES, MAX_OPERANDS
from lecture_lib.expression.tokens import MAX_LENGTH, MAX_NAME


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        # names
        ("x₃ + x_3 + x_₃", "x3 + x3 + x3"),
        ("w3x3", "w3*x3"),
        ("net2 - net", "net2 - net"),
        ("Wx − αβ", "Wx - αβ"),
        ("ϕ + φ + µ + μ", "φ + φ + μ + μ"),
        ("x03 + x3", "x03 + x3"),
        # numbers
        ("2x", "2*x"),
        ("2.5 x + .5 + 1.", "2.5*x + 0.5 + 1"),
        ("2e3x", "2000*x"),
        ("2e−3 x", "0.002*x"),
        ("2ex", "2*ex"),
        ("1e30 + 1e-9 + x", "1e+30 + 1e-9 + x"),
        # signs
        ("x – y − z", "x - y - z"),
        ("x · y × z ⋅ t ∗ u", "x*y*z*t*u"),
        ("x ÷ y ∕ z", "x/y/z"),
        ("+x + +y", "x + y"),
        ("x - -2", "x - -2"),
        ("x*-2", "x*-2"),
        # the lecture's functions as typed
        ("x₁ − σ(w₃x₃ + w₄x₄)", "x1 - sigmoid(w3*x3 + w4*x4)"),
        ("σ(x) tanh(y) ReLU(z)", "sigmoid(x)*tanh(y)*relu(z)"),
        ("ln(x) + log(x) + √(x) + max(x, y)", "log(x) + log(x) + sqrt(x) + max(x, y)"),
        # products without a sign
        ("2(x+1)", "2*(x + 1)"),
        ("(a)(b)c", "a*b*c"),
        ("a b/c", "a*b/c"),
        ("a/b*c d", "a/b*c*d"),
        ("x²y", "x^2*y"),
        ("x^2y", "x^2*y"),
        ("w\u2062x", "w*x"),
        ("x²(y + 1)", "x^2*(y + 1)"),
        # powers
        ("-x^2", "-x^2"),
        ("(-x)^2", "(-x)^2"),
        ("-2^x", "-2^x"),
        ("-2x²", "-2*x^2"),
        ("x^y^z", "x^y^z"),
        ("(x^y)^z", "(x^y)^z"),
        ("x**-y", "x^-y"),
        ("x⁻¹²", "x^-12"),
        # a run of additions is one node; other runs go from left to right
        ("a + (b + c) + d", "a + b + c + d"),
        ("a - (b + c)", "a - (b + c)"),
        ("a - b + c", "a - b + c"),
        ("a + (b - c)", "a + (b - c)"),
        ("a*(b*c)", "a*(b*c)"),
        ("a/(b/c)", "a/(b/c)"),
        ("-(2) + x", "-(2) + x"),
        # programs
        ("f = x + 1", "x + 1"),
        ("y = x + 1", "y = x + 1"),
        ("x2 = x3 + x4\nx1 − x2\n", "x2 = x3 + x4; f = x1 - x2"),
        (";;a = x + 1;;\n a + a", "a = x + 1; f = a + a"),
        ("a = x + y; f = a + z", "a = x + y; f = a + z"),
    ],
)
def test_accepted(text, canonical):
    expression = parse(text)
    assert str(expression) == canonical
    assert parse(canonical) == expression


def test_the_graph_of_the_lecture():
    expression = parse("net2 = w3*x3 + w4*x4; x2 = σ(net2); f = x1 − x2")
    assert expression.nodes == (
        Node("leaf", (), "w3"),
        Node("leaf", (), "x3"),
        Node("mul", (0, 1)),
        Node("leaf", (), "w4"),
        Node("leaf", (), "x4"),
        Node("mul", (3, 4)),
        Node("add", (2, 5), "net2"),
        Node("sigmoid", (6,), "x2"),
        Node("leaf", (), "x1"),
        Node("sub", (8, 7), "f"),
    )
    assert expression.leaves == ("w3", "x3", "w4", "x4", "x1")
    assert expression.index("x2") == 7


def test_a_run_of_additions_is_one_node():
    nodes = parse("x1 - (x3 + (x5 + x4))").nodes
    assert [node.op for node in nodes] == ["leaf", "leaf", "leaf", "leaf", "add", "sub"]
    assert nodes[4].args == (1, 2, 3)


def test_a_named_sum_stays_a_node_of_its_own():
    nodes = parse("a = x + y; a + z").nodes
    assert [node.args for node in nodes if node.op == "add"] == [(0, 1), (2, 3)]


@pytest.mark.parametrize(
    ("text", "column", "part"),
    [
        # nothing to see
        ("", 1, "the expression is empty; write for example x1 - x2"),
        (" ; \n", 5, "is empty"),
        ("x", 1, "an operation is needed here"),
        ("a = 3; f = a + x", 5, "an operation is needed here"),
        ("a = x; f = a + a", 5, "an operation is needed here"),
        ("a = x + 1; a", 12, "an operation is needed here"),
        ("1 + 2", 1, "has no variable; use at least one name such as x1"),
        # characters
        ("x + $", 5, "'$' is not allowed; allowed are numbers, names such as x3"),
        ("[x]", 1, "'[' is not allowed"),
        ("x + \U0001d465", 5, "U+1D465 is not allowed"),
        ("x\x00", 2, "U+0000 is not allowed"),
        ("x\u200b + y", 2, "U+200B is not allowed"),
        ("x\u202e", 2, "U+202E is not allowed"),
        ("x\u3000", 2, "U+3000 is not allowed"),
        ("x\u0301", 2, "U+0301 is not allowed"),
        ("x > 0", 3, "'>' is not allowed"),
        ("x.y", 2, "'.' needs a digit beside it"),
        ("x_y", 2, "'_' stands only between the letters and the number of a name"),
        ("__import__", 1, "'_' stands only between"),
        ("3₄x", 2, "'₄' stands only right after the letters of a name"),
        ("x⁻", 2, "'⁻' needs raised digits after it"),
        ("α β γ ы", 7, "'ы' is not allowed"),
        # numbers and names
        ("1e999 x", 1, "1e999 is too large for a floating-point number"),
        ("x⁹⁹⁹ + x" + "⁹" * 400, 9, "is too large"),
        ("1e-999 x", 1, "1e-999 is too small"),
        ("x + " + "y" * (MAX_NAME + 1), 5, f"at most {MAX_NAME} letters and digits"),
        # products without a sign
        ("x 3", 3, "the number 3 cannot follow without a sign"),
        ("(x)2", 4, "the number 2 cannot follow without a sign"),
        ("1.2.3x", 4, "the number .3 cannot follow"),
        ("a/b c", 5, "after '/' has two readings"),
        ("a/2x", 4, "after '/' has two readings"),
        ("a/b(c)", 3, "b is no function"),
        ("x (y + 1)", 1, "for a product write x*(...)"),
        ("g(x)", 1, "the functions are sigmoid (or σ), tanh, relu (or ReLU), exp, log (or ln),"),
        ("e(x + 1)", 1, "e is no function"),
        # names that look like functions or constants
        ("sine(x)", 1, "Did you mean the function sin? A variable needs another name"),
        ("x + Sin", 5, "Did you mean the function sin?"),
        ("arctan x", 1, "Did you mean a function? arctan is none of those known here: sigmoid"),
        ("log10(x)", 1, "Did you mean a function?"),
        ("lg x", 1, "Did you mean a function?"),
        ("Pi*x^2", 1, "Did you mean the constant pi?"),
        ("m + E", 5, "Did you mean the constant e?"),
        ("MAX(x, y)", 1, "Did you mean the function max?"),
        ("2*pi", 1, "the expression has no variable"),
        ("y = e^x; e = y + 1; y*e", 10, "e is used before it is defined here"),
        # functions
        ("σ x", 1, "σ is a function; write σ(...)"),
        ("exp + x", 1, "exp is a function"),
        ("max(x)", 1, "max takes 2 arguments, not 1"),
        ("σ(x, y)", 1, "σ takes 1 argument, not 2"),
        ("tanh() + x", 6, "is expected here, not ')'"),
        # signs and parentheses
        ("x +", 4, "a number, a name, a function or '(' is missing before the end of the line"),
        ("x + ; y", 5, "is missing before the end of the line"),
        ("* x", 1, "is expected here, not '*'"),
        ("x * ÷ y", 5, "is expected here, not '÷'"),
        ("(x + y", 7, "')' is missing for the '(' at column 1"),
        ("σ(x; y", 4, "')' is missing for the '(' at column 2"),
        ("x + y)", 6, "')' has no '(' before it"),
        ("0,5x", 2, "decimals have a point, as in 0.5"),
        ("(x, y)", 3, "',' stands only between the two arguments of max or min"),
        ("x^2²^2", 5, "a power of a power has two readings"),
        ("x²^2", 3, "a power of a power has two readings"),
        # definitions
        ("x + 1 = y", 7, "'=' stands only after the name that begins a definition"),
        ("a = b = x + 1", 7, "'=' stands only after"),
        ("x + 1; y + 2", 1, "only the last line may go without a name"),
        ("exp = x + 1", 1, "exp is a function; a definition needs another name"),
        ("a = x + 1; a = x + 2", 12, "a is defined twice"),
        ("a = a + 1", 5, "a is used in its own definition"),
        ("b = a + 1; a = x + 1; a + b", 12, "a is used before it is defined here"),
        ("a = x + 1; b = x + 2; a + x", 12, "b is defined, but the result"),
        ("f + x", 1, "f is the name of the result"),
        ("f = x + 1; f + 1", 1, "f is the name of the result"),
        # limits
        ("(" * 60 + "x", MAX_NESTING + 1, f"at most {MAX_NESTING} levels"),
        ("-" * 60 + "x", MAX_NESTING + 1, f"at most {MAX_NESTING} levels"),
        ("x^" * 60 + "x", 2 * MAX_NESTING + 1, f"at most {MAX_NESTING} levels"),
        ("x" + " " * MAX_LENGTH, MAX_LENGTH + 1, f"at most {MAX_LENGTH} characters"),
        ("x" + "+1" * MAX_NODES, 2 * MAX_NODES + 2, f"at most {MAX_NODES} nodes"),
        ("x" + "+x" * MAX_OPERANDS, 2 * MAX_OPERANDS + 2, f"{MAX_OPERANDS} operands"),
    ],
)
def test_refused(text, column, part):
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.column == column
    assert str(caught.value).startswith(f"column {column}: ")
    assert part in str(caught.value)


def test_an_expression_is_a_text():
    with pytest.raises(TypeError, match="text is 3, but must be a text"):
        parse(3)


@settings(max_examples=60)
@given(st.data(), programs())
def test_every_spelling_gives_the_graph(data, program):
    text = data.draw(spellings(program))
    assert parse(text).nodes == nodes_of(program)


@settings(max_examples=60)
@given(programs())
def test_the_canonical_text_parses_to_the_same_expression(program):
    expression = Expression(nodes_of(program), "")
    again = parse(str(expression))
    assert again == expression
    assert str(again) == str(expression)


@settings(max_examples=60)
@given(st.data(), programs())
def test_values_are_those_of_python_arithmetic(data, program):
    values = data.draw(values_for(program, any_number))
    result = Expression(nodes_of(program), "").evaluate(values)[-1]
    np.testing.assert_allclose(result, value_of(program, values), rtol=1e-9)


def test_values_at_the_ends_of_the_number_line():
    def value(text, **values):
        return parse(text).evaluate(values)[-1]

    assert value("1/x", x=0.0) == math.inf
    assert value("1/x", x=-0.0) == -math.inf
    assert math.isnan(value("x/x", x=0.0))
    assert value("x^y", x=0.0, y=0.0) == 1.0
    assert math.isnan(value("x^0.5", x=-1.0))
    assert value("exp(x)", x=1000.0) == math.inf
    assert value("log(x)", x=0.0) == -math.inf
    assert math.isnan(value("sqrt(x)", x=-1.0))
    assert value("sigmoid(x)", x=-700.0) > 0.0
    assert value("x + y", x=1, y=np.float32(2)) == 3.0
    assert math.copysign(1.0, value("x*-0", x=1.0)) == -1.0


@pytest.mark.parametrize("method", ["evaluate", "build"])
def test_values_must_fit_the_leaves(method):
    compute = getattr(parse("x1 - x2"), method)
    with pytest.raises(ValueError, match="the value of x2 is missing; needed are x1, x2"):
        compute({"x1": 1.0})
    with pytest.raises(ValueError, match=r"x3 is no variable of the expression.* are x1, x2"):
        compute({"x1": 1.0, "x2": 1.0, "x3": 1.0})
    for bad in ("1", None, True, [1.0], 1j):
        with pytest.raises(TypeError, match="the value of x2 is not a number"):
            compute({"x1": 1.0, "x2": bad})


def test_index_names_what_there_is():
    with pytest.raises(ValueError, match="no node is called x3; the names are x1, x2, f"):
        parse("x1 - x2").index("x3")


@settings(max_examples=60)
@given(st.data(), programs())
def test_a_built_tensor_has_the_value_and_gives_the_expression_back(data, program):
    expression = Expression(nodes_of(program), "")
    values = data.draw(values_for(program))
    tensor = expression.build(values)
    np.testing.assert_equal(tensor.item(), expression.evaluate(values)[-1])
    if not _adds_numbers_alone(expression):
        again, values_again = from_tensor(tensor)
        assert values_again == values
        assert sorted(str(again).split("; ")) == sorted(str(expression).split("; "))
        assert from_tensor(again.build(values)) == (again, values)


def _adds_numbers_alone(expression):
    """Whether an operation, or the first addition of a sum, has no variable below."""
    active = []
    for node in expression.nodes:
        active.append(node.op == "leaf" or any(active[arg] for arg in node.args[:2]))
    return any(node.args and not active[i] for i, node in enumerate(expression.nodes))
