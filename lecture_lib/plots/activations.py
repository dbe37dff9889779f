"""Subgradients at a kink, and what is left of a derivative after many layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from ..arguments import columns
from ..signatures import checked
from .style import BACKWARD, FORWARD, MUTED, THIRD, Hue, end_label

__all__ = ["products_through_depth", "subgradient_fan"]


@checked
def subgradient_fan(
    axes: Axes,
    x: ArrayLike,
    function: Callable[[NDArray[np.float64]], ArrayLike],
    at: float,
    slopes: tuple[float, float],
    label: str,
    lines: int = 11,
) -> Axes:
    """Draw a function and, through its point at `at`, lines with evenly spaced slopes.

    Parameters
    ----------
    x : array_like, shape (n,)
        Points to evaluate at, in increasing order; the lines span them too, as far as they stay in
        the range of the function.
    function : callable
        Array in, array of the same shape out.
    at : float
        Where the kink is.
    slopes : tuple of two floats
        The least and the largest of the slopes.
    label : str
        The name of the function, written where it ends.
    lines : int
        How many lines, at least 2.

    Raises
    ------
    ValueError
        If `at` lies outside the points, the slopes are not in order, or there is one line only.
    """
    (points,) = columns(x=x)
    if not points[0] <= at <= points[-1]:
        raise ValueError(f"at is {at}, but must lie in x, from {points[0]} to {points[-1]}")
    if not slopes[0] < slopes[1] or lines < 2:
        raise ValueError(
            f"slopes are {slopes} in {lines} lines, but must be in order, and in at least 2 lines"
        )
    value = float(np.asarray(function(np.array([at])))[0])
    curve = np.asarray(function(points))
    for slope in np.linspace(*slopes, lines):
        axes.plot(points, value + slope * (points - at), color=THIRD.line, linewidth=0.9)
    axes.plot(points, curve, color=FORWARD.line)
    axes.plot(at, value, "o", color=FORWARD.line, markersize=6)
    span = curve.max() - curve.min()
    axes.set_ylim(curve.min() - 0.4 * span, curve.max() + 0.08 * span)
    end_label(axes, label, points[-1], curve[-1], FORWARD)
    return axes


@checked
def products_through_depth(
    axes: Axes,
    products: Mapping[str, ArrayLike],
    bound: tuple[str, ArrayLike] | None = None,
) -> Axes:
    """Draw the size of each product of slopes, layer by layer, on a logarithmic axis.

    Parameters
    ----------
    products : mapping of str to array_like, shape (depth,)
        Name of each line, at most three, and the product after each layer; none may be 0.
    bound : tuple of str and array_like, optional
        Name and values of a line that none may exceed, drawn dashed.

    Raises
    ------
    ValueError
        If there are more than three lines, or a product is 0 or not finite.
    """
    hues = (FORWARD, BACKWARD, THIRD)
    if not 1 <= len(products) <= len(hues):
        raise ValueError(f"there are {len(products)} lines, but must be 1 to {len(hues)}")
    lines: list[tuple[str, NDArray[np.float64], Hue, str]] = [
        (name, np.abs(np.asarray(values, dtype=float)), hue, ".-")
        for (name, values), hue in zip(products.items(), hues, strict=False)
    ]
    if bound is not None:
        lines.append((bound[0], np.asarray(bound[1], dtype=float), Hue(MUTED, MUTED), "--"))
    for name, sizes, hue, mark in lines:
        if not np.all((sizes > 0) & np.isfinite(sizes)):
            raise ValueError(f"{name}: a product that is 0 or not finite has no place on the axis")
        layers = np.arange(1, sizes.size + 1)
        axes.semilogy(layers, sizes, mark, color=hue.line, markersize=5, linewidth=1.4)
        end_label(axes, name, layers[-1], sizes[-1], hue)
    axes.set(xlabel="layer $k$", ylabel=r"$|\partial z_k/\partial a_1|$")
    return axes
