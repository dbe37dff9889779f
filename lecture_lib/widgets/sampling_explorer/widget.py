"""The Python side of the SamplingExplorer."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from lecture_lib.descent.trajectory import Trajectory
from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.problems import FiniteSum, least_squares
from lecture_lib.schedules import Constant, Cosine, Inverse, InverseSqrt, Schedule
from lecture_lib.stochastic import sgd
from lecture_lib.stochastic.noise import (
    batch_variance,
    gradient_variance,
    least_squares_floor,
    stationary_variance,
)
from lecture_lib.stochastic.sampling import cyclic, randomized, reshuffled
from lecture_lib.widgets.lecture_widget import LectureWidget

__all__ = ["EXAMPLES", "METHODS", "SamplingExplorer"]

#: Eight examples, one a row: the two inputs and the label.
EXAMPLES = np.array(
    [
        [1.1, 0.225, 1.9],
        [0.9, -0.3, -0.3],
        [0.7, 0.6, -0.2],
        [-0.6, 0.375, -0.8],
        [1.2, 0.075, 1.8],
        [0.2, 0.525, -0.5],
        [-0.9, 0.45, 0.7],
        [0.4, -0.375, -0.5],
    ]
)
METHODS = ("gd", "sgd", "minibatch")
#: The decreasing schedules begin to do so after about so many steps.
DELAY = 20.0


def _last_tenth(gaps: np.ndarray) -> np.ndarray:
    return gaps[-max(1, (len(gaps) - 1) // 10) :]


class SamplingExplorer(LectureWidget):
    """Gradient descent, SGD and mini-batch SGD on f(w) = 1/(2m) sum_i (x_i'w - y_i)^2, or yours.

    The data are eight examples, each of them stored ``copies`` times in a row, so that
    m = 8 copies. All three methods use the same step sizes. With `terms` the functions are
    parabolas of one weight instead, f_i(w) = a_i/2 (w - c_i)^2: then w_0 is the first of `start`.

    Parameters
    ----------
    **state
        Any of the attributes below, by name.

    Attributes
    ----------
    step_size : float
        gamma, 0.01 to 2.
    batch_size : int
        b of the mini-batches, 1 to 8; all m, where there are fewer.
    copies : int
        How often each example is in the data, 1 to 20.
    budget : int
        Iterations, or gradients of single examples, that each method gets; 10 to 10000.
    rule : str
        "randomized", "cyclic" or "reshuffled".
    schedule : str
        "constant", "inverse" (gamma/t), "inverse_sqrt" or "cosine".
    axis : str
        What the budget counts: "evaluations" of single gradients, or "iterations".
    seed : int
        Of the draws, 0 to 9999.
    start : list of two floats
        w_0, each from -3 to 3.
    terms : list of pairs of floats, or an array (n, 2)
        Centres c_i, from -3 to 3, and curvatures a_i, from 0.01 to 10, of 2 to 60 parabolas of your
        own; none at all for the eight examples.

    Examples
    --------
    >>> explorer = SamplingExplorer(step_size=0.2, batch_size=4, copies=5, budget=400)
    >>> {name: run.steps for name, run in explorer.runs.items()}
    {'gd': 10, 'sgd': 400, 'minibatch': 100}
    >>> round(explorer.floors["sgd"], 4)
    0.0403
    >>> mine = SamplingExplorer(terms=[(0, 1), (1, 3)], copies=1)
    >>> round(mine.floors["sgd"], 4), round(mine.equal_floors["sgd"], 4)
    (0.0375, 0.0352)
    """

    step_size: float
    batch_size: int
    copies: int
    budget: int
    rule: str
    schedule: str
    axis: str
    seed: int
    start: list[float]
    terms: list[list[float]]

    def _data(self) -> tuple[np.ndarray, np.ndarray]:
        """Return X and y with all copies: a/2 (w - c)^2 has the row x = sqrt(a) and y = x c."""
        if self.terms:
            centres, curvatures = np.array(self.terms).T
            x = np.sqrt(curvatures)
            rows = np.column_stack([x, x * centres])
        else:
            rows = EXAMPLES
        data = np.repeat(rows, self.copies, axis=0)
        return data[:, :-1], data[:, -1]

    @property
    def problem(self) -> FiniteSum:
        """The least-squares problem with all copies, m = 8 copies or as many as `terms` make."""
        return least_squares(*self._data(), mean=True)

    @property
    def batch_sizes(self) -> dict[str, int]:
        """How many examples a step of each method takes: m, 1, b."""
        m = len(self.terms or EXAMPLES) * self.copies
        return {"gd": m, "sgd": 1, "minibatch": min(m, self.batch_size)}

    @property
    def runs(self) -> dict[str, Trajectory]:
        """What each method does with its budget, by its name in `METHODS`."""
        problem = self.problem
        runs = {}
        for name, size in self.batch_sizes.items():
            steps = self.budget // size if self.axis == "evaluations" else self.budget
            batches = self._batches(problem.m, size)
            schedule = self._schedule(steps)
            start = self.start[: problem.dimension]
            runs[name] = sgd(problem, start, step_size=schedule, batches=batches, steps=steps)
        return runs

    @property
    def levels(self) -> dict[str, float]:
        """The mean of f(w_k) - f* over the last tenth of each run's steps, the last at least."""
        f_star = self.problem.f_star
        runs = self.runs
        return {name: float(_last_tenth(run.gaps(f_star)).mean()) for name, run in runs.items()}

    @property
    def floors(self) -> dict[str, float]:
        """The limit of E f(w_k) - f* at the constant step size for the randomized rule, or inf."""
        X, y = self._data()
        return {
            name: least_squares_floor(X, y, self.step_size, size)
            for name, size in self.batch_sizes.items()
            if name != "gd"
        }

    @property
    def equal_floors(self) -> dict[str, float]:
        """What the floors of `terms` would be if all curvatures were their mean, lambda.

        gamma s_b^2 / (2 (2 - gamma lambda)), with the variance s_b^2 of a batch's gradient at w*.
        Where curvatures differ, `floors` are higher: a step multiplies w - w* by 1 - gamma h, with
        the mean curvature h of its batch, and so they are
        gamma lambda s_b^2 / (2 (2 lambda - gamma E h^2)). Empty without `terms`.
        """
        if not self.terms:
            return {}
        problem, sizes = self.problem, self.batch_sizes
        curvature = float(np.mean([a for _, a in self.terms]))
        if self.step_size * curvature >= 2.0:
            return {name: math.inf for name in sizes if name != "gd"}
        single = gradient_variance(problem, problem.w_star)
        return {
            name: 0.5
            * curvature
            * stationary_variance(
                curvature, self.step_size, batch_variance(single, problem.m, size)
            )
            for name, size in sizes.items()
            if name != "gd"
        }

    def _batches(self, m: int, size: int) -> Iterable[Any]:
        if self.rule == "cyclic" or size == m:
            return cyclic(m, size)
        rng = Mulberry32(self.seed)
        return (randomized if self.rule == "randomized" else reshuffled)(m, rng, size)

    def _schedule(self, steps: int) -> Schedule:
        if self.schedule == "cosine" and steps > 0:
            return Cosine(self.step_size, steps, warmup=steps // 10)
        if self.schedule == "inverse":
            return Inverse(self.step_size, DELAY)
        if self.schedule == "inverse_sqrt":
            return InverseSqrt(self.step_size, DELAY)
        return Constant(self.step_size)

    def __repr__(self) -> str:
        if self.terms:
            return f"SamplingExplorer(terms={len(self.terms)} parabolas, rule={self.rule!r})"
        return (
            f"SamplingExplorer(step_size={self.step_size:g}, batch_size={self.batch_size}, "
            f"copies={self.copies}, rule={self.rule!r})"
        )
