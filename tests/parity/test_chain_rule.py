"""The chain rule in the stepper's words: which factors, in which order, worth the gradient.

The symbols are computed in JavaScript alone. What each is worth is computed in Python from its
text, and held by the derivatives of `vjps.OPS`; those of the table of functions are held by SymPy.
"""

import math

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from javascript import JavaScriptError
from strategies import nodes_of, programs, size_of_terms, values_for
from words import TRACE, spoken, value_of

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.functions import TABLE
from lecture_lib.expression.trace import trace

MAX_PATHS = 4
VALUES = {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 0.2, "x4": 2.0, "x5": 0.25, "x": -2.0, "y": 4.0}


def line(js, text, name):
    expression = parse(text)
    said = spoken(js, text, {leaf: VALUES[leaf] for leaf in expression.leaves})
    return said["chainTexts"][expression.index(name)]


def test_the_lines_of_the_lecture(js):
    five = "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2"
    assert line(js, five, "w3") == (
        "∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂net₂ · ∂net₂/∂w₃ = −1 × σ′(net₂) × x₃ = −1 × 0.1587 × 2 = −0.3174"
    )
    assert line(js, five, "x1") == "∂f/∂x₁ = 1"
    assert line(js, five, "f") == "∂f/∂f = 1"
    assert line(js, "x2 = x3 + x5 + x4; f = x1 - x2", "x5") == (
        "∂f/∂x₅ = ∂f/∂x₂ · ∂x₂/∂x₅ = −1 × 1 = −1"
    )
    assert line(js, f"x1 = x3 + x5; {five}", "x3") == (
        "∂f/∂x₃ = ∂f/∂x₂ · ∂x₂/∂net₂ · ∂net₂/∂x₃ + ∂f/∂x₁ · ∂x₁/∂x₃ "
        "= −1 × σ′(net₂) × w₃ + 1 × 1 = −1 × 0.1587 × 0.5 + 1 × 1 = 0.9207"
    )


def test_without_definitions_every_result_has_a_name(js):
    assert line(js, "x1 - sigmoid(w3*x3)", "w3") == (
        "∂f/∂w₃ = ∂f/∂v₂ · ∂v₂/∂v₁ · ∂v₁/∂w₃ = −1 × σ′(v₁) × x₃ = −1 × 0.1966 × 2 = −0.3932"
    )


def test_a_negative_factor_after_another_stands_in_parentheses(js):
    assert line(js, "x2 = x*x3; f = 5 - (3 - x2)", "x3") == (
        "∂f/∂x₃ = ∂f/∂x₂ · ∂x₂/∂x₃ = 1 × x = 1 × (−2) = −2"
    )
    assert line(js, "a = x*y; f = a*y", "y") == (
        "df/dy = ∂f/∂y + ∂f/∂a · ∂a/∂y = a + y × x = −8 + 4 × (−2) = −16"
    )


def test_where_one_path_is_a_single_edge_the_sum_is_written_as_total_derivative(js):
    assert line(js, "a = 3 - y; b = a*x; f = b - y", "y") == (
        "df/dy = ∂f/∂y + ∂f/∂b · ∂b/∂a · ∂a/∂y = −1 + 1 × x × (−1) = −1 + 1 × (−2) × (−1) = 1"
    )


def test_edges_to_the_same_operand_make_one_factor(js):
    assert line(js, "x*x", "x") == "∂f/∂x = 2x = −4"
    assert line(js, "x + x + x", "x") == "∂f/∂x = 3"
    assert line(js, "a = x/x; f = a*y", "x") == (
        "∂f/∂x = ∂f/∂a · ∂a/∂x = y × (1/x + (−x/x²)) = 4 × 0 = 0"
    )


def test_unnamed_results_are_not_merged_where_two_paths_would_look_the_same(js):
    assert line(js, "a = x*y + x^2; f = 3*a", "x") == (
        "∂f/∂x = ∂f/∂a · ∂a/∂(x²) · ∂(x²)/∂x + ∂f/∂a · ∂a/∂(x × y) · ∂(x × y)/∂x "
        "= 3 × 1 × 2x + 3 × 1 × y = 3 × 1 × (−4) + 3 × 1 × 4 = 0"
    )


def test_one_of_several_paths_does_not_look_like_their_sum(js):
    assert line(js, "a = x*y; f = a + 3*exp(x)", "x").startswith(
        "∂f/∂x = ∂f/∂exp(x) · ∂exp(x)/∂x + ∂f/∂a · ∂a/∂x = 3 × exp(x) + 1 × y = "
    )


def test_a_merged_factor_is_the_only_way_between_its_ends(js):
    # not ∂f/∂a for the way over a × y alone: there is another over b
    assert line(js, "a = x1*x; b = -a; f = b + a*y", "x1") == (
        "∂f/∂x₁ = ∂f/∂(a × y) · ∂(a × y)/∂a · ∂a/∂x₁ + ∂f/∂b · ∂b/∂a · ∂a/∂x₁ "
        "= 1 × y × x + 1 × (−1) × x = 1 × 4 × (−2) + 1 × (−1) × (−2) = −6"
    )


def test_merged_factors_multiply_their_symbols(js):
    assert line(js, "a = x*y; f = 3 - sigmoid(-a)*y", "a") == "∂f/∂a = y × σ′(−a) = 0.001341"


def test_with_many_paths_only_the_last_links_are_written(js):
    text = "a = x*x; b = a*a + a; c = b*b + b; f = c*c + c"
    expression = parse(text)
    said = spoken(js, text, {"x": 1.0})
    assert len(said["chains"][expression.index("b")]) == 4 == MAX_PATHS
    assert js.run("modules.trace.MAX_PATHS") == MAX_PATHS
    assert said["chainTexts"][expression.index("a")] == (
        "∂f/∂a = ∂f/∂b · ∂b/∂a + ∂f/∂(a × a) · ∂(a × a)/∂a "
        "= ∂f/∂b × 1 + ∂f/∂(a × a) × 2a = 65 × 1 + 65 × 2 = 195"
    )


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("x + y", ["1", "1"]),
        ("x - y", ["1", "−1"]),
        ("x*y", ["y", "x"]),
        ("x/y", ["1/y", "−x/y²"]),
        ("x^y", ["y × x^(y − 1)", "x^y × log(x)"]),
        ("max(x, y)", ["[x > y]", "[y > x]"]),
        ("max(y, y)", ["½", "½"]),
        ("-x", ["−1"]),
        ("exp(x)", ["exp(x)"]),
        ("log(x)", ["1/x"]),
        ("sqrt(x)", ["1/(2√(x))"]),
        ("relu(x)", ["[x > 0]"]),
        ("sigmoid(x)", ["σ′(x)"]),
        ("tanh(x)", ["tanh′(x)"]),
        ("softplus(x)", ["σ(x)"]),
        ("x^0", ["0"]),
        ("x^1", ["1"]),
        ("x^2", ["2x"]),
        ("x1^3", ["3x₁²"]),
        ("x^-1", ["−x⁻²"]),
        ("x^0.5", ["0.5x^(−0.5)"]),
        ("2^x", ["2^x × log(2)"]),
        ("2/x", ["−2/x²"]),
        ("sin(x)", ["cos(x)"]),
        ("cos(x)", ["−sin(x)"]),
        ("abs(x)", ["sgn(x)"]),
        ("min(x, y)", ["[x < y]", "[y < x]"]),
        ("min(y, y)", ["½", "½"]),
        ("e^x", ["e^x"]),
        ("e^(2x)", ["e^v₁", "2"]),
        ("pi^x", ["π^x × log(π)"]),
        ("cos(x)*y", ["y", "v₁", "−sin(x)"]),
        ("sqrt(abs(x))", ["1/(2√(v₁))", "sgn(x)"]),
    ],
)
def test_local_derivatives(js, text, symbols):
    expression = parse(text)
    said = spoken(js, text, {leaf: VALUES[leaf] for leaf in expression.leaves})
    assert [edge["symbol"] for edge in said["edges"]] == symbols
    steps = [step for step in said["steps"] if step["kind"] == "backward"]
    expected = pytest.approx([step["local"] for step in steps], rel=0, nan_ok=True)
    assert [edge["value"] for edge in said["edges"]] == expected


@pytest.mark.parametrize(("x", "local"), [(-3.0, -1), (0.0, 0), (2.0, 1)])
def test_the_derivative_of_the_absolute_value_is_0_at_0(js, x, local):
    (edge,) = spoken(js, "abs(x)", {"x": x})["edges"]
    assert (edge["symbol"], edge["value"]) == ("sgn(x)", local)


@pytest.mark.parametrize("op", [op for op, e in TABLE["functions"].items() if "derivative" in e])
def test_the_derivatives_of_the_table_are_those_that_sympy_finds(op):
    a = sympy.Symbol("a", positive=True)
    known = {
        "a": a,
        "sigmoid": lambda x: 1 / (1 + sympy.exp(-x)),
        "softplus": lambda x: sympy.log(1 + sympy.exp(x)),
    }
    by_sympy = sympy.diff(sympy.sympify(f"{op}(a)", locals=known), a)
    in_the_table = sympy.sympify(TABLE["functions"][op]["derivative"], locals=known)
    assert sympy.simplify(by_sympy - in_the_table) == 0


@settings(max_examples=80)
@given(st.data(), programs(consts=st.sampled_from([-4.0, -1.5, 0.0, 0.5, 2.0, 3.0, 12.0])))
def test_every_symbol_is_worth_the_derivative(js, data, program):
    text = str(Expression(nodes_of(program), ""))
    expression = parse(text)
    said = spoken(js, text, data.draw(values_for(program)))
    values = [float(x) for x in said["values"]]
    known = {name: x for name, x in zip(said["names"], values, strict=True) if name}
    here = trace(expression, {name: known[name] for name in expression.leaves})
    steps = [step for step in here.steps if step.kind == "backward"]
    assert len(said["edges"]) == len(steps)
    for edge, step in zip(said["edges"], steps, strict=True):
        assert (edge["numerator"], edge["denominator"]) == (step.node, step.operand)
        operands = [values[arg] for arg in expression.nodes[step.node].args]
        local = float(edge["value"])
        # 0^0 and inf/inf: the derivative is a limit, of which the symbol knows nothing
        if math.isfinite(local) and 0.0 not in operands and all(map(math.isfinite, operands)):
            worth = value_of(edge["symbol"], known)
            if math.isfinite(worth):
                assert worth == pytest.approx(local, rel=1e-9, abs=1e-290)


def test_what_depends_on_no_variable_has_no_chain(js):
    message = "v₁ depends on no variable, so it has no gradient"
    script = TRACE.format(text='"x + 2*3"', values="{x: 1}")
    for function in ("chain", "chainText"):
        with pytest.raises(JavaScriptError, match=message):
            js.run(f"modules.trace.{function}({script}, 3)")


def both(js, data, program):
    """Return the expression, what is said of it, and the trace of Python."""
    text = str(Expression(nodes_of(program), ""))
    values = data.draw(values_for(program))
    return parse(text), spoken(js, text, values), trace(parse(text), values)


@settings(max_examples=60)
@given(st.data(), programs())
def test_the_terms_add_up_to_the_gradient(js, data, program):
    _, said, result = both(js, data, program)
    sizes = size_of_terms(result)
    for node, terms in enumerate(said["chains"]):
        assert (terms is None) == (result.gradients[node] is None)
        if terms is None:
            continue
        products = [math.prod(float(factor["value"]) for factor in term) for term in terms]
        assume(math.isfinite(sizes[node]))
        gradient = float(said["gradients"][node])
        assert sum(products) == pytest.approx(gradient, abs=1e-12 * sizes[node] + 1e-300)


@settings(max_examples=60)
@given(st.data(), programs())
def test_the_factors_lead_from_the_output_to_the_node(js, data, program):
    expression, said, _ = both(js, data, program)
    last = len(expression.nodes) - 1
    for node, terms in enumerate(said["chains"]):
        if terms is None or node == last:
            continue
        for term in terms:
            nodes = [term[0]["numerator"], *(factor["denominator"] for factor in term)]
            assert (nodes[0], nodes[-1]) == (last, node)
            assert [factor["numerator"] for factor in term[1:]] == nodes[1:-1]
        fractions = [" · ".join(factor["fraction"] for factor in term) for term in terms]
        assert " + ".join(fractions) in said["chainTexts"][node]
        if not _writes_two_nodes_alike(expression):
            assert len(set(fractions)) == len(fractions)


def _writes_two_nodes_alike(expression):
    # x*y + x*y: two nodes without a name, and nothing to tell them apart by
    written = [(node.op, node.args, node.value) for node in expression.nodes]
    return len(set(written)) < len(written)
