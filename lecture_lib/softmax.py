"""From scores to probabilities: softmax and its logarithm, which no score makes overflow."""

from __future__ import annotations

from typing import Any

import numpy as np

from .signatures import Numbers, checked

__all__ = ["log_softmax", "shifted_exponentials", "softmax"]


@checked
def log_softmax(logits: Numbers, axis: int = -1) -> np.ndarray:
    """With p = softmax(f): log p_i = f_i - log(sum_j exp(f_j)), over the k classes on `axis`.

    Parameters
    ----------
    logits : array of shape (..., k)
        f(x), one score per class; any real numbers, -inf for an impossible class.
    axis : int
        The axis of the classes.

    Returns
    -------
    array of the shape of `logits`, at most 0.

    Raises
    ------
    ValueError
        If `logits` is a single number.

    Notes
    -----
    The largest score is subtracted first, so that no exponential overflows. A score of +inf leaves
    inf - inf, which is NaN, as in PyTorch. Source: lecture slide "Loss Functions", whose sum must
    run to the number of classes k, not to n.

    Examples
    --------
    >>> log_softmax([0.0, -1000.0]).tolist()
    [0.0, -1000.0]
    """
    with np.errstate(all="ignore"):
        shifted, _, total = shifted_exponentials(logits, axis)
        return shifted - np.log(total)


@checked
def shifted_exponentials(
    logits: Numbers, axis: int = -1
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return f - max(f), its exponentials e, and sum(e), over the classes on `axis`.

    From these, log p = f - max(f) - log(sum(e)), and p = e / sum(e). Parameters as for
    `log_softmax`. NumPy's warnings, where it meets infinities, are left to the caller to silence.

    Examples
    --------
    >>> [part.tolist() for part in shifted_exponentials([1000.0, 0.0])]
    [[0.0, -1000.0], [1.0, 0.0], [1.0]]
    """
    logits = _scores(logits)
    shifted = logits - np.maximum.reduce(logits, axis=axis, keepdims=True)
    e = np.exp(shifted)
    return shifted, e, np.add.reduce(e, axis=axis, keepdims=True)


@checked
def softmax(logits: Numbers, axis: int = -1) -> np.ndarray:
    """p_i = exp(f_i) / sum_j exp(f_j), the sum over the k classes on `axis`.

    Parameters
    ----------
    logits : array of shape (..., k)
        f(x), one score per class.
    axis : int
        The axis of the classes.

    Returns
    -------
    array of the shape of `logits`, in [0, 1], which sums to 1 along `axis`.

    Raises
    ------
    ValueError
        If `logits` is a single number.

    Notes
    -----
    Source: lecture slide "Loss Functions", whose sum must run to the number of classes k, not to n.

    Examples
    --------
    >>> softmax([0.0, 0.0]).tolist(), softmax([1e300, 0.0]).tolist()
    ([0.5, 0.5], [1.0, 0.0])
    """
    with np.errstate(all="ignore"):
        _, e, total = shifted_exponentials(logits, axis)
        return e / total


def _scores(logits: Any) -> np.ndarray:
    logits = np.asarray(logits)
    if logits.ndim == 0:
        raise ValueError(
            "logits must hold one score per class, shape (..., k), not a single number"
        )
    if not logits.shape[-1]:
        raise ValueError(f"logits have shape {logits.shape}, but must have at least one entry")
    return logits
