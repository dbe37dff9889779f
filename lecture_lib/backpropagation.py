"""The way back through the graph: from a result to the leaves, once through every node.

The engine knows nothing of particular operations; those stand in the table `vjps.OPS`. Sources:
lecture slides "How to differentiate a neural net?" and "Computation Graph"; Griewank & Walther
(2008), Evaluating Derivatives. A second `backward` and in-place changes are treated as PyTorch
treats them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .graph import NO_PARAMS, Node, State, topological_order
from .vjps import Op, unbroadcast

__all__ = ["backward"]


def backward(node: Node, gradient: Any = None, retain_graph: bool = False) -> None:
    """Add dL/d(leaf) to the `grad` of every leaf that `node` was computed from.

    For an operation out = f(a, b, ...) with upstream gradient g = dL/d(out), operand a receives
    g' d(out)/da; what arrives at a node along several ways adds up.

    Parameters
    ----------
    node : Tensor
    gradient : float or array of the shape of `node`, optional
        dL/d(node). Needed unless `node` holds a single number; then it is 1.
    retain_graph : bool
        Keep what the operations saved, for another `backward`. Otherwise it is released.

    Raises
    ------
    RuntimeError
        If `node` requires no gradient; if `gradient` is missing or has the wrong shape; if the
        graph was released before; if a value that is needed was changed in place. No `grad` has
        been touched then.

    Examples
    --------
    >>> from lecture_lib.autodiff import sigmoid, variables
    >>> x1, w3, x3, w4, x4 = variables(x1=1.0, w3=0.5, x3=2.0, w4=-1.0, x4=1.0)
    >>> f = x1 - sigmoid(w3 * x3 + w4 * x4)
    >>> f.backward()
    >>> x1.grad, w3.grad, x3.grad
    (1.0, -0.5, -0.125)
    """
    gradients = {node: _seed(node, gradient)}
    order = topological_order(node, differentiable_only=True)
    with np.errstate(all="ignore"):
        kept = _propagate(order, gradients)
    for keeper, g in kept:
        if keeper._grad is not None:
            keeper._grad = keeper._grad + g
        else:  # a copy, because other nodes may have been handed the same array
            keeper._grad = g if type(g) is float else np.array(g)
    if not retain_graph:
        _release(order)


def _seed(node: Node, gradient: Any) -> Any:
    """Return dL/d(node) to start with, or say why there is none."""
    shape = np.shape(node._data)
    if not node.requires_grad:
        raise RuntimeError(
            "backward() from a tensor that requires no gradient: nothing that it was computed "
            "from has requires_grad=True, or it was computed inside no_grad()"
        )
    if gradient is None:
        if np.size(node._data) != 1:
            raise RuntimeError(
                "backward() without a gradient starts from a single number, but this tensor "
                f"has shape {shape}: reduce it with sum(), or pass a gradient of this shape"
            )
        return 1.0 if shape == () else np.ones_like(node._data)
    gradient = gradient._data if isinstance(gradient, Node) else gradient
    if np.shape(gradient) != shape:
        raise RuntimeError(
            f"gradient must have the tensor's shape {shape}, not {np.shape(gradient)}"
        )
    return float(gradient) if shape == () else _fit(np.asarray(gradient), node._data)


def _propagate(order: list[Node], gradients: dict[Node, Any]) -> list[tuple[Node, Any]]:
    """Walk back from the last node; give the gradients of the nodes that keep theirs."""

    def send(part: Any, parent: Node) -> None:
        if type(part) is not float or type(parent._data) is not float:
            part = _fit(part, parent._data)
        gradients[parent] = gradients[parent] + part if parent in gradients else part

    kept = []
    for node in reversed(order):
        g, op, parents = gradients.pop(node), node._op, node.parents
        if op is None or node._retains_grad:
            kept.append((node, g))
        if op is None:
            continue
        if node._born != State.changes and op.saves:
            _refuse_changed_values(node, op)
        if len(parents) == 2 and not node._params:  # the general case below, but twice as fast
            a, b = parents
            if a._requires_grad:
                send(op.vjps[0](g, node._data, a._data, b._data), a)
            if b._requires_grad:
                send(op.vjps[1](g, node._data, a._data, b._data), b)
            continue
        values = [parent._data for parent in parents]
        for i, parent in enumerate(parents):
            if parent._requires_grad:
                send(op.vjps[i](g, node._data, *values, **node._params), parent)
    return kept


def _fit(g: Any, value: Any) -> Any:
    """Bring the gradient of an operand to the shape and the precision of its value."""
    if type(value) is float:
        return unbroadcast(g, ())
    if np.shape(g) != value.shape:
        g = unbroadcast(g, value.shape)
    return g if g.dtype == value.dtype else g.astype(value.dtype)


def _is_released(node: Node) -> bool:
    return node._op is not None and not node.parents


def _release(order: list[Node]) -> None:
    """Drop the operands of all nodes that cannot be gone through again.

    Those that saved a value cannot, nor can those behind which there is such a one. The others
    stay, so that a second `backward` through sums alone works, as it does in PyTorch.
    """
    for node in order:
        op = node._op
        if op is not None and (op.saves or any(map(_is_released, node.parents))):
            node.parents = ()
            node._params = NO_PARAMS


def _refuse_changed_values(node: Node, op: Op) -> None:
    holders = (node, *node.parents)
    needed = {
        k for i, parent in enumerate(node.parents) if parent._requires_grad for k in op.needs[i]
    }
    for k in sorted(needed):
        if holders[k]._changed > node._born:
            what = f"operand {k}" if k else "the result"
            raise RuntimeError(
                f"a value that backward() needs was changed in place: {what} of {op.name!r}, shape "
                f"{np.shape(holders[k]._data)}. Make a new tensor (x = x + y instead of x += y), "
                "or change it after backward()"
            )
