"""The way back through the graph: from a result to the leaves, once through every node.

The engine knows nothing of particular operations; those stand in the table `vjps.OPS`. Sources:
lecture slides "How to differentiate a neural net?" and "Computation Graph"; Griewank & Walther
(2008), Evaluating Derivatives. A second `backward` and in-place changes are treated as PyTorch
treats them.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..arguments import numbers_of, refuse
from .graph import NO_PARAMS, Node, recorded_operations
from .ieee import quietly
from .operation import unbroadcast

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
    TypeError
        If `gradient` is not made of numbers, or `retain_graph` is no truth value.
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
    if type(retain_graph) is not bool:
        refuse("retain_graph", retain_graph, "True or False", TypeError)
    gradients = {node: _seed(node, gradient)}
    order = recorded_operations(node)
    given: set[int] = set()
    for keeper, g in quietly(_propagate, order, gradients, retain_graph):
        if keeper._grad is not None:
            g = quietly(operator.add, keeper._grad, g)
        elif type(g) is not float and (g.base is not None or id(g) in given):
            g = np.array(g)  # others hold this array, or one of which it is a part
        keeper._grad = g
        given.add(id(g))


def _seed(node: Node, gradient: Any) -> Any:
    """Return dL/d(node) to start with, or say why there is none."""
    if not node._requires_grad:
        raise RuntimeError(
            "backward() from a tensor that requires no gradient: nothing that it was computed "
            "from has requires_grad=True, or it was computed inside no_grad()"
        )
    if gradient is None and type(node._data) is float:
        return 1.0
    shape = np.shape(node._data)
    if gradient is None:
        if np.size(node._data) != 1:
            raise RuntimeError(
                "backward() without a gradient starts from a single number, but this tensor "
                f"has shape {shape}: reduce it with sum(), or pass a gradient of this shape"
            )
        return np.ones_like(node._data)
    given = numbers_of("gradient", gradient._data if isinstance(gradient, Node) else gradient)
    if given.shape != shape:
        raise RuntimeError(f"gradient has shape {given.shape}, but must have the tensor's, {shape}")
    return float(given) if shape == () else _fit(np.array(given), node._data)


def _propagate(
    order: list[Any], gradients: dict[Node, Any], retain_graph: bool
) -> list[tuple[Node, Any]]:
    """Walk back from the last node; return the gradients of the nodes that keep theirs.

    A node that can be gone through only once then lets go of its operands, so that the memory of
    their values serves for the gradients still to come. As in PyTorch, sums alone stay.
    """

    def send(part: Any, parent: Node) -> None:
        value = parent._data
        if type(value) is float:
            part = part if type(part) is float else unbroadcast(part, ())
        elif part.shape != value.shape or part.dtype is not value.dtype:
            part = _fit(part, value)
        gradients[parent] = gradients[parent] + part if parent in gradients else part

    kept = []
    while order:
        node = order.pop()
        g, vjps, parents = gradients.pop(node), node._op.vjps, node.parents
        if node._retains_grad:
            kept.append((node, g))
        out, params = node._data, node._params
        if len(parents) == 1 and not params:  # two cases of the general one below, twice as fast
            send(vjps[0](g, out, parents[0]._data), parents[0])
        elif len(parents) == 2 and not params:
            a, b = parents
            if a._requires_grad:
                send(vjps[0](g, out, a._data, b._data), a)
            if b._requires_grad:
                send(vjps[1](g, out, a._data, b._data), b)
        else:
            values = [out, *[parent._data for parent in parents]]
            for i, parent in enumerate(parents):
                if parent._requires_grad:
                    vjp = vjps[i]
                    send(vjp(g, *values, **params) if params else vjp(g, *values), parent)
        if node._once and not retain_graph:
            node.parents, node._params = (), NO_PARAMS
    return [*kept, *gradients.items()]  # what nothing was computed from are the leaves


def _fit(g: Any, value: Any) -> Any:
    """Bring a gradient to the shape and the precision of an array."""
    if g.shape != value.shape:
        g = unbroadcast(g, value.shape)
    return g if g.dtype == value.dtype else g.astype(value.dtype)
