"""Losses of tensors, in the lecture's order l(y, f): first the label, then the prediction."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arguments import alike
from ..losses import IGNORE_INDEX, check_reduction, counted, label_distribution
from ..signatures import unchecked
from .functional import run
from .tensor import Tensor

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "cross_entropy",
    "square_loss",
]


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
        If the reduction is unknown; if the shapes differ and it is not "none".

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
    return _reduced("square_loss", reduction, y=y, prediction=prediction)


def cross_entropy(
    labels: Any, logits: Any, reduction: str = "mean", ignore_index: int = IGNORE_INDEX
) -> Any:
    """Softmax cross entropy, - sum_i y_i log p_i with p = softmax(f).

    Parameters
    ----------
    labels, logits, reduction, ignore_index
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
    given = labels._data if isinstance(labels, Tensor) else labels
    y = label_distribution(given, f, ignore_index)
    count = unchecked(counted)(given, y, ignore_index)
    one_hot = np.shape(given) != y.shape and count is None
    params = {"reduction": reduction, "one_hot": one_hot, "count": count}
    return run("cross_entropy", labels if isinstance(labels, Tensor) else y, logits, params=params)


def binary_cross_entropy(labels: Any, probabilities: Any, reduction: str = "mean") -> Any:
    """-(y log p + (1 - y) log(1 - p)), where no logarithm counts as less than -100.

    Parameters
    ----------
    labels, probabilities : Tensor, float or array
        y and p, from 0 to 1, broadcast against each other.
    reduction : {"mean", "sum", "none"}
        What to do with the losses of several numbers.

    Returns
    -------
    Tensor, or float or array.

    Raises
    ------
    ValueError
        If a label or a probability is outside of 0 ... 1, or the reduction is unknown.

    Notes
    -----
    As in PyTorch, where the prediction comes first. See `losses.binary_cross_entropy`.

    Examples
    --------
    >>> p = Tensor(0.8, requires_grad=True)
    >>> binary_cross_entropy(1.0, p).backward()
    >>> p.grad
    -1.25
    """
    return _reduced("binary_cross_entropy", reduction, labels=labels, probabilities=probabilities)


def binary_cross_entropy_with_logits(labels: Any, logits: Any, reduction: str = "mean") -> Any:
    """Y log(1 + e^-f) + (1 - y) log(1 + e^f): `binary_cross_entropy` of sigmoid(f).

    Parameters
    ----------
    labels, logits : Tensor, float or array
        y and f, broadcast against each other.
    reduction : {"mean", "sum", "none"}
        What to do with the losses of several numbers.

    Returns
    -------
    Tensor, or float or array.

    Raises
    ------
    ValueError
        If the reduction is unknown; if the shapes differ and it is not "none".

    Notes
    -----
    As in PyTorch, where the prediction comes first. The derivative by f is sigmoid(f) - y.

    Examples
    --------
    >>> f = Tensor(0.0, requires_grad=True)
    >>> binary_cross_entropy_with_logits(1.0, f).backward()
    >>> f.grad
    -0.5
    """
    return _reduced("binary_cross_entropy_with_logits", reduction, labels=labels, logits=logits)


def _reduced(name: str, reduction: str, **operands: Any) -> Any:
    """Compute the losses of a label and a prediction, and reduce them if both have one shape."""
    check_reduction(reduction)
    if reduction == "none":
        return run(name, *operands.values())
    alike(**operands)
    return run(reduction, run(name, *operands.values()))
