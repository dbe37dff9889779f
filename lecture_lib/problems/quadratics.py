"""Quadratic functions with a chosen spectrum."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from ..signatures import Numbers, checked
from .problem import Problem, point

__all__ = ["quadratic"]


@checked
def quadratic(
    eigenvalues: Numbers,
    angle: float = 0.0,
    w_star: Numbers | None = None,
    *,
    rotation: Numbers | None = None,
    f_star: float = 0.0,
    start: Numbers | None = None,
) -> Problem:
    """f(w) = f_star + 1/2 (w - w_star)' H (w - w_star) with H = Q diag(eigenvalues) Q'.

    Parameters
    ----------
    eigenvalues : array of shape (d,)
        In any order. With a zero among them the minimisers are a line, a plane, ...; with a
        negative one f is not convex, has no minimum, and `w_star` is its stationary point.
    angle : float
        For d = 2: Q turns by this angle, in radians, counterclockwise.
    w_star : array of shape (d,)
        The origin if not given.
    rotation : array of shape (d, d)
        Q, an orthogonal matrix, for any d; instead of `angle`.
    f_star : float
        The value at `w_star`.
    start : array of shape (d,)
        `w_star` plus Q (1, ..., 1) if not given: it has a part along every eigenvector.

    Returns
    -------
    Problem
        L is the largest |eigenvalue|, mu the smallest eigenvalue (None if negative), `pl` the
        smallest that is not zero.

    Raises
    ------
    ValueError
        If shapes do not fit, numbers are not finite, an angle is given for d other than 2 or
        beside a rotation, or the rotation is not orthogonal.

    Examples
    --------
    >>> bowl = quadratic([1.0, 25.0], w_star=[1.0, 2.0])
    >>> bowl.gradient([2.0, 2.0]).tolist(), float(bowl.value([2.0, 2.0]))
    ([1.0, 0.0], 0.5)
    >>> quadratic([0.0, 4.0]).nearest_minimiser([3.0, 5.0]).tolist()
    [3.0, 0.0]
    """
    spectrum = np.array(eigenvalues, dtype=float)
    if spectrum.ndim != 1 or not spectrum.size or not np.isfinite(spectrum).all():
        raise ValueError(f"eigenvalues are a list of finite numbers, not {eigenvalues!r}")
    d = spectrum.size
    Q = _orthogonal(d, angle, rotation)
    center = np.zeros(d) if w_star is None else np.array(w_star, dtype=float)
    first = center + Q.sum(axis=1) if start is None else np.array(start, dtype=float)
    for name, vector in (("w_star", center), ("start", first)):
        if vector.shape != (d,) or not np.isfinite(vector).all():
            raise ValueError(f"{name} is {vector}, but must be {d} finite numbers")
    H = (Q * spectrum) @ Q.T
    H = (H + H.T) / 2  # symmetric to the last digit
    null = Q[:, spectrum == 0]
    convex = bool(spectrum.min() >= 0)
    nonzero = np.abs(spectrum[spectrum != 0])

    def value(w: Any) -> Any:
        coordinates = (point(w, d) - center) @ Q
        return f_star + 0.5 * (coordinates**2 @ spectrum)

    def gradient(w: Any) -> np.ndarray:
        return (point(w, d) - center) @ H

    def partials(x: float, y: float) -> tuple[float, float]:
        x, y = x - c0, y - c1
        return h00 * x + h01 * y, h01 * x + h11 * y

    if d == 2:
        (c0, c1), ((h00, h01), (_, h11)) = center.tolist(), H.tolist()
    return Problem(
        name="quadratic",
        dimension=d,
        value=value,
        gradient=gradient,
        hessian=lambda w: H.copy(),
        L=float(np.abs(spectrum).max()),
        mu=float(spectrum.min()) if convex else None,
        f_star=float(f_star) if convex else -math.inf,
        w_star=center if convex else None,
        start=first,
        pl=float(nonzero.min()) if convex and nonzero.size else None,
        quadratic=True,
        project=(lambda w: center + (w - center) @ null @ null.T) if null.size else None,
        partials=partials if d == 2 else None,
    )


def _orthogonal(d: int, angle: float, rotation: Any) -> np.ndarray:
    """Return Q, from an angle in the plane or as it was given."""
    if rotation is None:
        if angle == 0.0:
            return np.eye(d)
        if d != 2 or not math.isfinite(angle):
            raise ValueError(f"angle {angle} with d = {d}: it is a finite number, for d = 2 only")
        c, s = math.cos(angle), math.sin(angle)
        return np.array([[c, -s], [s, c]])
    Q = np.array(rotation, dtype=float)
    if angle != 0.0:
        raise ValueError("give an angle or a rotation, not both")
    if Q.shape != (d, d) or not np.allclose(Q.T @ Q, np.eye(d), rtol=0, atol=1e-10):
        raise ValueError(f"rotation is an orthogonal matrix of shape ({d}, {d})")
    return Q
