"""A landscape of one's own: a typed f(x, y), with a box, a start and learning rates for it."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lecture_lib.expression import Function, parse_function
from lecture_lib.problems import Problem
from lecture_lib.widgets.optimizer_race.critical import STARTS, CriticalPoint, critical_points
from lecture_lib.widgets.optimizer_race.records import RACERS, RECORDS

__all__ = ["NAMES", "Own", "curvature_at", "own"]

#: The variables of a landscape of one's own.
NAMES = ("x", "y")
#: A box reaches as far to each side: the first of them in which there is a minimum.
REACHES = (2.0, 4.0, 8.0, 16.0, 32.0)
#: It is halved, so many times at most, until this part of it has values.
HALVINGS, PART = 5, 0.25
#: Where a race may start, in parts of that reach: where f is highest and has a slope.
FAR_OUT = ((-0.7, 0.6), (0.7, 0.6), (0.7, -0.6), (-0.7, -0.6))
PLACES = (*FAR_OUT, *((x / 4.0, y / 4.0) for x, y in FAR_OUT))
#: The curvature and the reach of the aligned quadratic, from whose rates others are scaled.
CURVATURE, REACH = 20.0, 2.0
BY_CURVATURE = ("SGD", "Momentum", "Nesterov")


class Own(NamedTuple):
    """What is found of f before a race begins.

    The box reaches as far to each side, around the origin. `lowest` is the lowest value at a
    minimum that Newton's method finds in it, infinite if it finds none, `curvature` the largest of
    |Hessian|'s eigenvalues at the start and at these minima, 1 if that is zero or not finite.
    """

    function: Function
    problem: Problem
    reach: float
    start: tuple[float, float]
    lowest: float
    curvature: float

    @property
    def window(self) -> tuple[float, float, float, float]:
        """The box to begin with."""
        return (-self.reach, self.reach, -self.reach, self.reach)

    def critical(self, box: tuple[float, ...] | list[float]) -> list[CriticalPoint]:
        """Return the critical points that Newton's method finds in a box."""
        return critical_points(self.problem, box, self.function.hessian)

    def rate(self, racer: str) -> float:
        """Return the learning rate with which a racer starts.

        It is that of the aligned quadratic times 20 over the curvature, where steps are as long as
        gradients, and times the reach over 2 where they are not; of 1, 2 and 5 times powers of ten
        the largest that is no larger than this, and at most 10. A second racer has half of it.
        """
        record = RECORDS[RACERS[racer]]
        base: float = next(iter(record["rates"].values()))
        gradual = record["kind"] in BY_CURVATURE
        scaled = base * (CURVATURE / self.curvature if gradual else self.reach / REACH)
        whole = min(_round_down(scaled), 10.0)
        return whole if racer == RACERS[racer] else whole / 2.0


@lru_cache(maxsize=32)
def own(text: str) -> Own:
    """Return what is found of the function that a text is.

    The box is [-2, 2] x [-2, 2], doubled up to 32 until Newton's method finds a minimum in it, if
    it does in none of them, a critical point, and if not even that, as it was; it is then halved
    until f is finite at a quarter of 15 x 15 points at least, if five times are enough for that.

    Examples
    --------
    >>> f = own("(x^2 + y - 11)^2 + (x + y^2 - 7)^2")
    >>> f.window, f.start, round(f.lowest, 9) + 0.0, f.rate("gd"), f.rate("adam")
    ((-4.0, 4.0, -4.0, 4.0), (-0.7, -0.6), 0.0, 0.005, 0.2)
    """
    function = parse_function(text, NAMES)
    problem = function.problem(name="f")
    with np.errstate(all="ignore"):
        reach, critical = _reach(function, problem)
        start = _start(function, reach)
        minima = [(point.x, point.y) for point in critical if point.kind == "minimum"]
        values = [float(function.value(list(place))) for place in minima]
        curvature = max(curvature_at(function, place) for place in (start, *minima))
    lowest = min(values, default=math.inf)
    return Own(function, problem, reach, start, lowest, curvature or 1.0)


def _reach(function: Function, problem: Problem) -> tuple[float, list[CriticalPoint]]:
    """Return how far the box reaches, and the critical points in it."""
    found: dict[float, list[CriticalPoint]] = {}
    for reach in REACHES:
        found[reach] = critical_points(problem, [-reach, reach] * 2, function.hessian)
        if any(point.kind == "minimum" for point in found[reach]):
            break
    else:
        reach = next((each for each, points in found.items() if points), REACHES[0])
    smaller = [reach / 2.0**k for k in range(HALVINGS + 1)]
    halved = next((each for each in smaller if _defined(function, each) >= PART), reach)
    if halved == reach:
        return reach, found[reach]
    return halved, critical_points(problem, [-halved, halved] * 2, function.hessian)


def _defined(function: Function, reach: float) -> float:
    """Return in which part of the box f is finite."""
    cells = -reach + 2.0 * reach * (np.arange(STARTS) + 0.5) / STARTS
    values = function.value(np.stack(np.meshgrid(cells, cells), axis=-1))
    return float(np.isfinite(values).mean())


def _start(function: Function, reach: float) -> tuple[float, float]:
    best, highest = PLACES[0], -math.inf
    for place in PLACES:
        at = [place[0] * reach, place[1] * reach]
        slope: NDArray[np.float64] = function.gradient(at)
        value = float(function.value(at))
        if not (math.isfinite(value) and np.isfinite(slope).all() and slope.any()):
            continue
        # of places that are as high, up to rounding, the first
        if highest == -math.inf or value > highest + 1e-9 * abs(highest):
            best, highest = place, value
    return best[0] * reach, best[1] * reach


def curvature_at(function: Function, place: tuple[float, float]) -> float:
    """Return the larger size of the Hessian's eigenvalues; 0 where it is not finite."""
    (a, b), (_, c) = function.hessian(list(place)).tolist()
    size = abs((a + c) / 2.0) + math.hypot((a - c) / 2.0, b)
    return size if math.isfinite(size) else 0.0


def _round_down(x: float) -> float:
    """Return the largest of 1, 2 and 5 times powers of ten up to x, which is positive."""
    power = math.floor(math.log10(x) + 1e-9)
    first = x / float(f"1e{power}")
    digit = next(digit for digit in (5, 2, 1, 0) if first >= digit - 1e-6)
    return float(f"{digit or 1}e{power}")
