"""Slopes from the left and from the right, exactly: at a kink each side is a formula of its own."""

from __future__ import annotations

import math

from lecture_lib.expression import Function, Node
from lecture_lib.expression.formula import Formula
from lecture_lib.expression.function import KINKED

__all__ = ["one_sided_slopes"]

#: Slopes that differ by less, beside their size, differ by rounding alone.
ROUNDING = 1e-12


def one_sided_slopes(function: Function, a: float) -> tuple[float, float]:
    """f'(a-), f'(a+) of a function of one variable; the same number twice where f' exists.

    Parameters
    ----------
    function : Function
    a : float

    Returns
    -------
    tuple of 2 floats
        NaN where f is undefined.

    Notes
    -----
    Where abs, relu, max or min stands at its kink, it is, on either side, one of its branches: the
    one to which its operands go. With the branch in its place f has an ordinary derivative there.

    Examples
    --------
    >>> from lecture_lib.expression import parse_function
    >>> one_sided_slopes(parse_function("max(a, 1) + a", ["a"]), 1.0)
    (1.0, 2.0)
    >>> one_sided_slopes(parse_function("relu(a) - relu(-a)", ["a"]), 0.0)
    (1.0, 1.0)
    """
    if not function.at_kink([a]):
        slope = _slope(function, a)
        return slope, slope
    left, right = (_slope(_branch(function, a, way), a) for way in (-1.0, 1.0))
    if abs(left - right) <= ROUNDING * max(1.0, abs(left), abs(right)):
        return right, right
    return left, right


def _slope(function: Function, a: float) -> float:
    return float(function.gradient([a])[0])


def _branch(function: Function, a: float, way: float) -> Function:
    """Return what the function is between `a` and the next point that way."""
    nodes: list[Node] = []
    for node in function.formula.nodes:
        nodes.append(node)
        if node.op in KINKED and len(set(node.args)) == len(node.args):
            parts = [Function("", function.names, Formula(tuple(nodes), arg)) for arg in node.args]
            values = [float(part.value([a])) for part in parts]
            if values[0] == (values[1] if len(values) > 1 else 0.0):
                nodes[-1] = _taken(node, [way * _slope(part, a) for part in parts])
    return Function("", function.names, Formula(tuple(nodes), function.formula.result))


def _taken(node: Node, moves: list[float]) -> Node:
    """Return the branch of a node at its kink whose operands move so."""
    first, last = node.args[0], node.args[-1]
    if math.isnan(sum(moves)):
        return node
    if node.op == "abs" and moves[0] < 0.0:
        return Node("neg", (first,))
    if node.op == "relu" and moves[0] <= 0.0:
        return Node("sub", (first, first))
    if len(moves) > 1 and (moves[0] < moves[1]) == (node.op == "maximum"):
        return Node("maximum", (last, last))  # is its operand
    return Node("maximum", (first, first))
