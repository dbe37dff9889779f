"""What is said when NumPy could not run an operation: which argument it was, and what is allowed.

Nothing is looked at before an operation runs: only what has failed is explained.
"""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any, NoReturn

import numpy as np

from ..arguments import refuse

__all__ = ["FAILURES", "explain", "place"]

#: What NumPy raises for arguments of the wrong kind.
FAILURES = (TypeError, ValueError, IndexError, AttributeError, RuntimeError)
#: Operations along one axis; the others take several, or None for all.
ALONG_ONE = ("cumsum", "softmax", "log_softmax", "concatenate", "stack")
INDICES = "integers, slices, None, or an array of integers or booleans"
OPERANDS = {
    "matmul": (
        "the operands of @",
        "axes, the last of the first as long as the last but one of the second, or its only one "
        "(a single number is multiplied by *)",
    ),
    "setitem": ("the tensor and the value", "shapes of which the second fits the entries"),
    "linear": ("x, weight and bias", "(m,) or (n, m), (k, m) and (k,)"),
    "concatenate": ("tensors", "axes, and the same lengths on all axes but the one that joins"),
    "stack": ("tensors", "one shape, and at least one"),
}


def explain(error: Exception, name: str, values: Sequence[Any], params: dict[str, Any]) -> NoReturn:
    """Raise an error that names the argument of an operation which did not fit, if it is found.

    Parameters
    ----------
    error : Exception
        What the operation raised; it is raised again if no argument is found.
    name : str
        Of the operation, in the table.
    values : sequence of float or array
        The operands.
    params : dict
        Named parameters of the operation.

    Raises
    ------
    TypeError, ValueError, IndexError
        Always, of the kind of `error`.

    Examples
    --------
    >>> explain(TypeError(), "sum", [np.ones((2, 3))], {"axis": "all", "keepdims": False})
    Traceback (most recent call last):
    TypeError: axis is 'all', but must be an integer from -2 to 1, several or None for shape (2, 3)
    """
    shape = np.shape(values[0]) if values else ()
    kinds = (np.exceptions.AxisError, IndexError, ValueError)
    kind = next((k for k in kinds if isinstance(error, k)), None)
    for param, value in params.items():
        if allowed := _missed(name, param, value, shape):
            refuse(param, value, allowed, kind or TypeError)
    if name in OPERANDS:
        what, allowed = OPERANDS[name]
        shapes = ", ".join(str(np.shape(value)) for value in values) or "none"
        raise ValueError(f"{what} have shapes {shapes}, but must have {allowed}") from error
    raise error


def place(name: str, axis: Any, shape: tuple[int, ...], new: int = 0) -> int:
    """Return the place of an axis, counted from 0, where -1 is the last.

    Parameters
    ----------
    name : str
        What the axis is called.
    axis : int
    shape : tuple of int
    new : int
        How many axes there will be more.

    Raises
    ------
    TypeError, numpy.exceptions.AxisError
        If it is no integer; if there is no such axis.

    Examples
    --------
    >>> place("axis", -1, (2, 3)), place("axis", -1, (2, 3), new=1)
    (1, 2)
    """
    n = len(shape) + new
    try:
        return range(n)[operator.index(axis)]
    except (IndexError, TypeError) as error:
        kind = np.exceptions.AxisError if isinstance(error, IndexError) else TypeError
        refuse(name, axis, _axis(n, shape), kind)


def _axis(n: int, shape: tuple[int, ...], several: str = "") -> str:
    if n:
        return f"an integer from {-n} to {n - 1}{several} for shape {shape}"
    return "None: a single number, of shape (), has no axis"


def _missed(name: str, param: str, value: Any, shape: tuple[int, ...]) -> str | None:
    """Say what a parameter must be, if it is not that."""
    n = len(shape) + (name == "stack")
    if param == "axis" and not (name == "concatenate" and n == 0):
        several = name not in ALONG_ONE
        if several and value is None:
            return None
        axes = value if several and isinstance(value, tuple) else (value,)
        fit = all(_is_whole(k) and -n <= k < n for k in axes)
        return None if fit else _axis(n, shape, ", several or None" if several else "")
    if param == "keepdims":
        return None if isinstance(value, bool | np.bool_) else "True or False"
    if param == "index":
        return None if _is_index(value, shape) else f"an index of shape {shape}: {INDICES}"
    if param in ("correction", "negative_slope"):
        return None if isinstance(value, float | int | np.number) else "a number"
    if param == "shape":
        fits = "of as many entries as" if name == "reshape" else "that is a repetition of"
        return f"a shape {fits} {shape}"
    if param == "axes":
        return f"None or each of the axes 0 to {n - 1} of shape {shape} once"
    return None


def _is_index(value: Any, shape: tuple[int, ...]) -> bool:
    try:
        np.broadcast_to(0.0, shape)[value]
    except FAILURES:
        return False
    return True


def _is_whole(value: Any) -> bool:
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
