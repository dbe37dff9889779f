"""Parameters and gradients, tensors or arrays, seen as one-dimensional arrays."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arguments import numbers_of
from ..autodiff import Tensor
from ..autodiff.ieee import quietly

__all__ = [
    "as_list",
    "check_parameters",
    "flat",
    "gradient_of",
    "is_number",
    "put_back",
    "refuse_non_finite",
]

Array = NDArray[Any]


def as_list(values: Any) -> list[Any]:
    """Return one tensor, array or number as a list of one, and a list of them as it is."""
    if isinstance(values, Tensor | np.ndarray | float | int) or not isinstance(values, Iterable):
        return [values]
    return list(values)


def check_parameters(parameters: Any) -> list[Any]:
    """Return the list of parameters, if each can be changed in place.

    Raises
    ------
    TypeError
        If one is neither a tensor nor an array of floats.
    ValueError
        If there is none, one stands there twice, or one must not be changed.
    """
    found = as_list(parameters)
    if not found:
        raise ValueError("an optimizer needs at least one parameter; the list is empty")
    if len({id(p) for p in found}) < len(found):
        raise ValueError("a parameter stands in the list more than once")
    for i, p in enumerate(found):
        if isinstance(p, Tensor):
            if not (p.requires_grad and p.is_leaf):
                raise ValueError(
                    f"{name_of(i, p)} must be a leaf that requires a gradient: "
                    "Tensor(value, requires_grad=True)"
                )
        elif not isinstance(p, np.ndarray) or p.dtype.kind != "f" or p.ndim == 0:
            what = f"array of {p.dtype}" if isinstance(p, np.ndarray) else type(p).__name__
            raise TypeError(
                f"{name_of(i, p)} is of type {what}, but must be a Tensor or an array of floats "
                "with at least one axis, which is changed in place"
            )
        elif not p.flags.writeable:
            raise ValueError(f"{name_of(i, p)} is an array that must not be written to")
    return found


def is_number(parameter: Any) -> bool:
    """Whether a parameter is a tensor of a single number, which is a Python float."""
    return isinstance(parameter, Tensor) and type(parameter._data) is float


def name_of(index: int, parameter: Any) -> str:
    """Say which parameter: its place in the list, from 0, and its name if it has one."""
    name = parameter.name if isinstance(parameter, Tensor) else None
    return f"parameter {index}" + (f" ({name})" if name else "")


def gradient_of(index: int, parameter: Any, gradient: Any) -> Any:
    """Return a gradient with the parameter's shape and precision, as a float for a number.

    Raises
    ------
    TypeError, ValueError
        If it is not made of numbers, or the shapes differ.
    """
    value = parameter._data if isinstance(parameter, Tensor) else parameter
    if type(value) is float:
        if type(gradient) is float:
            return gradient
        dtype, shape = np.dtype(float), ()
    else:
        dtype, shape = value.dtype, value.shape
    if isinstance(gradient, np.ndarray) and gradient.dtype == dtype:
        array = np.asarray(gradient)
    else:
        said = f"the gradient of {name_of(index, parameter)}"
        array = numbers_of(said, gradient).astype(dtype)
    if array.shape != shape:
        raise ValueError(
            f"{name_of(index, parameter)} has shape {shape}, but its gradient has shape "
            f"{array.shape}"
        )
    return array if shape else float(array)


def refuse_non_finite(step: int, parameters: Sequence[Any], gradients: Sequence[Any]) -> None:
    """Raise FloatingPointError if any gradient has an entry that is NaN or infinite.

    A finite sum of squares proves that all entries are finite, in one pass and without a
    temporary; only if the sum is not finite are the entries looked at.
    """
    total, arrays = 0.0, []
    for g in gradients:
        if type(g) is float:
            total += g * g
        elif g is not None:
            arrays.append(g)
    if arrays:
        total += quietly(_sum_of_squares, arrays)
    if math.isfinite(total):
        return
    for i, (p, g) in enumerate(zip(parameters, gradients, strict=True)):
        if g is None:
            continue
        bad = np.argwhere(~np.isfinite(g))
        if len(bad):
            index: tuple[int, ...] = tuple(bad[0].tolist())
            where = f"at index {index[0] if len(index) == 1 else index}" if index else "its value"
            raise FloatingPointError(
                f"step {step}: the gradient of {name_of(i, p)} is not finite in {len(bad)} of "
                f"{np.size(g)} entries, the first {where}: {np.asarray(g)[index]}; no parameter "
                "was changed"
            )


def _sum_of_squares(gradients: Sequence[Array]) -> float:
    return sum([float(np.vdot(g, g)) for g in gradients])


def flat(parameter: Any) -> Array:
    """Return a parameter as an array of one axis: its own memory if that lies in one piece.

    That of a tensor always does; a copy is made if others, who are to notice nothing, hold it too.
    """
    value = parameter._own_array() if isinstance(parameter, Tensor) else parameter
    in_one_piece = value.flags.c_contiguous and value.flags.writeable
    return value.reshape(-1) if in_one_piece else value.flatten()


def put_back(parameter: Any, changed: Array) -> None:
    """Give a parameter the entries of what `flat` returned, if they are not its own already.

    A tensor takes note that it has changed, so that `backward` through older results refuses to
    run.
    """
    if isinstance(parameter, Tensor):
        parameter._note_change()
    elif not np.may_share_memory(changed, parameter):
        parameter[...] = changed.reshape(parameter.shape)
