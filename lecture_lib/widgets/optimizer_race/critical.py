"""Critical points of a function of two variables in a box, by Newton's method."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lecture_lib.problems import Problem

__all__ = ["CriticalPoint", "critical_points"]

#: Newton's method starts from the middles of as many cells of the box, across and up.
STARTS = 15
#: Steps of one search, and how short, as a part of the box's diagonal, the last one is.
STEPS, SHORT, SHORT_ENOUGH = 60, 1e-12, 1e-6
#: A gradient counts as zero up to this part of the usual curvature times the diagonal.
ZERO = 1e-9
#: A curvature is zero up to this part of the usual one, and beside the other one of its point up
#: to the second number: no step is taken along it.
FLAT, NO_STEP = 1e-8, 1e-13
#: Points nearer to each other, as a part of the diagonal, are one.
NEAR = 1e-4


class CriticalPoint(NamedTuple):
    """A point where the gradient vanishes, its kind, and the Hessian's eigenvalues, rising.

    The kind is minimum, saddle or maximum by the signs of the eigenvalues, and degenerate where
    one of them is zero, so that they do not tell.
    """

    x: float
    y: float
    kind: str
    curvatures: tuple[float, float]


def critical_points(problem: Problem, box: Sequence[float]) -> list[CriticalPoint]:
    """Return the critical points that Newton's method finds in a box.

    It starts from the middles of 15 x 15 cells of the box, with the exact gradient and Hessian,
    ``x - H^-1 grad f(x)``; a search is over when it goes farther from the box than the box is
    large. What is found from several starts is one point. Every point that is returned is one, to
    rounding; there may be others that no start leads to, and points where f has a kink are not
    among them. Where critical points fill a line, as many points of it are found as starts.

    Parameters
    ----------
    problem : Problem
        With two variables and a Hessian.
    box : sequence of 4 floats
        x0, x1, y0, y1.

    Examples
    --------
    >>> from lecture_lib.problems import saddle
    >>> for x, y, kind, _ in critical_points(saddle(), [-2, 2, -2, 2]):
    ...     print(kind, round(x, 9) + 0.0, round(y, 9) + 0.0)
    minimum 0.0 -1.0
    saddle 0.0 0.0
    minimum 0.0 1.0
    """
    x0, x1, y0, y1 = map(float, box)
    size = math.hypot(x1 - x0, y1 - y0)
    starts = [
        (x0 + (x1 - x0) * (i + 0.5) / STARTS, y0 + (y1 - y0) * (j + 0.5) / STARTS)
        for j in range(STARTS)
        for i in range(STARTS)
    ]
    with np.errstate(all="ignore"):
        largest = [_largest(_curvatures(problem, *start)) for start in starts]
        finite = sorted(filter(math.isfinite, largest))
        usual = finite[len(finite) // 2] if finite else 0.0
        found: list[CriticalPoint] = []
        for start in starts:
            end = _newton(problem, start, (x0, x1, y0, y1), size)
            if end is None or not (x0 <= end[0] <= x1 and y0 <= end[1] <= y1):
                continue
            if any(math.hypot(end[0] - p.x, end[1] - p.y) <= NEAR * size for p in found):
                continue
            low, high, _ = _curvatures(problem, *end)
            slope = math.hypot(*_gradient(problem, *end))
            if not slope <= ZERO * usual * size or not max(abs(low), abs(high)) > 0.0:
                continue  # not critical, or on a plateau without any curvature
            found.append(CriticalPoint(*end, _kind(low, high, FLAT * usual), (low, high)))
    return found


def _kind(low: float, high: float, zero: float) -> str:
    if min(abs(low), abs(high)) <= zero:
        return "degenerate"
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def _gradient(problem: Problem, x: float, y: float) -> tuple[float, float]:
    gx, gy = problem.gradient([x, y]).tolist()
    return gx, gy


def _curvatures(problem: Problem, x: float, y: float) -> tuple[float, float, float]:
    """Return the eigenvalues of the Hessian, rising, and the angle of the second's direction."""
    assert problem.hessian is not None
    hessian: Any = problem.hessian([x, y])
    (a, b), (_, c) = hessian.tolist()
    middle, half = (a + c) / 2.0, (a - c) / 2.0
    radius = math.hypot(half, b)
    return middle - radius, middle + radius, math.atan2(b, half) / 2.0


def _largest(curvatures: tuple[float, float, float]) -> float:
    return max(abs(curvatures[0]), abs(curvatures[1]))


def _newton(
    problem: Problem, start: tuple[float, float], box: tuple[float, ...], size: float
) -> tuple[float, float] | None:
    """Return where the search from a start ends, or None if it does not come to rest."""
    (x, y), (x0, x1, y0, y1) = start, box
    wide, high = x1 - x0, y1 - y0
    length = math.inf
    for _ in range(STEPS):
        gx, gy = _gradient(problem, x, y)
        *curvatures, angle = _curvatures(problem, x, y)
        tiny = NO_STEP * max(map(abs, curvatures))
        c, s = math.cos(angle), math.sin(angle)
        along = [
            slope / curvature if abs(curvature) > tiny else 0.0
            for slope, curvature in zip((c * gy - s * gx, c * gx + s * gy), curvatures, strict=True)
        ]
        x -= along[1] * c - along[0] * s
        y -= along[1] * s + along[0] * c
        length = math.hypot(*along)
        if not (x0 - wide <= x <= x1 + wide and y0 - high <= y <= y1 + high):
            return None
        if length <= SHORT * size:
            break
    return (x, y) if length <= SHORT_ENOUGH * size else None
