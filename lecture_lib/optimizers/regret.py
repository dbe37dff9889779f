"""What AdaGrad may lose against the best fixed point, by theorem."""

from __future__ import annotations

import numpy as np

from ..signatures import Numbers, checked

__all__ = ["adagrad_regret_bound"]


@checked
def adagrad_regret_bound(squares: Numbers, distances: Numbers, lr: float) -> float:
    """sum_k (D_k^2 / (2 lr) + lr) sqrt(s_k): bounds sum_t f_t(theta_{t-1}) - f_t(u), f_t convex.

    Parameters
    ----------
    squares : array of shape (d,)
        s_k, the sum of the squares of all T gradients' coordinate k.
    distances : array of shape (d,)
        D_k, the largest of abs(theta_{t,k} - u_k) over t = 0, ..., T-1, where gradients were taken.
    lr : float
        Positive.

    Raises
    ------
    ValueError
        If the shapes differ, a number is negative, or lr is not positive.

    Notes
    -----
    Source: Duchi, Hazan & Singer (2011), Theorem 5, second part, for eps = 0 and without a
    projection; there the largest of all D_k stands in the place of each.

    Examples
    --------
    >>> adagrad_regret_bound([4.0, 9.0], [1.0, 2.0], lr=1.0)
    12.0
    """
    s, d = np.asarray(squares, dtype=float), np.asarray(distances, dtype=float)
    if s.shape != d.shape:
        raise ValueError(f"squares have shape {s.shape}, but distances {d.shape}")
    if not (np.all(s >= 0.0) and np.all(d >= 0.0)):
        raise ValueError("squares and distances must be at least 0")
    if not lr > 0.0:
        raise ValueError(f"lr is {lr}, but must be positive")
    return float(np.sum((d * d / (2.0 * lr) + lr) * np.sqrt(s)))
