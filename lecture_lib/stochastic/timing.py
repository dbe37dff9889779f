"""How many seconds a step takes on the machine at hand."""

from __future__ import annotations

import time
from typing import Protocol

from ..signatures import checked
from .sampling import cyclic
from .sgd import MeanOfFunctions, sgd

__all__ = ["seconds_per_step"]

#: Too short to go anywhere: what is timed is the step, not where it leads.
STEP_SIZE = 1e-9


class SizedMean(MeanOfFunctions, Protocol):
    """A mean of functions that says how many there are."""

    @property
    def m(self) -> int:
        """The number of functions."""


@checked
def seconds_per_step(problem: SizedMean, batch_size: int, steps: int, tries: int = 5) -> float:
    """Return the seconds that a step of `sgd` takes, from the fastest of several short runs.

    What else a machine does can only make a run slower, so the fastest one is the one that was
    disturbed least. A first run, not counted, warms up.

    Parameters
    ----------
    problem : FiniteSum, SoftmaxRegression, or any mean of `m` functions
    batch_size : int
        b, from 1 to m: m for gradient descent.
    steps : int
        Steps of a run, at least 1.
    tries : int
        Runs that count, at least 1.

    Returns
    -------
    float
        Another number on another machine, and at another moment.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> problem = least_squares([[1.0], [1.0]], [0.0, 4.0], mean=True)
    >>> 0 < seconds_per_step(problem, batch_size=1, steps=10) < 1
    True
    """
    for name, value in (("steps", steps), ("tries", tries)):
        if value < 1:
            raise ValueError(f"{name} is {value}, but must be at least 1")

    def run() -> float:
        batches = cyclic(problem.m, batch_size)
        begin = time.perf_counter()
        sgd(
            problem,
            step_size=STEP_SIZE,
            batches=batches,
            steps=steps,
            record_every=steps,
            evaluate=False,
        )
        return time.perf_counter() - begin

    run()
    return min(run() for _ in range(tries)) / steps
