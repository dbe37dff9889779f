"""The chain rule at a node, in symbols and in numbers.

∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂net₂ · ∂net₂/∂w₃ = −1 × σ′(net₂) × x₃, one such product for each path from
the output to the node. Source: lecture slides "How to differentiate a neural net?" to "Summary".
The JavaScript twin is ``widgets/backprop_stepper/chain_rule.js``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .expression import Expression
from .formulas import display_name, equalities, node_names, node_pieces
from .local_derivative import MINUS_ONE, ONE, edge_derivative, local_symbol
from .notation import ATOM, PRETTY, PRODUCT, SUM, Piece, format_number, number_piece
from .trace import Step, Trace

__all__ = ["MAX_PATHS", "Factor", "chain", "chain_text", "edge_factor"]

MAX_PATHS = 4
"""Up to this many paths are written out from the output to the node."""


@dataclass(frozen=True, slots=True)
class Factor:
    """One factor of the chain rule.

    Attributes
    ----------
    numerator, denominator : int
        The two nodes.
    fraction, symbol : str
        "∂x₂/∂net₂", "σ′(net₂)".
    value : float
    """

    numerator: int
    denominator: int
    fraction: str
    symbol: str
    value: float


@dataclass(frozen=True, slots=True)
class _Term:
    """A factor and the piece that stands for it in a product."""

    factor: Factor
    piece: Piece


# ---- products


def _product_text(pieces: Sequence[Piece], is_first: bool = True) -> str:
    def hold(i: int, piece: Piece) -> str:
        is_sum = piece.level == SUM and len(pieces) > 1
        is_negative = piece.text.startswith("−") and (i > 0 or not is_first)
        return f"({piece.text})" if is_sum or is_negative else piece.text

    return " × ".join(hold(i, piece) for i, piece in enumerate(pieces))


def _multiply_symbols(symbols: list[Piece]) -> Piece:
    """Return the product in symbols: ones are left out, minus ones become a sign."""
    kept = [symbol for symbol in symbols if symbol.text not in ("1", "−1")]
    is_negative = sum(symbol.text == "−1" for symbol in symbols) % 2 == 1
    if not kept:
        return MINUS_ONE if is_negative else ONE
    product = kept[0] if len(kept) == 1 else Piece(_product_text(kept), PRODUCT)
    return PRETTY.negative(product) if is_negative else product


# ---- paths


def _count_paths(expression: Expression, start: int, end: int) -> int:
    paths = [0] * len(expression.nodes)
    paths[start] = 1
    for i in range(start, end, -1):
        for arg in set(expression.nodes[i].args):
            paths[arg] += paths[i]
    return paths[end]


def _consumers(expression: Expression, node: int) -> list[int]:
    """Return the nodes that use this one, in the order in which they pass gradients back."""
    nodes = expression.nodes
    return [i for i in reversed(range(len(nodes))) if node in nodes[i].args]


def _find_paths(expression: Expression, node: int) -> list[list[int]]:
    """Return all paths [output, ..., node], as their contributions reach the node."""
    if node == len(expression.nodes) - 1:
        return [[node]]
    return [
        [*path, node]
        for consumer in _consumers(expression, node)
        for path in _find_paths(expression, consumer)
    ]


def _cut_path(expression: Expression, path: list[int], names: list[str | None]) -> list[list[int]]:
    """Return the stretches of a path that make one factor each.

    Unnamed nodes are merged into a factor as long as there is no other way between its two ends;
    otherwise it would look like the sum over all ways.
    """
    stretches = []
    start = 0
    for end in range(1, len(path)):
        if (
            end == len(path) - 1
            or names[path[end]] is not None
            or _count_paths(expression, path[start], path[end + 1]) > 1
        ):
            stretches.append(path[start : end + 1])
            start = end
    return stretches


# ---- terms


def _fraction(pieces: list[Piece], numerator: int, denominator: int) -> str:
    above, below = (
        piece.text if piece.level == ATOM else f"({piece.text})"
        for piece in (pieces[numerator], pieces[denominator])
    )
    return f"∂{above}/∂{below}"


def _stretch_term(trace: Trace, pieces: list[Piece], stretch: Sequence[int]) -> _Term:
    edges = [edge_derivative(trace, pieces, node, operand) for node, operand in pairwise(stretch)]
    piece = _multiply_symbols([symbol for symbol, _ in edges])
    value = math.prod(local for _, local in edges)
    fraction = _fraction(pieces, stretch[0], stretch[-1])
    return _Term(Factor(stretch[0], stretch[-1], fraction, piece.text, value), piece)


def _local_terms(trace: Trace, pieces: list[Piece], node: int, consumer: int) -> list[_Term]:
    """Return the last links alone: df/d(consumer) and d(consumer)/d(node)."""
    last = len(pieces) - 1
    link = _stretch_term(trace, pieces, (consumer, node))
    upstream = trace.gradients[consumer]
    if consumer == last or upstream is None:
        return [link]
    fraction = _fraction(pieces, last, consumer)
    return [_Term(Factor(last, consumer, fraction, fraction, upstream), Piece(fraction)), link]


def _chain_terms(trace: Trace, node: int) -> list[list[_Term]]:
    expression = trace.expression
    if trace.gradients[node] is None:
        name = display_name(expression, node)
        raise ValueError(f"{name} depends on no variable, so it has no gradient")
    last = len(expression.nodes) - 1
    if node == last:
        return [[]]
    pieces = node_pieces(expression)
    if _count_paths(expression, last, node) > MAX_PATHS:
        return [
            _local_terms(trace, pieces, node, consumer) for consumer in _consumers(expression, node)
        ]
    names = node_names(expression)
    return [
        [_stretch_term(trace, pieces, stretch) for stretch in _cut_path(expression, path, names)]
        for path in _find_paths(expression, node)
    ]


def edge_factor(trace: Trace, step: Step) -> Factor:
    """Return the one factor of a backward step: its local derivative.

    Raises
    ------
    ValueError
        If `step` is no backward step.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> from lecture_lib.expression.trace import trace
    >>> t = trace(parse("x1 - x2^2"), {"x1": 1.0, "x2": 3.0})
    >>> factor = edge_factor(t, t.steps[-1])
    >>> factor.fraction, factor.symbol, factor.value
    ('∂v₁/∂x₂', '2x₂', 6.0)
    """
    if step.operand is None or step.position is None or step.local is None:
        raise ValueError(f"a backward step is needed, not a {step.kind} step")
    pieces = node_pieces(trace.expression)
    symbol = local_symbol(trace.expression.nodes, step.node, step.position, pieces, step.local).text
    fraction = _fraction(pieces, step.node, step.operand)
    return Factor(step.node, step.operand, fraction, symbol, step.local)


def chain(trace: Trace, node: int) -> list[list[Factor]]:
    """Return the chain rule at a node: one term for each path from the output.

    Parameters
    ----------
    trace : Trace
    node : int

    Returns
    -------
    list of list of Factor
        The products of the values add up to df/d(node). The factors lead from one node with a
        name to the next; with more than `MAX_PATHS` paths, a term has only the two factors
        df/d(consumer) and d(consumer)/d(node). At the output itself there is one empty product.

    Raises
    ------
    ValueError
        If the node depends on no variable.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> from lecture_lib.expression.trace import trace
    >>> e = parse("x2 = w3*x3; f = x1 - x2")
    >>> t = trace(e, dict(x1=3.0, w3=0.5, x3=2.0))
    >>> [(factor.fraction, factor.symbol, factor.value) for factor in chain(t, e.index("w3"))[0]]
    [('∂f/∂x₂', '−1', -1.0), ('∂x₂/∂w₃', 'x₃', 2.0)]
    """
    return [[term.factor for term in terms] for terms in _chain_terms(trace, node)]


def chain_text(trace: Trace, node: int) -> str:
    """Return the chain rule at a node as one line: fractions = symbols = numbers = gradient.

    Where the output uses the node itself besides other paths, the sum is the total derivative, and
    is written so: df/dy = ∂f/∂y + ∂f/∂a · ∂a/∂y.

    Raises
    ------
    ValueError
        If the node depends on no variable.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> from lecture_lib.expression.trace import trace
    >>> e = parse("x2 = w3*x3; f = x1 - x2")
    >>> t = trace(e, dict(x1=3.0, w3=0.5, x3=2.0))
    >>> chain_text(t, e.index("w3"))
    '∂f/∂w₃ = ∂f/∂x₂ · ∂x₂/∂w₃ = −1 × x₃ = −1 × 2 = −2'
    """
    last = len(trace.expression.nodes) - 1
    left = _fraction(node_pieces(trace.expression), last, node)
    products = _chain_terms(trace, node)
    gradient = trace.gradients[node]
    if node == last or gradient is None:
        return f"{left} = 1"

    def write(piece: Callable[[_Term], Piece]) -> str:
        texts = [
            _product_text([piece(term) for term in terms], is_first=i == 0)
            for i, terms in enumerate(products)
        ]
        return " + ".join(texts)

    fractions = [" · ".join(term.factor.fraction for term in terms) for terms in products]
    if len(fractions) > 1 and left in fractions:
        left = left.replace("∂", "d")  # the total derivative, of which one term is ∂f/∂y
    return equalities(
        (
            left,
            " + ".join(fractions),
            write(lambda term: term.piece),
            write(lambda term: number_piece(format_number(term.factor.value))),
            format_number(gradient),
        )
    )
