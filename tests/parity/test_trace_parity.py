"""Both languages take the same steps with the same numbers and say the same about them.

A last digit of exp may differ between the two, and a difference of nearly equal numbers makes it
large. So every operation is compared on the same inputs, to 1e-12: the inputs are JavaScript's.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScriptError, literal
from strategies import BINARY, UNARY, any_number, moderate, nodes_of, programs, values_for

from lecture_lib.autodiff.vjps import OPS
from lecture_lib.expression import Expression, parse
from lecture_lib.expression.chain_rule import MAX_PATHS, chain, chain_text, edge_factor
from lecture_lib.expression.formulas import display_name, formula, formula_text, node_names
from lecture_lib.expression.trace import Trace, finite_difference, pull_back, trace

TRACE = "modules.trace.trace(modules.expression.parse({text}), {values})"
WORDS = """
((t, m, nodes) => ({
  names: m.nodeNames(t.expression),
  displayNames: nodes.map((i) => m.displayName(t.expression, i)),
  formulas: nodes.map((i) => m.formula(t.expression, i)),
  lines: nodes.map((i) => m.formulaText(t, i)),
  chains: nodes.map((i) => (t.gradients[i] === null ? null : m.chain(t, i))),
  chainTexts: nodes.map((i) => (t.gradients[i] === null ? null : m.chainText(t, i))),
  edges: t.steps.filter(({ kind }) => kind === "backward").map((step) => m.edgeFactor(t, step)),
  values: t.values,
  gradients: t.gradients,
  steps: t.steps,
}))"""


def same(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=5e-324)


def expression_of(program):
    return parse(str(Expression(nodes_of(program), "")))


def trace_in_javascript(js, expression, values, select="((t) => t)"):
    script = TRACE.format(text=literal(str(expression)), values=literal(values))
    count = len(expression.nodes)
    return js.run(f"{select}({script}, modules.trace, [...Array({count}).keys()])")


@settings(max_examples=300)
@given(st.sampled_from(UNARY + BINARY), any_number, any_number, any_number)
def test_operations(js, op, a, b, g):
    operands = (a,) if op in UNARY else (a, b)
    out = OPS[op].forward(*operands)
    table = f"modules.vjps.OPS[{literal(op)}]"
    same(js.run(f"{table}[0](...{literal(operands)})"), out)
    for i, vjp in enumerate(OPS[op].vjps[: len(operands)], 1):
        passed = js.run(f"{table}[{i}](...{literal((g, out, *operands))})")
        same(passed, vjp(g, out, *operands))


@settings(max_examples=60)
@given(st.data(), programs(), st.sampled_from([moderate, any_number]))
def test_steps(js, data, program, numbers):
    expression = expression_of(program)
    values = data.draw(values_for(program, numbers))
    there = trace_in_javascript(js, expression, values)
    here = trace(expression, values)
    for i, node in enumerate(expression.nodes):
        operands = [there["values"][arg] for arg in node.args]
        if node.op == "add":
            same(there["values"][i], sum(operands[1:], operands[0]))
        elif node.args:
            same(there["values"][i], OPS[node.op].forward(*map(float, operands)))
        else:
            same(there["values"][i], here.values[i])
    assert [gradient is None for gradient in there["gradients"]] == [
        gradient is None for gradient in here.gradients
    ]
    assert len(there["steps"]) == len(here.steps)
    totals = {}
    for theirs, ours in zip(there["steps"], here.steps, strict=True):
        for field in ("kind", "node", "operand", "position", "branch", "branches"):
            assert theirs[field] == getattr(ours, field)
        check_numbers(expression, there, theirs, totals)


def check_numbers(expression, there, step, totals):
    if step["kind"] == "forward":
        assert {step[field] for field in ("upstream", "local", "contribution", "total")} == {None}
        return
    if step["kind"] == "seed":
        assert (step["contribution"], step["total"]) == (1, 1)
        return
    node, operand = step["node"], step["operand"]
    values = [float(value) for value in there["values"]]
    same(step["upstream"], there["gradients"][node])
    for g, passed in ((1.0, step["local"]), (float(step["upstream"]), step["contribution"])):
        expected = pull_back(expression.nodes[node], step["position"], g, values[node], values)
        same(passed, expected)
    before = totals.get(operand)
    totals[operand] = step["contribution"] + (0 if before is None else before)
    same(step["total"], totals[operand])


@settings(max_examples=60)
@given(st.data(), programs())
def test_words(js, data, program):
    expression = expression_of(program)
    there = trace_in_javascript(js, expression, data.draw(values_for(program)), WORDS)
    here = trace(expression, dict.fromkeys(expression.leaves, 1.0))
    gradients = [None if g is None else float(g) for g in there["gradients"]]
    here = Trace(expression, [float(value) for value in there["values"]], gradients, here.steps)
    nodes = range(len(expression.nodes))
    assert there["names"] == node_names(expression)
    assert there["displayNames"] == [display_name(expression, i) for i in nodes]
    assert there["formulas"] == [formula(expression, i) for i in nodes]
    assert there["lines"] == [formula_text(here, i) for i in nodes]
    for i in nodes:
        if gradients[i] is not None:
            assert there["chainTexts"][i] == chain_text(here, i)
            compare_terms(there["chains"][i], chain(here, i))


def compare_terms(theirs, ours):
    assert [len(term) for term in theirs] == [len(term) for term in ours]
    for their_term, our_term in zip(theirs, ours, strict=True):
        for one, other in zip(their_term, our_term, strict=True):
            same(one["value"], other.value)
            for field in ("numerator", "denominator", "fraction", "symbol"):
                assert one[field] == getattr(other, field)


@settings(max_examples=40)
@given(st.data(), programs())
def test_edges(js, data, program):
    expression = expression_of(program)
    values = data.draw(values_for(program))
    there = trace_in_javascript(js, expression, values, WORDS)["edges"]
    here = trace(expression, values)
    steps = [step for step in here.steps if step.kind == "backward"]
    for theirs, step in zip(there, steps, strict=True):
        ours = edge_factor(here, step)
        assert theirs["fraction"] == ours.fraction
        # max says ½ where its operands are equal: the last digit of exp may decide
        assert theirs["symbol"] == ours.symbol or expression.nodes[step.node].op == "maximum"


@settings(max_examples=50)
@given(st.data(), programs(max_leaves=4))
def test_finite_differences(js, data, program):
    expression = expression_of(program)
    values = data.draw(values_for(program))
    leaf = data.draw(st.sampled_from(expression.leaves))
    theirs = js.run(
        f"modules.trace.finiteDifference(modules.expression.parse({literal(str(expression))}), "
        f"{literal(values)}, {literal(leaf)})"
    )
    ours = finite_difference(expression, values, leaf)
    size = max(map(abs, expression.evaluate(values)))
    if math.isfinite(size) and size < 1e3 and math.isfinite(ours):
        assert theirs == pytest.approx(ours, rel=1e-6, abs=1e-6 * size)


VALUES = [
    ("{x1: 1}", "the value of x2 is missing; needed are x1, x2"),
    ("{x1: 1, x2: 2, x3: 3}", "x3 is no variable of the expression; its variables are x1, x2"),
    ("{x1: 1, x2: '2'}", "the value of x2 is not a number"),
]


@pytest.mark.parametrize(("values", "message"), VALUES)
def test_values_are_refused_in_the_same_words(js, values, message):
    python = eval(values, {"x1": "x1", "x2": "x2", "x3": "x3"})
    with pytest.raises((ValueError, TypeError), match=message):
        trace(parse("x1 - x2"), python)
    for function in ("trace", "evaluate"):
        with pytest.raises(JavaScriptError, match=message):
            js.run(f"modules.trace.{function}(modules.expression.parse('x1 - x2'), {values})")


def test_what_has_no_gradient_is_refused_in_the_same_words(js):
    message = "v₁ depends on no variable, so it has no gradient"
    with pytest.raises(ValueError, match=message):
        chain_text(trace(parse("x + 2*3"), {"x": 1.0}), 3)
    script = TRACE.format(text=literal("x + 2*3"), values="{x: 1}")
    for function in ("chain", "chainText"):
        with pytest.raises(JavaScriptError, match=message):
            js.run(f"modules.trace.{function}({script}, 3)")
    assert js.run("modules.trace.MAX_PATHS") == MAX_PATHS
