"""Functions of several tensors; `unary` and `one_tensor` have those of one.

Each takes tensors, plain numbers and arrays alike. If one operand is a tensor, the result is a
tensor; else it is a bare number or array, and nothing is recorded. Shapes that do not fit raise
ValueError, what is not made of real numbers TypeError. The gradients stand in `vjps.OPS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..arguments import refuse
from .graph import NO_PARAMS
from .tensor import Tensor, apply
from .vjps import OPS

__all__ = [
    "concatenate",
    "linear",
    "maximum",
    "minimum",
    "stack",
    "where",
]


def run(name: str, *operands: Any, params: dict[str, Any] = NO_PARAMS) -> Any:
    """Run an operation of the table; without a tensor among the operands, return its bare value."""
    result = apply(OPS[name], operands, params)
    for x in operands:
        if isinstance(x, Tensor):
            return result
    return result._data


def maximum(a: Any, b: Any) -> Any:
    """max(a, b), elementwise.

    Parameters
    ----------
    a, b : Tensor, float or array
        Broadcast against each other.

    Returns
    -------
    Tensor, or float or array. Where a = b, each receives half of the gradient.

    Examples
    --------
    >>> maximum(Tensor([1.0, 5.0]), 3.0)
    Tensor([3., 5.])
    """
    return run("maximum", a, b)


def minimum(a: Any, b: Any) -> Any:
    """min(a, b), elementwise.

    Parameters
    ----------
    a, b : Tensor, float or array
        Broadcast against each other.

    Returns
    -------
    Tensor, or float or array. Where a = b, each receives half of the gradient.

    Examples
    --------
    >>> minimum(Tensor([1.0, 5.0]), 3.0)
    Tensor([1., 3.])
    """
    return run("minimum", a, b)


def where(condition: Any, a: Any, b: Any) -> Any:
    """Take a where the condition holds, else b, entry by entry.

    Parameters
    ----------
    condition : bool or array of bool
        Such as ``x > 0``.
    a, b : Tensor, float or array
        Broadcast against the condition and each other.

    Returns
    -------
    Tensor, or float or array.

    Raises
    ------
    TypeError
        If the condition is not made of booleans.

    Examples
    --------
    >>> x = Tensor([-1.0, 2.0])
    >>> where(x > 0, x, 0.1 * x)
    Tensor([-0.1,  2. ])
    """
    try:
        booleans = not isinstance(condition, Tensor) and np.asarray(condition).dtype == bool
    except ValueError:  # rows of different lengths
        booleans = False
    if not booleans:
        raise TypeError("the condition of where() must be made of booleans, such as x > 0")
    return run("where", condition, a, b)


def concatenate(tensors: Sequence[Any], axis: int = 0) -> Any:
    """Join along an axis that they all have.

    Parameters
    ----------
    tensors : sequence of Tensor or array
        Of the same shape but for the length of `axis`.
    axis : int

    Returns
    -------
    Tensor, or array.

    Examples
    --------
    >>> concatenate([Tensor([1.0, 2.0]), [3.0]])
    Tensor([1., 2., 3.])
    """
    return run("concatenate", *_listed(tensors), params={"axis": axis})


def stack(tensors: Sequence[Any], axis: int = 0) -> Any:
    """Join along a new axis.

    Parameters
    ----------
    tensors : sequence of Tensor, float or array
        All of the same shape.
    axis : int
        The place of the new axis.

    Returns
    -------
    Tensor, or array.

    Examples
    --------
    >>> stack([Tensor(1.0), 2.0])
    Tensor([1., 2.])
    """
    return run("stack", *_listed(tensors), params={"axis": axis})


def _listed(tensors: Any) -> tuple[Any, ...]:
    try:
        return tuple(tensors)
    except TypeError:  # a number
        refuse("tensors", tensors, "a list of tensors or arrays", TypeError)


def linear(x: Any, weight: Any, bias: Any = None) -> Any:
    """Return z = x W' + b, each example a row of x: z_j is x times row j of W, plus b_j.

    Parameters
    ----------
    x : Tensor or array of shape (m,) or (n, m)
        One example, or a batch of n.
    weight : Tensor or array of shape (k, m)
        W.
    bias : Tensor or array of shape (k,), optional
        b; 0 if left out.

    Returns
    -------
    Tensor or array of shape (k,) or (n, k).

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    The same as ``x @ weight.T + bias``, in one operation, to which b is added in place. It has the
    name and the shapes of PyTorch's.

    Examples
    --------
    >>> W = Tensor([[1.0, 0.0], [1.0, 1.0]], requires_grad=True)
    >>> z = linear([2.0, 3.0], W, [0.0, 10.0])
    >>> z.sum().backward()
    >>> z.data.tolist(), W.grad.tolist()
    ([2.0, 15.0], [[2.0, 3.0], [2.0, 3.0]])
    """
    return run("linear", x, weight) if bias is None else run("linear", x, weight, bias)
