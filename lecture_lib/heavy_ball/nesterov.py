"""Nesterov's momentum on a quadratic: the gradient where the velocity is about to lead."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..signatures import checked
from .direction import check_beta, check_positive
from .tuning import HeavyBall

__all__ = ["nesterov_parameters", "nesterov_radius"]


@checked
def nesterov_radius(curvature: ArrayLike, step_size: ArrayLike, beta: ArrayLike) -> Any:
    """Spectral radius of N = [[(1 + beta) k, -beta k], [1, 0]] with k = 1 - step_size * curvature.

    N takes (x_t, x_{t-1}) to (x_{t+1}, x_t). Its eigenvalues are the roots of
    z^2 - (1 + beta) k z + beta k; where they are complex, the radius is sqrt(beta k).

    Parameters
    ----------
    curvature, step_size, beta : float or arrays that broadcast

    Returns
    -------
    float or array

    Examples
    --------
    >>> round(nesterov_radius(1.0, 0.75, 0.25), 12), nesterov_radius(1.0, 1.0, 0.9)
    (0.25, 0.0)
    """
    check_beta(beta)
    h, b = np.asarray(np.multiply(step_size, curvature), dtype=float), np.asarray(beta, dtype=float)
    keep = 1.0 - h
    discriminant = keep * ((1.0 + b) ** 2 * keep - 4.0 * b)
    real = (np.abs((1.0 + b) * keep) + np.sqrt(np.maximum(discriminant, 0.0))) / 2
    result = np.where(discriminant <= 0, np.sqrt(np.maximum(b * keep, 0.0)), real)
    return result if result.ndim else float(result)


@checked
def nesterov_parameters(mu: float, L: float) -> HeavyBall:
    """Return eta = 1/L, beta = (sqrt(kappa) - 1)/(sqrt(kappa) + 1); rate 1 - 1/sqrt(kappa).

    Raises
    ------
    ValueError
        Unless 0 < mu <= L.

    Notes
    -----
    The rate is that of the spectral radius on quadratics. On every mu-strongly convex, L-smooth
    function the method converges too, with f_t - f* of the order (1 - 1/sqrt(kappa))^t.
    Source: Nesterov (2004), Introductory lectures on convex optimization, section 2.2.

    Examples
    --------
    >>> nesterov_parameters(1.0, 25.0) == (1 / 25, 2 / 3, 0.8)
    True
    """
    check_positive(mu=mu, L=L)
    if mu > L:
        raise ValueError(f"mu must be at most L, got mu = {mu} and L = {L}")
    root = math.sqrt(L / mu)
    return HeavyBall(1.0 / L, (root - 1.0) / (root + 1.0), 1.0 - 1.0 / root)
