"""A line through given points, found by gradient descent: the numbers that the page shows.

The twin in JavaScript is ``fit.js``, operation by operation.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cached_property

from lecture_lib.descent.eigen_coordinates import first_where
from lecture_lib.widgets.regression_explorer.losses import (
    Pair,
    gradient,
    loss_of,
    mean,
    minimiser,
    objective,
)

__all__ = ["STEPS", "LineFit", "conditions"]

#: So many steps are taken.
STEPS = 100
#: Of how many steps it is still said that they are needed.
MOST = 10**9


def _moments(u: Sequence[float]) -> Pair:
    m = mean(u)
    return m, mean([(u_i - m) * (u_i - m) for u_i in u])


def _eigenvalues(m: float, v: float) -> Pair:
    """Return those of [[1, m], [m, v + m^2]], the larger first; their product is v."""
    q = v + m * m
    larger = 0.5 * (1 + q + math.sqrt((1 - q) * (1 - q) + 4 * m * m))
    return larger, v / larger


def _size(a: float, b: float) -> float:
    return math.sqrt(a * a + b * b)


def conditions(data: Sequence[Sequence[float]]) -> Pair:
    """Return kappa of the feature as it is, and standardised.

    kappa = lambda_max / lambda_min of (1/n) sum_i (1, u_i)(1, u_i)'.

    Examples
    --------
    >>> raw, standardised = conditions([(1, 1), (2, 3), (3, 2), (70, 4)])
    >>> round(raw), round(standardised, 9)
    (1741, 1.0)
    """
    x = [x_i for x_i, _ in data]
    centre, square = _moments(x)
    spread = math.sqrt(square)
    found = [_eigenvalues(*_moments(u)) for u in (x, [(x_i - centre) / spread for x_i in x])]
    return found[0][0] / found[0][1], found[1][0] / found[1][1]


class LineFit:
    """100 steps of gradient descent on J(w) = (1/n) sum_i loss(w0 + w1 u_i - y_i).

    u is x, or with `standardise` (x - mean)/spread. The step size is eta = step/L, and L is the
    largest eigenvalue of (1/n) sum_i (1, u_i)(1, u_i)': no curvature of square or Huber's loss is
    larger. Absolute values have no L: there eta = step R / (G sqrt(100)), with R the distance of
    the start from w* and G the mean length of (1, u_i), which no subgradient exceeds; step = 1 is
    the best for the bound.

    Parameters
    ----------
    data : sequence of pairs of floats
        Points (x, y), at least two, not all with the same x.
    loss : str
        square, r^2/2; absolute, |r|; huber, r^2/2 up to `delta` and straight on from there.
    delta : float
        Where Huber's loss turns straight, in units of y.
    standardise : bool
        Whether the feature is brought to mean 0 and spread 1.
    start_line : pair of floats
        Intercept and slope at the start, in the plane of the points.
    step : float
        The step size in the unit above.

    Attributes
    ----------
    kappa, eigenvalues, L, eta, R, G
        As above; ``L`` is None for absolute values, and ``G`` for the others.
    w_star, least : pair of floats, float
        A minimiser of J, and J there.
    iterates, losses : list of pairs, list of floats
        w_t and J(w_t) for t = 0, ..., 100.

    Examples
    --------
    >>> fit = LineFit([(0, 1), (1, 2), (2, 3)], "square", 1.0, True, (0, 0), 1.0)
    >>> [round(w, 9) for w in fit.line_of(fit.iterates[1])], round(fit.kappa, 9)
    ([1.0, 1.0], 1.0)
    """

    def __init__(
        self,
        data: Sequence[Sequence[float]],
        loss: str,
        delta: float,
        standardise: bool,
        start_line: Sequence[float],
        step: float,
    ) -> None:
        self.data = [(float(x), float(y)) for x, y in data]
        self.name, self.loss, self.step = loss, loss_of(loss, delta), step
        x, self.y = [x for x, _ in self.data], [y for _, y in self.data]
        self.centre, square = _moments(x)
        self.spread = math.sqrt(square)
        z = [(x_i - self.centre) / self.spread for x_i in x]
        self.u = z if standardise else x
        self.standardise = standardise
        self.m, self.v = _moments(self.u)
        self.eigenvalues = large, small = _eigenvalues(self.m, self.v)
        self.kappa = large / small
        level, rise = minimiser(z, self.y, loss, delta)
        slope = rise / self.spread
        self.w_star = (level, rise) if standardise else (level - slope * self.centre, slope)
        a, b = start_line
        self.start = (a + b * self.centre, b * self.spread) if standardise else (a, b)
        self.R = _size(self.start[0] - self.w_star[0], self.start[1] - self.w_star[1])
        self.L = None if loss == "absolute" else large
        self.G = mean([_size(1, u_i) for u_i in self.u]) if loss == "absolute" else None
        self.eta = step / large if self.G is None else (step * self.R) / (self.G * math.sqrt(STEPS))

    @cached_property
    def iterates(self) -> list[Pair]:
        """w_t for t = 0, ..., 100."""
        found = [self.start]
        for _ in range(STEPS):
            w = found[-1]
            g = gradient(w, self.u, self.y, self.loss)
            found.append((w[0] - self.eta * g[0], w[1] - self.eta * g[1]))
        return found

    def value(self, w: Pair) -> float:
        """Return J(w)."""
        return objective(w, self.u, self.y, self.loss)

    @cached_property
    def losses(self) -> list[float]:
        """J(w_t) for t = 0, ..., 100."""
        return [self.value(w) for w in self.iterates]

    @cached_property
    def least(self) -> float:
        """J(w*)."""
        return self.value(self.w_star)

    def line_of(self, w: Pair) -> Pair:
        """Return intercept and slope, in the plane of the points, of the line of the weights w."""
        if not self.standardise:
            return w
        slope = w[1] / self.spread
        return w[0] - slope * self.centre, slope

    def gap(self, w: Pair) -> float:
        """Return J(w) - J(w*), in which rounding does not go below 0."""
        if self.name == "square":
            p, q = w[0] - self.w_star[0], w[1] - self.w_star[1]
            return 0.5 * ((p + self.m * q) * (p + self.m * q) + self.v * q * q)
        return max(0.0, self.value(w) - self.least)

    def best_gap(self, t: int) -> float:
        """Return the smallest J(w) - J(w*) of the steps up to t."""
        return min(self.gap(w) for w in self.iterates[: t + 1])

    @property
    def rate(self) -> float:
        """max_i (1 - eta lambda_i)^2: by what a step multiplies the gap of squares at worst."""
        p, q = (1 - self.eta * value for value in self.eigenvalues)
        return max(p * p, q * q)

    def promised(self, t: int) -> float | None:
        """Return what is promised of the gap after t >= 1 steps; None where nothing is.

        Squares: rate^t times the first gap. Huber: R^2/(2 eta t), if eta <= 1/L. Absolute values,
        of the best gap so far: (R^2 + t eta^2 G^2)/(2 eta t).
        """
        eta, R = self.eta, self.R
        if self.name == "square":
            return float(self.rate**t * self.gap(self.start))
        if self.G is None:
            return (R * R) / (2 * eta * t) if self.step <= 1 else None
        return (R * R + t * eta * eta * self.G * self.G) / (2 * eta * t) if R > 0 else 0.0

    @property
    def hundredth(self) -> int | None:
        """The first t with a gap of at most a hundredth of the first.

        None if there is none up to 100, of squares up to 10^9.
        """
        if self.name != "square":
            goal = 0.01 * self.gap(self.start)
            return next((t for t, w in enumerate(self.iterates) if self.gap(w) <= goal), None)
        is_near = self._near_by_squares()
        if is_near(0):
            return 0
        if self.rate >= 1:
            return None
        return first_where(is_near, MOST)

    def _near_by_squares(self) -> Callable[[int], bool]:
        """Say of t whether the gap, by its parts along the eigenvectors, is near enough."""
        large, small = self.eigenvalues
        q = self.v + self.m * self.m
        along = (self.m, large - 1) if q >= 1 else (large - q, self.m)
        length = _size(*along)
        c, s = (along[0] / length, along[1] / length) if length > 0 else (1.0, 0.0)
        a, b = self.start[0] - self.w_star[0], self.start[1] - self.w_star[1]
        first, second = c * a + s * b, c * b - s * a
        parts = 0.5 * large * first * first, 0.5 * small * second * second
        p, r = 1 - self.eta * large, 1 - self.eta * small

        def after(t: int) -> float:
            return float((p * p) ** t * parts[0] + (r * r) ** t * parts[1])

        return lambda t: after(t) <= 0.01 * after(0)
