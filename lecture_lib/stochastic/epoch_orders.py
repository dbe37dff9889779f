"""What the order of the examples leaves at the end of an epoch, exactly, in one dimension."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ..arguments import within
from ..signatures import Numbers, checked
from .noise import stationary_variance

__all__ = ["OrderErrors", "order_errors"]


class OrderErrors(NamedTuple):
    """What remains at the end of an epoch: E(w - w*)^2, in the limit of many epochs."""

    randomized: float
    cyclic: float
    reshuffled: float


@checked
def order_errors(centres: Numbers, curvature: float, step_size: float) -> OrderErrors:
    """Return lim E(w - w*)^2 at the end of an epoch, for f_i(w) = lambda/2 (w - c_i)^2.

    With q = 1 - gamma lambda and centred c, an epoch in the order pi adds
    gamma lambda sum_j q^(m-j) c_pi(j) to q^m w, so that, with s^2 = 1/m sum c_i^2,

    randomized: gamma lambda s^2 / (2 - gamma lambda),
    cyclic: (gamma lambda sum_j q^(m-j) c_j / (1 - q^m))^2,
    reshuffled: (gamma lambda)^2 s^2 (m A - B^2) / ((m - 1)(1 - q^(2m))),
    where A = sum_j q^(2j) and B = sum_j q^j, j = 0..m-1.

    Parameters
    ----------
    centres : array of shape (m,), m >= 2
        c_i, in the order of the cyclic rule.
    curvature, step_size : float
        lambda > 0 and gamma with 0 < gamma < 2/lambda.

    Returns
    -------
    OrderErrors

    Raises
    ------
    ValueError
        If there are fewer than 2 centres, or a number is out of range.

    Notes
    -----
    Exact. reshuffled / randomized is (m - B^2/A)/(m - 1): below 1 for gamma lambda < 1, where all
    terms of B are positive, and above 1 for 1 < gamma lambda < 2. Bounds for other strongly convex
    functions: Safran & Shamir (2020), and Rajput, Gupta & Papailiopoulos (2020).

    Examples
    --------
    >>> [round(e, 5) for e in order_errors([1.0, -1.0], 1.0, 0.1)]
    [0.05263, 0.00277, 0.00029]
    """
    c = np.asarray(centres, dtype=float)
    if c.ndim != 1 or c.size < 2:
        raise ValueError(f"centres have shape {c.shape}, but must be a list of at least 2")
    within("centres", c)
    c, m = c - c.mean(), c.size
    s2, h = float(c @ c) / m, step_size * curvature
    randomized = stationary_variance(1.0, h, s2) if curvature > 0 else math.nan
    if not randomized >= 0:
        raise ValueError(f"curvature is {curvature}, but must be positive")
    q = 1.0 - h
    weights = q ** np.arange(m - 1, -1, -1)
    bias = h * float(weights @ c) / (1.0 - q**m)
    a, b = float(weights @ weights), float(weights.sum())
    spread = h**2 * s2 * (m * a - b**2) / ((m - 1) * (1.0 - q ** (2 * m)))
    return OrderErrors(randomized, bias**2, spread)
