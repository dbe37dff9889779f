"""Losses of two classes: how far a probability, or its score, is from a label of 0 or 1."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..activations import softplus
from ..arguments import fitting
from ..signatures import Numbers, checked

__all__ = ["binary_cross_entropy", "binary_cross_entropy_with_logits"]

#: PyTorch's: no logarithm of a probability counts as less than this.
LEAST_LOG = -100.0


@checked
def binary_cross_entropy(y: Numbers, p: Numbers) -> Any:
    """l(y, p) = - y log p - (1 - y) log(1 - p), elementwise, each logarithm at least -100.

    Parameters
    ----------
    y : float or array
        The label, or the probability of class 1; from 0 to 1.
    p : float or array
        What the model says the probability is, from 0 to 1; broadcast against `y`.

    Returns
    -------
    float or array, from 0 to 100.

    Raises
    ------
    ValueError
        If a label or a probability is outside of 0 ... 1, or NaN.

    Notes
    -----
    It is the lecture's cross entropy (slide "Loss Functions") of the two probabilities p and 1 - p.
    The least logarithm, -100, is PyTorch's: a loss stays finite at p = 0 and p = 1.

    Examples
    --------
    >>> binary_cross_entropy(1.0, 0.5) == float(np.log(2.0)), binary_cross_entropy(1.0, 0.0)
    (True, 100.0)
    """
    for name, x in (("labels", y), ("probabilities", p)):
        values = np.asarray(x)
        if not np.all((values >= 0.0) & (values <= 1.0)):
            wrong = values[~((values >= 0.0) & (values <= 1.0))].flat[0]
            raise ValueError(f"{name} must be from 0 to 1; one is {wrong}")
    fitting(labels=y, probabilities=p)
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    with np.errstate(divide="ignore"):
        yes, no = np.maximum(np.log(p), LEAST_LOG), np.maximum(np.log1p(-p), LEAST_LOG)
    losses = (y - 1.0) * no - y * yes
    return losses if np.ndim(losses) else float(losses)


@checked
def binary_cross_entropy_with_logits(y: Numbers, logits: Numbers) -> Any:
    """l(y, f) = y log(1 + e^-f) + (1 - y) log(1 + e^f), elementwise.

    Parameters
    ----------
    y : float or array
        The label, or the probability of class 1.
    logits : float or array
        f(x), any real numbers; the probability is p = sigmoid(f). Broadcast against `y`.

    Returns
    -------
    float or array, at least 0 for labels from 0 to 1.

    Notes
    -----
    The same as `binary_cross_entropy` of sigmoid(f), without its loss of digits and without a
    largest value. A term with the weight 0 is 0, even where its logarithm is infinite.

    Examples
    --------
    >>> binary_cross_entropy_with_logits([1.0, 1.0], [1000.0, -1000.0]).tolist()
    [0.0, 1000.0]
    """
    fitting(labels=y, logits=logits)
    y, f = np.asarray(y, dtype=float), np.asarray(logits, dtype=float)
    with np.errstate(all="ignore"):
        yes = np.where(y == 0.0, 0.0, y * softplus(-f))
        no = np.where(y == 1.0, 0.0, (1.0 - y) * softplus(f))
        losses = yes + no
    return losses if np.ndim(losses) else float(losses)
