"""Loss functions, value and gradient: square loss and softmax cross entropy.

Arguments come in the lecture's order, l(y, f(x)): first the label, then what the model says.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .softmax import log_softmax, softmax

__all__ = [
    "REDUCTIONS",
    "cross_entropy",
    "cross_entropy_gradient",
    "label_distribution",
    "log_softmax",
    "negative_log_likelihood",
    "softmax",
    "square_loss",
    "square_loss_gradient",
]

#: What becomes of the losses of a batch: their mean, their sum, or "none", all of them.
REDUCTIONS = ("mean", "sum", "none")


def square_loss(y: Any, prediction: Any) -> Any:
    """l(y, f) = 1/2 (f - y)^2, elementwise.

    Parameters
    ----------
    y : float or array
        The label.
    prediction : float or array
        f(x); broadcast against `y`.

    Returns
    -------
    float or array, at least 0.

    Notes
    -----
    With the factor 1/2 of the lecture (slide "Loss Functions"), so that the derivative is f - y.
    PyTorch's ``mse_loss`` has no 1/2 and takes the mean.

    Examples
    --------
    >>> square_loss(1.0, 4.0)
    4.5
    """
    difference = square_loss_gradient(y, prediction)
    with np.errstate(over="ignore"):
        return 0.5 * difference * difference


def square_loss_gradient(y: Any, prediction: Any) -> Any:
    """dl/df = f - y, elementwise.

    Parameters
    ----------
    y : float or array
        The label.
    prediction : float or array
        f(x); broadcast against `y`.

    Returns
    -------
    float or array.

    Notes
    -----
    Source: lecture slide "Loss Functions".

    Examples
    --------
    >>> square_loss_gradient(1.0, 4.0)
    3.0
    """
    if isinstance(y, (float, int)) and isinstance(prediction, (float, int)):
        return float(prediction) - float(y)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.subtract(prediction, y)


def cross_entropy(labels: Any, logits: Any, reduction: str = "mean") -> Any:
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
    y = label_distribution(labels, logits)
    return negative_log_likelihood(y, log_softmax(logits), reduction)


def cross_entropy_gradient(labels: Any, logits: Any, reduction: str = "mean") -> np.ndarray:
    """dl/df = p sum(y) - y with p = softmax(f); p - y for labels that sum to 1.

    Parameters
    ----------
    labels, logits, reduction
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
    y = label_distribution(labels, logits)
    with np.errstate(all="ignore"):
        gradient = softmax(logits) * y.sum(axis=-1, keepdims=True) - y
        return gradient / len(gradient) if reduction == "mean" and gradient.ndim == 2 else gradient


def negative_log_likelihood(y: Any, log_p: Any, reduction: str = "mean") -> Any:
    """l(y, p) = - sum_i y_i log p_i, where the term of y_i = 0 is 0 even if p_i = 0.

    Parameters
    ----------
    y : array of shape (k,) or (n, k)
        One weight a class; see `label_distribution`.
    log_p : array of the shape of `y`
        Logarithms of probabilities.
    reduction : {"mean", "sum", "none"}
        As for `cross_entropy`.

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
    check_reduction(reduction)
    if log_p.ndim == 2 and reduction == "none":
        return 0.0 - _terms(y, log_p).sum(axis=1)  # 0 - x, for -x is -0.0 where p_i = 1
    total = float(np.vdot(y, log_p))
    if total != total:  # NaN, perhaps from 0 times inf
        total = float(_terms(y, log_p).sum())
    n = len(log_p) if log_p.ndim == 2 and reduction == "mean" else 1
    return (0.0 - total) / n if n else np.nan


def _terms(y: np.ndarray, log_p: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.where(y == 0.0, 0.0, y * log_p)


def label_distribution(labels: Any, logits: Any) -> np.ndarray:
    """Write y as weights of the classes: class number c becomes the row e_c, weights stay.

    Parameters
    ----------
    labels, logits
        As for `cross_entropy`.

    Returns
    -------
    array of the shape of `logits`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class number is not one of 0..k-1.

    Examples
    --------
    >>> label_distribution([2, 0], [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    labels, logits = np.asarray(labels), np.asarray(logits)
    if logits.ndim not in (1, 2) or logits.shape[-1] == 0:
        raise ValueError(
            f"logits must have shape (k,) or (n, k) with k >= 1 classes, not {logits.shape} "
            f"(labels have shape {labels.shape})"
        )
    if labels.shape == logits.shape:
        return labels
    if labels.shape != logits.shape[:-1]:
        raise ValueError(
            f"labels of shape {labels.shape} do not fit logits of shape {logits.shape}: give class "
            f"numbers of shape {logits.shape[:-1]}, or weights of shape {logits.shape}"
        )
    if labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels of shape {labels.shape} for logits of shape {logits.shape} are class numbers "
            f"and must be integers, not {labels.dtype}"
        )
    k = logits.shape[-1]
    rows = labels[..., None] == np.arange(k)
    if np.count_nonzero(rows) != labels.size:
        wrong = labels[(labels < 0) | (labels >= k)].flat[0]
        raise ValueError(
            f"label {wrong} is no class: logits of shape {logits.shape} have the classes 0..{k - 1}"
        )
    return rows.astype(logits.dtype if logits.dtype.kind == "f" else float)


def check_reduction(reduction: str) -> None:
    """Refuse a reduction that is not in `REDUCTIONS`.

    Parameters
    ----------
    reduction : str

    Raises
    ------
    ValueError
        If it is none of "mean", "sum", "none".

    Examples
    --------
    >>> check_reduction("average")
    Traceback (most recent call last):
    ValueError: reduction must be "mean", "sum" or "none", not 'average'
    """
    if reduction not in REDUCTIONS:
        raise ValueError(f'reduction must be "mean", "sum" or "none", not {reduction!r}')
