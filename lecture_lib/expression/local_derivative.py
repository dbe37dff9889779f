"""The derivative of a node with respect to an operand, in symbols: σ′(net₂), x₃, −x₁/x₂².

The JavaScript twin is ``widgets/backprop_stepper/local_derivative.js``.
"""

from __future__ import annotations

from collections.abc import Sequence

from .grammar import Node
from .notation import NEGATIVE, PRETTY, Piece, exact_number, format_number, number_piece
from .trace import Trace, pull_back

__all__ = ["MINUS_ONE", "ONE", "edge_derivative", "local_symbol"]

ONE, TWO, MINUS_ONE = Piece("1"), Piece("2"), Piece("−1", NEGATIVE)


def local_symbol(
    nodes: Sequence[Node], node: int, position: int, pieces: list[Piece], local: float
) -> Piece:
    """Return the derivative with respect to the operand at `position`, in symbols."""
    op, args = nodes[node].op, nodes[node].args
    own, other = pieces[args[position]], pieces[args[1 - position if len(args) == 2 else 0]]
    first = position == 0
    if op == "add":
        return ONE
    if op == "sub":
        return ONE if first else MINUS_ONE
    if op == "neg":
        return MINUS_ONE
    if op == "mul":
        return other
    if op == "div":
        square = PRETTY.power(own, TWO)
        return PRETTY.over(ONE, other) if first else PRETTY.over(PRETTY.negative(other), square)
    if op == "pow":
        if first:
            return _base_symbol(nodes[args[1]].value, own, other)
        return PRETTY.times(PRETTY.power(other, own), PRETTY.call("log", [other]))
    if op == "maximum":
        return Piece("½" if local == 0.5 else f"[{own.text} > {other.text}]")
    return _one_operand_symbol(op, own)


def _base_symbol(exponent: float | None, a: Piece, b: Piece) -> Piece:
    """Return b a^(b-1)."""
    if exponent is None:
        return PRETTY.times(b, PRETTY.power(a, PRETTY.minus(b, ONE)))
    if exponent in (0.0, 1.0):
        return number_piece(exact_number(abs(exponent)))
    if exponent == 2.0:
        return PRETTY.times(b, a)
    rest = PRETTY.power(a, number_piece(format_number(exponent - 1.0)))
    return PRETTY.negative(rest) if exponent == -1.0 else PRETTY.times(b, rest)


def _one_operand_symbol(op: str, a: Piece) -> Piece:
    if op == "log":
        return PRETTY.over(ONE, a)
    if op == "sqrt":
        return PRETTY.over(ONE, PRETTY.times(TWO, PRETTY.call("sqrt", [a])))
    if op == "relu":
        return Piece(f"[{a.text} > 0]")
    if op == "softplus":
        return PRETTY.call("sigmoid", [a])
    if op == "exp":
        return PRETTY.call("exp", [a])
    return Piece(PRETTY.call(op, [a]).text.replace("(", "′(", 1))  # σ′(a), tanh′(a)


def edge_derivative(
    trace: Trace, pieces: list[Piece], node: int, operand: int
) -> tuple[Piece, float]:
    """Return a node's derivative with respect to an operand, summed over its edges."""
    nodes, values = trace.expression.nodes, trace.values
    symbols = []
    locals_ = []
    for position, arg in enumerate(nodes[node].args):
        if arg == operand:
            locals_.append(pull_back(nodes[node], position, 1.0, values[node], values))
            symbols.append(local_symbol(nodes, node, position, pieces, locals_[-1]))
    return _add_symbols(symbols), sum(locals_)


def _add_symbols(symbols: list[Piece]) -> Piece:
    first = symbols[0]
    if len(symbols) == 1:
        return first
    if any(symbol.text != first.text for symbol in symbols):
        return PRETTY.sum(symbols)
    count = number_piece(str(len(symbols)))
    return count if first.text == "1" else PRETTY.times(count, first)
