"""What a node holds: a Python float or an array, and how it shows itself."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from .graph import Node, state

__all__ = ["Value", "as_data"]


def as_data(value: Any) -> Any:
    """Return a number as a Python float and all else as an array, without copying arrays."""
    array: np.ndarray
    if type(value) is np.ndarray:
        array = value
    elif isinstance(value, (float, int)) and not isinstance(value, bool):
        return float(value)
    else:
        array = np.asarray(value._data if isinstance(value, Node) else value)
    if array.dtype.kind not in "fiub":
        raise TypeError(f"a tensor holds real numbers, not {type(value).__name__}: {value!r}")
    if array.ndim:
        return array
    return bool(array) if array.dtype.kind == "b" else float(array)


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[[Value, Any], Any]:
    def method(self: Value, other: Any) -> Any:
        return NotImplemented if other is None else compare(self._data, as_data(other))

    return method


class Value(Node):
    """A node seen as the number or array that it holds."""

    __slots__ = ()
    __hash__ = object.__hash__

    @property
    def data(self) -> Any:
        """The value, a Python float or an array; setting it is not recorded.

        A change inside the array itself goes unnoticed, unless `mark_changed` is called: after it,
        `backward` through operations that came before gives a wrong gradient, as with PyTorch's
        ``data``.
        """
        return self._data

    @data.setter
    def data(self, value: Any) -> None:
        self._change(as_data(value))

    def _change(self, data: Any) -> None:
        """Take a new value, in the old precision, and note the time."""
        if isinstance(data, np.ndarray):
            data = data.astype(getattr(self._data, "dtype", float), copy=False)
        self._data = data if isinstance(data, np.ndarray) else float(data)
        self.mark_changed()

    def mark_changed(self) -> None:
        """Note that the array was changed in place; `backward` through older results refuses."""
        state.changes += 1
        self._changed = state.changes

    @property
    def shape(self) -> tuple[int, ...]:
        """The lengths of the axes; () for a number."""
        return getattr(self._data, "shape", ())

    @property
    def ndim(self) -> int:
        """The number of axes."""
        return len(self.shape)

    @property
    def size(self) -> int:
        """The number of numbers."""
        return int(np.size(self._data))

    def item(self) -> float:
        """Return the one number there is as a Python float; RuntimeError if there are others."""
        if type(self._data) is float:
            return self._data
        if self.size != 1:
            raise RuntimeError(f"item() needs a single number; this tensor has shape {self.shape}")
        return float(np.reshape(self._data, ()))

    def numpy(self) -> np.ndarray:
        """Return the value as an array, not copied; RuntimeError if this requires a gradient."""
        if self._requires_grad:
            raise RuntimeError("numpy() of a tensor that requires a gradient: use detach().numpy()")
        return np.asarray(self._data)

    __lt__, __le__ = _comparison(operator.lt), _comparison(operator.le)
    __gt__, __ge__ = _comparison(operator.gt), _comparison(operator.ge)
    __eq__, __ne__ = _comparison(operator.eq), _comparison(operator.ne)

    def __len__(self) -> int:
        if self.shape == ():
            raise TypeError("a single number has no length")
        return self.shape[0]

    def __bool__(self) -> bool:
        if self.size != 1:
            raise RuntimeError(f"is a tensor of shape {self.shape} true? Compare, then any or all")
        return bool(self._data)

    def __float__(self) -> float:
        return self.item()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    def __format__(self, spec: str) -> str:
        return format(self._data if spec and self.shape == () else repr(self), spec)

    def __repr__(self) -> str:
        value = np.array2string(np.asarray(self._data), separator=", ", prefix="Tensor(")
        parts = [repr(self._data) if self.shape == () else value]
        if self.name:
            parts.append(f"name={self.name!r}")
        if self.op:
            parts.append(f"op={self.op!r}")
        elif self._requires_grad:
            parts.append("requires_grad=True")
        return f"Tensor({', '.join(parts)})"
