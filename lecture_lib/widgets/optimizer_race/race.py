"""One run of one method, with the library's optimizers, as the browser repeats it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lecture_lib import optimizers
from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.optimizers import Optimizer, effective_rates
from lecture_lib.problems import Problem
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, OWN
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.records import RACERS, RECORDS

__all__ = ["FAR", "Run", "optimizer", "run"]

#: A run is over, and said to diverge, at the first iterate with a coordinate beyond this.
FAR = 1e6

Array = NDArray[np.float64]


class Run(NamedTuple):
    """The points of a run, f - f* at each of them, and what each step did to each coordinate.

    On a landscape of one's own f* is not known: `gaps` are those to the lowest value that was
    found (`OptimizerRace.lowest`).

    `rates` has a row for each step: how far a gradient of 1 would take each coordinate if it had
    always been the same and the method's squares were as they are. `diverged` is the step whose
    iterate went out of all bounds, and `left` the one whose iterate came where f or its gradient
    is not finite; it is not kept. Both are None otherwise, and `left` is 0 where f has no gradient
    at the start.
    """

    iterates: Array
    gaps: Array
    rates: Array
    diverged: int | None
    left: int | None

    def until(self, steps: int) -> Run:
        """Return the run as it is after so many steps."""
        diverged, left = (
            None if end is None or end > steps else end for end in (self.diverged, self.left)
        )
        points, gaps, rates = self.iterates[: steps + 1], self.gaps[: steps + 1], self.rates[:steps]
        return Run(points, gaps, rates, diverged, left)


def optimizer(racer: str, settings: Mapping[str, Any]) -> Optimizer:
    """Return the library's optimizer of a racer's name and its settings.

    Examples
    --------
    >>> optimizer("momentum", {"lr": 0.1, "beta": 0.5, "convention": "average"})
    Momentum(lr=0.1, beta=0.5, weight_decay=0.0, convention='average')
    """
    record, own = RECORDS[RACERS[racer]], dict(settings)
    if "beta1" in own:
        own["betas"] = (own.pop("beta1"), own.pop("beta2"))
    made: Optimizer = getattr(optimizers, record["kind"])(None, **own, **record.get("fixed", {}))
    return made


def run(
    landscape: str,
    racer: str,
    settings: Mapping[str, Any],
    start: Sequence[float],
    *,
    formula: str = "",
    noise: float = 0.0,
    seed: int = 0,
    steps: int,
) -> Run:
    """Run a racer, from a start, for so many steps, or while it is where f is known.

    On the landscape "own", where f is the formula, the `gaps` are the values of f.

    SGD, and on the noisy landscape every method but gradient descent, sees each partial derivative
    plus `noise` times a uniform draw with mean 0 and variance 1; all of them see the same draws.

    Examples
    --------
    >>> result = run("aligned", "gd", {"lr": 0.025}, [-2.0, 1.2], steps=2)
    >>> result.iterates.round(3).tolist(), result.diverged
    ([[-2.0, 1.2], [-1.95, 0.6], [-1.901, 0.3]], None)
    """
    problem, noisy = _scene(landscape, formula)
    assert problem.partials is not None
    method = RACERS[racer]
    size = noise if method == "sgd" or (noisy and method != "gd") else 0.0
    rng = Mulberry32(seed)
    w = np.array(start, dtype=float)
    worker = optimizer(racer, settings).bound_to([w])
    iterates, values, rates = [w.copy()], [float(problem.value(w))], []
    gradient = list(problem.partials(*w.tolist()))
    diverged = left = None
    if not _known(values[0], gradient):
        left, steps = 0, 0
    for step in range(1, steps + 1):
        if size:
            gradient = [g + size * math.sqrt(3.0) * (2.0 * rng.random() - 1.0) for g in gradient]
        before = worker.state_dict()["state"][0]
        with np.errstate(all="ignore"):
            worker.step([np.array(gradient)])
        if not np.all(np.abs(w) <= FAR):
            diverged = step
            break
        value, gradient = float(problem.value(w)), list(problem.partials(*w.tolist()))
        if not _known(value, gradient):
            left = step
            break
        iterates.append(w.copy())
        values.append(value)
        rates.append(effective_rates(worker, before))
    gaps = np.array(values) - (0.0 if landscape == OWN else problem.f_star)
    return Run(np.array(iterates), gaps, np.array(rates).reshape(-1, 2), diverged, left)


def _known(value: float, gradient: Sequence[float]) -> bool:
    return math.isfinite(value) and all(map(math.isfinite, gradient))


def _scene(landscape: str, formula: str) -> tuple[Problem, bool]:
    """Return the problem that is raced on, and whether all see a noisy gradient of it."""
    if landscape == OWN:
        return own(formula).problem, False
    problem, _, noisy = LANDSCAPES[landscape]
    return problem, noisy
