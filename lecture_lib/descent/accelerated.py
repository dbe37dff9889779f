"""Nesterov's accelerated gradient method for convex smooth functions."""

from __future__ import annotations

import math

import numpy as np

from ..arguments import within
from ..problems.finite_sum import FiniteSum
from ..problems.problem import Problem
from ..signatures import Numbers, checked
from .trajectory import Trajectory, longest_step

__all__ = ["accelerated_gradient_descent"]


@checked
def accelerated_gradient_descent(
    problem: Problem, w0: Numbers | None = None, steps: int = 100, step_size: float | None = None
) -> Trajectory:
    """w_{t+1} = y_t - eta grad f(y_t), y_{t+1} = w_{t+1} + (s_t - 1)/s_{t+1} (w_{t+1} - w_t).

    It starts at y_0 = w_0 with s_0 = 1, and s_{t+1} = (1 + sqrt(1 + 4 s_t^2)) / 2.

    Parameters
    ----------
    problem : Problem
    w0 : array of shape (d,)
        The problem's own start if not given.
    steps : int, at least 0
        All of them are taken; the values need not fall at every one.
    step_size : float, > 0
        eta; 1/L if not given.

    Returns
    -------
    Trajectory
        Of the points w_t. Its gradients are None: the method takes them at y_t. Status "diverged"
        if the next step would be longer than `longest_step` allows.

    Raises
    ------
    ValueError
        If a number is not in its range, or 1/L is asked for with L = inf.

    Notes
    -----
    Source: Nesterov (1983), in the form of Beck & Teboulle (2009). Bound: `rates.nesterov_convex`.

    Examples
    --------
    >>> from lecture_lib.problems import quadratic
    >>> run = accelerated_gradient_descent(quadratic([1.0, 4.0]), [8.0, 0.0], steps=2)
    >>> run.iterates.round(4).tolist()
    [[8.0, 0.0], [6.0, 0.0], [4.5, 0.0]]
    """
    w = np.array(problem.start if w0 is None else w0, dtype=float)
    if w.shape != (problem.dimension,):
        raise ValueError(f"w0 has shape {w.shape}, but must have ({problem.dimension},)")
    within("steps", steps, least=0)
    eta = 1 / problem.L if step_size is None else float(step_size)
    within("step_size", eta, above=0.0)
    status, message = "finished", f"finished: {int(steps)} steps"
    y, s, iterates, limit = w, 1.0, [w], longest_step(w)
    with np.errstate(over="ignore", invalid="ignore"):
        for t in range(1, int(steps) + 1):
            s_next = (1 + math.sqrt(1 + 4 * s * s)) / 2
            w_next = y - eta * problem.gradient(y)
            step = w_next - w
            length = math.sqrt(step @ step)
            if not length <= limit:
                status, message = "diverged", f"diverged: step {t} would be {length:.4g} long"
                break
            y, w, s = w_next + (s - 1) / s_next * step, w_next, s_next
            iterates.append(w)
    points = np.array(iterates)
    cost = problem.m if isinstance(problem, FiniteSum) else 1
    etas, counts = np.full(len(points) - 1, eta), cost * np.arange(len(points))
    return Trajectory(points, problem.value(points), None, etas, counts, status, message)
