"""Both languages take the same steps with the same numbers.

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
from words import TRACE

from lecture_lib.autodiff.vjps import OPS
from lecture_lib.expression import Expression, parse
from lecture_lib.expression.trace import finite_difference, pull_back, trace


def same(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=1e-12, atol=5e-324)


def expression_of(program):
    return parse(str(Expression(nodes_of(program), "")))


def trace_in_javascript(js, expression, values):
    return js.run(TRACE.format(text=literal(str(expression)), values=literal(values)))


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
