"""What becomes of a tensor that is given to Python or to NumPy, which know nothing of the graph.

NumPy's operators with an array on the left (``array * tensor``) are the tensor's own operators.
All else leaves the graph. A tensor that requires no gradient has nothing to lose, and is an array
to NumPy; from one that requires a gradient NumPy gets nothing, and `float`, as in PyTorch, a
warning.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from .graph import Node

__all__ = ["answer_array_function", "answer_ufunc", "warn_of_leaving"]

#: What NumPy calls for ``array + tensor``: the tensor's own method that takes its place.
REFLECTED = {
    np.add: "__radd__",
    np.subtract: "__rsub__",
    np.multiply: "__rmul__",
    np.true_divide: "__rtruediv__",
    np.power: "__rpow__",
    np.matmul: "__rmatmul__",
    np.less: "__gt__",
    np.less_equal: "__ge__",
    np.greater: "__lt__",
    np.greater_equal: "__le__",
    np.equal: "__eq__",
    np.not_equal: "__ne__",
}
SHAPES = (np.shape, np.ndim, np.size)
#: Functions that do what the tensor's method of the same name does, which is recorded.
METHODS = (np.sum, np.mean, np.prod, np.max, np.min, np.cumsum)


def warn_of_leaving(how: str, instead: str) -> None:
    """Warn that a number is taken out of a tensor that requires a gradient, which is lost."""
    warnings.warn(
        f"{how} of a tensor that requires a gradient gives a plain number, through which no "
        f"gradient flows: if that is meant, use {instead}; else compute with the functions of "
        "lecture_lib.autodiff, such as exp",
        UserWarning,
        stacklevel=3,
    )


def answer_ufunc(self: Node, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
    """NumPy's question what a ufunc of a tensor is (NEP 13)."""
    plain = method == "__call__" and not kwargs and len(inputs) == 2
    if plain and ufunc in REFLECTED and not isinstance(inputs[0], Node):
        return getattr(inputs[1], REFLECTED[ufunc])(inputs[0])
    _refuse(ufunc.__name__, (inputs, kwargs))
    return getattr(ufunc, method)(*_arrays(inputs), **_arrays(kwargs))


def answer_array_function(self: Node, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
    """NumPy's question what one of its other functions is of a tensor (NEP 18)."""
    if function in METHODS and isinstance(args[0], Node):
        return getattr(args[0], function.__name__)(*args[1:], **kwargs)
    if function not in SHAPES:
        _refuse(function.__name__, (args, kwargs))
    return function(*_arrays(args), **_arrays(kwargs))


def _refuse(name: str, given: Any) -> None:
    """Raise if a tensor that requires a gradient is among what is given."""
    asked = next((x for x in _parts(given) if isinstance(x, Node) and x._requires_grad), None)
    if asked is None:
        return
    instead = f"use its method {name}(), " if hasattr(asked, name) else ""
    raise TypeError(
        f"np.{name} of a tensor that requires a gradient: NumPy would lose it. Instead {instead}"
        "compute with operators and the functions of lecture_lib.autodiff, or take the plain value "
        "with detach().numpy()"
    )


def _parts(value: Any) -> Any:
    """Yield all that stands in tuples, lists and dicts, to any depth."""
    if isinstance(value, tuple | list):
        for part in value:
            yield from _parts(part)
    elif isinstance(value, dict):
        yield from _parts(list(value.values()))
    else:
        yield value


def _arrays(value: Any) -> Any:
    """Put arrays in the place of tensors, to any depth."""
    if isinstance(value, tuple | list):
        return type(value)([_arrays(part) for part in value])
    if isinstance(value, dict):
        return {name: _arrays(part) for name, part in value.items()}
    return np.array(value._data) if isinstance(value, Node) else value
