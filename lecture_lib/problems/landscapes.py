"""Functions of two variables that are not convex: a curved valley, plateaus, a saddle."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..arguments import refuse
from ..signatures import checked
from .problem import Problem, point

__all__ = ["beale", "rosenbrock", "saddle"]


@checked
def rosenbrock(steepness: float = 100.0) -> Problem:
    """f(x, y) = (1 - x)^2 + steepness (y - x^2)^2, a curved valley.

    Returns
    -------
    Problem
        Not convex and, of degree 4, not smooth on the whole plane (L = inf); the minimum is 0, at
        (1, 1) only.

    Raises
    ------
    ValueError
        If the steepness is not positive.

    Notes
    -----
    Source: Rosenbrock (1960).

    Examples
    --------
    >>> valley = rosenbrock()
    >>> valley.gradient([0.0, 1.0]).tolist(), float(valley.value([0.0, 0.0]))
    ([-2.0, 200.0], 1.0)
    """
    if not (math.isfinite(steepness) and steepness > 0):
        refuse("steepness", steepness, "finite and above 0")
    a = float(steepness)

    def value(x: Any, y: Any) -> Any:
        u, v = 1.0 - x, y - x * x
        return u * u + a * v * v

    def partials(x: Any, y: Any) -> tuple[Any, Any]:
        v = 2.0 * a * (y - x * x)
        return -2.0 * (1.0 - x) - 2.0 * x * v, v

    def second(x: Any, y: Any) -> tuple[Any, Any, Any]:
        return 2.0 - 4.0 * a * (y - 3.0 * x * x), -4.0 * a * x, 2.0 * a

    return _plane("Rosenbrock function", value, partials, second, 0.0, [[1.0, 1.0]], (-1.2, 1.0))


def beale() -> Problem:
    """f(x, y) = (1.5 - x + xy)^2 + (2.25 - x + xy^2)^2 + (2.625 - x + xy^3)^2, with plateaus.

    Returns
    -------
    Problem
        Not convex, L = inf; the minimum is 0, at (3, 1/2) only. At (0, 1) is a saddle.

    Notes
    -----
    Source: Beale (1958).

    Examples
    --------
    >>> float(beale().value([3.0, 0.5])), beale().gradient([0.0, 1.0]).tolist()
    (0.0, [0.0, 0.0])
    """
    targets = ((1.5, 1), (2.25, 2), (2.625, 3))

    def terms(x: Any, y: Any) -> Any:
        """Yield each residual with its first and its nonzero second derivatives."""
        lower, power = 0.0 * y, 1.0 + 0.0 * y  # y^(n-2) and y^(n-1), without 0/0
        for target, n in targets:
            lower, lowest = power, lower
            power = lower * y
            slope = power - 1.0
            yield target + x * slope, slope, n * x * lower, n * lower, n * (n - 1) * x * lowest

    def value(x: Any, y: Any) -> Any:
        return sum(r * r for r, *_ in terms(x, y))

    def partials(x: Any, y: Any) -> tuple[Any, Any]:
        y2 = y * y
        p, q, s = y - 1.0, y2 - 1.0, y2 * y - 1.0
        r1, r2, r3 = 1.5 + x * p, 2.25 + x * q, 2.625 + x * s
        return (
            2.0 * (r1 * p + r2 * q + r3 * s),
            2.0 * x * (r1 + 2.0 * y * r2 + 3.0 * y2 * r3),
        )

    def second(x: Any, y: Any) -> tuple[Any, Any, Any]:
        xx = sum(2.0 * rx * rx for _, rx, *_ in terms(x, y))
        xy = sum(2.0 * (rx * ry + r * rxy) for r, rx, ry, rxy, _ in terms(x, y))
        yy = sum(2.0 * (ry * ry + r * ryy) for r, _, ry, _, ryy in terms(x, y))
        return xx, xy, yy

    return _plane("Beale function", value, partials, second, 0.0, [[3.0, 0.5]], (1.0, 1.5))


def saddle() -> Problem:
    """f(x, y) = x^2/2 - y^2/2 + y^4/4: a saddle at the origin between two minima.

    Returns
    -------
    Problem
        Not convex, L = inf. The gradient vanishes at the origin, where the Hessian has the
        eigenvalues 1 and -1; the minimum -1/4 is attained at (0, 1) and (0, -1). The start lies
        almost on the line y = 0, on which a descent ends at the saddle.

    Examples
    --------
    >>> saddle().gradient([1.0, 2.0]).tolist(), saddle().f_star
    ([1.0, 6.0], -0.25)
    >>> saddle().nearest_minimiser([2.0, -0.1]).tolist()
    [0.0, -1.0]
    """

    def value(x: Any, y: Any) -> Any:
        y2 = y * y
        return 0.5 * x * x - 0.5 * y2 + 0.25 * y2 * y2

    def partials(x: Any, y: Any) -> tuple[Any, Any]:
        return x, y * (y * y - 1.0)

    def second(x: Any, y: Any) -> tuple[Any, Any, Any]:
        return 1.0, 0.0, 3.0 * y * y - 1.0

    minimisers = [[0.0, 1.0], [0.0, -1.0]]
    return _plane("saddle", value, partials, second, -0.25, minimisers, (1.5, 0.01))


def _plane(
    name: str,
    value: Callable[[Any, Any], Any],
    partials: Callable[[Any, Any], tuple[Any, Any]],
    second: Callable[[Any, Any], tuple[Any, Any, Any]],
    f_star: float,
    minimisers: Sequence[Sequence[float]],
    start: Sequence[float],
) -> Problem:
    """Make a problem of formulas in x and y that hold for numbers and for arrays alike."""
    all_minimisers = np.array(minimisers)

    def split(w: Any) -> tuple[Any, Any]:
        w = point(w, 2)
        return (w[..., 0], w[..., 1]) if w.ndim > 1 else tuple(w.tolist())

    def gradient(w: Any) -> np.ndarray:
        x, y = split(w)
        parts = partials(x, y)
        return np.array(parts) if isinstance(x, float) else np.stack(parts, axis=-1)

    def hessian(w: Any) -> np.ndarray:
        xx, xy, yy = second(*split(w))
        return np.array([[xx, xy], [xy, yy]])

    def project(w: np.ndarray) -> np.ndarray:
        distances = np.linalg.norm(w[..., None, :] - all_minimisers, axis=-1)
        return all_minimisers[distances.argmin(axis=-1)]

    return Problem(
        name=name,
        dimension=2,
        value=lambda w: value(*split(w)),
        gradient=gradient,
        hessian=hessian,
        L=math.inf,
        mu=None,
        f_star=f_star,
        w_star=all_minimisers[0],
        start=np.array(start),
        project=project,
        partials=partials,
    )
