"""Where the slope of a function of one variable jumps.

The JavaScript twin is ``widgets/formula/jumps.js``.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .function import Function

__all__ = ["Floats", "Kink", "Odd", "kinks_of"]

Floats = NDArray[np.float64]


class Kink(NamedTuple):
    """A place where the slope jumps, from `before` to `after`; at a cusp they are infinite."""

    x: float
    before: float
    after: float


class Odd:
    """A point with a value but without f'', alone among others: what its slopes beside it tell.

    `is_steep` if f'' grows without bound towards it; `kink` if the slopes settle at two numbers, or
    grow without bound, one up and one down.
    """

    def __init__(self, function: Function, x: Floats, k: int) -> None:
        self.k, self.is_steep, self.kink = k, False, None
        step = float(x[1] - x[0])
        settled = []
        for way in [way for way in (-1, 1) if 0 <= k + way < len(x)]:
            far, near = (float(x[k]) + way * part * step for part in (1e-6, 1e-9))
            there, here = (float(function.gradient([at])[0]) for at in (far, near))
            bent, bend = (abs(float(function.hessian([at])[0, 0])) for at in (far, near))
            if bend > 1.01 * bent and bend * 1e-9 * step > 1e-11 * abs(here):
                self.is_steep = True
            if abs(there - here) <= 1e-5 * abs(here):
                settled.append(here)
            elif abs(here) > 2.0 * abs(there):
                settled.append(math.copysign(math.inf, here))
        if len(settled) == 2 and settled[0] != settled[1]:
            self.kink = Kink(float(x[k]), *settled)


def kinks_of(
    x: Floats, slope: Floats, bend: Floats, function: Function, unit: float, odd: list[Odd]
) -> list[Kink]:
    """Return where the slope jumps, from left to right: it is driven into a corner by halving.

    Slopes at points that know no f'' are left out: they are conventions. `unit` is the size by
    which rounding is judged, `odd` are the points at which f'' is not a number.
    """
    step = float(x[1] - x[0])
    sizes = step * np.maximum(np.abs(bend[:-1]), np.abs(bend[1:]))
    with np.errstate(invalid="ignore"):  # where slopes are infinite
        change = np.diff(slope)
        # what f'' does not account for, by the trapezoidal rule
        more = np.abs(change - 0.5 * step * (bend[:-1] + bend[1:]))
        is_smooth = more <= 0.02 * sizes + 1e-6 * (unit + np.abs(slope[:-1]))
    tried = np.flatnonzero(np.isfinite(change) & ~is_smooth)
    corners = zip(tried.tolist(), *_cornered(function, x, slope, tried), strict=True)
    found: list[Kink] = []
    for k, a, b, before, after in corners:
        jump = abs(after - before)
        is_pole = before * after > 0.0 and jump > 2.0 * (abs(change[k]) + sizes[k])
        if not jump > 1e-5 * (unit + abs(before)) or is_pole:
            continue
        if found and a - found[-1].x < 1e-6 * (x[-1] - x[0]):
            found[-1] = found[-1]._replace(after=after)
        else:
            found.append(Kink(_meeting(a, b, float(x[k]), float(x[k + 1])), before, after))
    return sorted([*found, *(each.kink for each in odd if each.kink)])


def _cornered(
    function: Function, x: Floats, slope: Floats, tried: NDArray[np.int_]
) -> tuple[list[float], ...]:
    """Return between which places the slope changes most, and the slopes there."""
    a, b = x[tried], x[tried + 1]
    before, after = slope[tried], slope[tried + 1]
    for _ in range(40):
        middle = 0.5 * (a + b)
        between = function.gradient(middle[:, None])[:, 0]
        with np.errstate(all="ignore"):
            is_left = np.abs(between - before) >= np.abs(after - between)
        a, before = np.where(is_left, a, middle), np.where(is_left, before, between)
        b, after = np.where(is_left, middle, b), np.where(is_left, between, after)
    return tuple(part.tolist() for part in (a, b, before, after))


def _meeting(a: float, b: float, low: float, high: float) -> float:
    """Return where a jump is that lies between a and b: the end to which it was driven, if any."""
    return high if b == high else low if a == low else 0.5 * (a + b)
