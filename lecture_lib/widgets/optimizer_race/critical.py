"""Critical points of a function of two variables in a box, by Newton's method."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lecture_lib.problems import Problem

__all__ = ["CriticalPoint", "critical_points"]

Array = NDArray[np.float64]
Hessians = Callable[[Array], Array]

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


def critical_points(
    problem: Problem, box: Sequence[float], hessians: Hessians | None = None
) -> list[CriticalPoint]:
    """Return the critical points that Newton's method finds in a box.

    It starts from the middles of 15 x 15 cells of the box, with the exact gradient and Hessian,
    ``x - H^-1 grad f(x)``; a search is over when it goes farther from the box than the box is
    large. What is found from several starts is one point. Every point that is returned is one, to
    rounding; there may be others that no start leads to, and points where f has a kink are not
    among them. Where critical points fill a line, as many points of it are found as starts.
    They come row by row, from below.

    Parameters
    ----------
    problem : Problem
        With two variables and a Hessian.
    box : sequence of 4 floats
        x0, x1, y0, y1.
    hessians : callable, optional
        The Hessians at many points at once, (n, 2) to (n, 2, 2); the problem's one by one if left
        out.

    Examples
    --------
    >>> from lecture_lib.problems import saddle
    >>> for x, y, kind, _ in critical_points(saddle(), [-2, 2, -2, 2]):
    ...     print(kind, round(x, 9) + 0.0, round(y, 9) + 0.0)
    minimum 0.0 -1.0
    saddle 0.0 0.0
    minimum 0.0 1.0
    """
    hessians = hessians or partial(_one_by_one, problem)
    x0, x1, y0, y1 = map(float, box)
    low, high = np.array([x0, y0]), np.array([x1, y1])
    size = math.hypot(x1 - x0, y1 - y0)
    cells = (np.arange(STARTS) + 0.5) / STARTS
    starts = np.stack(np.meshgrid(cells, cells), axis=-1).reshape(-1, 2) * (high - low) + low
    with np.errstate(all="ignore"):
        largest = np.abs(_curvatures(hessians, starts)[0]).max(axis=-1)
        finite = np.sort(largest[np.isfinite(largest)])
        usual = float(finite[len(finite) // 2]) if len(finite) else 0.0
        ends = _newton(problem, hessians, starts, low, high, size)
        ends = ends[((low <= ends) & (ends <= high)).all(axis=-1)]
        curvatures, _ = _curvatures(hessians, ends)
        slopes = np.hypot(*problem.gradient(ends).T)
    found: list[CriticalPoint] = []
    for (x, y), (flat, steep), slope in zip(
        ends.tolist(), curvatures.tolist(), slopes.tolist(), strict=True
    ):
        if any(math.hypot(x - p.x, y - p.y) <= NEAR * size for p in found):
            continue
        # neither critical, nor more than a plateau without any curvature
        if not slope <= ZERO * usual * size or not max(abs(flat), abs(steep)) > 0.0:
            continue
        found.append(CriticalPoint(x, y, _kind(flat, steep, FLAT * usual), (flat, steep)))
    row = 10.0 * NEAR * size
    return sorted(found, key=lambda p: (round(p.y / row), p.x))


def _one_by_one(problem: Problem, points: Array) -> Array:
    assert problem.hessian is not None
    return np.array([problem.hessian(point) for point in points], dtype=float).reshape(-1, 2, 2)


def _kind(low: float, high: float, zero: float) -> str:
    if min(abs(low), abs(high)) <= zero:
        return "degenerate"
    return "minimum" if low > 0 else "maximum" if high < 0 else "saddle"


def _curvatures(hessians: Hessians, points: Array) -> tuple[Array, Array]:
    """Return at each point the eigenvalues of the Hessian, rising, and the angle of the second."""
    full = hessians(points)
    a, b, c = full[:, 0, 0], full[:, 0, 1], full[:, 1, 1]
    middle, half = (a + c) / 2.0, (a - c) / 2.0
    radius = np.hypot(half, b)
    return np.stack([middle - radius, middle + radius], axis=-1), np.arctan2(b, half) / 2.0


def _newton(
    problem: Problem, hessians: Hessians, starts: Array, low: Array, high: Array, size: float
) -> Array:
    """Return where the searches end that come to rest, in the order of their starts."""
    points, lengths = starts.copy(), np.full(len(starts), np.inf)
    searching = np.arange(len(starts))
    for _ in range(STEPS):
        here = points[searching]
        gx, gy = problem.gradient(here).T
        curvatures, angles = _curvatures(hessians, here)
        c, s = np.cos(angles), np.sin(angles)
        slopes = np.stack([c * gy - s * gx, c * gx + s * gy], axis=-1)
        tiny = NO_STEP * np.abs(curvatures).max(axis=-1, keepdims=True)
        first, second = np.where(np.abs(curvatures) > tiny, slopes / curvatures, 0.0).T
        here = here - np.stack([second * c - first * s, second * s + first * c], axis=-1)
        points[searching], lengths[searching] = here, np.hypot(first, second)
        is_near = ((low - (high - low) <= here) & (here <= high + (high - low))).all(axis=-1)
        lengths[searching[~is_near]] = np.inf
        searching = searching[is_near & (lengths[searching] > SHORT * size)]
    return points[lengths <= SHORT_ENOUGH * size]
