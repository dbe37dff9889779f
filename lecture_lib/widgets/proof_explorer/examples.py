"""The functions of the ProofExplorer, and gradient descent on each."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lecture_lib.autodiff.ieee import quietly
from lecture_lib.descent.trajectory import Trajectory
from lecture_lib.expression import parse_function
from lecture_lib.expression.survey import Survey, survey
from lecture_lib.problems import Problem, absolute_value, double_well, quadratic
from lecture_lib.problems.instances import huber_worst_case, log_cosh

__all__ = ["EXAMPLES", "STEPS", "Example", "descend", "look_at", "own_example"]

#: Steps of every run.
STEPS = 20


class Example(NamedTuple):
    """A function, given h = L * step_size; the L to argue with; the start; whether it is convex
    and L-smooth, so that the theorem speaks of it.
    """

    problem: Callable[[float], Problem]
    L: float
    start: float
    covered: bool


EXAMPLES = {
    "quadratic": Example(lambda h: quadratic([1.0]), 1.0, 2.0, True),
    "Huber": Example(lambda h: huber_worst_case(1.0, 2.0, STEPS, h), 1.0, 2.0, True),
    "log-cosh": Example(lambda h: log_cosh(), 1.0, 2.0, True),
    # 12 w^2 - 2 lies between -2 and 4 as long as a run stays between the minimisers
    "double well": Example(lambda h: double_well(), 4.0, 0.1, False),
    # there is no L: 1 is a claim to be refuted
    "absolute value": Example(lambda h: absolute_value(), 1.0, 0.93, False),
}


@lru_cache(maxsize=32)
def look_at(formula: str, low: float, high: float) -> Survey:
    """Return what is seen of a function of w on an interval."""
    return survey(parse_function(formula, ["w"]), low, high)


def own_example(formula: str, interval: Sequence[float], start: float) -> Example:
    """Return a function of one's own.

    The L to argue with is the largest abs(f'') that was seen, or 1 as a claim where there is none;
    where no minimiser was seen the start stands in its place.
    """
    function = parse_function(formula, ["w"])
    seen = look_at(formula, *interval)
    low = seen.lowest(start)
    problem = function.problem(
        [start],
        L=seen.L if seen.is_smooth else math.inf,
        mu=0.0 if seen.is_convex else None,
        f_star=low.value if low else function.value([start]),
        w_star=[low.x if low else start],
    )
    claim = seen.L if math.isfinite(seen.L) and seen.L > 0 else 1.0
    covered = seen.is_smooth and seen.is_convex and low is not None and low.inside
    return Example(lambda h: problem, claim, start, covered)


def descend(problem: Problem, start: float, step_size: float) -> Trajectory:
    """Return all `STEPS` steps of gradient descent, also those that no longer move.

    A run ends before what is no finite number.

    Raises
    ------
    ValueError
        If f has no finite value at the start.
    """
    run: Trajectory = quietly(_descend, problem, start, step_size)
    return run


def _descend(problem: Problem, start: float, step_size: float) -> Trajectory:
    # A step's gradient is kept: of many points at once NumPy may round another way.
    iterates = [np.array([start])]
    slopes = [problem.gradient(iterates[0])]
    for _ in range(STEPS):
        iterates.append(iterates[-1] - step_size * slopes[-1])
        slopes.append(problem.gradient(iterates[-1]))
    points, gradients = np.array(iterates), np.array(slopes)
    values = problem.value(points)
    finite = np.isfinite(values) & np.isfinite(points[:, 0])
    count = len(points) if finite.all() else int(np.argmin(finite))
    if count == 0:
        raise ValueError(f"start is {start:g}, but must be where the function has a finite value")
    steps = np.full(count - 1, step_size)
    return Trajectory(points[:count], values[:count], gradients[:count], steps, np.arange(count))
