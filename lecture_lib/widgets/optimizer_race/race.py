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
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES
from lecture_lib.widgets.optimizer_race.records import RACERS, RECORDS

__all__ = ["FAR", "Run", "optimizer", "run"]

#: A run is over, and said to diverge, at the first iterate with a coordinate beyond this.
FAR = 1e6

Array = NDArray[np.float64]


class Run(NamedTuple):
    """The points of a run, f - f* at each of them, and what each step did to each coordinate.

    `rates` has a row for each step: how far a gradient of 1 would take each coordinate if it had
    always been the same and the method's squares were as they are. `diverged` is the step whose
    iterate went out of all bounds, which is not kept, or None.
    """

    iterates: Array
    gaps: Array
    rates: Array
    diverged: int | None


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
    noise: float = 0.0,
    seed: int = 0,
    steps: int,
) -> Run:
    """Run a racer, from a start, for so many steps or until it is beyond all bounds.

    SGD, and on the noisy landscape every method but gradient descent, sees each partial derivative
    plus `noise` times a uniform draw with mean 0 and variance 1; all of them see the same draws.

    Examples
    --------
    >>> result = run("aligned", "gd", {"lr": 0.025}, [-2.0, 1.2], steps=2)
    >>> result.iterates.round(3).tolist(), result.diverged
    ([[-2.0, 1.2], [-1.95, 0.6], [-1.901, 0.3]], None)
    """
    problem, _, noisy = LANDSCAPES[landscape]
    assert problem.partials is not None
    method = RACERS[racer]
    size = noise if method == "sgd" or (noisy and method != "gd") else 0.0
    rng = Mulberry32(seed)
    w = np.array(start, dtype=float)
    worker = optimizer(racer, settings).bound_to([w])
    iterates, rates, diverged = [w.copy()], [], None
    for step in range(1, steps + 1):
        gradient = list(problem.partials(*w.tolist()))
        if size:
            gradient = [g + size * math.sqrt(3.0) * (2.0 * rng.random() - 1.0) for g in gradient]
        before = worker.state_dict()["state"][0]
        with np.errstate(all="ignore"):
            worker.step([np.array(gradient)])
        if not np.all(np.abs(w) <= FAR):
            diverged = step
            break
        iterates.append(w.copy())
        rates.append(effective_rates(worker, before))
    points = np.array(iterates)
    gaps = np.asarray(problem.value(points)) - problem.f_star
    return Run(points, gaps, np.array(rates).reshape(-1, 2), diverged)
