"""The noise of stochastic gradients: how large it is, and what it leaves near the minimum.

All formulas are exact for the randomized rule, in which every step draws anew.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple, Protocol

import numpy as np

__all__ = [
    "OrderErrors",
    "batch_variance",
    "finite_population_factor",
    "gradient_variance",
    "least_squares_floor",
    "noise_ball",
    "order_errors",
    "stationary_variance",
]


class _Gradients(Protocol):
    @property
    def sample_gradients(self) -> Any: ...


def gradient_variance(problem: _Gradients, w: Any) -> float:
    """s^2 = 1/m sum_i ||grad f_i(w) - grad f(w)||^2.

    Parameters
    ----------
    problem : FiniteSum
    w : array of shape (d,)

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> gradient_variance(least_squares([[1.0], [1.0]], [0.0, 4.0], mean=True), [2.0])
    4.0
    """
    gradients = problem.sample_gradients(w)
    return float(((gradients - gradients.mean(axis=0)) ** 2).sum(axis=1).mean())


def finite_population_factor(m: int, batch_size: int) -> float:
    """(m - b)/(m - 1): what drawing without replacement leaves of the variance; 0 for m = 1.

    Raises
    ------
    ValueError
        Unless 1 <= b <= m.

    Examples
    --------
    >>> finite_population_factor(10, 1), finite_population_factor(10, 10)
    (1.0, 0.0)
    """
    if not 1 <= batch_size <= m:
        raise ValueError(f"batch_size is {batch_size}, but must be from 1 to {m}")
    return (m - batch_size) / (m - 1) if m > 1 else 0.0


def batch_variance(variance: float, m: int, batch_size: int, replace: bool = False) -> float:
    """E||g_I - grad f||^2 = s^2/b with, and (s^2/b) (m - b)/(m - 1) without replacement.

    Parameters
    ----------
    variance : float
        s^2, that of a single example; see `gradient_variance`.
    m, batch_size : int
        b is from 1 to m; from 1 on with replacement.
    replace : bool
        Whether an example may be drawn twice.

    Raises
    ------
    ValueError
        If b is out of range.

    Examples
    --------
    >>> batch_variance(4.0, 5, 2), batch_variance(4.0, 5, 2, replace=True)
    (1.5, 2.0)
    """
    if not replace:
        return variance / batch_size * finite_population_factor(m, batch_size)
    if batch_size < 1:
        raise ValueError(f"batch_size is {batch_size}, but must be at least 1")
    return variance / batch_size


def stationary_variance(curvature: float, step_size: float, variance: float) -> float:
    """V = gamma s^2 / (lambda (2 - gamma lambda)): what a constant step leaves in one dimension.

    The limit of E(w_k - w*)^2 for w_k = w_(k-1) - gamma (lambda (w_(k-1) - w*) + noise), where
    the noise is independent of the past, with mean 0 and variance s^2.

    Parameters
    ----------
    curvature, step_size, variance : float
        lambda > 0, gamma with 0 < gamma < 2/lambda, s^2 >= 0.

    Raises
    ------
    ValueError
        If a number is out of range: with gamma >= 2/lambda there is no limit.

    Notes
    -----
    The fixed point of V = (1 - gamma lambda)^2 V + gamma^2 s^2.

    Examples
    --------
    >>> round(stationary_variance(1.0, 0.1, 1.0), 6)
    0.052632
    """
    if not (curvature > 0 and 0 < step_size < 2 / curvature and variance >= 0):
        raise ValueError(
            f"needs curvature > 0, 0 < step_size < 2/curvature and variance >= 0, "
            f"got {curvature}, {step_size} and {variance}"
        )
    return step_size * variance / (curvature * (2.0 - step_size * curvature))


def noise_ball(mu: float, L_max: float, step_size: float, variance: float) -> float:
    """2 gamma s*^2 / mu >= limit of E||w_k - w*||^2, for gamma <= 1/(2 L_max).

    Parameters
    ----------
    mu : float
        f is mu-strongly convex, mu > 0.
    L_max : float
        Every f_i is convex and L_max-smooth.
    step_size, variance : float
        gamma, and s*^2 = 1/m sum_i ||grad f_i(w*)||^2.

    Raises
    ------
    ValueError
        If mu, L_max or gamma is not in its range.

    Notes
    -----
    Source: Garrigos & Gower (2023), section 5, on strongly convex sums.

    Examples
    --------
    >>> noise_ball(1.0, 1.0, 0.1, 1.0)
    0.2
    """
    if not (0 < mu <= L_max and 0 < step_size <= 0.5 / L_max):
        raise ValueError(
            f"needs 0 < mu <= L_max and 0 < step_size <= 1/(2 L_max), "
            f"got mu = {mu}, L_max = {L_max}, step_size = {step_size}"
        )
    return 2.0 * step_size * variance / mu


def least_squares_floor(
    X: Any, y: Any, step_size: float, batch_size: int = 1, replace: bool = False
) -> float:
    """Return the limit of E f(w_k) - f* for f(w) = 1/(2m) ||y - Xw||^2; inf if there is none.

    S = lim E (w_k - w*)(w_k - w*)' solves S = E[(I - gamma H_I) S (I - gamma H_I)] + gamma^2 C,
    where H_I is the Hessian of a batch and C the covariance of its gradient at w*, and the limit
    is trace(H S)/2.

    Parameters
    ----------
    X : array of shape (m, d)
        Of rank d, so that there is one minimiser. The cost grows like d^6.
    y : array of shape (m,)
    step_size : float
        gamma > 0.
    batch_size, replace
        As for `lecture_lib.sampling.randomized`.

    Returns
    -------
    float
        inf if the equation has no bounded solution: then E||w_k||^2 grows without end.

    Raises
    ------
    ValueError
        If the step size is not positive, the batch size out of range, or X not of rank d.

    Notes
    -----
    Exact, because batches are independent of the past and E w_k - w* tends to 0. A covariance of
    means of b is that of one times 1/b, or (m - b)/(b (m - 1)) without replacement.

    Examples
    --------
    >>> round(least_squares_floor([[1.0], [1.0]], [-1.0, 1.0], 0.1), 6)
    0.026316
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    m, d = X.shape
    share = batch_variance(1.0, m, batch_size, replace)
    if not step_size > 0:
        raise ValueError(f"step_size is {step_size}, but must be positive")
    if np.linalg.matrix_rank(X) < d:
        raise ValueError(f"X has rank {np.linalg.matrix_rank(X)}, but {d} is needed")
    residual = X @ np.linalg.lstsq(X, y)[0] - y
    rows = np.einsum("ij,ik->ijk", X, X).reshape(m, d * d)
    H = rows.mean(axis=0).reshape(d, d)
    contraction = np.eye(d) - step_size * H
    spread = rows.T @ rows / m - np.outer(H, H)  # of x_i x_i', entry by entry
    spread = spread.reshape(d, d, d, d).swapaxes(1, 2).reshape(d * d, d * d)
    moment = np.kron(contraction, contraction) + step_size**2 * share * spread
    if np.abs(np.linalg.eigvals(moment)).max() >= 1.0:
        return math.inf
    source = step_size**2 * share * (residual**2 @ rows) / m
    S = np.linalg.solve(np.eye(d * d) - moment, source)
    return 0.5 * float(H.ravel() @ S)


class OrderErrors(NamedTuple):
    """What remains at the end of an epoch: E(w - w*)^2, in the limit of many epochs."""

    randomized: float
    cyclic: float
    reshuffled: float


def order_errors(centres: Any, curvature: float, step_size: float) -> OrderErrors:
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
    Exact. Bounds for convex functions in general: Safran & Shamir (2020).

    Examples
    --------
    >>> [round(e, 5) for e in order_errors([1.0, -1.0], 1.0, 0.1)]
    [0.05263, 0.00277, 0.00029]
    """
    c = np.asarray(centres, dtype=float)
    if c.ndim != 1 or c.size < 2:
        raise ValueError(f"centres have shape {c.shape}, but must be a list of at least 2")
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
