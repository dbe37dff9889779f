"""Rules that choose the step size of a descent from what is found at each point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from ..arguments import alike, shaped, within
from ..problems.problem import Problem
from ..signatures import Numbers, checked

__all__ = ["Backtracking", "ExactLineSearch"]


class _Function(Protocol):
    def value(self, w: Any) -> Any: ...


@checked
@dataclass(frozen=True)
class Backtracking:
    """Try eta = first, then shrink until f(w - eta g) <= f(w) - decrease eta ||g||^2 (Armijo).

    Attributes
    ----------
    first : float, > 0
        The step size that is tried first, at every step.
    shrink : float in (0, 1)
        What it is multiplied by when it is too long.
    decrease : float in (0, 1)
        The part of the decrease that the tangent promises. With 1/2, the lecture's Step I, every
        eta <= 1/L is accepted.

    Raises
    ------
    ValueError
        If a number is not in its range.

    Examples
    --------
    >>> Backtracking(first=2.0)
    Backtracking(first=2.0, shrink=0.5, decrease=0.5)
    """

    first: float = 1.0
    shrink: float = 0.5
    decrease: float = 0.5

    def __post_init__(self) -> None:
        within("first", self.first, above=0.0)
        for name, number in (("shrink", self.shrink), ("decrease", self.decrease)):
            within(name, number, above=0.0, below=1.0)

    @checked
    def step_size(self, problem: _Function, w: Numbers, g: Numbers, value: float) -> float:
        """Return the first step size that decreases f enough; 0 if none does down to rounding.

        Raises
        ------
        TypeError, ValueError
            If the point w and the gradient g do not both have the shape (d,), or are not finite.
        """
        w, g = _vectors(w, g)
        eta, squared = self.first, float(g @ g)
        while ((trial := w - eta * g) != w).any():
            if problem.value(trial) <= value - self.decrease * eta * squared:
                return eta
            eta *= self.shrink
        return 0.0


@dataclass(frozen=True)
class ExactLineSearch:
    """The step size that minimises f along the gradient; of a quadratic, g'g / g'Hg.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> bowl = quadratic([1.0, 3.0])
    >>> ExactLineSearch().step_size(bowl, [3.0, 1.0], bowl.gradient([3.0, 1.0]), 6.0)
    0.5
    """

    @checked
    def step_size(self, problem: Problem, w: Numbers, g: Numbers, value: float) -> float:
        """Return g'g / g'Hg, or inf along a line on which f falls without end.

        Raises
        ------
        TypeError, ValueError
            If f is no convex quadratic; as `Backtracking.step_size`.
        """
        w, g = _vectors(w, g)
        if not (problem.quadratic and problem.is_convex) or problem.hessian is None:
            raise ValueError(f"an exact line search needs a convex quadratic, not {problem.name}")
        curvature = float(g @ problem.hessian(w) @ g)
        return float(g @ g) / curvature if curvature > 0 else math.inf


def _vectors(w: Any, g: Any) -> tuple[np.ndarray, np.ndarray]:
    """Return a point and a gradient, if the search along it can end: with NaN it would not."""
    w, g = (shaped(name, x, "(d,)").astype(float) for name, x in (("w", w), ("g", g)))
    alike(w=w, g=g)
    within("w", w)
    within("g", g)
    return w, g
