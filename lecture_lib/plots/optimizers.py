"""What optimizers do: named curves, paths over level lines, rates, results with their spread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..arguments import columns, within
from ..signatures import checked
from .methods import OTHERS, hues
from .style import BACKWARD, FORWARD, INK, MUTED, Hue, end_label

__all__ = ["named_curves", "paths", "rates_by_count", "spread"]

NAME_HEIGHT = 14  # points
AT = tuple(
    k * 10.0**n for n in range(-6, 7) for k in (1, 2, 5)
)  # where a logarithmic axis is marked


def _check_count(names: Mapping[str, Any]) -> None:
    if not 1 <= len(names) <= len(OTHERS):
        raise ValueError(f"there are {len(names)} lines, but must be 1 to {len(OTHERS)}")


@checked
def named_curves(
    axes: Axes,
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    xlabel: str,
    ylabel: str,
    log: str = "",
) -> Axes:
    """Draw up to four curves, each named where it ends.

    Parameters
    ----------
    curves : mapping of str to (x, y)
    xlabel, ylabel : str
    log : {"", "x", "y", "xy"}
        The axes that are logarithmic.

    Raises
    ------
    ValueError
        If there are too many curves, a number is not finite, or one is not positive on a
        logarithmic axis.
    """
    _check_count(curves)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    axes.set_xscale("log" if "x" in log else "linear")
    axes.set_yscale("log" if "y" in log else "linear")
    ends = []
    for hue, (name, pair) in zip(hues(curves), curves.items(), strict=True):
        x, y = (np.asarray(values, dtype=float) for values in pair)
        for axis, values in (("x", x), ("y", y)):
            if not np.all(np.isfinite(values)) or (axis in log and not np.all(values > 0)):
                raise ValueError(f"{name!r} has numbers that cannot be drawn on the {axis} axis")
        axes.plot(x, y, color=hue.line)
        ends.append((name, x[-1], y[-1], hue))
    _name_apart(axes, ends)
    return axes


def _name_apart(axes: Axes, ends: list[tuple[str, float, float, Hue]]) -> None:
    """Write the names at the ends, from below, none on the one before."""
    axes.figure.canvas.draw()  # so that the places of the ends on paper are known
    points = 72.0 / axes.figure.dpi
    heights = [axes.transData.transform((x, y))[1] * points for _, x, y, _ in ends]
    top = -np.inf
    for i in np.argsort(heights, kind="stable"):
        name, x, y, hue = ends[i]
        half = NAME_HEIGHT * (1 + name.count("\n")) / 2
        middle = max(heights[i], top + half)
        end_label(axes, name, x, y, hue, raised=middle - heights[i])
        top = middle + half


@checked
def paths(
    axes: Axes,
    value: Callable[[Any], Any],
    runs: Mapping[str, ArrayLike],
    bounds: tuple[float, float, float, float],
) -> Axes:
    """Draw paths in the plane over level lines of a function, named above the frame.

    Parameters
    ----------
    value : callable
        Points of shape (..., 2) to values of shape (...).
    runs : mapping of str to array of shape (T+1, 2)
        Up to four; all begin at the same point.
    bounds : tuple (left, right, bottom, top)

    Raises
    ------
    ValueError
        If there are too many paths, or a path is not one of points in the plane.
    """
    _check_count(runs)
    left, right, bottom, top = bounds
    grid = np.stack(np.meshgrid(np.linspace(left, right, 161), np.linspace(bottom, top, 161)), -1)
    heights = value(grid)
    levels = np.quantile(heights, np.linspace(0.02, 0.9, 9))
    axes.contour(
        *np.moveaxis(grid, -1, 0), heights, levels, colors=MUTED, linewidths=0.5, alpha=0.7
    )
    for place, (hue, (name, run)) in enumerate(zip(hues(runs), runs.items(), strict=True)):
        points = np.asarray(run, dtype=float)
        if points.ndim != 2 or points.shape[1] != 2:
            raise ValueError(f"{name!r} has shape {points.shape}; a path in the plane has (T+1, 2)")
        axes.plot(*points.T, ".-", color=hue.line, linewidth=1.2, markersize=4)
        axes.annotate(
            name,
            (float(place % 2), 1.0),
            xycoords="axes fraction",
            xytext=(0, 5 + 14 * (place // 2)),
            textcoords="offset points",
            ha="right" if place % 2 else "left",
            color=hue.text,
        )
    axes.set(xlim=(left, right), ylim=(bottom, top), aspect="equal")
    axes.set(xlabel=r"$\theta_1$", ylabel=r"$\theta_2$")
    return axes


@checked
def rates_by_count(axes: Axes, counts: ArrayLike, rates: ArrayLike, lr: float) -> Axes:
    """Draw the learning rate that each feature has got against how often it was there.

    Both axes are logarithmic. The dashed line is ``lr / sqrt(count)``, AdaGrad's rate after as
    many gradients of size 1.

    Raises
    ------
    ValueError
        If a count or a rate is not positive.
    """
    n, r = columns(counts=counts, rates=rates)
    for name, values in (("counts", n), ("rates", r), ("lr", lr)):
        within(name, values, above=0.0)  # the axes are logarithmic
    axes.loglog(n, r, ".", color=FORWARD.line, markersize=7, alpha=0.35, markeredgewidth=0)
    at = np.array([1.0, n.max()])
    axes.loglog(at, lr / np.sqrt(at), color=BACKWARD.line, linestyle=(0, (4, 2)))
    end_label(axes, r"$\eta/\sqrt{n}$", at[-1], lr / np.sqrt(at[-1]), BACKWARD)
    axes.set(xlabel="sentences with the word, $n$", ylabel="its learning rate")
    return axes


@checked
def spread(axes: Axes, results: Mapping[str, ArrayLike], xlabel: str) -> Axes:
    """Draw all results of each method as dots in its row, and their median as a stroke.

    Rows are in the order given, from above; the axis is logarithmic.

    Raises
    ------
    ValueError
        If a method has no result, or one that is not positive and finite.
    """
    for row, (hue, (name, values)) in enumerate(zip(hues(results), results.items(), strict=True)):
        x = np.asarray(values, dtype=float)
        if x.size == 0 or not np.all(np.isfinite(x) & (x > 0)):
            raise ValueError(f"{name!r} has no results, or one that is not positive and finite")
        axes.plot(x, np.full(x.shape, row), "o", color=hue.line, markersize=5, alpha=0.55)
        axes.plot(np.median(x), row, "|", color=INK, markersize=16, markeredgewidth=2)
    axes.set_yticks(range(len(results)), list(results))
    axes.tick_params(axis="y", length=0, labelcolor=INK)
    axes.spines["left"].set_visible(False)
    axes.set(xlabel=xlabel, ylim=(len(results) - 0.5, -0.5), xscale="log")
    ticks = [tick for tick in AT if axes.get_xlim()[0] <= tick <= axes.get_xlim()[1]]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    return axes
