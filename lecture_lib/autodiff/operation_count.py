"""What a graph costs: elementary operations, counted while NumPy carries them out.

Every operation of the graph is run again on arrays that count. A ufunc counts one operation for
each entry of its result, a sum one for each entry that it reads, a product of matrices two for each
of its terms (a multiplication and an addition). Copying and choosing are not counted.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from ..arguments import refuse
from .forward_mode import push_forward
from .graph import Node, recorded_operations
from .ieee import quietly
from .operation import Op, unbroadcast

__all__ = ["Cost", "count_operations"]


class Cost(NamedTuple):
    """Elementary operations of three sweeps through a graph.

    Attributes
    ----------
    function : int
        Computing the result from the leaves.
    reverse : int
        `backward`: the derivatives of the result with respect to all leaves.
    forward : int
        `jvp`: the derivative along one direction, in which all leaves move.
    """

    function: int
    reverse: int
    forward: int


def count_operations(result: Node, only: str | None = None) -> Cost:
    """Count what it takes to compute `result`, and to differentiate it in both modes.

    Parameters
    ----------
    result : Tensor
        A graph that `backward` has not released. What requires no gradient is taken as given.
    only : str, optional
        Count only this ufunc, such as "matmul".

    Returns
    -------
    Cost

    Raises
    ------
    RuntimeError
        If the graph has been released.

    Notes
    -----
    The count is that of the operations in the table `vjps.OPS`, of undoing broadcasts, and of
    adding up what arrives at a node along several ways.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> W = Tensor(np.ones((3, 4)), requires_grad=True)
    >>> count_operations((W @ np.ones(4)).sum())
    Cost(function=27, reverse=12, forward=27)
    """
    if not isinstance(result, Node):
        refuse("result", result, "a Tensor", TypeError)
    if not (only is None or isinstance(only, str)):
        refuse("only", only, "the name of a ufunc or None", TypeError)
    order = recorded_operations(result)
    return Cost(
        *(quietly(_counted, sweep, order, only) for sweep in (_compute, _go_back, _push_forward))
    )


class _Counting(np.ndarray):
    """An array that adds to a tally whatever is computed with it."""

    tally: list[tuple[str, int]]

    def __array_finalize__(self, source: Any) -> None:
        self.tally = getattr(source, "tally", [])

    def __array_ufunc__(
        self, ufunc: Any, method: str, *inputs: Any, out: Any = (), **kwargs: Any
    ) -> Any:
        plain = [np.asarray(x) if isinstance(x, _Counting) else x for x in inputs]
        if out:
            kwargs["out"] = tuple(np.asarray(x) if isinstance(x, _Counting) else x for x in out)
        result = getattr(ufunc, method)(*plain, **kwargs)
        count = np.size(plain[0]) if method == "reduce" else np.size(result)
        if ufunc is np.matmul:
            count *= 2 * plain[0].shape[-1]
        self.tally.append((ufunc.__name__, int(count)))
        return out[0] if out else _counting(result, self.tally)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        if function is np.vdot:
            self.tally.append(("vdot", 2 * np.size(args[0])))
        if function is np.einsum:
            letters = args[0].partition("->")[0].split(",")
            lengths = {
                k: n
                for term, x in zip(letters, args[1:], strict=True)
                for k, n in zip(term, np.shape(x), strict=True)
            }
            self.tally.append(("einsum", 2 * math.prod(lengths.values())))
        return super().__array_function__(function, types, args, kwargs)


def _counting(value: Any, tally: list[tuple[str, int]]) -> Any:
    array = np.asarray(value).view(_Counting)
    array.tally = tally
    return array


Tally = list[tuple[str, int]]


def _counted(sweep: Callable[[list[Node], Tally], None], order: list[Node], only: Any) -> int:
    tally: Tally = []
    sweep(order, tally)
    return sum(count for name, count in tally if only is None or name == only)


def _parts(node: Node, tally: Tally, *opaque: str) -> tuple[Op, Any, list[Any]]:
    """Return the operation, its result and its operands as arrays that count."""
    assert node._op is not None
    if node._op.opaque in opaque:
        tally.append((node._op.name, int(np.size(node._data))))
    values = [_counting(parent._data, tally) for parent in node.parents]
    return node._op, _counting(node._data, tally), values


def _compute(nodes: list[Node], tally: Tally) -> None:
    for node in nodes:
        op, _, values = _parts(node, tally, "both", "forward")
        op.forward(*values, **node._params)


def _go_back(nodes: list[Node], tally: Tally) -> None:
    gradients = {node: _counting(np.ones(np.shape(node._data)), tally) for node in nodes[-1:]}
    for node in reversed(nodes):
        g = gradients.pop(node)
        op, out, values = _parts(node, tally, "both")
        for i, parent in enumerate(node.parents):
            if parent._requires_grad:
                part = op.vjps[i](g, out, *values, **node._params)
                if np.shape(part) != np.shape(parent._data):
                    part = unbroadcast(part, np.shape(parent._data))
                if parent in gradients:
                    part = gradients[parent] + part
                gradients[parent] = _counting(part, tally)


def _push_forward(nodes: list[Node], tally: Tally) -> None:
    tangents: dict[Node, Any] = {}
    for node in nodes:
        op, out, values = _parts(node, tally, "both")
        moves = {
            i: tangents.get(parent, values[i])  # a leaf may move along any direction: its own value
            for i, parent in enumerate(node.parents)
            if parent._requires_grad
        }
        tangents[node] = _counting(push_forward(op, out, values, node._params, moves), tally)
