"""Forward mode: from the leaves to the result, along one direction at a time.

The graph is the one that reverse mode walks back. A sweep gives one number (or array), the
derivative along one direction; the gradient of n numbers takes n sweeps, where reverse mode takes
one. Source: Griewank & Walther (2008), Evaluating Derivatives, section 3.1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..arguments import refuse
from .graph import Node, recorded_operations
from .ieee import quietly
from .operation import Op

__all__ = ["jvp", "push_forward"]


def jvp(result: Node, directions: Mapping[Any, Any]) -> Any:
    """Differentiate along a direction v: sum over leaves of d(result)/d(leaf) v_leaf.

    Parameters
    ----------
    result : Tensor
        Its graph must not have been released by `backward`, nor changed in place.
    directions : mapping of Tensor to float or array
        For each leaf that moves, its v, of the leaf's shape. Other leaves stand still.

    Returns
    -------
    float or array of the shape of `result`.

    Raises
    ------
    ValueError
        If a direction has another shape than its leaf, or its leaf requires no gradient.
    RuntimeError
        If the graph has been released, or a value that a derivative needs was changed in place.

    Examples
    --------
    >>> from lecture_lib.autodiff import variables
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> jvp(x1 * x2, {x1: 1.0}), jvp(x1 * x2, {x1: 1.0, x2: 10.0})
    (3.0, 23.0)
    """
    if not isinstance(result, Node):
        refuse("result", result, "a Tensor", TypeError)
    if not isinstance(directions, Mapping):
        refuse("directions", directions, "a dict from tensors to their directions", TypeError)
    for leaf, direction in directions.items():
        if not leaf.requires_grad:
            raise ValueError(
                "a leaf that requires no gradient has a direction: what becomes of it was not "
                "recorded; make it with requires_grad=True"
            )
        if np.shape(direction) != leaf.shape:
            raise ValueError(
                f"the direction of a leaf of shape {leaf.shape} has shape {np.shape(direction)}"
            )
    tangents: dict[Node, Any] = dict(directions)
    for node in recorded_operations(result):
        moves = {i: tangents[p] for i, p in enumerate(node.parents) if p in tangents}
        if moves:
            values = [parent._data for parent in node.parents]
            tangents[node] = quietly(
                push_forward, node._op, node._data, values, node._params, moves
            )
    return tangents.get(result, np.zeros(np.shape(result._data))[()])


def push_forward(
    op: Op, out: Any, values: list[Any], params: dict[str, Any], moves: dict[int, Any]
) -> Any:
    """Return the tangent of one operation's result: sum over i of d(out)/d(operand i) moves[i].

    Parameters
    ----------
    op : Op
    out : float or array
        The result.
    values : list of float or array
        The operands.
    params : dict
        Named parameters of the operation.
    moves : dict of int to float or array
        The tangents of the operands that move, by position.

    Examples
    --------
    >>> from lecture_lib.autodiff.vjps import OPS
    >>> push_forward(OPS["mul"], 6.0, [2.0, 3.0], {}, {0: 1.0, 1: 10.0})
    23.0
    """
    parts = [_one(op, out, values, params, i, move) for i, move in moves.items()]
    return sum(parts[1:], start=parts[0])


def _one(op: Op, out: Any, values: list[Any], params: dict[str, Any], i: int, move: Any) -> Any:
    if op.tangent == "symmetric":
        if np.shape(move) != np.shape(out):
            move = np.broadcast_to(move, np.shape(out))
        return op.vjps[i](move, out, *values, **params)
    if op.tangent == "linear":
        return op.forward(*values[:i], move, *values[i + 1 :], **params)
    if op.tangent == "joining":
        others = [np.zeros_like(value) for value in values]
        return op.forward(*others[:i], move, *others[i + 1 :], **params)
    if op.tangent == "weighted sum":
        derivative = op.vjps[i](np.ones_like(out), out, *values, **params)
        axis, keepdims = params.get("axis"), params.get("keepdims", False)
        return (derivative * move).sum(axis=axis, keepdims=keepdims)
    assert callable(op.tangent)
    return op.tangent(i, move, out, *values, **params)
