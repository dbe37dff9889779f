"""Functions of one variable on which convexity and smoothness can be seen, or be missed."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..activations import sigmoid, sigmoid_derivative, softplus
from .problem import Problem, point

__all__ = ["absolute_value", "double_well", "exponential", "log_one_plus_exp", "sine", "wavy"]


def absolute_value() -> Problem:
    """f(w) = |w|: convex, not smooth at 0, where the subgradient 0 is taken.

    Examples
    --------
    >>> absolute_value().gradient([[-2.0], [0.0], [3.0]]).tolist()
    [[-1.0], [0.0], [1.0]]
    """
    return _line("|w|", np.abs, np.sign, None, math.inf, 0.0, 0.0, 0.0, start=1.5)


def log_one_plus_exp() -> Problem:
    """f(w) = log(1 + e^w): convex and 1/4-smooth; its infimum 0 is not attained.

    Examples
    --------
    >>> problem = log_one_plus_exp()
    >>> problem.L, problem.f_star, problem.w_star
    (0.25, 0.0, None)
    """
    return _line("log(1 + e^w)", softplus, sigmoid, sigmoid_derivative, 0.25, 0.0, 0.0, None)


def exponential() -> Problem:
    """f(w) = e^w: convex, not smooth; its infimum 0 is not attained.

    Examples
    --------
    >>> exponential().nearest_minimiser([0.0])
    Traceback (most recent call last):
    ValueError: e^w has no minimiser; its infimum is 0.0
    """
    return _line("e^w", np.exp, np.exp, np.exp, math.inf, 0.0, 0.0, None)


def double_well() -> Problem:
    """f(w) = w^4 - w^2: not convex, not smooth; the minimum -1/4 is at w = +-1/sqrt(2).

    Examples
    --------
    >>> problem = double_well()
    >>> float(problem.value([0.5])), problem.nearest_minimiser([[0.1], [-9.0]]).round(4).tolist()
    (-0.1875, [[0.7071], [-0.7071]])
    """
    bottom = math.sqrt(0.5)
    return _line(
        "w^4 - w^2",
        lambda w: w * w * (w * w - 1.0),
        lambda w: w * (4.0 * w * w - 2.0),
        lambda w: 12.0 * w * w - 2.0,
        math.inf,
        None,
        -0.25,
        bottom,
        start=1.5,
        project=lambda w: np.where(w < 0, -bottom, bottom),
        partials=lambda w: (w * (4.0 * w * w - 2.0),),
    )


def sine() -> Problem:
    """f(w) = sin w: 1-smooth, not convex; minima -1 at -pi/2 + 2 pi k for all whole k.

    Examples
    --------
    >>> problem = sine()
    >>> problem.L, problem.is_convex, problem.nearest_minimiser([6.0]).round(4).tolist()
    (1.0, False, [4.7124])
    """
    turn = 2.0 * math.pi
    return _line(
        "sin w",
        np.sin,
        np.cos,
        lambda w: -np.sin(w),
        1.0,
        None,
        -1.0,
        -math.pi / 2,
        start=1.0,
        project=lambda w: turn * np.round((w + math.pi / 2) / turn) - math.pi / 2,
    )


def wavy() -> Problem:
    """f(w) = w^2 + 3 sin(w)^2: not convex, and yet every stationary point is the minimiser.

    Returns
    -------
    Problem
        L = 8; the minimum 0 at 0 only; it satisfies ||f'||^2 >= 2 pl f with pl = 1/32.

    Notes
    -----
    Source: Karimi, Nutini and Schmidt (2016).

    Examples
    --------
    >>> problem = wavy()
    >>> problem.L, problem.mu, problem.pl
    (8.0, None, 0.03125)
    """
    return _line(
        "w^2 + 3 sin(w)^2",
        lambda w: w * w + 3.0 * np.sin(w) ** 2,
        lambda w: 2.0 * w + 3.0 * np.sin(2.0 * w),
        lambda w: 2.0 + 6.0 * np.cos(2.0 * w),
        8.0,
        None,
        0.0,
        0.0,
        start=3.0,
        pl=1.0 / 32.0,
    )


def _line(
    name: str,
    value: Any,
    derivative: Any,
    second: Any,
    L: float,
    mu: float | None,
    f_star: float,
    minimiser: float | None,
    *,
    start: float = 0.0,
    **optional: Any,
) -> Problem:
    """Make a problem of elementwise formulas in one variable."""
    return Problem(
        name=name,
        dimension=1,
        value=lambda w: value(point(w, 1)[..., 0]),
        gradient=lambda w: derivative(point(w, 1)),
        hessian=None if second is None else lambda w: second(point(w, 1)).reshape(1, 1),
        L=L,
        mu=mu,
        f_star=f_star,
        w_star=None if minimiser is None else np.array([minimiser]),
        start=np.array([start]),
        **optional,
    )
