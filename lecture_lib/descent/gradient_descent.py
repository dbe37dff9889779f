"""Gradient descent, w_(t+1) = w_t - eta_t grad f(w_t), with several rules for the step size."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from ..arguments import refuse, within
from ..problems.finite_sum import FiniteSum
from ..problems.problem import Problem
from ..signatures import Numbers, checked
from .step_rules import Backtracking, ExactLineSearch
from .trajectory import Trajectory, longest_step

__all__ = ["Backtracking", "ExactLineSearch", "gradient_descent"]


@checked
def gradient_descent(
    problem: Problem,
    w0: Numbers | None = None,
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
        With `status` "converged" where the tolerance was met; "diverged" where a step was longer
        than `longest_step` allows, or a number was not finite; else "finished".

    Raises
    ------
    ValueError
        If a number is not in its range, f or its gradient is not finite at w_0, 1/L is asked for
        with L = inf or 0, or an exact line search for a function that is no convex quadratic.

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
    'diverged: step 66 was 1.107e+20 long'
    """
    w = np.array(problem.start if w0 is None else w0, dtype=float)
    if w.shape != (problem.dimension,):
        raise ValueError(f"w0 has shape {w.shape}, but must have ({problem.dimension},)")
    within("steps", steps, least=0)
    within("tolerance", tolerance, least=0.0, finite=False)
    rule = step_size if isinstance(step_size, (Backtracking, ExactLineSearch)) else None
    etas = np.full(steps, np.nan) if rule else _step_sizes(problem, step_size, steps)
    value, g = float(problem.value(w)), np.asarray(problem.gradient(w))
    if not (math.isfinite(value) and np.isfinite(g).all()):
        raise ValueError(f"f or its gradient is not finite at w0 = {w}")

    with np.errstate(over="ignore", invalid="ignore"):
        if rule:
            iterates, gradients, taken = _with_rule(problem, w, g, rule, steps, tolerance)
        elif problem.partials is not None and problem.dimension == 2:
            iterates, gradients = _in_the_plane(problem.partials, w, etas, tolerance)
            taken = etas
        else:
            iterates, gradients = _with_step_sizes(problem, w, g, etas, tolerance)
            taken = etas
        values = np.asarray(problem.value(iterates))
        norm = math.sqrt(gradients[-1] @ gradients[-1])
        end, fault = _divergence(iterates, values, gradients, longest_step(w), norm <= tolerance)
    status, message = ("diverged", fault) if fault else _verdict(end - 1, steps, norm, tolerance)
    cost = problem.m if isinstance(problem, FiniteSum) else 1
    return Trajectory(
        iterates=iterates[:end],
        values=values[:end],
        gradients=gradients[:end],
        step_sizes=taken[: end - 1],
        evaluations=cost * np.arange(end),
        status=status,
        message=message,
    )


def _with_step_sizes(
    problem: Problem, w: np.ndarray, g: np.ndarray, etas: np.ndarray, tolerance: float
) -> tuple[np.ndarray, np.ndarray]:
    """Take steps of given sizes; stop after a gradient that is small or not finite."""
    iterates, gradients = np.empty((2, len(etas) + 1, w.size))
    iterates[0], gradients[0] = w, g
    for t, eta in enumerate(etas.tolist(), 1):
        if not tolerance < math.sqrt(g @ g) < math.inf:
            return iterates[:t], gradients[:t]
        w = w - eta * g
        g = problem.gradient(w)
        iterates[t], gradients[t] = w, g
    return iterates, gradients


def _in_the_plane(
    partials: Callable[..., tuple[float, ...]],
    w: np.ndarray,
    etas: np.ndarray,
    tolerance: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Do as `_with_step_sizes` in two dimensions: plain numbers are faster than short arrays."""
    x, y = w.tolist()
    a, b = partials(x, y)
    numbers = [x, y, a, b]
    for eta in etas.tolist():
        if not tolerance < math.sqrt(a * a + b * b) < math.inf:
            break
        x -= eta * a
        y -= eta * b
        a, b = partials(x, y)
        numbers += (x, y, a, b)
    rows = np.fromiter(numbers, dtype=float, count=len(numbers)).reshape(-1, 4)
    return rows[:, :2].copy(), rows[:, 2:].copy()


def _with_rule(
    problem: Problem,
    w: np.ndarray,
    g: np.ndarray,
    rule: Backtracking | ExactLineSearch,
    steps: int,
    tolerance: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let a rule choose each step size; stop also where it finds none."""
    iterates, gradients = [w], [g]
    etas: list[float] = []
    for _ in range(steps):
        if not tolerance < math.sqrt(g @ g) < math.inf:
            break
        eta = rule.step_size(problem, w, g, float(problem.value(w)))
        if eta == 0.0:
            break
        w = w - eta * g
        g = problem.gradient(w)
        iterates.append(w)
        gradients.append(g)
        etas.append(eta)
    return np.array(iterates), np.array(gradients), np.array(etas)


def _divergence(
    iterates: np.ndarray,
    values: np.ndarray,
    gradients: np.ndarray,
    longest: float,
    converged: bool,
) -> tuple[int, str]:
    """Return how many of the iterates count, and what is wrong with the last, if something is."""
    count = len(iterates)
    sizes = [math.sqrt(np.vdot(x, x)) for x in (iterates, values, gradients)]
    if math.isfinite(sum(sizes)) and 2.0 * sizes[0] <= longest:
        return count, ""  # at a glance: all is finite, and no step has room to be too long
    lengths = np.linalg.norm(np.diff(iterates, axis=0), axis=1)
    finite = np.isfinite(values) & np.isfinite(iterates).all(1) & np.isfinite(gradients).all(1)
    end = count if finite.all() else int(finite.argmin())
    far = np.flatnonzero(~(lengths[: end - 1] <= longest))
    if far.size and not converged:
        end = int(far[0]) + 2
        return end, f"diverged: step {end - 1} was {lengths[end - 2]:.4g} long"
    if end < count:
        return end, f"diverged: step {end} led to numbers that are not finite"
    return count, ""


def _verdict(t: int, steps: int, norm: float, tolerance: float) -> tuple[str, str]:
    """Say how a run ended that has not diverged and whose last gradient, at step t, is so long."""
    if norm <= tolerance:
        return "converged", f"converged: at step {t} the gradient had the norm {norm:.3e}"
    message = f"finished: {t} steps"
    if t < steps:
        message += f"; at step {t} no step size decreases f any more"
    return "finished", message


def _step_sizes(problem: Problem, step_size: Any, steps: int) -> np.ndarray:
    """Return one step size for each step."""
    if step_size is None:
        if not 0 < problem.L < math.inf:
            raise ValueError(
                f"{problem.name} has L = {problem.L}, so 1/L is no step size: give one"
            )
        step_size = 1.0 / problem.L
    etas = np.array(step_size, dtype=float)
    if etas.ndim == 0:
        etas = np.full(steps, float(etas))
    if etas.shape != (steps,) or not (np.isfinite(etas) & (etas >= 0)).all():
        refuse("step_size", step_size, f"one number, at least 0, or {steps} of them")
    return etas
