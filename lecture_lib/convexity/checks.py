"""Inequalities tried at given points, or at all pairs of them; where one fails, a witness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arguments import within
from ..problems.problem import Problem, point
from ..signatures import Numbers, checked
from .sides import chord_sides, gradient_sides, tangent_sides, upper_bound_sides

__all__ = [
    "ROUNDING",
    "NotRefuted",
    "Witness",
    "convex_by_definition",
    "convex_by_hessian",
    "convex_by_tangents",
    "points_around",
    "smooth_by_gradients",
    "smooth_by_hessian",
    "smooth_by_upper_bound",
]

ROUNDING = 1e-12
"""An inequality fails if it is violated by more than this times 1 + |left| + |right|."""


@dataclass(frozen=True, eq=False)
class Witness:
    """Where an inequality fails, of all that was tried the place where it fails most.

    Attributes
    ----------
    inequality : str
        What was claimed.
    x1, x2 : array of shape (d,)
        The pair of points; for a claim about the Hessian, x1 alone, and x2 is None.
    left, right : float
        Both sides; claimed was left <= right.
    tried : int
        How many pairs, or points, were tried.
    """

    inequality: str
    x1: np.ndarray
    x2: np.ndarray | None
    left: float
    right: float
    tried: int
    holds = False

    @property
    def violation(self) -> float:
        """How much the left side exceeds the right."""
        return self.left - self.right

    def __str__(self) -> str:
        x2 = "" if self.x2 is None else f", x2 = {_text(self.x2)}"
        return (
            f"{self.inequality} fails at x1 = {_text(self.x1)}{x2}: "
            f"{self.left:.4g} > {self.right:.4g}, by {self.violation:.4g}"
        )


@dataclass(frozen=True)
class NotRefuted:
    """An inequality that held wherever it was tried, which proves nothing about other points."""

    inequality: str
    tried: int
    holds = True

    def __str__(self) -> str:
        return f"{self.inequality}: not refuted by {self.tried} tries"


def _text(x: np.ndarray) -> str:
    numbers = ", ".join(f"{number:.4g}" for number in x)
    return numbers if len(x) == 1 else f"({numbers})"


@checked
def points_around(problem: Problem, count: int = 60, radius: float = 3.0, seed: int = 0) -> Any:
    """Draw points from the ball around the problem's start, evenly: shape (count, d).

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> points_around(quadratic([1.0, 2.0]), 5).shape
    (5, 2)
    """
    within("count", count, least=0)
    within("seed", seed, least=0)
    rng = np.random.default_rng(seed)
    directions = rng.normal(size=(count, problem.dimension))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    lengths = radius * rng.random((count, 1)) ** (1.0 / problem.dimension)
    return problem.start + lengths * directions


@checked
def convex_by_definition(
    problem: Problem, points: Numbers, weights: Sequence[float] = (0.25, 0.5, 0.75)
) -> Witness | NotRefuted:
    """Try f((1-t) x1 + t x2) <= (1-t) f(x1) + t f(x2) for all pairs of points and all weights t.

    Examples
    --------
    >>> from lecture_lib.problems import sine
    >>> print(convex_by_definition(sine(), [[0.0], [1.0], [3.0]]))
    the chord inequality fails at x1 = 0, x2 = 3: 0.9975 > 0.07056, by 0.9269
    """
    answers = [
        _try_pairs(problem, "the chord inequality", points, chord_sides, weight)
        for weight in weights
    ]
    tried = sum(answer.tried for answer in answers)
    failed = [answer for answer in answers if isinstance(answer, Witness)]
    if not failed:
        return NotRefuted("the chord inequality", tried)
    worst = max(failed, key=lambda witness: witness.violation)
    return Witness(worst.inequality, worst.x1, worst.x2, worst.left, worst.right, tried)


@checked
def convex_by_tangents(problem: Problem, points: Numbers, mu: float = 0.0) -> Witness | NotRefuted:
    """Try f(x2) + grad f(x2)'(x1 - x2) + mu/2 ||x1 - x2||^2 <= f(x1) for all pairs of points.

    Examples
    --------
    >>> from lecture_lib.problems import exponential
    >>> print(convex_by_tangents(exponential(), [[-1.0], [0.0], [1.0]]))
    the tangent bound: not refuted by 6 tries
    >>> convex_by_tangents(exponential(), [[-1.0], [0.0], [1.0]], mu=1.0).holds
    False
    """
    name = "the tangent bound" if mu == 0 else f"the tangent bound with mu = {mu:g}"
    return _try_pairs(problem, name, points, tangent_sides, mu)


@checked
def smooth_by_upper_bound(problem: Problem, points: Numbers, L: float) -> Witness | NotRefuted:
    """Try f(x1) <= f(x2) + grad f(x2)'(x1 - x2) + L/2 ||x1 - x2||^2 for all pairs of points.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> smooth_by_upper_bound(quadratic([3.0]), [[0.0], [1.0]], L=3.0).holds
    True
    """
    return _try_pairs(problem, f"the upper bound with L = {L:g}", points, upper_bound_sides, L)


@checked
def smooth_by_gradients(problem: Problem, points: Numbers, L: float) -> Witness | NotRefuted:
    """Try ||grad f(x1) - grad f(x2)|| <= L ||x1 - x2|| for all pairs of points.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> smooth_by_gradients(quadratic([1.0, 3.0]), [[0.0, 0.0], [0.0, 1.0]], L=2.0).violation
    1.0
    """
    name = f"the Lipschitz condition with L = {L:g}"
    return _try_pairs(problem, name, points, gradient_sides, L)


@checked
def convex_by_hessian(problem: Problem, points: Numbers, mu: float = 0.0) -> Witness | NotRefuted:
    """Try mu <= lambda_min(Hessian) at all points.

    Raises
    ------
    ValueError
        If the problem has no Hessian.

    Examples
    --------
    >>> from lecture_lib.problems import saddle
    >>> print(convex_by_hessian(saddle(), [[1.0, 1.0], [1.0, 0.0]]))
    mu = 0 <= lambda_min fails at x1 = (1, 0): 0 > -1, by 1
    """
    name = f"mu = {mu:g} <= lambda_min"
    return _try_points(problem, name, points, lambda spectrum: (mu, spectrum.min()))


@checked
def smooth_by_hessian(problem: Problem, points: Numbers, L: float) -> Witness | NotRefuted:
    """Try ||Hessian|| <= L at all points.

    Raises
    ------
    ValueError
        If the problem has no Hessian.

    Examples
    --------
    >>> from lecture_lib.problems import double_well
    >>> smooth_by_hessian(double_well(), [[0.0], [1.0]], L=2.0).left
    10.0
    """
    name = f"||Hessian|| <= L = {L:g}"
    return _try_points(problem, name, points, lambda spectrum: (np.abs(spectrum).max(), L))


def _try_pairs(
    problem: Problem, name: str, points: Any, sides: Callable[..., Any], constant: float
) -> Witness | NotRefuted:
    """Try an inequality for all ordered pairs of different points."""
    points = point(points, problem.dimension)
    if points.ndim != 2 or len(points) < 2:
        raise ValueError(f"points have shape {points.shape}; give at least 2, (n, d)")
    first, second = np.nonzero(~np.eye(len(points), dtype=bool))
    left, right = sides(problem, points[first], points[second], constant)
    i = _worst(left, right)
    if i is None:
        return NotRefuted(name, len(first))
    x1, x2 = points[first[i]], points[second[i]]
    # a sum with 0.0 makes no -0
    return Witness(name, x1, x2, float(left[i]) + 0.0, float(right[i]) + 0.0, len(first))


def _try_points(
    problem: Problem, name: str, points: Any, sides: Callable[[np.ndarray], tuple[float, float]]
) -> Witness | NotRefuted:
    """Try an inequality about the eigenvalues of the Hessian at all points."""
    points = point(points, problem.dimension)
    if points.ndim != 2:
        raise ValueError(f"points have shape {points.shape}, but must have (n, d)")
    if problem.hessian is None:
        raise ValueError(f"{problem.name} has no Hessian")
    both = np.array([sides(np.linalg.eigvalsh(problem.hessian(x))) for x in points])
    i = _worst(both[:, 0], both[:, 1])
    if i is None:
        return NotRefuted(name, len(points))
    return Witness(name, points[i], None, float(both[i, 0]), float(both[i, 1]), len(points))


def _worst(left: np.ndarray, right: np.ndarray) -> int | None:
    """Return where left exceeds right most, or None if nowhere by more than rounding."""
    fails = left - right > ROUNDING * (1.0 + np.abs(left) + np.abs(right))
    if not fails.any():
        return None
    return int(np.where(fails, left - right, -np.inf).argmax())
