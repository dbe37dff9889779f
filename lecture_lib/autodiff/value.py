"""What a node holds: a Python float or an array, and how it shows itself."""

from __future__ import annotations

import operator
import sys
from collections.abc import Callable
from typing import Any

import numpy as np

from .graph import Node, changes, now
from .leaving import answer_array_function, answer_ufunc, warn_of_leaving
from .window import Window

__all__ = ["Value", "as_data"]


def as_data(value: Any) -> Any:
    """Return a number as a Python float and all else as an array, without copying arrays."""
    array: np.ndarray
    if type(value) is np.ndarray:
        array = value
    elif isinstance(value, (float, int)) and not isinstance(value, bool):
        return float(value)
    else:
        try:
            array = np.asarray(value._data if isinstance(value, Node) else value)
        except ValueError:  # rows of different lengths
            array = np.empty(0, dtype=object)
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
        """The value, a Python float or an array; setting it, as in ``w.data -= step``, is allowed.

        It copies, keeps shape and precision, and is not recorded: `backward` through operations
        that need the old value refuses to run. The array itself cannot be written to: instead of
        ``w.data[0] = 1.0`` write ``w[0] = 1.0``, inside `no_grad`.

        Raises
        ------
        ValueError
            If it is set to something of another shape.
        """
        return Window.of(self, self._data) if isinstance(self._data, np.ndarray) else self._data

    @data.setter
    def data(self, value: Any) -> None:
        new = as_data(value)
        if np.shape(new) != self.shape:
            raise ValueError(
                f"data has shape {self.shape}, which stays, but the new value has shape "
                f"{np.shape(new)}: make a new Tensor"
            )
        self._change(np.array(new) if isinstance(new, np.ndarray) else new)

    def _change(self, data: Any) -> None:
        """Take a value that nobody else holds, in the old precision, and note the time."""
        if isinstance(data, np.ndarray):
            data = data.astype(getattr(self._data, "dtype", float), copy=False)
        self._data = data if isinstance(data, np.ndarray) else float(data)
        self._note_change()

    def _note_change(self) -> None:
        """Date a change: `backward` through operations that saw the old value will refuse."""
        changes.latest = self._changed = now()

    def _own_array(self) -> np.ndarray:
        """Return the array in one piece, to be changed in place before `_note_change`.

        If a view, another tensor or a reader holds it too, it is copied first: they keep what
        they have. CPython counts who holds an object; an array counts as held by its views.
        """
        data: np.ndarray = self._data
        shared = data.base is not None or sys.getrefcount(data) > _HELD_BY_ONE
        if shared or not data.flags.c_contiguous:
            data = self._data = data.copy()
        return data

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
        """Return the value as an array that cannot be written to; not if this needs a gradient.

        Raises
        ------
        RuntimeError
            If this requires a gradient, which would be lost.
        """
        if self._requires_grad:
            raise RuntimeError(
                "an array cannot carry the gradient that this tensor requires: use "
                "detach().numpy(), or compute with the functions of lecture_lib.autodiff"
            )
        array = np.asarray(self._data).view()
        array.flags.writeable = False
        return array

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
        if self._requires_grad:
            warn_of_leaving("float()", "item(), or detach() first")
        return self.item()

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return np.array(self.numpy(), dtype=dtype, copy=copy)

    __array_ufunc__, __array_function__ = answer_ufunc, answer_array_function

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


def _references_to_an_array_of_one() -> int:
    """Return what `_own_array` counts for an array that only its tensor holds."""
    tensor = Value(np.zeros(1))
    data = tensor._data
    return sys.getrefcount(data)


_HELD_BY_ONE = _references_to_an_array_of_one()
