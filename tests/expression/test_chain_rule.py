"""The chain rule: which factors, in which order, and that they give the gradient."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import nodes_of, programs, size_of_terms, values_for

from lecture_lib.expression import Expression, parse
from lecture_lib.expression.chain_rule import MAX_PATHS, chain, chain_text, edge_factor
from lecture_lib.expression.trace import trace

VALUES = {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 0.2, "x4": 2.0, "x5": 0.25, "x": -2.0, "y": 4.0}


def line(text, name, **values):
    expression = parse(text)
    known = {leaf: {**VALUES, **values}[leaf] for leaf in expression.leaves}
    return chain_text(trace(expression, known), expression.index(name))


def test_the_lines_of_the_lecture():
    five = "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2"
    assert line(five, "w3") == (
        "∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂net₂ · ∂net₂/∂w₃ = −1 × σ′(net₂) × x₃ = −1 × 0.1587 × 2 = −0.3174"
    )
    assert line(five, "x1") == "∂f/∂x₁ = 1"
    assert line(five, "f") == "∂f/∂f = 1"
    assert line("x2 = x3 + x5 + x4; f = x1 - x2", "x5") == (
        "∂f/∂x₅ = ∂f/∂x₂ · ∂x₂/∂x₅ = −1 × 1 = −1"
    )
    assert line(f"x1 = x3 + x5; {five}", "x3") == (
        "∂f/∂x₃ = ∂f/∂x₂ · ∂x₂/∂net₂ · ∂net₂/∂x₃ + ∂f/∂x₁ · ∂x₁/∂x₃ "
        "= −1 × σ′(net₂) × w₃ + 1 × 1 = −1 × 0.1587 × 0.5 + 1 × 1 = 0.9207"
    )


def test_without_definitions_every_result_has_a_name():
    assert line("x1 - sigmoid(w3*x3)", "w3") == (
        "∂f/∂w₃ = ∂f/∂v₂ · ∂v₂/∂v₁ · ∂v₁/∂w₃ = −1 × σ′(v₁) × x₃ = −1 × 0.1966 × 2 = −0.3932"
    )


def test_a_negative_factor_after_another_stands_in_parentheses():
    assert line("x2 = x*x3; f = 5 - (3 - x2)", "x3") == (
        "∂f/∂x₃ = ∂f/∂x₂ · ∂x₂/∂x₃ = 1 × x = 1 × (−2) = −2"
    )
    assert line("a = x*y; f = a*y", "y") == (
        "df/dy = ∂f/∂y + ∂f/∂a · ∂a/∂y = a + y × x = −8 + 4 × (−2) = −16"
    )


def test_where_one_path_is_a_single_edge_the_sum_is_written_as_total_derivative():
    assert line("a = 3 - y; b = a*x; f = b - y", "y") == (
        "df/dy = ∂f/∂y + ∂f/∂b · ∂b/∂a · ∂a/∂y = −1 + 1 × x × (−1) = −1 + 1 × (−2) × (−1) = 1"
    )


def test_edges_to_the_same_operand_make_one_factor():
    assert line("x*x", "x") == "∂f/∂x = 2x = −4"
    assert line("x + x + x", "x") == "∂f/∂x = 3"
    assert line("a = x/x; f = a*y", "x") == (
        "∂f/∂x = ∂f/∂a · ∂a/∂x = y × (1/x + (−x/x²)) = 4 × 0 = 0"
    )


def test_unnamed_results_are_not_merged_where_two_paths_would_look_the_same():
    assert line("a = x*y + x^2; f = 3*a", "x") == (
        "∂f/∂x = ∂f/∂a · ∂a/∂(x²) · ∂(x²)/∂x + ∂f/∂a · ∂a/∂(x × y) · ∂(x × y)/∂x "
        "= 3 × 1 × 2x + 3 × 1 × y = 3 × 1 × (−4) + 3 × 1 × 4 = 0"
    )


def test_one_of_several_paths_does_not_look_like_their_sum():
    assert line("a = x*y; f = a + 3*exp(x)", "x").startswith(
        "∂f/∂x = ∂f/∂exp(x) · ∂exp(x)/∂x + ∂f/∂a · ∂a/∂x = 3 × exp(x) + 1 × y = "
    )


def test_a_merged_factor_is_the_only_way_between_its_ends():
    # not ∂f/∂a for the way over a × y alone: there is another over b
    assert line("a = x1*x; b = -a; f = b + a*y", "x1") == (
        "∂f/∂x₁ = ∂f/∂(a × y) · ∂(a × y)/∂a · ∂a/∂x₁ + ∂f/∂b · ∂b/∂a · ∂a/∂x₁ "
        "= 1 × y × x + 1 × (−1) × x = 1 × 4 × (−2) + 1 × (−1) × (−2) = −6"
    )


def test_merged_factors_multiply_their_symbols():
    assert line("a = x*y; f = 3 - sigmoid(-a)*y", "a") == "∂f/∂a = y × σ′(−a) = 0.001341"


def test_with_many_paths_only_the_last_links_are_written():
    text = "a = x*x; b = a*a + a; c = b*b + b; f = c*c + c"
    expression = parse(text)
    result = trace(expression, {"x": 1.0})
    assert len(chain(result, expression.index("b"))) == 4 == MAX_PATHS
    assert chain_text(result, expression.index("a")) == (
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
    ],
)
def test_local_derivatives(text, symbols):
    expression = parse(text)
    result = trace(expression, {leaf: VALUES[leaf] for leaf in expression.leaves})
    steps = [step for step in result.steps if step.kind == "backward"]
    factors = [edge_factor(result, step) for step in steps]
    assert [factor.symbol for factor in factors] == symbols
    assert [factor.value for factor in factors] == pytest.approx(
        [step.local for step in steps], nan_ok=True
    )


def test_a_local_derivative_needs_a_backward_step():
    result = trace(parse("x*y"), {"x": 1.0, "y": 2.0})
    with pytest.raises(ValueError, match="a backward step is needed, not a forward step"):
        edge_factor(result, result.steps[0])


def test_what_depends_on_no_variable_has_no_chain():
    result = trace(parse("x + 2*3"), {"x": 1.0})
    for compute in (chain, chain_text):
        with pytest.raises(ValueError, match="v₁ depends on no variable, so it has no gradient"):
            compute(result, 3)


@settings(max_examples=60)
@given(st.data(), programs())
def test_the_terms_add_up_to_the_gradient(data, program):
    expression = Expression(nodes_of(program), "")
    result = trace(expression, data.draw(values_for(program)))
    sizes = size_of_terms(result)
    for node, gradient in enumerate(result.gradients):
        if gradient is None:
            continue
        terms = chain(result, node)
        products = [math.prod(factor.value for factor in term) for term in terms]
        assume(math.isfinite(sizes[node]))
        assert sum(products) == pytest.approx(gradient, abs=1e-12 * sizes[node] + 1e-300)


@settings(max_examples=60)
@given(st.data(), programs())
def test_the_factors_lead_from_the_output_to_the_node(data, program):
    expression = Expression(nodes_of(program), "")
    result = trace(expression, data.draw(values_for(program)))
    last = len(expression.nodes) - 1
    for node, gradient in enumerate(result.gradients):
        if gradient is None or node == last:
            continue
        terms = chain(result, node)
        for term in terms:
            nodes = [term[0].numerator, *(factor.denominator for factor in term)]
            assert (nodes[0], nodes[-1]) == (last, node)
            assert [factor.numerator for factor in term[1:]] == nodes[1:-1]
        fractions = [" · ".join(factor.fraction for factor in term) for term in terms]
        if not _writes_two_nodes_alike(expression):
            assert len(set(fractions)) == len(fractions)


def _writes_two_nodes_alike(expression):
    # x*y + x*y: two nodes without a name, and nothing to tell them apart by
    written = [(node.op, node.args, node.value) for node in expression.nodes]
    return len(set(written)) < len(written)
