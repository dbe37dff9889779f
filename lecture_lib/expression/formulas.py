"""What nodes are called, and their operations as formulas: net₂ = w₃x₃ = 0.5 × 2 = 1.

The JavaScript twin is ``widgets/backprop_stepper/formulas.js``.
"""

from __future__ import annotations

from collections.abc import Iterable

from .expression import Expression
from .notation import (
    NUMERIC,
    PRETTY,
    Piece,
    format_number,
    number_piece,
    pretty_name,
    pretty_number,
)
from .trace import Trace

__all__ = ["display_name", "formula", "formula_text", "node_names"]


def node_names(expression: Expression) -> list[str | None]:
    """Return one name for each node, or None.

    Constants have none. In an expression without definitions each unnamed operation is called v1,
    v2, ... in the order of evaluation; names that the reader took are left out. In an expression
    with definitions, only what the reader named has a name.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> node_names(parse("x1 - 2*sigmoid(x2)"))
    ['x1', None, 'x2', 'v1', 'v2', 'f']
    """
    nodes = expression.nodes
    names = [node.name for node in nodes]
    if any(node.args and node.name for node in nodes[:-1]):
        return names
    count = 0
    for i, node in enumerate(nodes):
        if node.args and node.name is None:
            count += 1
            while f"v{count}" in expression.leaves:
                count += 1
            names[i] = f"v{count}"
    return names


def node_pieces(expression: Expression) -> list[Piece]:
    """Return what stands for each node in a formula: its name, its number or its operation."""
    pieces: list[Piece] = []
    for node, name in zip(expression.nodes, node_names(expression), strict=True):
        if name is not None:
            pieces.append(Piece(pretty_name(name)))
        elif node.value is not None:
            pieces.append(number_piece(pretty_number(node.value)))
        else:
            pieces.append(PRETTY.write(node.op, [pieces[arg] for arg in node.args]))
    return pieces


def display_name(expression: Expression, node: int) -> str:
    """Return what a node is called in text.

    A name with subscripts, the number of a constant, or the operation of a node without a name.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> e = parse("net2 = w3*x3 + w4*x4; f = x1 - sigmoid(net2)")
    >>> display_name(e, 2), display_name(e, e.index("net2"))
    ('w₃x₃', 'net₂')
    """
    return node_pieces(expression)[node].text


def formula(expression: Expression, node: int) -> str:
    """Return the operation of a node in symbols; a leaf or a constant is its own.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> e = parse("net2 = w3*x3 + w4*x4; f = x1 - sigmoid(net2)")
    >>> formula(e, e.index("net2"))
    'w₃x₃ + w₄x₄'
    """
    pieces = node_pieces(expression)
    op, args = expression.nodes[node].op, expression.nodes[node].args
    return (PRETTY.write(op, [pieces[arg] for arg in args]) if args else pieces[node]).text


def formula_text(trace: Trace, node: int) -> str:
    """Return the line of a forward step: name = symbols = numbers = value.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> from lecture_lib.expression.trace import trace
    >>> e = parse("net2 = w3*x3 + w4*x4; f = x1 - sigmoid(net2)")
    >>> t = trace(e, dict(w3=0.5, x3=2.0, w4=1.0, x4=-1.5, x1=3.0))
    >>> formula_text(t, e.index("net2"))
    'net₂ = w₃x₃ + w₄x₄ = 0.5 × 2 + 1 × (−1.5) = −0.5'
    """
    expression, values = trace.expression, trace.values
    names = node_names(expression)

    def write(i: int) -> Piece:
        one = expression.nodes[i]
        if one.value is not None:
            return number_piece(pretty_number(one.value))
        if not one.args or (names[i] is not None and i != node):
            return number_piece(format_number(values[i]))
        return NUMERIC.write(one.op, [write(arg) for arg in one.args])

    return equalities(
        (
            display_name(expression, node),
            formula(expression, node),
            write(node).text,
            format_number(values[node]),
        )
    )


def equalities(sides: Iterable[str]) -> str:
    """Return the sides joined by "="; one that only repeats the side before is left out."""
    kept: list[str] = []
    for side in sides:
        if kept[-1:] != [side]:
            kept.append(side)
    return " = ".join(kept)
