"""Functions of one variable and their slopes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from ..arguments import columns
from ..signatures import checked
from .style import BACKWARD, FORWARD, INK, THIRD, end_label

__all__ = ["function_and_derivative", "slopes"]


@checked
def function_and_derivative(
    axes: Axes,
    x: ArrayLike,
    function: Callable[[NDArray[np.float64]], ArrayLike],
    derivative: Callable[[NDArray[np.float64]], ArrayLike],
    labels: tuple[str, str],
) -> Axes:
    """Draw a function in the forward colour, its derivative dashed in the backward colour.

    Parameters
    ----------
    x : array_like, shape (n,)
        Points to evaluate at, in increasing order.
    function, derivative : callable
        Arrays in, arrays of the same shape out.
    labels : tuple of two str
        The names of the two curves, written where they end; mathtext is understood.
    """
    (points,) = columns(x=x)
    for curve, hue, dashes, label in zip(
        (function, derivative), (FORWARD, BACKWARD), ("-", (0, (4, 2))), labels, strict=True
    ):
        values = np.asarray(curve(points))
        axes.plot(points, values, color=hue.line, linestyle=dashes)
        end_label(axes, label, points[-1], values[-1], hue)
    return axes


@checked
def slopes(
    axes: Axes,
    x: ArrayLike,
    function: Callable[[NDArray[np.float64]], ArrayLike],
    at: float,
    claims: Mapping[str, float],
) -> Axes:
    """Draw a function and, through its point at `at`, one line for each claimed derivative.

    The first claim is drawn solid, the others dotted: a right slope touches the curve, a wrong one
    leaves it.

    Parameters
    ----------
    x : array_like, shape (n,)
        Points to evaluate at, in increasing order; the lines span them too.
    function : callable
        Array in, array of the same shape out.
    at : float
        Where the derivative is claimed.
    claims : mapping of str to float
        Label of each line, and its slope.

    Raises
    ------
    ValueError
        If `at` lies outside the points.
    """
    (points,) = columns(x=x)
    if not points[0] <= at <= points[-1]:
        raise ValueError(f"at is {at}, but must lie in x, from {points[0]} to {points[-1]}")
    value = float(np.asarray(function(np.array([at])))[0])
    axes.plot(points, np.asarray(function(points)), color=FORWARD.line, linewidth=6, alpha=0.3)
    for index, (label, slope) in enumerate(claims.items()):
        hue = THIRD if index == 0 else BACKWARD
        line = value + slope * (points - at)
        axes.plot(points, line, color=hue.line, linestyle="-" if index == 0 else ":")
        end_label(axes, label, points[-1], line[-1], hue)
    axes.plot(at, value, "o", color=INK, markersize=6)
    return axes
