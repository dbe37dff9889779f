"""Linear rates: a constant factor per iteration, for functions that curve enough.

Here mu is a lower bound on curvature: of strong convexity, of the Polyak-Lojasiewicz inequality
``|grad f(w)|^2 >= 2 mu (f(w) - f*)``, or the smallest nonzero eigenvalue of a quadratic. The
condition number is kappa = L / mu.
"""

from __future__ import annotations

import math
from typing import Any

from ..signatures import Numbers, checked
from .arguments import curvatures, horizon, nonnegative, step

__all__ = [
    "gradient_descent_polyak_lojasiewicz",
    "gradient_descent_quadratic",
    "gradient_descent_strongly_convex",
    "gradient_descent_strongly_convex_best_step",
    "heavy_ball_quadratic",
    "heavy_ball_quadratic_best_parameters",
]


@checked
def gradient_descent_strongly_convex(
    L: float, mu: float, R: float, T: Numbers, step_size: float | None = None
) -> Any:
    """|w_T - w*| <= max(|1 - step_size mu|, |1 - step_size L|)^T R.

    For the best step 2 / (L + mu) the factor is (kappa - 1) / (kappa + 1).

    Parameters
    ----------
    L, mu : float
        0 < mu <= L.
    R : float
        |w_0 - w*|.
    T : int or array of int, at least 0
    step_size : float, optional
        Above 0 and at most 2/L; the best one if left out.

    Notes
    -----
    Assumes f mu-strongly convex and L-smooth. Tight: attained by f(w) = mu |w|^2 / 2 or
    L |w|^2 / 2. Source: Polyak (1987). For the best step it is Nesterov (2004), theorem 2.1.15,
    whose bound for shorter ones is weaker.

    Examples
    --------
    >>> gradient_descent_strongly_convex(L=3.0, mu=1.0, R=4.0, T=2)
    1.0
    """
    nonnegative(R=R)
    return _factor(L, mu, step_size) ** horizon(T, 0) * R


@checked
def gradient_descent_strongly_convex_best_step(L: float, mu: float) -> float:
    """2 / (L + mu): where |1 - step_size mu| = |1 - step_size L|.

    Notes
    -----
    Source: Polyak (1987); Nesterov (2004), theorem 2.1.15.

    Examples
    --------
    >>> gradient_descent_strongly_convex_best_step(L=3.0, mu=1.0)
    0.5
    """
    curvatures(L, mu)
    return 2 / (L + mu)


def _factor(L: float, mu: float, step_size: float | None) -> float:
    curvatures(L, mu)
    best = gradient_descent_strongly_convex_best_step(L, mu)
    eta = step(step_size, L, 2.0, default=L * best) / L
    return max(abs(1 - eta * mu), abs(1 - eta * L))


@checked
def gradient_descent_quadratic(
    L: float, mu: float, gap: float, T: Numbers, step_size: float | None = None
) -> Any:
    """f(w_T) - f* <= max(|1 - step_size mu|, |1 - step_size L|)^(2T) (f(w_0) - f*).

    Parameters
    ----------
    L, mu : float
        The largest and the smallest *nonzero* eigenvalue: of X'X for least squares.
    gap : float
        f(w_0) - f*.
    T : int or array of int, at least 0
    step_size : float, optional
        Above 0 and at most 2/L; 2 / (L + mu) if left out.

    Notes
    -----
    Assumes f a convex quadratic with a minimiser; eigenvalues may be 0, since nothing moves along
    their directions. Tight: attained when w_0 - w* lies along the eigenvector of mu or of L.
    Source: Karimi, Nutini & Schmidt (2016) for the smallest nonzero eigenvalue; Polyak (1987).

    Examples
    --------
    >>> gradient_descent_quadratic(L=3.0, mu=1.0, gap=16.0, T=1)
    4.0
    """
    nonnegative(gap=gap)
    return _factor(L, mu, step_size) ** (2 * horizon(T, 0)) * gap


@checked
def gradient_descent_polyak_lojasiewicz(
    L: float, mu: float, gap: float, T: Numbers, step_size: float | None = None
) -> Any:
    """f(w_T) - f* <= (1 - 2 mu step_size (1 - L step_size / 2))^T (f(w_0) - f*).

    For the step 1/L the factor is 1 - mu/L.

    Parameters
    ----------
    L, mu : float
        0 < mu <= L.
    gap : float
        f(w_0) - f*.
    T : int or array of int, at least 0
    step_size : float, optional
        Above 0 and at most 2/L; 1/L if left out.

    Notes
    -----
    Assumes f L-smooth with |grad f(w)|^2 >= 2 mu (f(w) - f*) everywhere; it need not be convex.
    Not tight. Source: Polyak (1963); Karimi, Nutini & Schmidt (2016), theorem 1.

    Examples
    --------
    >>> gradient_descent_polyak_lojasiewicz(L=4.0, mu=2.0, gap=8.0, T=2)
    2.0
    """
    curvatures(L, mu)
    nonnegative(gap=gap)
    h = step(step_size, L, 2.0)
    return (1 - mu / L * h * (2 - h)) ** horizon(T, 0) * gap


@checked
def heavy_ball_quadratic(L: float, mu: float, R: float, T: Numbers) -> Any:
    """|w_T - w*| <= ((1 + r) T + 1) r^T R with r = (sqrt kappa - 1) / (sqrt kappa + 1).

    The iteration is w_{t+1} = w_t - alpha grad f(w_t) + beta (w_t - w_{t-1}), w_{-1} = w_0, with
    the parameters of `heavy_ball_quadratic_best_parameters`.

    Parameters
    ----------
    L, mu : float
        The largest and the smallest eigenvalue, 0 < mu <= L.
    R : float
        |w_0 - w*|.
    T : int or array of int, at least 0

    Notes
    -----
    Assumes f a strongly convex quadratic: on other functions heavy ball need not converge (Lessard,
    Recht & Packard 2016). Tight: attained when w_0 - w* lies along the eigenvector of L. The factor
    r is Polyak's (1964). The number before it, derived in the chapter on convergence proofs, is the
    largest value of |U_T(c) - r U_{T-1}(c)|, U the Chebyshev polynomials of the second kind.

    Examples
    --------
    >>> heavy_ball_quadratic(L=9.0, mu=1.0, R=8.0, T=1)
    10.0
    """
    curvatures(L, mu)
    nonnegative(R=R)
    steps, (_, beta) = horizon(T, 0), heavy_ball_quadratic_best_parameters(L, mu)
    r = math.sqrt(beta)
    return ((1 + r) * steps + 1) * r**steps * R


@checked
def heavy_ball_quadratic_best_parameters(L: float, mu: float) -> tuple[float, float]:
    """(alpha, beta) = (4 / (sqrt L + sqrt mu)^2, ((sqrt kappa - 1) / (sqrt kappa + 1))^2).

    Notes
    -----
    They make the spectral radius of the iteration least over all quadratics with eigenvalues from
    mu to L. Source: Polyak (1964).

    Examples
    --------
    >>> heavy_ball_quadratic_best_parameters(L=9.0, mu=1.0)
    (0.25, 0.25)
    """
    curvatures(L, mu)
    root = math.sqrt(L / mu)
    return 4 / (math.sqrt(L) + math.sqrt(mu)) ** 2, ((root - 1) / (root + 1)) ** 2
