"""What can be seen of a function of one variable on an interval: its bends, kinks and low points.

At 2001 points, evenly from end to end, value, slope and curvature are computed exactly. What is
sought between them is then refined: the largest and the least curvature by golden sections, a jump
of the slope by halving where it changes most, a low point by the sign of the slope. This is no
proof: what happens between two points, and shows at neither, is not seen. The JavaScript twin is
``widgets/formula/survey.js``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..signatures import checked
from .function import Function

__all__ = ["POINTS", "Kink", "Low", "Survey", "survey"]

#: At how many points a function is computed.
POINTS = 2001
#: So many of the most promising points are refined.
REFINED = 8
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
Floats = NDArray[np.float64]


class Kink(NamedTuple):
    """A place where the slope jumps, from `before` to `after`."""

    x: float
    before: float
    after: float


class Low(NamedTuple):
    """A low point; `inside` if the slope changes its sign there, which it need not do at an end."""

    x: float
    value: float
    inside: bool


@dataclass(frozen=True)
class Survey:
    """What is seen on [low, high].

    Attributes
    ----------
    low, high : float
    undefined : tuple of pairs
        The first and the last point of each row of points at which f is not a finite number.
    kinks : tuple of Kink
        From left to right.
    L, L_at : float
        The largest abs(f''), and where; infinite if it grows without bound. Kinks are left out. NaN
        if f has no value anywhere.
    least, least_at : float
        The least f'', and where.
    lows : tuple of Low
        The lowest first.
    bottomless : float or None
        Where f falls without an end.
    """

    low: float
    high: float
    undefined: tuple[tuple[float, float], ...]
    kinks: tuple[Kink, ...]
    L: float
    L_at: float
    least: float
    least_at: float
    lows: tuple[Low, ...]
    bottomless: float | None

    @property
    def is_smooth(self) -> bool:
        """Whether nothing that was seen speaks against f being L-smooth."""
        return not self.kinks and not self.undefined and math.isfinite(self.L)

    @property
    def is_convex(self) -> bool:
        """Whether nothing that was seen speaks against f being convex."""
        rises = all(kink.before < kink.after for kink in self.kinks)
        room = 1e-9 * max(1.0, abs(self.least), self.L if math.isfinite(self.L) else 1.0)
        return rises and not self.undefined and self.least >= -room

    @checked
    def lowest(self, near: float) -> Low | None:
        """Return the lowest point, of equally low ones the one nearest to `near`; None without."""
        if self.bottomless is not None or not self.lows:
            return None
        least = min(low.value for low in self.lows)
        same = [low for low in self.lows if low.value <= least + 1e-9 * (1.0 + abs(least))]
        return min(same, key=lambda low: abs(low.x - near))


@checked
def survey(function: Function, low: float, high: float) -> Survey:
    """Look at a function of one variable on an interval.

    Parameters
    ----------
    function : Function
    low, high : float
        The ends, low < high.

    Raises
    ------
    ValueError
        If the function has more than one variable, or the ends are not in their order.

    Examples
    --------
    >>> from lecture_lib.expression import parse_function
    >>> seen = survey(parse_function("x^4 - x^2"), -1.0, 1.0)
    >>> seen.L, seen.least, seen.is_convex, round(seen.lowest(near=0.5).x, 12)
    (10.0, -2.0, False, 0.707106781187)
    >>> survey(parse_function("abs(x)"), -1.0, 1.0).kinks
    (Kink(x=0.0, before=-1.0, after=1.0),)
    """
    if len(function.names) != 1:
        raise ValueError(f"function has {len(function.names)} variables, but must have 1")
    if not (math.isfinite(low) and math.isfinite(high) and low < high):
        raise ValueError(f"low is {low} and high is {high}, but low must be the lesser one")
    x = low + (high - low) * np.arange(POINTS) / (POINTS - 1)
    f = function.value(x[:, None])
    slope = function.gradient(x[:, None])[:, 0]
    bend = function.hessian(x[:, None])[:, 0, 0]
    known = np.isfinite(f)

    def curvature(at: float) -> float:
        return float(function.hessian([at])[0, 0])

    def size(at: float) -> float:
        found = abs(curvature(at))
        return found if math.isfinite(found) else math.inf

    sizes = np.where(np.isfinite(bend), np.abs(bend), math.inf)
    largest, largest_at = _highest(x, np.where(known, sizes, -math.inf), size)
    if largest > 100.0 * max(sizes[known & np.isfinite(bend)], default=math.inf):
        largest = math.inf
    falling = np.where(known & np.isfinite(bend), -bend, -math.inf)
    lowest, least_at = _highest(x, falling, lambda at: -curvature(at))
    if not known.any():
        largest = lowest = math.nan
    lows, bottomless = _lows(x, f, known, function)
    return Survey(
        low,
        high,
        tuple(_spans(x, ~known)),
        tuple(_kinks(x, slope, bend, function)),
        largest,
        largest_at,
        -lowest + 0.0,
        least_at,
        tuple(lows),
        bottomless,
    )


def _tops(values: Floats) -> list[int]:
    """Return where values are no less than beside them: the highest of these first."""
    before, after = np.full_like(values, -math.inf), np.full_like(values, -math.inf)
    before[1:], after[:-1] = values[:-1], values[1:]
    tops = np.flatnonzero((values > before) & (values >= after))
    return [int(k) for k in tops[np.argsort(-values[tops], kind="stable")][:REFINED]]


def _highest(x: Floats, values: Floats, function: Callable[[float], float]) -> tuple[float, float]:
    """Return the highest value of a function near to the tops of what it is at x, and its place."""
    best, place = -math.inf, math.nan
    for k in _tops(values):
        a, b = float(x[max(k - 1, 0)]), float(x[min(k + 1, len(x) - 1)])
        if values[k] > best:
            best, place = float(values[k]), float(x[k])
        for _ in range(60):
            left, right = b - GOLDEN * (b - a), a + GOLDEN * (b - a)
            at_left, at_right = function(left), function(right)
            for at, value in ((left, at_left), (right, at_right)):
                if value > best:
                    best, place = value, at
            if at_left >= at_right:
                b = right
            else:
                a = left
    return best, place


def _spans(x: Floats, missing: NDArray[np.bool_]) -> list[tuple[float, float]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], missing, [False]]).astype(int)))
    return [(float(x[a]), float(x[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _kinks(x: Floats, slope: Floats, bend: Floats, function: Function) -> list[Kink]:
    found: list[Kink] = []
    sizes = np.abs(bend)
    change = np.abs(np.diff(slope))
    expected = 3.0 * (x[1] - x[0]) * np.maximum(sizes[:-1], sizes[1:])
    room = 1e-6 * (1.0 + np.abs(slope[:-1]))
    for k in np.flatnonzero(np.isfinite(change) & ~(change <= expected + room)):
        a, b = float(x[k]), float(x[k + 1])
        before, after = float(slope[k]), float(slope[k + 1])
        for _ in range(40):
            middle = 0.5 * (a + b)
            between = float(function.gradient([middle])[0])
            if abs(between - before) >= abs(after - between):
                b, after = middle, between
            else:
                a, before = middle, between
        if not abs(after - before) > 1e-5 * (1.0 + abs(before)):
            continue
        if found and a - found[-1].x < 1e-6 * (x[-1] - x[0]):
            found[-1] = found[-1]._replace(after=after)
        else:
            found.append(Kink(_meeting(a, b, float(x[k]), float(x[k + 1])), before, after))
    return found


def _meeting(a: float, b: float, low: float, high: float) -> float:
    """Return where a jump is that lies between a and b: the end to which it was driven, if any."""
    return high if b == high else low if a == low else 0.5 * (a + b)


def _lows(
    x: Floats, f: Floats, known: NDArray[np.bool_], function: Function
) -> tuple[list[Low], float | None]:
    found = []
    for k in _tops(np.where(np.isnan(f), -math.inf, -f)):
        if not known[k]:
            return [], float(x[k])
        a, b = max(k - 1, 0), min(k + 1, len(x) - 1)
        low, high = float(x[a]), float(x[b])
        sign_low, sign_high = (float(function.gradient([at])[0]) for at in (low, high))
        if not (sign_low <= 0.0 <= sign_high):
            at_edge = not (known[a] and known[b]) or a == k or b == k
            beyond = [float(x[i]) for i in (a, b) if not known[i]]
            ends = [float(function.value([at + 1e-9 * (x[k] - at)])) for at in beyond]
            falls = [
                at
                for at, end in zip(beyond, ends, strict=True)
                if end < f[k] - 100.0 * (1.0 + abs(f[k]))
            ]
            if falls or not at_edge:
                return [], [*falls, float(x[k])][0]
            found.append(Low(float(x[k]), float(f[k]), False))
            continue
        for _ in range(80):
            middle = 0.5 * (low + high)
            slope = float(function.gradient([middle])[0])
            if slope == 0.0:
                low = high = middle
            elif slope < 0.0:
                low = middle
            else:
                high = middle
        place = 0.5 * (low + high)
        value = float(function.value([place]))
        if not value >= f[k] - 100.0 * (1.0 + abs(f[k])):
            return [], place
        found.append(Low(place, value, True))
    return sorted(found, key=lambda each: each.value), None
