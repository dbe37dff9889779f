"""Values with their first and second derivatives, carried forward through the nodes of a formula.

For an operation out = f(a, b) and variables i, j::

    d_i out     = f_a d_i a + f_b d_i b
    d_i d_j out = f_a d_i d_j a + f_b d_i d_j b
                  + f_aa d_i a d_j a + f_ab (d_i a d_j b + d_j a d_i b) + f_bb d_i b d_j b

The first derivatives of operations are those of `vjps.OPS`, the second ones stand here. All of it
works on floats and on arrays alike. A derivative that is zero because nothing depends on the
variable is None, and takes part in nothing: so x^2 needs no log x. Source: Griewank & Walther
(2008), Evaluating Derivatives, chapter 13. The JavaScript twin is ``widgets/formula/jets.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

from ..activations import sigmoid_derivative, tanh, tanh_derivative
from ..autodiff import ieee
from ..autodiff.vjps import OPS
from .grammar import Node

__all__ = ["Jet", "jets"]


class Jet(NamedTuple):
    """A value and its derivatives: `first` by variable, `second` by pair (0, 0), (0, 1), ..."""

    value: Any
    first: tuple[Any, ...] = ()
    second: tuple[Any, ...] = ()


def _pow_twice_base(a: Any, b: Any) -> Any:
    """Return b (b - 1) a^(b-2), and 0 for b = 0 and 1 even where a^(b-2) is infinite."""
    flat = (b == 0.0) | (b == 1.0)
    return ieee.where(flat, 0.0, b * (b - 1.0) * ieee.power(a, b - 2.0))


def _pow_mixed(a: Any, b: Any) -> Any:
    """Return a^(b-1) (1 + b log a), and 0 for a = 0 and b > 1, the limit."""
    limit = (a == 0.0) & (b > 1.0)
    return ieee.where(limit, 0.0, ieee.power(a, b - 1.0) * (1.0 + b * ieee.log(a)))


def _pow_twice_exponent(out: Any, a: Any, b: Any) -> Any:
    """Return a^b (log a)^2, and 0 for a = 0 < b, the limit."""
    limit = (a == 0.0) & (b > 0.0)
    log = ieee.log(a)
    return ieee.where(limit, 0.0, out * (log * log))


#: By operation and pair of operands: ``(out, a, b)`` to the second derivative. Those that are not
#: here are 0, at a kink as well.
SECOND: dict[str, dict[tuple[int, int], Callable[..., Any]]] = {
    "mul": {(0, 1): lambda _out, _a, _b: 1.0},
    "div": {
        (0, 1): lambda _out, _a, b: -ieee.divide(ieee.divide(1.0, b), b),
        (1, 1): lambda _out, a, b: 2.0 * ieee.divide(ieee.divide(ieee.divide(a, b), b), b),
    },
    "pow": {
        (0, 0): lambda _out, a, b: _pow_twice_base(a, b),
        (0, 1): lambda _out, a, b: _pow_mixed(a, b),
        (1, 1): _pow_twice_exponent,
    },
    "exp": {(0, 0): lambda out, _a: out},
    "log": {(0, 0): lambda _out, a: -ieee.divide(ieee.divide(1.0, a), a)},
    "sqrt": {(0, 0): lambda out, a: ieee.divide(-0.25, a * out)},
    "sin": {(0, 0): lambda out, _a: -out},
    "cos": {(0, 0): lambda out, _a: -out},
    "sigmoid": {(0, 0): lambda _out, a: -tanh(0.5 * a) * sigmoid_derivative(a)},
    "tanh": {(0, 0): lambda out, a: -2.0 * out * tanh_derivative(a)},
    "softplus": {(0, 0): lambda _out, a: sigmoid_derivative(a)},
}


def _total(terms: Sequence[Any]) -> Any:
    return reduce(OPS["add"].forward, terms) if terms else None


def _first(node: Node, out: Any, operands: list[Jet], i: int) -> Any:
    moves = [(p, jet.first[i]) for p, jet in enumerate(operands) if jet.first[i] is not None]
    return _total([_pushed(node, p, move, out, operands) for p, move in moves])


def _pushed(node: Node, p: int, move: Any, out: Any, operands: list[Jet]) -> Any:
    """Return the derivative in operand p, times `move`."""
    if node.op == "add":
        return move  # of any number of operands
    return OPS[node.op].vjps[p](move, out, *(jet.value for jet in operands))


def _second(node: Node, out: Any, operands: list[Jet], pair: int, i: int, j: int) -> Any:
    bends = [
        (p, jet.second[pair]) for p, jet in enumerate(operands) if jet.second[pair] is not None
    ]
    terms = [_pushed(node, p, bend, out, operands) for p, bend in bends]
    for (p, q), second in SECOND.get(node.op, {}).items():
        a, b = operands[p].first, operands[q].first
        ways = [(i, j)] if p == q else [(i, j), (j, i)]
        products = [a[k] * b[m] for k, m in ways if a[k] is not None and b[m] is not None]
        if products:
            values = (jet.value for jet in operands)
            terms.append(second(out, *values) * _total(products))
    return _total(terms)


def jets(
    nodes: Sequence[Node], point: Sequence[Any], names: Sequence[str], order: int
) -> list[Jet]:
    """Return the jet of every node.

    Parameters
    ----------
    nodes : sequence of Node
    point : sequence of float or array
        A number for each name, or arrays of one shape.
    names : sequence of str
        The variables.
    order : {0, 1, 2}
        Up to which derivatives.

    Examples
    --------
    >>> from lecture_lib.expression.formula import parse_formula
    >>> jets(parse_formula("x*x*x", ["x"]).nodes, [2.0], ["x"], 2)[-1]
    Jet(value=8.0, first=(12.0,), second=(12.0,))
    """
    count = len(names) if order else 0
    pairs = [(i, j) for i in range(len(names)) for j in range(i, len(names))] if order > 1 else []
    known: list[Jet] = []
    for node in nodes:
        if node.op == "leaf":
            k = list(names).index(str(node.name))
            first = tuple(1.0 if i == k else None for i in range(count))
            known.append(Jet(point[k], first, (None,) * len(pairs)))
            continue
        if node.value is not None:
            known.append(Jet(node.value, (None,) * count, (None,) * len(pairs)))
            continue
        operands = [known[arg] for arg in node.args]
        values = [jet.value for jet in operands]
        out = _total(values) if node.op == "add" else OPS[node.op].forward(*values)
        known.append(
            Jet(
                out,
                tuple(_first(node, out, operands, i) for i in range(count)),
                tuple(_second(node, out, operands, k, i, j) for k, (i, j) in enumerate(pairs)),
            )
        )
    return known
