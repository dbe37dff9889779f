"""The cross entropy of k classes, whose probabilities are the softmax of scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..signatures import Numbers, checked, unchecked
from ..softmax import log_softmax, softmax
from .labels import IGNORE_INDEX, counted, label_distribution
from .reductions import check_reduction

__all__ = ["cross_entropy", "cross_entropy_gradient", "negative_log_likelihood"]


@checked
def cross_entropy(
    labels: Numbers, logits: Numbers, reduction: str = "mean", ignore_index: int = IGNORE_INDEX
) -> Any:
    """l(y, f) = - sum_i y_i log p_i with p = softmax(f).

    Parameters
    ----------
    labels : int, array of int of shape () or (n,), or array of shape (k,) or (n, k)
        Class numbers in 0..k-1; or, shaped like `logits`, one weight per class: one-hot or soft.
        Soft labels need not sum to 1.
    logits : array of shape (k,) or (n, k)
        f(x): one example, or a batch of n.
    reduction : {"mean", "sum", "none"}
        What to do with the n losses of a batch. One example has one loss, whatever is asked.
    ignore_index : int
        Class number of examples that do not count: their loss and its gradient are 0, and the mean
        is over the others, NaN if there are none.

    Returns
    -------
    float, or array of shape (n,) for a batch with reduction "none".

    Raises
    ------
    ValueError
        If the shapes do not fit, a class number is not one of 0..k-1, or the reduction is unknown.

    Notes
    -----
    The term of a label y_i = 0 is 0, even where log p_i is -inf. Source: lecture slide "Loss
    Functions"; the reductions are PyTorch's.

    Examples
    --------
    >>> cross_entropy(1, [0.0, 0.0]) == float(np.log(2))
    True
    >>> cross_entropy([0, 1], [[2.0, 0.0], [0.0, 2.0]], reduction="none").round(4).tolist()
    [0.1269, 0.1269]
    >>> round(cross_entropy([0.5, 0.5], [2.0, 0.0]), 4)
    1.1269
    """
    y = label_distribution(labels, logits, ignore_index)
    count = counted(labels, y, ignore_index)
    return negative_log_likelihood(y, log_softmax(logits), reduction, count)


@checked
def cross_entropy_gradient(
    labels: Numbers, logits: Numbers, reduction: str = "mean", ignore_index: int = IGNORE_INDEX
) -> np.ndarray:
    """dl/df = p sum(y) - y with p = softmax(f); p - y for labels that sum to 1.

    Parameters
    ----------
    labels, logits, reduction, ignore_index
        As for `cross_entropy`.

    Returns
    -------
    array of the shape of `logits`
        The gradient of the mean or of the sum of the losses; with "none", row i is the gradient of
        loss i.

    Raises
    ------
    ValueError
        As `cross_entropy`.

    Notes
    -----
    Source: Bishop (2006), Pattern Recognition and Machine Learning, eq. 4.109. The lecture leaves
    it out.

    Examples
    --------
    >>> cross_entropy_gradient(1, [0.0, 0.0]).tolist()
    [0.5, -0.5]
    """
    check_reduction(reduction)
    y = label_distribution(labels, logits, ignore_index)
    count = counted(labels, y, ignore_index)
    with np.errstate(all="ignore"):
        gradient = softmax(logits) * y.sum(axis=-1, keepdims=True) - y
        return gradient / _divisor(gradient, count) if reduction == "mean" else gradient


@checked
def negative_log_likelihood(
    y: Numbers, log_p: Numbers, reduction: str = "mean", count: int | None = None
) -> Any:
    """l(y, p) = - sum_i y_i log p_i, where the term of y_i = 0 is 0 even if p_i = 0.

    Parameters
    ----------
    y : array of shape (k,) or (n, k)
        One weight a class; see `label_distribution`.
    log_p : array of the shape of `y`
        Logarithms of probabilities.
    reduction : {"mean", "sum", "none"}
        As for `cross_entropy`.
    count : int, optional
        Over how many examples the mean is; see `counted`.

    Returns
    -------
    float, or array of shape (n,) for a batch with reduction "none".

    Raises
    ------
    ValueError
        If the reduction is unknown.

    Notes
    -----
    Source: lecture slide "Loss Functions", the formula of the cross entropy.

    Examples
    --------
    >>> negative_log_likelihood(np.array([0.0, 1.0]), np.array([-np.inf, 0.0]))
    0.0
    """
    unchecked(check_reduction)(reduction)
    y, log_p = np.asanyarray(y), np.asanyarray(log_p)
    if y.shape != log_p.shape:
        raise ValueError(f"y has shape {y.shape} and log_p {log_p.shape}: they must be the same")
    if log_p.ndim == 2 and reduction == "none":
        return 0.0 - _terms(y, log_p).sum(axis=1)  # 0 - x, for -x is -0.0 where p_i = 1
    total = float(np.vdot(y, log_p))
    if total != total:  # NaN, perhaps from 0 times inf
        total = float(_terms(y, log_p).sum())
    n = _divisor(log_p, count) if reduction == "mean" else 1
    return (0.0 - total) / n if n else np.nan


def _terms(y: np.ndarray, log_p: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.where(y == 0.0, 0.0, y * log_p)


def _divisor(rows: np.ndarray, count: int | None) -> int:
    if count is not None:
        return count
    return len(rows) if rows.ndim == 2 else 1
