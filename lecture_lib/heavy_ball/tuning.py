"""Choosing momentum on a quadratic: limits, the best parameters, effective rates, noise."""

from __future__ import annotations

import math
from typing import NamedTuple

from ..arguments import refuse, within
from ..signatures import checked
from .direction import check_beta, check_positive

__all__ = [
    "HeavyBall",
    "best_beta",
    "best_parameters",
    "effective_rate",
    "stability_limit",
    "stationary_variance",
]


class HeavyBall(NamedTuple):
    """A step size and a momentum, with the rate that they promise."""

    step_size: float
    beta: float
    rate: float


@checked
def stability_limit(curvature: float, beta: float) -> float:
    """2 (1 + beta) / curvature: the method converges iff 0 < step_size < this.

    Notes
    -----
    At beta = 0 this is the limit 2 / L of gradient descent.

    Examples
    --------
    >>> stability_limit(4.0, 0.5)
    0.75
    """
    check_beta(beta)
    check_positive(curvature=curvature)
    return 2.0 * (1.0 + beta) / curvature


@checked
def best_beta(curvature: float, step_size: float) -> float:
    """(1 - sqrt(h))^2 with h = step_size * curvature: the fastest beta for one direction.

    Raises
    ------
    ValueError
        If curvature or step size are not positive, or h is 4 or more: then no beta converges.

    Examples
    --------
    >>> best_beta(1.0, 0.25)
    0.25
    """
    check_positive(curvature=curvature, step_size=step_size)
    h = step_size * curvature
    if h >= 4.0:
        refuse("step_size * curvature", h, "below 4: no beta converges")
    return (1.0 - math.sqrt(h)) ** 2


@checked
def best_parameters(mu: float, L: float) -> HeavyBall:
    """eta* = 4/(sqrt(L) + sqrt(mu))^2, beta* = ((sqrt(L) - sqrt(mu))/(sqrt(L) + sqrt(mu)))^2.

    They minimise the largest spectral radius over all curvatures from `mu` to `L`, which is then
    sqrt(beta*).

    Raises
    ------
    ValueError
        Unless 0 < mu <= L.

    Notes
    -----
    Source: Polyak (1964). Gradient descent at its best step 2/(L + mu) has (L - mu)/(L + mu).

    Examples
    --------
    >>> best = best_parameters(1.0, 25.0)
    >>> best.step_size == 1 / 9, round(best.beta, 6), round(best.rate, 6)
    (True, 0.444444, 0.666667)
    """
    check_positive(mu=mu, L=L)
    if mu > L:
        raise ValueError(f"mu must be at most L, got mu = {mu} and L = {L}")
    wide, narrow = math.sqrt(L) + math.sqrt(mu), math.sqrt(L) - math.sqrt(mu)
    return HeavyBall(4.0 / wide**2, (narrow / wide) ** 2, narrow / wide)


@checked
def effective_rate(step_size: float, beta: float, steps: float = math.inf) -> float:
    """Step number t moves eta (1 - beta^t) / (1 - beta) per unit of a constant gradient.

    Parameters
    ----------
    steps : int or inf
        The number t of the step, from 1; infinity gives the limit eta / (1 - beta).

    Raises
    ------
    ValueError
        If beta is not in [0, 1), or `steps` is below 1.

    Notes
    -----
    Source: lecture slide "Momentum" (effective learning rate).

    Examples
    --------
    >>> effective_rate(1.0, 0.5, 1), effective_rate(1.0, 0.5, 2), effective_rate(1.0, 0.5)
    (1.0, 1.5, 2.0)
    """
    check_beta(beta)
    within("steps", steps, least=1, finite=False)
    return step_size * (1.0 - beta**steps) / (1.0 - beta)


@checked
def stationary_variance(
    curvature: float, step_size: float, beta: float, noise_variance: float = 1.0
) -> float:
    """V = eta s^2 (1 + beta) / ((1 - beta) c (2 (1 + beta) - eta c)): what noise leaves.

    The variance of x_t, in the limit, for the gradient ``c x + noise`` where the noise of each step
    is independent with mean 0 and variance s^2.

    Parameters
    ----------
    curvature, step_size, beta : float
        c, eta and beta, of a method that converges without noise.
    noise_variance : float
        s^2, at least 0.

    Raises
    ------
    ValueError
        If the method does not converge: then there is no stationary variance.

    Notes
    -----
    x_t is an autoregressive process of order two, x_{t+1} = a x_t - beta x_{t-1} - eta noise with
    a = 1 + beta - eta c; the formula is its textbook variance (Box & Jenkins). At beta = 0 it is
    eta s^2 / (c (2 - eta c)), that of stochastic gradient descent; at the same step size momentum
    has more of it if eta c < 1 + beta, and less if eta c > 1 + beta.

    Examples
    --------
    >>> plain = stationary_variance(1.0, 0.1, 0.0)
    >>> round(stationary_variance(1.0, 0.1, 0.9) / plain, 2)
    9.76
    """
    check_beta(beta)
    check_positive(curvature=curvature, step_size=step_size)
    within("noise_variance", noise_variance, least=0.0, finite=False)
    limit = stability_limit(curvature, beta)
    if step_size >= limit:
        refuse("step_size", step_size, f"below {limit} to converge")
    room = 2.0 * (1.0 + beta) - step_size * curvature
    return step_size * noise_variance * (1.0 + beta) / ((1.0 - beta) * curvature * room)
