"""The noise of stochastic gradients: how large it is, and what it leaves near the minimum.

They are for the randomized rule, in which every step draws anew. All are exact but `noise_ball`,
which is a bound.
"""

from __future__ import annotations

import math
from typing import Any, Protocol

import numpy as np

from ..arguments import shaped, within
from ..signatures import Numbers, checked

__all__ = [
    "batch_variance",
    "finite_population_factor",
    "gradient_variance",
    "least_squares_floor",
    "least_squares_largest_step",
    "noise_ball",
    "stationary_variance",
]


class _Gradients(Protocol):
    @property
    def sample_gradients(self) -> Any: ...


@checked
def gradient_variance(problem: _Gradients, w: Numbers) -> float:
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


@checked
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
    within("m", m, least=1)
    within("batch_size", batch_size, least=1, most=m)
    return (m - batch_size) / (m - 1) if m > 1 else 0.0


@checked
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
    within("batch_size", batch_size, least=1)
    if not replace:
        return variance / batch_size * finite_population_factor(m, batch_size)
    return variance / batch_size


@checked
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


@checked
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


@checked
def least_squares_floor(
    X: Numbers, y: Numbers, step_size: float, batch_size: int = 1, replace: bool = False
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
        As for `lecture_lib.stochastic.sampling.randomized`.

    Returns
    -------
    float
        inf if the equation has no bounded solution: then E||w_k||^2 grows without bound.

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
    X, y = shaped("X", X, "(m, d)"), shaped("y", y, "(m,)")
    if len(X) != len(y):
        raise ValueError(f"X has {len(X)} rows, but y has {len(y)} entries")
    within("step_size", step_size, above=0.0)
    H, rows, share, squares = _second_moments(X, batch_size, replace)
    d = len(H)
    residual = X @ np.linalg.lstsq(X, y)[0] - y
    eye = np.eye(d)
    moment = np.eye(d * d) - step_size * (np.kron(H, eye) + np.kron(eye, H))
    moment += step_size**2 * squares
    if np.abs(np.linalg.eigvals(moment)).max() >= 1.0:
        return math.inf
    source = step_size**2 * share * (residual**2 @ rows) / len(rows)
    S = np.linalg.solve(np.eye(d * d) - moment, source)
    return 0.5 * float(H.ravel() @ S)


@checked
def least_squares_largest_step(X: Numbers, batch_size: int = 1, replace: bool = False) -> float:
    """Return the step size from which on E||w_k||^2 grows without bound, for 1/(2m) ||y - Xw||^2.

    1 / lambda_max((H x I + I x H)^-1 E[H_I x H_I]), where x is Kronecker's product: at this gamma
    the map of second moments has the eigenvalue 1. With batches of all it is 2/L.

    Parameters
    ----------
    X : array of shape (m, d)
        Of rank d.
    batch_size, replace
        As for `lecture_lib.stochastic.sampling.randomized`.

    Raises
    ------
    ValueError
        If the batch size is out of range, or X not of rank d.

    Notes
    -----
    Exact. The map keeps positive semidefinite matrices so, which is why its largest eigenvalue in
    size is a positive number, and passes 1 where I - map becomes singular.

    Examples
    --------
    >>> least_squares_largest_step([[1.0], [1.0]])
    2.0
    >>> round(least_squares_largest_step([[2.0], [0.0]]), 9)  # where 2/L is 1
    0.5
    """
    H, _, _, squares = _second_moments(shaped("X", X, "(m, d)"), batch_size, replace)
    eye = np.eye(len(H))
    solved = np.linalg.solve(np.kron(H, eye) + np.kron(eye, H), squares)
    return 1.0 / float(np.linalg.eigvals(solved).real.max())


def _second_moments(X: np.ndarray, batch_size: int, replace: bool) -> tuple[Any, ...]:
    """Return H, all x_i x_i' as rows, what a batch leaves of a variance, and E[H_I x H_I]."""
    m, d = X.shape
    share = batch_variance(1.0, m, batch_size, replace)
    if np.linalg.matrix_rank(X) < d:
        raise ValueError(f"X has rank {np.linalg.matrix_rank(X)}, but {d} is needed")
    rows = np.einsum("ij,ik->ijk", X, X).reshape(m, d * d)
    H = rows.mean(axis=0).reshape(d, d)
    spread = rows.T @ rows / m - np.outer(H, H)  # of x_i x_i', entry by entry
    spread = spread.reshape(d, d, d, d).swapaxes(1, 2).reshape(d * d, d * d)
    return H, rows, share, np.kron(H, H) + share * spread
