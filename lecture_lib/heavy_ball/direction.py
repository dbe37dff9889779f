"""One eigen-direction of a quadratic: the matrix of momentum, its eigenvalues, its regimes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..arguments import within
from ..signatures import checked
from .discriminant import trace_and_discriminant

__all__ = [
    "check_beta",
    "check_positive",
    "eigenvalues",
    "iteration_matrix",
    "path",
    "regime",
    "spectral_radius",
]

Array = NDArray[np.float64]

NEAR = 4e-15  # a few rounding errors of numbers about 1


def check_beta(beta: ArrayLike) -> None:
    """Raise ValueError unless 0 <= beta < 1, everywhere in an array."""
    within("beta", beta, least=0.0, below=1.0)


def check_positive(**values: ArrayLike) -> None:
    """Raise ValueError, with its name, for a value that is not positive and finite."""
    for name, value in values.items():
        within(name, value, above=0.0)


@checked
def iteration_matrix(curvature: float, step_size: float, beta: float) -> Array:
    """(m_t, x_t) = R (m_{t-1}, x_{t-1}) with R = [[beta, c], [-eta beta, 1 - eta c]].

    Here c is the curvature and eta the step size; det R = beta and tr R = 1 + beta - eta c.

    Returns
    -------
    array, shape (2, 2)

    Raises
    ------
    ValueError
        If beta is not in [0, 1).

    Notes
    -----
    Source: Goh (2017), Why momentum really works, with the lecture's m.

    Examples
    --------
    >>> iteration_matrix(2.0, 0.5, 0.25).tolist()
    [[0.25, 2.0], [-0.125, 0.0]]
    """
    check_beta(beta)
    return np.array([[beta, curvature], [-step_size * beta, 1.0 - step_size * curvature]])


@checked
def eigenvalues(curvature: float, step_size: float, beta: float) -> tuple[complex, complex]:
    """Roots of z^2 - (1 + beta - h) z + beta with h = step_size * curvature, larger modulus first.

    Raises
    ------
    ValueError
        If beta is not in [0, 1).

    Notes
    -----
    Right to the last digits for the floats that are given, at double roots too, where they usually
    are a pair that lies within about 1e-8 of the double root: the floats are not quite those of a
    double root, and roots depend on the square root of that difference.

    Examples
    --------
    >>> eigenvalues(1.0, 0.25, 0.0), eigenvalues(1.0, 0.25, 0.25)
    (((0.75+0j), 0j), ((0.5+0j), (0.5+0j)))
    """
    check_beta(beta)
    trace, discriminant = map(float, trace_and_discriminant(curvature, step_size, beta))
    if discriminant < 0:
        half = complex(trace / 2, math.sqrt(-discriminant) / 2)
        return half, half.conjugate()
    larger = math.copysign((abs(trace) + math.sqrt(discriminant)) / 2, trace)
    pair = complex(larger), complex(beta / larger if beta else 0.0)
    return max(pair, key=abs), min(pair, key=abs)


@checked
def spectral_radius(curvature: ArrayLike, step_size: ArrayLike, beta: ArrayLike) -> Any:
    """rho(R): by this factor an error shrinks a step in the long run; it converges iff rho < 1.

    With h = step_size * curvature and tr = 1 + beta - h it is (abs(tr) + sqrt(tr^2 - 4 beta)) / 2,
    but sqrt(beta) if (1 - sqrt(beta))^2 <= h <= (1 + sqrt(beta))^2.

    Parameters
    ----------
    curvature, step_size, beta : float or arrays that broadcast
        Of any sign, except that 0 <= beta < 1.

    Returns
    -------
    float or array

    Raises
    ------
    ValueError
        If beta is not in [0, 1).

    Notes
    -----
    At a double root (critical damping) the error is of the order t rho^t, not rho^t.
    Source: Polyak (1964), Some methods of speeding up the convergence of iteration methods.

    Examples
    --------
    >>> spectral_radius(1.0, 1.0, 0.81), round(spectral_radius(1.0, 0.1, 0.0), 12)
    (0.9, 0.9)
    """
    check_beta(beta)
    b = np.asarray(beta, dtype=float)
    c, eta = np.asarray(curvature, dtype=float), np.asarray(step_size, dtype=float)
    trace, discriminant = trace_and_discriminant(c, eta, b)
    larger = (np.abs(trace) + np.sqrt(np.maximum(discriminant, 0.0))) / 2
    result = np.where(discriminant <= 0, np.sqrt(b), larger)
    return result if result.ndim else float(result)


@checked
def regime(curvature: float, step_size: float, beta: float) -> str:
    """Name what an error does in one direction, with h = step_size * curvature.

    ================  =====================================  ======================================
    name              where                                  what happens
    ================  =====================================  ======================================
    ``over-damped``   0 < h < (1 - sqrt(beta))^2             no swing; real roots, none negative
    ``critical``      h = (1 -+ sqrt(beta))^2                a double root
    ``under-damped``  between these two                      swings; complex roots, sqrt(beta)
    ``alternating``   (1 + sqrt(beta))^2 < h < 2 (1 + beta)  flips sign each step; none positive
    ``marginal``      h = 0 or h = 2 (1 + beta)              a root of modulus 1
    ``divergent``     h < 0 or h > 2 (1 + beta)              grows
    ================  =====================================  ======================================

    An equality with a root in it can hardly be met by floats. It counts as met within a few
    rounding errors: critical where sqrt(h) is within 4e-15 of 1 -+ sqrt(beta), marginal where h is
    0, or 2 (1 + beta) but for 4e-15 of it.

    Raises
    ------
    ValueError
        If beta is not in [0, 1).

    Examples
    --------
    >>> [regime(1.0, h, 0.25) for h in (0.1, 0.25, 1.0, 2.4, 2.5, 2.6)]
    ['over-damped', 'critical', 'under-damped', 'alternating', 'marginal', 'divergent']
    >>> regime(0.04, 1.0, (1 - 0.04**0.5) ** 2)
    'critical'
    """
    check_beta(beta)
    h, s, limit = step_size * curvature, math.sqrt(beta), 2.0 * (1.0 + beta)
    if h == 0 or abs(h - limit) <= NEAR * limit:
        return "marginal"
    if h < 0 or h > limit:
        return "divergent"
    root = math.sqrt(h)
    if min(abs(root - (1.0 - s)), abs(root - (1.0 + s))) <= NEAR:
        return "critical"
    if root < 1.0 - s:
        return "over-damped"
    return "under-damped" if root < 1.0 + s else "alternating"


@checked
def path(
    curvatures: ArrayLike, start: ArrayLike, step_size: float, beta: float, steps: int
) -> Array:
    """x_t = x_{t-1} - eta m_t, m_t = beta m_{t-1} + c x_{t-1}, m_0 = 0, in every direction at once.

    Parameters
    ----------
    curvatures, start : array_like, shape (d,)
        Eigenvalues c of the Hessian, and x_0 in the eigenvectors, seen from the minimiser.
    steps : int
        Number of steps, at least 0.

    Returns
    -------
    array, shape (steps + 1, d)
        Where it diverges its numbers grow; nothing is cut off.

    Examples
    --------
    >>> path([1.0], [1.0], 0.5, 0.5, 3).ravel().tolist()
    [1.0, 0.5, 0.0, -0.25]
    """
    check_beta(beta)
    within("steps", steps, least=0)
    c, x = np.asarray(curvatures, dtype=float), np.asarray(start, dtype=float)
    if c.ndim != 1 or c.shape != x.shape:
        raise ValueError(
            f"curvatures has shape {c.shape} and start {x.shape}, but must have the same, (n,)"
        )
    points, m = np.empty((steps + 1, c.size)), np.zeros(c.size)
    points[0] = x
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(1, steps + 1):
            m = beta * m + c * points[t - 1]
            points[t] = points[t - 1] - step_size * m
    return points
