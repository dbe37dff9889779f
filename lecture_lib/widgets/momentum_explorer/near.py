"""A typed f near one of its minima, and the runs of both methods on f itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from lecture_lib.widgets.optimizer_race.critical import CriticalPoint
from lecture_lib.widgets.optimizer_race.landscapes import OWN
from lecture_lib.widgets.optimizer_race.own import Own, curvature_at, own
from lecture_lib.widgets.optimizer_race.race import Run, run

__all__ = ["Near", "near", "run_from"]

#: Steps of the slow descent, the longest and the shortest one in parts of the box's reach, and how
#: near to a minimum, in the same parts, it has to end.
DESCENT, LONGEST, SHORTEST, CLOSE = 400, 0.02, 1e-6, 0.1
#: Numbers that differ by less, as a part of the reach or of what they are, are the same.
SAME = 1e-6


class Near(NamedTuple):
    """The minimum that is looked at, whether descent from the start leads to it, and the scale L.

    The minimum is None if none is found. L is its larger curvature; without a minimum it is the
    curvature of which `own.Own` speaks.
    """

    minimum: CriticalPoint | None
    is_below: bool
    L: float

    @property
    def curvatures(self) -> tuple[float, float] | None:
        """Those of the quadratic near the minimum, in units of L."""
        return None if self.minimum is None else (self.minimum.curvatures[0] / self.L, 1.0)


@lru_cache(maxsize=32)
def near(text: str, start: tuple[float, float]) -> Near:
    """Return which minimum is looked at from a start.

    It is the one to which slow gradient descent leads, with steps of 1 / |largest curvature| where
    it is and a 50th of the box's reach at most; if after 400 steps none is near, the lowest that is
    found. Only minima in the box to begin with are found, by Newton's method from 15 x 15 starts.

    Examples
    --------
    >>> minimum, is_below, L = near("(x - 1)^2 + 5*y^2", (-1.0, 1.0))
    >>> round(minimum.x, 9), round(minimum.y, 9) + 0.0, is_below, L
    (1.0, 0.0, True, 10.0)
    >>> near("x*y", (-1.0, 1.0))
    Near(minimum=None, is_below=False, L=1.0)
    """
    f = own(text)
    with np.errstate(all="ignore"):
        minima = [each for each in f.critical(f.window) if each.kind == "minimum"]
        if not minima:
            return Near(None, False, f.curvature)
        end = _downhill(f, start)
        far = [math.inf if end is None else math.dist(end, (p.x, p.y)) for p in minima]
        nearest = _least(far, SAME * f.reach)
        is_below = far[nearest] <= CLOSE * f.reach
        heights = [float(f.function.value([p.x, p.y])) for p in minima]
        lowest = _least(heights, SAME * max(map(abs, heights)))
    minimum = minima[nearest if is_below else lowest]
    return Near(minimum, is_below, minimum.curvatures[1])


def run_from(text: str, start: Sequence[float], step_size: float, beta: float, steps: int) -> Run:
    """Return momentum's run on f, or that of gradient descent if beta is 0.

    Examples
    --------
    >>> run_from("x^2 + y^2", [1.0, 0.0], 0.25, 0.5, 3).iterates[:, 0].tolist()
    [1.0, 0.5, 0.0, -0.25]
    """
    settings = {"lr": step_size, "beta": beta, "convention": "lecture", "weight_decay": 0.0}
    return run(OWN, "momentum", settings, start, formula=text, steps=steps)


def _downhill(f: Own, start: tuple[float, float]) -> tuple[float, float] | None:
    """Return where slow gradient descent ends; None if it leaves the box or where f is defined."""
    x, y = start
    for _ in range(DESCENT):
        gx, gy = f.function.gradient([x, y]).tolist()
        slope, curvature = math.hypot(gx, gy), curvature_at(f.function, (x, y))
        if not (math.isfinite(slope) and max(abs(x), abs(y)) <= max(f.reach, *map(abs, start))):
            return None
        if slope == 0.0:
            break
        length = min(slope / curvature if curvature else math.inf, LONGEST * f.reach)
        x, y = x - length * gx / slope, y - length * gy / slope
        if length <= SHORTEST * f.reach:
            break
    return x, y


def _least(numbers: Sequence[float], same: float) -> int:
    """Return where the least number stands, the first of those that are the same."""
    best = 0
    for i, number in enumerate(numbers):
        if number < numbers[best] - same:
            best = i
    return best
