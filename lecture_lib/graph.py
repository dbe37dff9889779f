"""The graph under a computation: nodes that know their operands, and the walk back through them.

The engine knows nothing of particular operations; those stand in the table `vjps.OPS`. Source:
lecture slides "How to differentiate a neural net?" and "Computation Graph". What happens at a
second `backward`, in `no_grad` and after an in-place change is what happens in PyTorch.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterator
from typing import Any, TypeVar

import numpy as np

from .vjps import Op, unbroadcast

__all__ = ["Node", "no_grad", "topological_order"]

AnyNode = TypeVar("AnyNode", bound="Node")
NO_PARAMS: dict[str, Any] = {}

_recording = True  # False inside no_grad()
_changes = 0  # how many in-place changes there have been: the clock that dates nodes and changes


class Node:
    """A value in the graph: a leaf, or the result of an operation on other nodes.

    Attributes
    ----------
    requires_grad : bool
        Whether the gradient flows here.
    name : str or None
    parents : tuple of Node
        The operands, from left to right; () for a leaf, and once `backward` has released them.
    """

    # _born, _changed: the reading of the clock when the operation ran, and at the last change.
    __slots__ = (
        "_born",
        "_changed",
        "_data",
        "_grad",
        "_op",
        "_params",
        "_retains_grad",
        "name",
        "parents",
        "requires_grad",
    )

    def __init__(
        self,
        data: Any,
        op: Op | None = None,
        parents: tuple[Node, ...] = (),
        params: dict[str, Any] = NO_PARAMS,
    ) -> None:
        self._data = data
        self._grad: Any = None
        self._changed = 0
        self._retains_grad = False
        self.name: str | None = None
        self.requires_grad: bool = False
        if _recording:
            for parent in parents:
                if parent.requires_grad:
                    self.requires_grad = True
                    self.parents: tuple[Any, ...] = parents
                    self._op = op
                    self._params = params
                    self._born = _changes
                    return
        self.parents = ()
        self._op = None

    @property
    def op(self) -> str | None:
        """The operation's name in `vjps.OPS`; None for a leaf."""
        return self._op.name if self._op else None

    @property
    def is_leaf(self) -> bool:
        """Whether this was not computed from anything that requires a gradient."""
        return self._op is None

    @property
    def grad(self) -> Any:
        """dL/d(this), summed over the calls of `backward` that reached it; None before the first.

        Only leaves that require a gradient keep one, and nodes on which `retain_grad` was called.
        """
        if self._grad is None and self._op and not self._retains_grad:
            warnings.warn(
                "grad of a tensor that is no leaf is not kept and is None; call retain_grad() "
                "on it before backward() to keep it",
                UserWarning,
                stacklevel=2,
            )
        return self._grad

    @grad.setter
    def grad(self, value: Any) -> None:
        if value is not None and np.shape(value) != np.shape(self._data):
            raise RuntimeError(
                f"grad must have the shape of the tensor, {np.shape(self._data)}, "
                f"not {np.shape(value)}"
            )
        self._grad = value

    def zero_grad(self) -> None:
        """Forget the gradient: `grad` is None again."""
        self._grad = None

    def retain_grad(self) -> None:
        """Have `backward` keep the gradient of this node though it is no leaf."""
        if not self.requires_grad:
            raise RuntimeError("retain_grad() needs a tensor that requires a gradient")
        self._retains_grad = self._op is not None

    def backward(self, gradient: Any = None, retain_graph: bool = False) -> None:
        """Add dL/d(leaf) to `grad` of every leaf that this node was computed from.

        Parameters
        ----------
        gradient : float, array or tensor of the shape of this node, optional
            dL/d(this). Needed unless this node holds one number only; then it is 1.
        retain_graph : bool
            Keep the graph, so that `backward` can go through it again. Otherwise all that the
            operations saved is released.

        Raises
        ------
        RuntimeError
            If this does not require a gradient; if `gradient` is missing or has another shape; if
            the graph has been released; if a value that is needed was changed in place.
        """
        seed = self._seed(gradient)
        order = _differentiable_order(self)
        gradients: dict[Node, Any] = {self: seed}
        found: list[tuple[Node, Any]] = []
        with np.errstate(all="ignore"):
            for node in reversed(order):
                g = gradients.pop(node)
                if node._op is None or node._retains_grad:
                    found.append((node, g))
                    if node._op is None:
                        continue
                _check_unchanged(node)
                parents, params = node.parents, node._params
                values = [parent._data for parent in parents]
                for parent, vjp in zip(parents, node._op.vjps, strict=False):
                    if parent.requires_grad:
                        part = vjp(g, node._data, *values, **params)
                        if type(part) is not float or type(parent._data) is not float:
                            part = _fit(part, parent._data)
                        gradients[parent] = (
                            gradients[parent] + part if parent in gradients else part
                        )
        for node, g in found:
            node._accumulate(g)
        if not retain_graph:
            _release(order)

    def _seed(self, gradient: Any) -> Any:
        if not self.requires_grad:
            raise RuntimeError(
                "backward() from a tensor that does not require a gradient: none of the leaves it "
                "was computed from has requires_grad=True, or it was computed in no_grad()"
            )
        shape = np.shape(self._data)
        if gradient is None:
            if np.size(self._data) != 1:
                raise RuntimeError(
                    "backward() starts by itself only from a tensor with a single number; this one "
                    f"has shape {shape}: reduce it, as with sum(), or pass gradient of that shape"
                )
            gradient = 1.0
            return 1.0 if shape == () else np.ones_like(self._data)
        gradient = gradient._data if isinstance(gradient, Node) else gradient
        if np.shape(gradient) != shape:
            raise RuntimeError(
                f"gradient must have the shape of the tensor, {shape}, not {np.shape(gradient)}"
            )
        return _fit(gradient, self._data)

    def _accumulate(self, g: Any) -> None:
        if self._grad is not None:
            self._grad = self._grad + g
        else:  # a copy: the same array may be on its way to other nodes
            self._grad = g if type(g) is float else np.array(g)


def topological_order(node: AnyNode) -> list[AnyNode]:
    """Everything that `node` was computed from, operands before results, `node` last.

    Parameters
    ----------
    node : Tensor

    Returns
    -------
    list of Tensor
        In the order of evaluation, from left to right; each once, constants included.

    Notes
    -----
    Depth-first search with a stack of its own, so that Python's recursion limit does not matter.

    Examples
    --------
    >>> from lecture_lib.autodiff import variables
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> [n.op or n.name for n in topological_order(x1 * x2 - x1)]
    ['x1', 'x2', 'mul', 'sub']
    """
    order: list[AnyNode] = []
    seen: set[AnyNode] = set()
    stack: list[Any] = [node]
    while stack:
        top = stack.pop()
        if type(top) is tuple:  # all operands of this one are in the list now
            order.append(top[0])
        elif top not in seen:
            seen.add(top)
            if top.parents:
                stack.append((top,))
                stack.extend(reversed(top.parents))
            else:
                order.append(top)
    return order


def _differentiable_order(root: Node) -> list[Node]:
    order = [node for node in topological_order(root) if node.requires_grad]
    if any(node._op is not None and not node.parents for node in order):
        raise RuntimeError(
            "backward() a second time through the same graph: what its operations saved was "
            "released by the first; call the first one with retain_graph=True, or compute the "
            "result anew"
        )
    return order


def _release(order: list[Node]) -> None:
    """Drop what the nodes hold of others; only those stay that need no saved value to go back."""
    for node in order:
        if node._op is not None and (
            node._op.saves or any(p._op is not None and not p.parents for p in node.parents)
        ):
            node.parents = ()
            node._params = NO_PARAMS


def _check_unchanged(node: Node) -> None:
    """Refuse to go back through a node after an in-place change of a value that it needs."""
    op = node._op
    if node._born == _changes or op is None or not op.saves:
        return
    values = (node, *node.parents)
    for i, parent in enumerate(node.parents):
        if parent.requires_grad:
            for k in op.needs[i]:
                if values[k]._changed > node._born:
                    which = "its result" if k == 0 else f"its operand {k}"
                    raise RuntimeError(
                        f"a value that backward() needs was changed in place: {op.name} "
                        f"saved {which}, of shape {np.shape(values[k]._data)}; write x = x + y "
                        "instead of x += y, or change it only after backward()"
                    )


def _fit(g: Any, like: Any) -> Any:
    """Bring a gradient to the shape and the precision of the value that it belongs to."""
    if type(like) is float:
        return unbroadcast(g, ())
    if np.shape(g) != like.shape:
        g = unbroadcast(g, like.shape)
    return g if g.dtype == like.dtype else g.astype(like.dtype)


def mark_changed(node: Node) -> None:
    """Note an in-place change of `node`."""
    global _changes
    _changes += 1
    node._changed = _changes


def is_recording() -> bool:
    """Whether operations are being recorded, that is, whether we are outside `no_grad`."""
    return _recording


@contextlib.contextmanager
def no_grad() -> Iterator[None]:
    """Compute without recording: results require no gradient, and nothing is stored for one.

    Usable as ``with no_grad():`` and, on a function, as ``@no_grad()``. Source: lecture slide
    "Computation Graph". It is not PyTorch's ``eval()``, which changes what some layers compute.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> w = Tensor(1.0, requires_grad=True)
    >>> with no_grad():
    ...     print((2.0 * w).requires_grad)
    False
    """
    global _recording
    before, _recording = _recording, False
    try:
        yield
    finally:
        _recording = before
