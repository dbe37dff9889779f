"""What a residual r = w0 + w1 u - y costs, and the line of least mean cost.

The twin in JavaScript is ``losses.js``, operation by operation: where absolute values have a kink,
one bit decides on which side of a point a line lies, and two runs would part there.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

__all__ = ["Loss", "gradient", "loss_of", "mean", "minimiser", "objective"]

#: Weights (w0, w1), or any other pair.
Pair = tuple[float, float]


class Loss(NamedTuple):
    """A loss of a residual, and its slope."""

    of: Callable[[float], float]
    slope: Callable[[float], float]


def loss_of(name: str, delta: float) -> Loss:
    """Return r^2/2, |r|, or Huber's loss: r^2/2 up to |r| = delta, and straight on from there.

    Examples
    --------
    >>> [loss_of(name, 1.0).of(-3.0) for name in ("square", "absolute", "huber")]
    [4.5, 3.0, 2.5]
    """
    if name == "square":
        return Loss(lambda r: 0.5 * r * r, lambda r: r)
    if name == "absolute":
        return Loss(abs, lambda r: 1.0 if r > 0 else -1.0 if r < 0 else 0.0)
    return Loss(
        lambda r: 0.5 * r * r if abs(r) <= delta else delta * (abs(r) - 0.5 * delta),
        lambda r: max(-delta, min(delta, r)),
    )


def mean(values: Sequence[float]) -> float:
    """Return the mean, summed from the first to the last, as no ``sum`` of Python's must."""
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def objective(w: Pair, u: Sequence[float], y: Sequence[float], loss: Loss) -> float:
    """Return J(w) = (1/n) sum_i loss(w0 + w1 u_i - y_i)."""
    return mean([loss.of(w[0] + w[1] * u_i - y_i) for u_i, y_i in zip(u, y, strict=True)])


def gradient(w: Pair, u: Sequence[float], y: Sequence[float], loss: Loss) -> Pair:
    """Return grad J(w); with absolute values the subgradient that takes 0 at a kink."""
    slopes = [loss.slope(w[0] + w[1] * u_i - y_i) for u_i, y_i in zip(u, y, strict=True)]
    return mean(slopes), mean([slope * u_i for slope, u_i in zip(slopes, u, strict=True)])


def minimiser(z: Sequence[float], y: Sequence[float], name: str, delta: float) -> Pair:
    """Return (w0, w1) of a line of least mean loss, where z has mean 0 and spread 1.

    Squares: (mean of y, mean of z y). Absolute values: one of the best lines goes through two of
    the points, so all pairs are tried. Huber: Newton's method with exact line search.

    Examples
    --------
    >>> minimiser([-1.0, 1.0], [1.0, 3.0], "square", 1.0)
    (2.0, 1.0)
    """
    if name == "square":
        return _squares(z, y)
    return _absolutes(z, y) if name == "absolute" else _huber(z, y, delta)


def _squares(z: Sequence[float], y: Sequence[float]) -> Pair:
    return mean(y), mean([z_i * y_i for z_i, y_i in zip(z, y, strict=True)])


def _absolutes(z: Sequence[float], y: Sequence[float]) -> Pair:
    best, least = (0.0, 0.0), math.inf
    for i in range(len(z)):
        for j in range(i):
            if z[i] == z[j]:
                continue
            b = (y[i] - y[j]) / (z[i] - z[j])
            a = y[i] - b * z[i]
            total = 0.0
            for z_k, y_k in zip(z, y, strict=True):
                total += abs(a + b * z_k - y_k)
                if total >= least:
                    break
            else:
                best, least = (a, b), total
    return best


def _huber(z: Sequence[float], y: Sequence[float], delta: float) -> Pair:
    loss, n = loss_of("huber", delta), len(z)
    w = _squares(z, y)
    for _ in range(60):
        g, k = gradient(w, z, y, loss)
        if abs(g) + abs(k) <= 1e-15 * delta:
            break
        p = q = s = 0.0
        for z_i, y_i in zip(z, y, strict=True):
            if abs(w[0] + w[1] * z_i - y_i) <= delta:
                p, q, s = p + 1.0, q + z_i, s + z_i * z_i
        # A little of the identity, for where too few points are near.
        p, q, s = p / n + 1e-10, q / n, s / n + 1e-10
        determinant = p * s - q * q
        d = (q * k - s * g) / determinant, (q * g - p * k) / determinant
        tau = _lowest(w, d, z, y, delta)
        after = (w[0] + tau * d[0], w[1] + tau * d[1])
        if after == w:
            break
        w = after
    return w


def _lowest(w: Pair, d: Pair, z: Sequence[float], y: Sequence[float], delta: float) -> float:
    """Return where the slope of J along w + tau d, straight between kinks, is zero."""
    loss = loss_of("huber", delta)

    def along(tau: float) -> float:
        a, b = w[0] + tau * d[0], w[1] + tau * d[1]
        total = 0.0
        for z_i, y_i in zip(z, y, strict=True):
            total += loss.slope(a + b * z_i - y_i) * (d[0] + d[1] * z_i)
        return total

    kinks = []
    for z_i, y_i in zip(z, y, strict=True):
        r, speed = w[0] + w[1] * z_i - y_i, d[0] + d[1] * z_i
        for edge in (-delta, delta):
            tau = (edge - r) / speed if speed else 0.0
            if 0 < tau < math.inf:
                kinks.append(tau)
    before, slope = 0.0, along(0.0)
    for tau in sorted(kinks):
        after = along(tau)
        if after >= 0:
            if after == slope:
                return before
            return before - (slope * (tau - before)) / (after - slope)
        before, slope = tau, after
    return before
