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
from .jumps import Floats, Kink, Odd, kinks_of

__all__ = ["POINTS", "Kink", "Low", "Survey", "survey"]

#: At how many points a function is computed.
POINTS = 2001
#: So many of the most promising points are refined.
REFINED = 8
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0


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
    unit : float
        The largest abs(f') at the points, at least 1e-7 and at most 1: rounding is judged by it.
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
    unit: float

    @property
    def is_smooth(self) -> bool:
        """Whether nothing that was seen speaks against f being L-smooth."""
        return not self.kinks and not self.undefined and math.isfinite(self.L)

    @property
    def is_convex(self) -> bool:
        """Whether nothing that was seen speaks against f being convex."""
        rises = all(kink.before < kink.after for kink in self.kinks)
        room = 1e-9 * max(self.unit, self.L if math.isfinite(self.L) else 0.0)
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
    known, bends = np.isfinite(f), np.isfinite(bend)
    steep = float(np.abs(slope[np.isfinite(slope) & known]).max(initial=0.0))
    unit = min(1.0, max(1e-7, steep))
    missing = np.concatenate([[False], np.isnan(bend), [False]])
    alone = known & missing[1:-1] & ~missing[:-2] & ~missing[2:]
    odd = [Odd(function, x, int(k)) for k in np.flatnonzero(alone)]
    walls = np.isin(np.arange(POINTS), [each.k for each in odd if not each.is_steep])

    def curvature(at: float) -> float:
        return float(function.hessian([at])[0, 0])

    def size(at: float) -> float:
        found = abs(curvature(at))
        return found if math.isfinite(found) else math.inf

    sizes = np.where(bends, np.abs(bend), math.inf)
    largest, largest_at = _highest(x, np.where(known & ~walls, sizes, -math.inf), walls, size)
    if largest / 100.0 > max(sizes[known & bends], default=math.inf):
        largest = math.inf
    falling = np.where(known & bends, -bend, -math.inf)
    lowest, least_at = _highest(x, falling, walls, lambda at: -curvature(at))
    if not known.any():
        largest = math.nan
    if not (known & bends).any():
        lowest = math.nan
    flat = 2e-12 * steep / (high - low)  # rounding makes as much of f'' where it is zero
    largest = 0.0 if largest <= flat else largest
    lowest = 0.0 if abs(lowest) <= flat else lowest
    lows, bottomless = _lows(x, f, known, function)
    return Survey(
        low,
        high,
        tuple(_spans(x, ~known)),
        tuple(kinks_of(x, np.where(np.isnan(bend), math.nan, slope), bend, function, unit, odd)),
        largest,
        largest_at,
        -lowest + 0.0,
        least_at,
        tuple(lows),
        bottomless,
        unit,
    )


def _tops(values: Floats) -> list[int]:
    """Return where values are no less than beside them: the highest of these first."""
    before, after = np.full_like(values, -math.inf), np.full_like(values, -math.inf)
    before[1:], after[:-1] = values[:-1], values[1:]
    tops = np.flatnonzero((values > before) & (values >= after))
    return [int(k) for k in tops[np.argsort(-values[tops], kind="stable")][:REFINED]]


def _highest(
    x: Floats, values: Floats, walls: NDArray[np.bool_], function: Callable[[float], float]
) -> tuple[float, float]:
    """Return the highest value of a function near to the tops of what it is at x, and its place.

    Beside a wall only the top itself counts: there rounding is all that is left of a function.
    """
    best, place = -math.inf, math.nan
    for k in _tops(values):
        a, b = float(x[max(k - 1, 0)]), float(x[min(k + 1, len(x) - 1)])
        if values[k] > best:
            best, place = float(values[k]), float(x[k])
        if walls[max(k - 1, 0) : k + 2].any():
            continue
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


def _lows(
    x: Floats, f: Floats, known: NDArray[np.bool_], function: Function
) -> tuple[list[Low], float | None]:
    def slope(at: float) -> float:
        return float(function.gradient([at])[0])

    found = []
    last = len(x) - 1
    for k in _tops(np.where(np.isnan(f), -math.inf, -f)):
        if not known[k]:
            return [], float(x[k])
        here, value = float(x[k]), float(f[k])
        deep = value - 100.0 * (1.0 + abs(value))
        sides = [i for i in (k - 1, k + 1) if 0 <= i <= last]
        for at in (float(x[i]) for i in sides if not known[i]):
            if float(function.value([at + 1e-9 * (here - at)])) < deep:
                return [], at
        start = slope(here)
        onward = k + 1 if start < 0.0 else k - 1
        if start == 0.0:
            end = k  # of a part where f is flat
            while end < last and f[end + 1] == value:
                end += 1
            found += [Low(float(x[i]), value, True) for i in sorted({k, end})]
        elif math.isnan(start):
            is_between = len(sides) == 2 and all(known[i] for i in sides)
            found.append(Low(here, value, is_between))
        elif not (0 <= onward <= last and known[onward]):
            found.append(Low(here, value, False))
        else:
            low = _descend(function, here, float(x[onward]), value)
            if not low.value >= deep:
                return [], low.x
            found.append(low)
    return sorted(found, key=lambda each: each.value), None


def _descend(function: Function, here: float, there: float, value: float) -> Low:
    """Return the low point between a place from which f falls, and another that is no lower."""
    rising = 1.0 if here < there else -1.0
    for _ in range(80):
        middle = 0.5 * (here + there)
        slope = rising * float(function.gradient([middle])[0])
        if not float(function.value([middle])) <= value + 1e-9 * (1.0 + abs(value)):
            there = middle  # behind a hill or a pole
        elif slope == 0.0:
            here = there = middle
        elif slope < 0.0:
            here = middle
        else:
            there = middle
    place = 0.5 * (here + there)
    return Low(place, float(function.value([place])), True)
