"""A graph -> the forward and backward steps that a reader walks through.

Forward: each node computes its value from its operands. Backward: each node hands to each operand
upstream times local, df/d(node) d(node)/d(operand); what arrives at a node along several branches
adds up. Source: lecture slides "How to differentiate a neural net?" to "Summary". Values and
derivatives are those of `vjps.OPS`. The JavaScript twin is
``widgets/backprop_stepper/trace.js``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..autodiff.vjps import OPS
from ..signatures import checked
from .expression import Expression
from .grammar import Node

__all__ = ["Step", "Trace", "finite_difference", "pull_back", "trace"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step; what its kind has no use for is None.

    Attributes
    ----------
    kind : {"forward", "seed", "backward"}
        The value of `node` is computed; the gradient of the output is set to 1; `node` passes a
        contribution back to one of its operands.
    node : int
    operand : int
        The node to which the contribution goes.
    position : int
        The place of `operand` among the operands of `node`, from 0.
    upstream, local, contribution : float
        df/d(node), d(node)/d(operand) along this edge, and their product.
    total : float
        The gradient of `operand` (of `node` for the seed) with this contribution added.
    branch, branches : int
        This is contribution number `branch`, from 1, of `branches` to the operand.
    """

    kind: Literal["forward", "seed", "backward"]
    node: int
    operand: int | None = None
    position: int | None = None
    upstream: float | None = None
    local: float | None = None
    contribution: float | None = None
    total: float | None = None
    branch: int | None = None
    branches: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """Everything that happens in one forward and one backward pass.

    Attributes
    ----------
    expression : Expression
    values : list of float
        The value of every node.
    gradients : list of float or None
        df/d(node) for every node; None where no leaf is below.
    steps : list of Step
        The forward steps in the order of the nodes, the seed, the backward steps: nodes from the
        output down, the operands of each from left to right.
    """

    expression: Expression
    values: list[float]
    gradients: list[float | None]
    steps: list[Step]


@checked
def trace(expression: Expression, values: Mapping[str, float]) -> Trace:
    """Return all steps of the forward and the backward pass.

    Parameters
    ----------
    expression : Expression
    values : mapping of str to float
        One number for each leaf.

    Raises
    ------
    ValueError, TypeError
        As `Expression.evaluate`.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> e = parse("x2 = x3 + x5 + x4; f = x1 - x2")
    >>> t = trace(e, dict(x1=3.0, x3=2.0, x5=0.5, x4=-1.5))
    >>> [step.kind for step in t.steps][:4]
    ['forward', 'forward', 'seed', 'backward']
    >>> t.gradients[e.index("x5")]
    -1.0
    """
    node_values = expression.evaluate(values)
    nodes = expression.nodes
    gradients: list[float | None] = [None] * len(nodes)
    gradients[-1] = 1.0
    steps = [Step("forward", i) for i, node in enumerate(nodes) if node.args]
    steps.append(Step("seed", len(nodes) - 1, contribution=1.0, total=1.0))
    steps.extend(_backward(nodes, node_values, gradients))
    return Trace(expression, node_values, gradients, steps)


def _backward(
    nodes: tuple[Node, ...], values: list[float], gradients: list[float | None]
) -> Iterator[Step]:
    active: list[bool] = []
    for node in nodes:
        active.append(node.op == "leaf" or any(active[arg] for arg in node.args))
    branches = [sum(node.args.count(i) for node in nodes) for i in range(len(nodes))]
    arrived = [0] * len(nodes)
    for i in reversed(range(len(nodes))):
        upstream = gradients[i]
        if upstream is None:
            continue
        for position, operand in enumerate(nodes[i].args):
            if not active[operand]:
                continue
            contribution = pull_back(nodes[i], position, upstream, values[i], values)
            before = gradients[operand]
            total = contribution if before is None else before + contribution
            gradients[operand] = total
            arrived[operand] += 1
            yield Step(
                "backward",
                i,
                operand,
                position,
                upstream,
                pull_back(nodes[i], position, 1.0, values[i], values),
                contribution,
                total,
                arrived[operand],
                branches[operand],
            )


def pull_back(node: Node, position: int, g: float, out: float, values: list[float]) -> float:
    """Return what flows back to one operand when `g` has arrived at the node.

    Parameters
    ----------
    node : Node
    position : int
        The operand's place among the operands of `node`.
    g : float
        df/d(node); with 1, the result is the local derivative.
    out : float
        The value of the node.
    values : list of float
        The values of all nodes.
    """
    if node.op == "add":
        return g  # of any number of operands
    operands = [values[arg] for arg in node.args]
    return float(OPS[node.op].vjps[position](g, out, *operands))


@checked
def finite_difference(expression: Expression, values: Mapping[str, float], leaf: str) -> float:
    """(f(x + h) - f(x - h)) / 2h: the central difference of the output in one leaf.

    With h = eps^(1/3) max(1, abs(x)), for which truncation and rounding weigh about the same: some
    ten correct digits of a smooth function. Divided by what the floats x + h and x - h are apart.

    Parameters
    ----------
    expression : Expression
    values : mapping of str to float
        One number for each leaf.
    leaf : str

    Raises
    ------
    ValueError
        If `leaf` is no leaf; and as `Expression.evaluate`.

    Examples
    --------
    >>> from lecture_lib.expression import parse
    >>> round(finite_difference(parse("x1*x2"), {"x1": 3.0, "x2": 2.0}, "x1"), 8)
    2.0
    """
    if leaf not in expression.leaves:
        variables = ", ".join(expression.leaves)
        raise ValueError(f"{leaf} is no variable of the expression; its variables are {variables}")
    expression.evaluate(values)
    x = float(values[leaf])
    h = sys.float_info.epsilon ** (1 / 3) * max(1.0, abs(x))
    above, below = (expression.evaluate({**values, leaf: point})[-1] for point in (x + h, x - h))
    return (above - below) / ((x + h) - (x - h))
