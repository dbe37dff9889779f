"""Gradient descent, w_(t+1) = w_t - eta_t grad f(w_t), with several rules for the step size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .problems.finite_sum import FiniteSum
from .problems.problem import Problem
from .trajectory import Trajectory

__all__ = ["DIVERGED", "Backtracking", "ExactLineSearch", "gradient_descent"]

DIVERGED = 1e8
"""A run has diverged when its gradient's norm is this many times the first one's, or not finite."""


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
        if not (math.isfinite(self.first) and self.first > 0):
            raise ValueError(f"first is {self.first}; it must be positive and finite")
        for name, number in (("shrink", self.shrink), ("decrease", self.decrease)):
            if not 0 < number < 1:
                raise ValueError(f"{name} is {number}; it must lie between 0 and 1")

    def step_size(self, problem: Problem, w: np.ndarray, g: np.ndarray, value: float) -> float:
        """Return the first step size that decreases f enough; 0 if none does down to rounding."""
        eta, squared = self.first, float(g @ g)
        while eta > 1e-20 * self.first:
            if problem.value(w - eta * g) <= value - self.decrease * eta * squared:
                return eta
            eta *= self.shrink
        return 0.0


@dataclass(frozen=True)
class ExactLineSearch:
    """The step size that minimises f along the gradient; of a quadratic, g'g / g'Hg.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> gradient_descent(quadratic([1.0, 3.0]), [3.0, 1.0], ExactLineSearch(), 1).step_sizes
    array([0.5])
    """

    def step_size(self, problem: Problem, w: np.ndarray, g: np.ndarray, value: float) -> float:
        """Return g'g / g'Hg, or inf along a line on which f falls without end."""
        if not (problem.quadratic and problem.is_convex) or problem.hessian is None:
            raise ValueError(f"an exact line search needs a convex quadratic, not {problem.name}")
        curvature = float(g @ problem.hessian(w) @ g)
        return float(g @ g) / curvature if curvature > 0 else math.inf


def gradient_descent(
    problem: Problem,
    w0: Any = None,
    step_size: float | np.ndarray | Backtracking | ExactLineSearch | None = None,
    steps: int = 100,
    tolerance: float = 0.0,
) -> Trajectory:
    """w_(t+1) = w_t - eta_t grad f(w_t), from w_0.

    Parameters
    ----------
    problem : Problem
    w0 : array of shape (d,)
        The problem's own start if not given.
    step_size : float, array of shape (steps,), Backtracking or ExactLineSearch
        eta; one for each step; or a rule. If not given, 1/L.
    steps : int, at least 0
        T, the most steps that are taken.
    tolerance : float, at least 0
        Stop where the norm of the gradient is at most this. With 0, where it vanishes.

    Returns
    -------
    Trajectory
        With `status` "converged" where the tolerance was met; "diverged" where the gradient's norm
        passed `DIVERGED` times the first one's, or a number was not finite; else "finished".

    Raises
    ------
    ValueError
        If a number is not in its range, f or its gradient is not finite at w_0, 1/L is asked for
        with L = inf, or an exact line search for a function that is no convex quadratic.

    Notes
    -----
    Source: lecture slide "GD for Convex Functions".

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> run = gradient_descent(quadratic([1.0, 2.0]), [4.0, 1.0], step_size=0.5, steps=3)
    >>> run.iterates.tolist()
    [[4.0, 1.0], [2.0, 0.0], [1.0, 0.0], [0.5, 0.0]]
    >>> gradient_descent(quadratic([1.0]), [1.0], step_size=3.0).message
    'diverged: at step 27 the gradient had 1.342e+08 times the norm of the first one'
    """
    w = np.array(problem.start if w0 is None else w0, dtype=float)
    if w.shape != (problem.dimension,):
        raise ValueError(f"w0 has shape {w.shape}; it must be ({problem.dimension},)")
    if steps != int(steps) or steps < 0:
        raise ValueError(f"steps is {steps}; it must be a whole number, at least 0")
    if not tolerance >= 0:
        raise ValueError(f"tolerance is {tolerance}; it must be at least 0")
    rule = step_size if isinstance(step_size, (Backtracking, ExactLineSearch)) else None
    etas = np.full(steps, np.nan) if rule else _step_sizes(problem, step_size, steps)
    value, g = float(problem.value(w)), np.asarray(problem.gradient(w))
    if not (math.isfinite(value) and np.isfinite(g).all()):
        raise ValueError(f"f or its gradient is not finite at w0 = {w}")

    iterates, gradients = np.empty((steps + 1, w.size)), np.empty((steps + 1, w.size))
    norm = first = math.sqrt(g @ g)
    status, message = "finished", f"finished: {steps} steps"
    t = 0
    with np.errstate(over="ignore", invalid="ignore"):
        while True:
            iterates[t], gradients[t] = w, g
            if norm <= tolerance:
                status = "converged"
                message = f"converged: at step {t} the gradient had the norm {norm:.3e}"
                break
            if t == steps:
                break
            if rule:
                eta = rule.step_size(problem, w, g, float(problem.value(w)))
                if eta == 0.0:
                    message = f"finished: at step {t} no step size decreases f any more"
                    break
                etas[t] = eta
            w = w - etas[t] * g
            g = problem.gradient(w)
            norm = math.sqrt(g @ g)
            t += 1
            if not norm <= DIVERGED * first:
                status = "diverged"
                if math.isfinite(norm) and np.isfinite(w).all():
                    iterates[t], gradients[t] = w, g
                    grown = norm / first
                    message = (
                        f"diverged: at step {t} the gradient had {grown:.4g} times the norm "
                        "of the first one"
                    )
                else:
                    message = f"diverged: step {t} led to numbers that are not finite"
                    t -= 1
                break
        iterates, gradients = iterates[: t + 1], gradients[: t + 1]
        values = np.asarray(problem.value(iterates))
    cost = problem.m if isinstance(problem, FiniteSum) else 1
    evaluations = cost * np.arange(t + 1)
    return Trajectory(iterates, values, gradients, etas[:t], evaluations, status, message)


def _step_sizes(problem: Problem, step_size: Any, steps: int) -> np.ndarray:
    """Return one step size for each step."""
    if step_size is None:
        if not math.isfinite(problem.L):
            raise ValueError(f"{problem.name} has L = inf, so 1/L is no step size: give one")
        step_size = 1.0 / problem.L
    etas = np.array(step_size, dtype=float)
    if etas.ndim == 0:
        etas = np.full(steps, float(etas))
    if etas.shape != (steps,) or not (np.isfinite(etas) & (etas >= 0)).all():
        raise ValueError(f"step_size is {step_size}; it must be one number, at least 0, or {steps}")
    return etas
