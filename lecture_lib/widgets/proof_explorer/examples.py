"""The functions of the ProofExplorer, and gradient descent on each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from lecture_lib.descent.trajectory import Trajectory
from lecture_lib.problems import Problem, absolute_value, double_well, quadratic
from lecture_lib.problems.instances import huber_worst_case, log_cosh

__all__ = ["EXAMPLES", "STEPS", "Example", "descend"]

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


def descend(problem: Problem, start: float, step_size: float) -> Trajectory:
    """Return all `STEPS` steps of gradient descent, also those that no longer move."""
    iterates = [np.array([start])]
    for _ in range(STEPS):
        iterates.append(iterates[-1] - step_size * problem.gradient(iterates[-1]))
    points = np.array(iterates)
    counts = np.arange(STEPS + 1)
    gradients = problem.gradient(points)
    return Trajectory(points, problem.value(points), gradients, np.full(STEPS, step_size), counts)
