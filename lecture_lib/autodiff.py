"""Tensors that remember how they were computed, and can be differentiated.

`Tensor` puts Python's operators and the functions of the table `vjps.OPS` on the graph of `graph`.
The behaviour is PyTorch's wherever PyTorch has the feature.

A number is kept as a Python float, everything else as an array. An in-place change (``w -= step``,
``w[0] = 1.0``) gives this one tensor a new value and reaches no other tensor.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .graph import NO_PARAMS, Node, is_recording, mark_changed, no_grad, topological_order
from .losses import check_reduction, label_distribution
from .vjps import OPS, Op

__all__ = [
    "Tensor",
    "concatenate",
    "cross_entropy",
    "exp",
    "log",
    "log_softmax",
    "maximum",
    "no_grad",
    "relu",
    "sigmoid",
    "softplus",
    "sqrt",
    "square_loss",
    "stack",
    "tanh",
    "topological_order",
    "variables",
    "where",
]


def _as_data(value: Any, copy: bool) -> Any:
    """Return a number as a Python float, all else as an array; a copy has integers as float64."""
    if isinstance(value, Node):
        value = value._data
    array = np.array(value) if copy else np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"a tensor holds real numbers, not {type(value).__name__} {value!r}")
    if array.ndim == 0:
        return float(array)
    return array.astype(float) if copy and array.dtype.kind != "f" else array


def _apply(op: Op, operands: Sequence[Any], params: dict[str, Any] = NO_PARAMS) -> Tensor:
    """Run one operation of the table, and record it if an operand requires a gradient."""
    parents = tuple([x if isinstance(x, Tensor) else _constant(x) for x in operands])
    values = [parent._data for parent in parents]
    for value in values:
        if type(value) is not float:
            with np.errstate(all="ignore"):
                data = op.forward(*values, **params)
            break
    else:
        data = op.forward(*values, **params)
    if type(data) is not float and (type(data) is not np.ndarray or not data.ndim):
        data = float(data)
    result = _new(Tensor)
    Node.__init__(result, data, op, parents, params)
    return result


_new = object.__new__


def _constant(value: Any) -> Tensor:
    result = _new(Tensor)
    Node.__init__(result, value if type(value) is float else _as_data(value, copy=False))
    return result


def _method(name: str) -> Callable[..., Any]:
    op = OPS[name]

    def method(*operands: Any) -> Any:
        return _apply(op, operands)

    return method


def _reflected(name: str) -> Callable[..., Any]:
    op = OPS[name]

    def method(self: Tensor, other: Any) -> Tensor:
        return _apply(op, (other, self))

    return method


def _in_place(name: str) -> Callable[..., Any]:
    op = OPS[name]

    def method(self: Tensor, other: Any) -> Tensor:
        self._refuse_change_of_leaf()
        result = _apply(op, (self, other))
        if result.shape != self.shape:
            raise RuntimeError(
                f"an in-place operation cannot change the shape from {self.shape} to {result.shape}"
            )
        mark_changed(self)
        if not result.requires_grad:
            self._data = result._data
            return self
        result._born = self._changed  # this very operation did see the value before the change
        return result

    return method


class Tensor(Node):
    """A number or an array that remembers how it was computed.

    Parameters
    ----------
    data : float, int, sequence, array or Tensor
        Copied. Integers become float64; float32 is kept.
    requires_grad : bool
        Whether `backward` is to bring a gradient here.
    name : str, optional
        Shown in pictures of the graph.

    Raises
    ------
    TypeError
        If `data` is not made of real numbers.

    Examples
    --------
    >>> x = Tensor(3.0, requires_grad=True)
    >>> f = x * x + 2.0 * x
    >>> f.backward()
    >>> f.item(), x.grad
    (15.0, 8.0)
    """

    __slots__ = ("__weakref__",)
    __array_ufunc__ = None  # so that ndarray + Tensor is left to Tensor
    __hash__ = object.__hash__

    def __init__(self, data: Any, requires_grad: bool = False, name: str | None = None) -> None:
        Node.__init__(self, _as_data(data, copy=True))
        self.requires_grad = requires_grad
        self.name = name

    @property
    def data(self) -> Any:
        """The value: a Python float or an array. Changes made through it are not recorded."""
        return self._data

    @data.setter
    def data(self, value: Any) -> None:
        self._data = _as_data(value, copy=False)
        mark_changed(self)

    @property
    def shape(self) -> tuple[int, ...]:
        """() for a number."""
        return () if type(self._data) is float else self._data.shape

    @property
    def ndim(self) -> int:
        """How many axes there are."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """How many numbers there are."""
        return int(np.size(self._data))

    def item(self) -> float:
        """Return the single number as a Python float."""
        if self.size != 1:
            raise RuntimeError(f"item() needs a tensor with one number; this has {self.shape}")
        return float(np.reshape(self._data, ()))

    def numpy(self) -> np.ndarray:
        """Return the value as an array, not copied; refused if a gradient is required."""
        if self.requires_grad:
            raise RuntimeError("numpy() of a tensor that requires a gradient: use detach().numpy()")
        return np.asarray(self._data)

    def detach(self) -> Tensor:
        """Return a leaf with the same value that requires no gradient."""
        return _constant(self._data)

    def clone(self) -> Tensor:
        """Return a copy through which gradients flow back to this."""
        return _apply(OPS["clone"], (self,))

    def __repr__(self) -> str:
        value = (
            repr(self._data)
            if type(self._data) is float
            else np.array2string(self._data, separator=", ", prefix="Tensor(")
        )
        parts = [value]
        if self.name:
            parts.append(f"name={self.name!r}")
        if self._op:
            parts.append(f"op={self._op.name!r}")
        elif self.requires_grad:
            parts.append("requires_grad=True")
        return f"Tensor({', '.join(parts)})"

    def __len__(self) -> int:
        if not self.shape:
            raise TypeError("len() of a single number")
        return self.shape[0]

    def __bool__(self) -> bool:
        if self.size != 1:
            raise RuntimeError(f"the truth value of a tensor of shape {self.shape} is ambiguous")
        return bool(self._data)

    def __float__(self) -> float:
        return self.item()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    __add__ = _method("add")
    __radd__ = _reflected("add")
    __iadd__ = _in_place("add")
    __sub__ = _method("sub")
    __rsub__ = _reflected("sub")
    __isub__ = _in_place("sub")
    __mul__ = _method("mul")
    __rmul__ = _reflected("mul")
    __imul__ = _in_place("mul")
    __truediv__ = _method("div")
    __rtruediv__ = _reflected("div")
    __itruediv__ = _in_place("div")
    __pow__ = _method("pow")
    __rpow__ = _reflected("pow")
    __ipow__ = _in_place("pow")
    __matmul__ = _method("matmul")
    __rmatmul__ = _reflected("matmul")
    __neg__ = _method("neg")

    def __lt__(self, other: Any) -> Any:
        return self._data < _as_data(other, copy=False)

    def __le__(self, other: Any) -> Any:
        return self._data <= _as_data(other, copy=False)

    def __gt__(self, other: Any) -> Any:
        return self._data > _as_data(other, copy=False)

    def __ge__(self, other: Any) -> Any:
        return self._data >= _as_data(other, copy=False)

    def __eq__(self, other: Any) -> Any:
        return self._data == _as_data(other, copy=False)

    def __ne__(self, other: Any) -> Any:
        return self._data != _as_data(other, copy=False)

    def __getitem__(self, index: Any) -> Tensor:
        if not self.shape:
            raise IndexError("a single number has no index")
        return _apply(OPS["getitem"], (self,), {"index": index})

    def __setitem__(self, index: Any, value: Any) -> None:
        self._refuse_change_of_leaf()
        if is_recording() and (self.requires_grad or getattr(value, "requires_grad", False)):
            raise RuntimeError(
                "assigning to entries is not recorded: build the result with where(), stack() or "
                "concatenate(), or assign inside no_grad()"
            )
        changed = np.array(self._data)
        changed[index] = _as_data(value, copy=False)
        self._data = changed if changed.ndim else float(changed)
        mark_changed(self)

    def _refuse_change_of_leaf(self) -> None:
        if self.requires_grad and self._op is None and is_recording():
            raise RuntimeError(
                "a leaf that requires a gradient cannot be changed in place while operations are "
                "recorded: change it inside no_grad()"
            )

    def sum(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Sum over `axis`: an int, a tuple of ints, or None for all."""
        return _apply(OPS["sum"], (self,), {"axis": axis, "keepdims": keepdims})

    def mean(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Mean over `axis`: an int, a tuple of ints, or None for all."""
        return _apply(OPS["mean"], (self,), {"axis": axis, "keepdims": keepdims})

    def max(self, axis: Any = None, keepdims: bool = False) -> Tensor:
        """Maximum over `axis`; entries that tie for it share the gradient evenly."""
        return _apply(OPS["max"], (self,), {"axis": axis, "keepdims": keepdims})

    def reshape(self, *shape: Any) -> Tensor:
        """Return the same numbers in another shape."""
        new_shape = shape[0] if len(shape) == 1 else shape
        return _apply(OPS["reshape"], (self,), {"shape": new_shape})

    def transpose(self, axes: Sequence[int] | None = None) -> Tensor:
        """Permute the axes as NumPy does: axis i of the result is ``axes[i]``; None reverses."""
        return _apply(OPS["transpose"], (self,), {"axes": axes})

    @property
    def T(self) -> Tensor:  # noqa: N802 - the field's name
        """The transpose."""
        return self.transpose()


def _function(op: Op, operands: Sequence[Any], params: dict[str, Any] = NO_PARAMS) -> Any:
    """Apply `op`; where no operand is a tensor, give the bare value."""
    result = _apply(op, operands, params)
    return result if any(isinstance(x, Tensor) for x in operands) else result._data


def exp(x: Any) -> Any:
    """exp(x), elementwise."""
    return _function(OPS["exp"], (x,))


def log(x: Any) -> Any:
    """Natural logarithm, elementwise."""
    return _function(OPS["log"], (x,))


def sqrt(x: Any) -> Any:
    """Square root, elementwise."""
    return _function(OPS["sqrt"], (x,))


def relu(x: Any) -> Any:
    """max(x, 0), elementwise."""
    return _function(OPS["relu"], (x,))


def sigmoid(x: Any) -> Any:
    """1 / (1 + exp(-x)), elementwise."""
    return _function(OPS["sigmoid"], (x,))


def tanh(x: Any) -> Any:
    """Hyperbolic tangent, elementwise."""
    return _function(OPS["tanh"], (x,))


def softplus(x: Any) -> Any:
    """log(1 + exp(x)), elementwise."""
    return _function(OPS["softplus"], (x,))


def maximum(a: Any, b: Any) -> Any:
    """max(a, b), elementwise; where they tie, each gets half of the gradient."""
    return _function(OPS["maximum"], (a, b))


def where(condition: Any, a: Any, b: Any) -> Any:
    """Entries of `a` where `condition` holds, else of `b`."""
    return _function(OPS["where"], (condition, a, b))


def concatenate(tensors: Sequence[Any], axis: int = 0) -> Any:
    """Join along an axis that is there."""
    return _function(OPS["concatenate"], tuple(tensors), {"axis": axis})


def stack(tensors: Sequence[Any], axis: int = 0) -> Any:
    """Join along a new axis."""
    return _function(OPS["stack"], tuple(tensors), {"axis": axis})


def log_softmax(logits: Any, axis: int = -1) -> Any:
    """Logarithm of softmax over `axis`."""
    return _function(OPS["log_softmax"], (logits,), {"axis": axis})


def cross_entropy(labels: Any, logits: Any, reduction: str = "mean") -> Any:
    """Softmax cross entropy; see `losses.cross_entropy`."""
    if not isinstance(labels, Tensor) and np.ndim(labels) == 0:
        # A tensor would keep the class number as a float, and a float is no class number.
        labels = label_distribution(labels, logits._data if isinstance(logits, Tensor) else logits)
    return _reduce(_function(OPS["cross_entropy"], (labels, logits)), reduction)


def square_loss(y: Any, prediction: Any, reduction: str = "none") -> Any:
    """1/2 (prediction - y)^2; see `losses.square_loss`."""
    return _reduce(_function(OPS["square_loss"], (y, prediction)), reduction)


def _reduce(losses: Any, reduction: str) -> Any:
    check_reduction(reduction)
    if reduction == "none" or np.ndim(losses) == 0:
        return losses
    return losses.mean() if reduction == "mean" else losses.sum()


def variables(**values: Any) -> tuple[Tensor, ...]:
    """Make named leaves that require a gradient.

    Examples
    --------
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> f = x1 * x2
    >>> f.backward()
    >>> x1.grad, x2.grad
    (3.0, 2.0)
    """
    return tuple(Tensor(value, requires_grad=True, name=name) for name, value in values.items())
