"""The two sides of each inequality about convex and smooth functions, left <= right.

Points are called x1 and x2 as in the lecture: the tangent is the one at x2, tried at x1.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..problems.problem import Problem, point
from ..signatures import Numbers, checked

__all__ = ["chord_sides", "gradient_sides", "tangent_sides", "upper_bound_sides"]


@checked
def chord_sides(
    problem: Problem, x1: Numbers, x2: Numbers, weight: Numbers = 0.5
) -> tuple[Any, Any]:
    """f((1-t) x1 + t x2)  and  (1-t) f(x1) + t f(x2): the function and its chord.

    Parameters
    ----------
    problem : Problem
    x1, x2 : array of shape (..., d)
    weight : float or array, from 0 to 1
        t.

    Returns
    -------
    tuple of two arrays of shape (...)
        Left and right; f is convex if left <= right for all points and weights.

    Examples
    --------
    >>> from lecture_lib.problems import double_well
    >>> left, right = chord_sides(double_well(), [1.0], [-0.5])
    >>> float(left), float(right)
    (-0.05859375, -0.09375)
    """
    x1, x2 = point(x1, problem.dimension), point(x2, problem.dimension)
    t = np.asarray(weight, dtype=float)
    between = (1.0 - t)[..., None] * x1 + t[..., None] * x2
    chord = (1.0 - t) * problem.value(x1) + t * problem.value(x2)
    return problem.value(between), chord


@checked
def tangent_sides(problem: Problem, x1: Numbers, x2: Numbers, mu: float = 0.0) -> tuple[Any, Any]:
    """f(x2) + grad f(x2)'(x1 - x2) + mu/2 ||x1 - x2||^2  and  f(x1).

    Parameters
    ----------
    problem : Problem
    x1, x2 : array of shape (..., d)
    mu : float
        0 for convexity; above, for strong convexity.

    Returns
    -------
    tuple of two arrays of shape (...)
        Left and right; f is convex if left <= right for all points.

    Notes
    -----
    Source: lecture slide "Convex Optimization".

    Examples
    --------
    >>> from lecture_lib.problems import double_well
    >>> left, right = tangent_sides(double_well(), [0.5], [0.0])
    >>> float(left), float(right)
    (0.0, -0.1875)
    """
    return _model(problem, x1, x2, mu), problem.value(x1)


@checked
def upper_bound_sides(problem: Problem, x1: Numbers, x2: Numbers, L: float) -> tuple[Any, Any]:
    """f(x1)  and  f(x2) + grad f(x2)'(x1 - x2) + L/2 ||x1 - x2||^2.

    Parameters and result as for `tangent_sides`, with the smoothness constant L.

    Notes
    -----
    Source: lecture slide "Convex Optimization".

    Examples
    --------
    >>> from lecture_lib.problems import sine
    >>> left, right = upper_bound_sides(sine(), [4.0], [5.0], L=0.1)
    >>> round(float(left - right), 4)
    0.4358
    """
    return problem.value(x1), _model(problem, x1, x2, L)


@checked
def gradient_sides(problem: Problem, x1: Numbers, x2: Numbers, L: float) -> tuple[Any, Any]:
    """||grad f(x1) - grad f(x2)||  and  L ||x1 - x2||: the definition of L-smoothness.

    Parameters and result as for `upper_bound_sides`.

    Examples
    --------
    >>> from lecture_lib.problems import absolute_value
    >>> gradient_sides(absolute_value(), [0.125], [-0.125], L=1.0)
    (np.float64(2.0), np.float64(0.25))
    """
    x1, x2 = point(x1, problem.dimension), point(x2, problem.dimension)
    change = np.linalg.norm(problem.gradient(x1) - problem.gradient(x2), axis=-1)
    return change, L * np.linalg.norm(x1 - x2, axis=-1)


def _model(problem: Problem, x1: Any, x2: Any, curvature: float) -> Any:
    """Return the parabola that touches f at x2, with this curvature, at x1."""
    x1, x2 = point(x1, problem.dimension), point(x2, problem.dimension)
    step = x1 - x2
    slope = (problem.gradient(x2) * step).sum(axis=-1)
    return problem.value(x2) + slope + 0.5 * curvature * (step * step).sum(axis=-1)
