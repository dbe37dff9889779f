"""Gradient descent on a quadratic, one eigenvector at a time: exact, without running it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import numpy as np

from ..arguments import refuse, within
from ..problems import Problem
from ..problems.problem import point
from ..signatures import Numbers, checked

__all__ = ["EigenCoordinates", "first_where"]


def first_where(is_true: Callable[[int], bool], most: float = math.inf) -> int | None:
    """Return the first t >= 1 from which a statement stays true; None if not yet at `most`."""
    high = 1
    while not is_true(high):
        if high > most:
            return None
        high *= 2
    low = high // 2
    while high - low > 1:  # not true at low, true at high
        middle = (low + high) // 2
        low, high = (low, middle) if is_true(middle) else (middle, high)
    return high


@dataclass(frozen=True, eq=False)
class EigenCoordinates:
    """f(w) - f* = 1/2 sum_i lambda_i c_i^2 with c = V'(w - w*), where each c_i descends alone.

    A step of size eta multiplies c_i by 1 - eta lambda_i, whatever the other coordinates are; so
    after t steps c_i(t) = (1 - eta lambda_i)^t c_i(0).

    Attributes
    ----------
    eigenvalues : array of shape (d,)
        lambda_i of the Hessian, the largest first; those that are zero up to rounding are zero.
    vectors : array of shape (d, d)
        V: column i is the unit eigenvector of lambda_i.
    w_star : array of shape (d,)
        A minimiser, where all coordinates are zero.

    Notes
    -----
    Source: lecture slides "GD for Linear regression"; for the rank-deficient case Karimi, Nutini
    and Schmidt (2016).

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> eigen = EigenCoordinates.of(least_squares([[2.0, 0.0], [0.0, 1.0]], [0.0, 0.0]))
    >>> eigen.eigenvalues.tolist()
    [4.0, 1.0]
    >>> eigen.contractions(0.25).tolist()
    [0.0, 0.75]
    >>> abs(eigen.descend([1.0, 1.0], 0.25, 2)).tolist()
    [0.0, 0.5625]
    """

    eigenvalues: np.ndarray
    vectors: np.ndarray
    w_star: np.ndarray

    @classmethod
    @checked
    def of(cls, problem: Problem) -> EigenCoordinates:
        """Return the coordinates of a convex quadratic problem that has a minimiser.

        Raises
        ------
        ValueError
            If the problem is not a convex quadratic, or has no minimiser.
        """
        if not problem.quadratic or not problem.is_convex or problem.hessian is None:
            raise ValueError(f"eigen-coordinates need a convex quadratic, not {problem.name}")
        if problem.w_star is None:
            raise ValueError(f"{problem.name} has no minimiser to take as the origin")
        eigenvalues, vectors = np.linalg.eigh(problem.hessian(problem.w_star))
        eigenvalues, vectors = eigenvalues[::-1].copy(), vectors[:, ::-1].copy()
        zero = problem.dimension * np.finfo(float).eps * eigenvalues[0]
        eigenvalues[eigenvalues <= zero] = 0.0
        return cls(eigenvalues, vectors, problem.w_star)

    @checked
    def coordinates(self, w: Numbers) -> np.ndarray:
        """C = V'(w - w*), shape (..., d)."""
        return (point(w, len(self.w_star)) - self.w_star) @ self.vectors

    @checked
    def point(self, c: Numbers) -> np.ndarray:
        """W = w* + V c, shape (..., d)."""
        return self.w_star + point(c, len(self.w_star)) @ self.vectors.T

    @checked
    def gap(self, c: Numbers) -> Any:
        """F - f* = 1/2 sum_i lambda_i c_i^2, shape (...)."""
        return 0.5 * (point(c, len(self.w_star)) ** 2 @ self.eigenvalues)

    @checked
    def contractions(self, step_size: float) -> np.ndarray:
        """1 - eta lambda_i, by which a step multiplies each coordinate, shape (d,)."""
        return 1.0 - step_size * self.eigenvalues

    @checked
    def descend(self, w0: Numbers, step_size: float, t: Numbers) -> np.ndarray:
        """Return c after t steps of gradient descent: shape (d,), or (n, d) for n values of t.

        Parameters
        ----------
        w0 : array of shape (d,)
        step_size : float
            eta; any number, since nothing has to converge.
        t : int or array of int, shape (n,), at least 0
        """
        steps = np.asarray(t)
        if steps.dtype.kind not in "iu" or (steps < 0).any():
            refuse("t", t, "a whole number of steps, at least 0")
        with np.errstate(over="ignore"):
            powers = self.contractions(step_size) ** steps[..., None].astype(float)
        return powers * self.coordinates(w0)

    @checked
    def iterations(self, w0: Numbers, step_size: float, epsilon: float) -> int:
        """Return the first t with f(w_t) - f* <= epsilon.

        Raises
        ------
        ValueError
            If epsilon is not positive, or the step size is not between 0 and 2/lambda_1, where the
            gap decreases in every step, or w0 is not finite.
        """
        if not np.isfinite(self.coordinates(w0)).all():
            refuse("w0", w0, "a finite point")
        largest = 2.0 / self.eigenvalues[0] if self.eigenvalues[0] else np.inf
        if not 0.0 < step_size < largest:
            refuse("step_size", step_size, f"above 0 and below {largest:g}")
        within("epsilon", epsilon, above=0.0, finite=False)

        def is_near(t: int) -> bool:
            return bool(self.gap(self.descend(w0, step_size, t)) <= epsilon)

        return 0 if is_near(0) else cast(int, first_where(is_near))
