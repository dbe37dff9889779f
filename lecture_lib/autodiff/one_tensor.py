"""The methods of one tensor as functions, which take numbers and arrays too.

``softmax(x, dim=1)`` is ``x.softmax(dim=1)`` of a tensor; of anything else it is a bare number or
array. The names are PyTorch's, and so some of them are also names of Python's own functions.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from .tensor import Tensor

__all__ = [
    "amax",
    "amin",
    "broadcast_to",
    "clamp",
    "clip",
    "cumsum",
    "flatten",
    "log_softmax",
    "logsumexp",
    "max",
    "mean",
    "min",
    "norm",
    "prod",
    "reshape",
    "softmax",
    "squeeze",
    "std",
    "sum",
    "transpose",
    "unsqueeze",
    "var",
]


def _function(name: str, example: str) -> Callable[..., Any]:
    method = getattr(Tensor, name)

    def function(x: Any, *args: Any, **named: Any) -> Any:
        if isinstance(x, Tensor):
            return method(x, *args, **named)
        return method(Tensor(x), *args, **named)._data

    function.__name__ = function.__qualname__ = name
    _, *rest = inspect.signature(method).parameters.values()
    x = inspect.Parameter("x", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Any)
    function.__signature__ = inspect.Signature([x, *rest])  # type: ignore[attr-defined]
    function.__doc__ = f"""{method.__doc__.strip()}

    Parameters
    ----------
    x : Tensor, float or array
        All else is as of the method `Tensor.{name}`.

    Returns
    -------
    Tensor, or float or array.

    Examples
    --------
    {example}
    """
    return function


amax = _function("amax", ">>> amax([[1.0, 2.0], [3.0, 0.0]], dim=1).tolist()\n    [2.0, 3.0]")
amin = _function("amin", ">>> amin([[1.0, 2.0], [3.0, 0.0]], dim=1).tolist()\n    [1.0, 0.0]")
broadcast_to = _function(
    "broadcast_to", ">>> broadcast_to([1.0, 2.0], (2, 2)).tolist()\n    [[1.0, 2.0], [1.0, 2.0]]"
)
clip = _function("clip", ">>> clip([-1.0, 0.5, 7.0], 0.0, 1.0).tolist()\n    [0.0, 0.5, 1.0]")
clamp = _function("clamp", ">>> clamp(Tensor([-1.0, 7.0]), min=0.0)\n    Tensor([0., 7.])")
cumsum = _function("cumsum", ">>> cumsum([1.0, 2.0, 3.0], dim=0).tolist()\n    [1.0, 3.0, 6.0]")
flatten = _function("flatten", ">>> flatten([[1.0], [2.0]]).tolist()\n    [1.0, 2.0]")
log_softmax = _function(
    "log_softmax", ">>> log_softmax(Tensor([0.0, -1000.0]))\n    Tensor([    0., -1000.])"
)
logsumexp = _function("logsumexp", ">>> logsumexp([1000.0, -1000.0])\n    1000.0")
max = _function("max", ">>> max([1.0, 3.0, 2.0])\n    3.0")
mean = _function("mean", ">>> mean([1.0, 3.0])\n    2.0")
min = _function("min", ">>> min([1.0, 3.0, 2.0])\n    1.0")
norm = _function("norm", ">>> norm([3.0, 4.0])\n    5.0")
prod = _function("prod", ">>> prod([2.0, 3.0])\n    6.0")
reshape = _function("reshape", ">>> reshape([1.0, 2.0], (2, 1)).tolist()\n    [[1.0], [2.0]]")
softmax = _function("softmax", ">>> softmax(Tensor([0.0, 0.0]))\n    Tensor([0.5, 0.5])")
squeeze = _function("squeeze", ">>> squeeze([[1.0, 2.0]]).tolist()\n    [1.0, 2.0]")
std = _function("std", ">>> std([1.0, 3.0], correction=0)\n    1.0")
sum = _function("sum", ">>> sum([[1.0, 2.0], [3.0, 0.0]], dim=0).tolist()\n    [4.0, 2.0]")
transpose = _function("transpose", ">>> transpose([[1.0, 2.0]]).tolist()\n    [[1.0], [2.0]]")
unsqueeze = _function("unsqueeze", ">>> unsqueeze([1.0, 2.0], 0).tolist()\n    [[1.0, 2.0]]")
var = _function("var", ">>> var([1.0, 3.0])\n    2.0")
