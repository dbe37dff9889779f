"""The graph under a computation: nodes that know their operands, and their order.

Source: lecture slide "Computation Graph". The way back through the graph is in `backpropagation`.
"""

from __future__ import annotations

import itertools
import operator
import warnings
from typing import Any, TypeVar

import numpy as np

from ..arguments import refuse
from .operation import Op

__all__ = ["Node", "changes", "now", "recorded_operations", "topological_order"]

AnyNode = TypeVar("AnyNode", bound="Node")
NO_PARAMS: dict[str, Any] = {}


class _Changes:
    """In-place changes of all tensors."""

    __slots__ = ("latest",)

    def __init__(self) -> None:
        self.latest = 0  # when the last one was, by the clock


changes = _Changes()

#: The clock: each call gives a higher number. Operations and in-place changes are dated by it.
now = itertools.count(1).__next__


class Node:
    """A value in the graph: a leaf, or the result of an operation on other nodes.

    Attributes
    ----------
    name : str or None
        For pictures of the graph.
    parents : tuple of Node
        The operands, left to right; () for a leaf, and once `backward` has released them.
    """

    # _number: when the operation ran, by the clock, so that no operand has a higher one
    # _changed: when the value was last changed in place; 0 if never
    # _once: whether `backward` goes through here only once, because it or an operand saved a value
    __slots__ = (
        "_changed",
        "_data",
        "_grad",
        "_number",
        "_once",
        "_op",
        "_params",
        "_requires_grad",
        "_retains_grad",
        "name",
        "parents",
    )

    def __init__(
        self,
        data: Any,
        requires_grad: bool = False,
        op: Op | None = None,
        parents: tuple[Any, ...] = (),
        params: dict[str, Any] = NO_PARAMS,
    ) -> None:
        self._data = data
        self._requires_grad = requires_grad
        self._op = op
        self.parents = parents
        self._params = params
        self._changed = 0
        self._grad: Any = None
        self._retains_grad = False
        self.name: str | None = None
        if op is None:
            self._once = False
        else:
            self._number = now()
            self._once = op.saves
            if not op.saves:
                for parent in parents:
                    self._once = self._once or parent._once

    @property
    def op(self) -> str | None:
        """The operation's name in `vjps.OPS`; None for a leaf."""
        return self._op.name if self._op else None

    @property
    def is_leaf(self) -> bool:
        """Whether this was not computed from anything that requires a gradient."""
        return self._op is None

    @property
    def requires_grad(self) -> bool:
        """Whether gradients flow here; may be set on leaves."""
        return self._requires_grad

    @requires_grad.setter
    def requires_grad(self, value: bool) -> None:
        if self._op is not None:
            raise RuntimeError("requires_grad can be set on leaves only; use detach()")
        self._requires_grad = bool(value)

    @property
    def grad(self) -> Any:
        """dL/d(this), summed over all calls of `backward` that reached it; None before the first.

        A float or an array. Leaves that require a gradient keep one, and nodes on which
        `retain_grad` was called.
        """
        if self._grad is None and self._op is not None and not self._retains_grad:
            message = "the gradient of a tensor that is no leaf is kept only after retain_grad()"
            warnings.warn(message, UserWarning, stacklevel=2)
        return self._grad

    @grad.setter
    def grad(self, value: Any) -> None:
        if value is not None and np.shape(value) != np.shape(self._data):
            raise RuntimeError(
                f"grad has shape {np.shape(value)}, but must have the tensor's, "
                f"{np.shape(self._data)}"
            )
        self._grad = value

    def zero_grad(self) -> None:
        """Forget the gradient: `grad` is None again."""
        self._grad = None

    def retain_grad(self) -> None:
        """Have `backward` keep the gradient here too, although this is no leaf."""
        if not self._requires_grad:
            raise RuntimeError("retain_grad() needs a tensor that requires a gradient")
        self._retains_grad = self._op is not None


def topological_order(node: AnyNode) -> list[AnyNode]:
    """List all that `node` was computed from, operands before results, `node` last.

    Parameters
    ----------
    node : Tensor

    Returns
    -------
    list of Tensor
        Each once, in the order of evaluation from left to right.

    Notes
    -----
    Depth-first search with a stack of its own: Python's recursion limit does not matter.

    Examples
    --------
    >>> from lecture_lib.autodiff import variables
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> [t.op or t.name for t in topological_order(x1 * x2 - x1)]
    ['x1', 'x2', 'mul', 'sub']
    """
    if not isinstance(node, Node):
        refuse("node", node, "a Tensor", TypeError)
    order: list[AnyNode] = []
    seen: set[AnyNode] = set()
    stack: list[Any] = [node]
    while stack:
        top = stack.pop()
        if top is None:  # a mark: all operands of the node beneath it are in the list
            order.append(stack.pop())
        elif top not in seen:
            seen.add(top)
            stack += (top, None)
            stack += [parent for parent in top.parents[::-1] if parent not in seen]
    return order


def recorded_operations(node: Node) -> list[Node]:
    """List the results of operations through which gradients flow, operands first, `node` last.

    That is `topological_order` without the leaves and without what requires no gradient, in the
    order in which the operations ran.

    Raises
    ------
    RuntimeError
        If an earlier `backward` has released the graph, or a value that a derivative needs was
        changed in place.

    Examples
    --------
    >>> from lecture_lib.autodiff import variables
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> [operation.op for operation in recorded_operations(x1 * x2 - x1)]
    ['mul', 'sub']
    """
    if node._op is None:
        return []
    found = [node]
    seen = {node}
    for operation in found:  # which grows meanwhile
        if not operation.parents:
            raise RuntimeError(
                "backward() a second time through the same graph, whose saved values the first one "
                "released: call the first one with retain_graph=True, or compute the result again"
            )
        for parent in operation.parents:
            if parent._op is not None and parent not in seen:
                seen.add(parent)
                found.append(parent)
    found.sort(key=_number)
    if found[0]._number < changes.latest:
        for operation in found:
            _refuse_changed_values(operation)
    return found


_number = operator.attrgetter("_number")


def _refuse_changed_values(node: Node) -> None:
    op, holders = node._op, (node, *node.parents)
    if op is None or not op.saves:
        return
    flows = [i for i, parent in enumerate(node.parents) if parent._requires_grad]
    for k in sorted({k for i in flows for k in op.needs[i]}):
        if holders[k]._changed > node._number:
            what = f"operand {k}" if k else "the result"
            raise RuntimeError(
                f"a value that the derivative needs was changed in place: {what} of {op.name!r}, "
                f"shape {np.shape(holders[k]._data)}. Make a new tensor (x = x + y instead of "
                "x += y), or make the change after backward()"
            )
