"""Tensors: Python's operators on the graph.

A number is kept as a Python float, everything else as an array. Where PyTorch has the feature,
the behaviour is PyTorch's (of `max` along an axis, that of ``torch.amax``: the values alone, and
equal largest ones share the gradient), but for two simplifications: `grad` is a bare float or
array, and an in-place change (``w -= step``, ``w[0] = 1.0``, an optimizer's step) gives this one
tensor a new value and reaches no other, not even one that was cut out of it or reshaped from it.

The arrays of tensors are their own: what comes from outside is copied where the way back needs it,
and what is handed out cannot be written to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy import ndarray

from .backpropagation import backward
from .graph import NO_PARAMS, Node, now
from .ieee import quietly
from .methods import Methods
from .misfits import FAILURES, explain
from .operation import Op
from .recording import silenced
from .value import as_data
from .vjps import OPS

__all__ = ["Tensor", "apply"]

_new, _init = object.__new__, Node.__init__  # names of the module: Python finds them faster


def apply(op: Op, operands: Sequence[Any], params: dict[str, Any] = NO_PARAMS) -> Tensor:
    """Run an operation of the table, and record it if an operand requires a gradient.

    Parameters
    ----------
    op : Op
        A line of `vjps.OPS`.
    operands : sequence of Tensor, float or array
    params : dict
        Named parameters of the operation, such as ``axis``.

    Returns
    -------
    Tensor

    Raises
    ------
    TypeError, ValueError
        If an operand is not made of real numbers, or NumPy finds that the shapes do not fit.

    Examples
    --------
    >>> apply(OPS["mul"], (3.0, Tensor([1.0, 2.0])))
    Tensor([3., 6.])
    """
    parents, values, recorded = [], [], False
    for x in operands:
        if not isinstance(x, Tensor):
            x = _constant(x)
        parents.append(x)
        values.append(x._data)
        recorded = recorded or x._requires_grad
    if recorded:
        recorded = not silenced()
    if recorded and op.saves:
        for i, x in enumerate(operands):
            if not isinstance(x, Tensor):
                values[i] = parents[i]._data = _copy(values[i])
    try:
        if recorded and params:
            params = {name: _fixed(value) for name, value in params.items()}
        if op.keeps or params:
            data, params = quietly(op.run, values, params)
        else:
            data = quietly(op.forward, *values)
    except FAILURES as error:
        explain(error, op.name, values, params)
    return _result(data, op, tuple(parents), params, recorded)


def _result(
    data: Any, op: Op, parents: tuple[Tensor, ...], params: dict[str, Any], recorded: bool
) -> Tensor:
    if type(data) is not float and (type(data) is not ndarray or data.ndim == 0):
        data = float(data)
    tensor = _new(Tensor)
    if recorded:
        _init(tensor, data, True, op, parents, params)
    else:
        _init(tensor, data)
    return tensor


def _constant(value: Any) -> Tensor:
    tensor = _new(Tensor)
    _init(tensor, as_data(value))
    return tensor


def _copy(data: Any) -> Any:
    """Return an array that its owner cannot fill anew before the way back has read it."""
    return data.copy() if type(data) is ndarray else data


def elementwise(name: str) -> Callable[[Any], Any]:
    """Make the function of one operand that is called `name` in the table: a fast `apply`."""
    op, forward = OPS[name], OPS[name].forward

    def function(x: Any) -> Any:
        a = x._data if isinstance(x, Tensor) else as_data(x)
        data = forward(a) if type(a) is float else quietly(forward, a)
        if not isinstance(x, Tensor):
            return data if np.ndim(data) else float(data)
        return _result(data, op, (x,), NO_PARAMS, x._requires_grad and not silenced())

    return function


def _binary(name: str, reflected: bool = False) -> Callable[[Tensor, Any], Tensor]:
    """Make the method of an operator of two operands; a fast `apply`."""
    op, forward, saves = OPS[name], OPS[name].forward, OPS[name].saves

    def method(self: Tensor, other: Any) -> Tensor:
        if type(other) is float:
            constant = _new(Tensor)
            _init(constant, other)
            other = constant
        elif not isinstance(other, Tensor):
            other = _constant(other)
            if saves and self._requires_grad:
                other._data = _copy(other._data)
        parents = (other, self) if reflected else (self, other)
        a, b = parents[0]._data, parents[1]._data
        try:
            scalars = type(a) is float and type(b) is float
            data = forward(a, b) if scalars else quietly(forward, a, b)
        except FAILURES as error:
            explain(error, name, (a, b), NO_PARAMS)
        recorded = (self._requires_grad or other._requires_grad) and not silenced()
        return _result(data, op, parents, NO_PARAMS, recorded)

    return method


def _in_place(name: str) -> Callable[[Tensor, Any], Tensor]:
    """Make the method of an augmented assignment.

    If the operation is recorded, the result is a new tensor, and the old one stays in the graph,
    marked as changed: what saved its value will refuse to go back, as in PyTorch.
    """
    binary = _binary(name)

    def method(self: Tensor, other: Any) -> Tensor:
        self._refuse_change_of_leaf()
        result = binary(self, other)
        if result.shape != self.shape:
            raise RuntimeError(
                f"an in-place operation cannot change the shape {self.shape} to {result.shape}"
            )
        if not result._requires_grad:
            self._change(result._data)
            return self
        self._note_change()
        result._number = now()  # this operation itself saw the value from before
        return result

    return method


def _fixed(value: Any) -> Any:
    """Return an index or a shape that nobody can change before the way back has used it."""
    if isinstance(value, list | np.ndarray):
        return np.array(value)
    return tuple(_fixed(part) for part in value) if isinstance(value, tuple) else value


class Tensor(Methods):
    """A number or an array that remembers how it was computed.

    Parameters
    ----------
    data : float, int, sequence, array or Tensor
        Copied. Integers become float64; float32 is kept in arrays.
    requires_grad : bool
        Whether `backward` is to bring a gradient here.
    name : str, optional
        For pictures of the graph.

    Raises
    ------
    TypeError
        If `data` is not made of real numbers.

    Notes
    -----
    Comparisons (``<``, ``==`` ...) give bare booleans or arrays of them. Source: lecture slide
    "Computation Graph".

    Examples
    --------
    >>> x = Tensor(3.0, requires_grad=True)
    >>> f = x * x + 2.0 * x
    >>> f.backward()
    >>> f.item(), x.grad
    (15.0, 8.0)
    """

    __slots__ = ("__weakref__",)

    def __init__(self, data: Any, requires_grad: bool = False, name: str | None = None) -> None:
        value = as_data(data)
        if isinstance(value, np.ndarray):
            value = np.array(value, dtype=None if value.dtype.kind == "f" else float)
        Node.__init__(self, float(value) if isinstance(value, bool) else value, requires_grad)
        self.name = name

    backward = backward

    def _refuse_change_of_leaf(self) -> None:
        if self._requires_grad and self._op is None and not silenced():
            raise RuntimeError(
                "a leaf that requires a gradient was to be changed in place while operations are "
                "recorded: do it inside no_grad()"
            )

    def detach(self) -> Tensor:
        """Return a leaf with the same value, through which no gradient flows."""
        return _constant(self._data)

    def clone(self) -> Tensor:
        """Return a copy through which gradients flow back to this tensor."""
        return apply(OPS["clone"], (self,))

    def _run(self, name: str, **params: Any) -> Tensor:
        return apply(OPS[name], (self,), params)

    __add__, __radd__, __iadd__ = _binary("add"), _binary("add", True), _in_place("add")
    __sub__, __rsub__, __isub__ = _binary("sub"), _binary("sub", True), _in_place("sub")
    __mul__, __rmul__, __imul__ = _binary("mul"), _binary("mul", True), _in_place("mul")
    __truediv__, __rtruediv__, __itruediv__ = _binary("div"), _binary("div", True), _in_place("div")
    __pow__, __rpow__, __ipow__ = _binary("pow"), _binary("pow", True), _in_place("pow")
    __matmul__, __rmatmul__ = _binary("matmul"), _binary("matmul", True)

    __neg__ = elementwise("neg")

    def __getitem__(self, index: Any) -> Tensor:
        if self.shape == ():
            raise IndexError("a single number cannot be indexed")
        return apply(OPS["getitem"], (self,), {"index": index})

    def __setitem__(self, index: Any, value: Any) -> None:
        self._refuse_change_of_leaf()
        flows = self._requires_grad or (isinstance(value, Tensor) and value._requires_grad)
        if flows and not silenced():
            raise RuntimeError(
                "assigning to an entry cannot be recorded: build the tensor with where(), stack() "
                "or concatenate(), or assign inside no_grad()"
            )
        if self.shape == ():
            raise IndexError("a single number cannot be indexed")
        changed, new = self._data.copy(), as_data(value)
        try:
            changed[index] = new
        except FAILURES as error:
            explain(error, "setitem", (changed, new), {"index": index})
        self._change(changed)

    def __iter__(self) -> Iterator[Tensor]:
        return (self[i] for i in range(len(self)))
