"""Functions of several tensors, and those with parameters; `unary` has the others.

Each takes tensors, plain numbers and arrays alike. If one operand is a tensor, the result is a
tensor; else it is a bare number or array, and nothing is recorded. Shapes that do not fit raise
ValueError, what is not made of real numbers TypeError. The gradients stand in `vjps.OPS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..losses import check_reduction, label_distribution
from .graph import NO_PARAMS
from .tensor import Tensor, apply
from .vjps import OPS

__all__ = [
    "concatenate",
    "cross_entropy",
    "linear",
    "log_softmax",
    "maximum",
    "square_loss",
    "stack",
    "where",
]


def _run(name: str, *operands: Any, params: dict[str, Any] = NO_PARAMS) -> Any:
    result = apply(OPS[name], operands, params)
    for x in operands:
        if isinstance(x, Tensor):
            return result
    return result.data


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
    return _run("maximum", a, b)


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
    if isinstance(condition, Tensor) or np.asarray(condition).dtype != bool:
        raise TypeError("the condition of where() must be made of booleans, such as x > 0")
    return _run("where", condition, a, b)


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
    return _run("concatenate", *tensors, params={"axis": axis})


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
    return _run("stack", *tensors, params={"axis": axis})


def log_softmax(logits: Any, axis: int = -1) -> Any:
    """Compute log p_i = f_i - log(sum_j exp(f_j)), the sum over the classes on `axis`.

    Parameters
    ----------
    logits : Tensor or array of shape (..., k)
    axis : int

    Returns
    -------
    Tensor, or array, of the shape of `logits`.

    Notes
    -----
    Source: lecture slide "Loss Functions"; see `losses.log_softmax`.

    Examples
    --------
    >>> log_softmax(Tensor([0.0, -1000.0]))
    Tensor([    0., -1000.])
    """
    return _run("log_softmax", logits, params={"axis": axis})


def cross_entropy(labels: Any, logits: Any, reduction: str = "mean") -> Any:
    """Softmax cross entropy, - sum_i y_i log p_i with p = softmax(f).

    Parameters
    ----------
    labels, logits, reduction
        As for `losses.cross_entropy`; labels and logits may be tensors.

    Returns
    -------
    Tensor, or float or array; of shape (n,) for a batch with reduction "none".

    Raises
    ------
    ValueError
        As `losses.cross_entropy`.

    Examples
    --------
    >>> f = Tensor([0.0, 0.0], requires_grad=True)
    >>> cross_entropy(1, f).backward()
    >>> f.grad.tolist()
    [0.5, -0.5]
    """
    f = logits._data if isinstance(logits, Tensor) else logits
    y = label_distribution(labels._data if isinstance(labels, Tensor) else labels, f)
    params = {"reduction": reduction, "one_hot": np.shape(labels) != y.shape}
    return _run("cross_entropy", labels if isinstance(labels, Tensor) else y, logits, params=params)


def linear(x: Any, weight: Any, bias: Any) -> Any:
    """Return z = x W' + b, each example a row of x: z_j is x times row j of W, plus b_j.

    Parameters
    ----------
    x : Tensor or array of shape (m,) or (n, m)
        One example, or a batch of n.
    weight : Tensor or array of shape (k, m)
        W.
    bias : Tensor or array of shape (k,)
        b.

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
    return _run("linear", x, weight, bias)


def square_loss(y: Any, prediction: Any, reduction: str = "none") -> Any:
    """1/2 (f - y)^2, elementwise.

    Parameters
    ----------
    y, prediction : Tensor, float or array
        The label and f(x), broadcast against each other.
    reduction : {"none", "mean", "sum"}
        What to do with the losses of several numbers.

    Returns
    -------
    Tensor, or float or array.

    Raises
    ------
    ValueError
        If the reduction is unknown.

    Notes
    -----
    With the lecture's 1/2 (slide "Loss Functions"), which PyTorch's ``mse_loss`` does not have.

    Examples
    --------
    >>> f = Tensor(4.0, requires_grad=True)
    >>> square_loss(1.0, f).backward()
    >>> f.grad
    3.0
    """
    check_reduction(reduction)
    losses = _run("square_loss", y, prediction)
    return losses if reduction == "none" else _run(reduction, losses)
