"""Momentum: paths over a bowl, errors by step, a cycle, and what noise leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Ellipse
from matplotlib.patheffects import withStroke
from numpy.typing import ArrayLike

from ..arguments import columns
from ..signatures import checked
from .methods import OTHERS, hues
from .style import BACKWARD, FORWARD, INK, MUTED, THIRD, end_label

__all__ = ["bowl_paths", "cycle", "runs", "variances"]

LINE_HEIGHT = 14  # points
DASHES = ("-", "-", (0, (5, 2)), (0, (1.5, 1.5)))
MARKS = ("o", "s", "^", "v")
LEVELS = (0.06, 0.15, 0.3, 0.5, 0.75, 1.05, 1.4)


@checked
def bowl_paths(
    axes: Axes,
    curvatures: tuple[float, float],
    paths: Mapping[str, tuple[ArrayLike, int]],
) -> Axes:
    """Draw level lines of (c1 x1^2 + c2 x2^2) / 2 and paths over them, each named at a step.

    Parameters
    ----------
    curvatures : pair of float
        c1 and c2, positive.
    paths : mapping of str to (points, step)
        At most four: points of shape (T+1, 2), and the step at which the name stands. The name is
        above the path where x2 is positive there, and below where not.

    Raises
    ------
    ValueError
        If a curvature is not positive, or there are too many paths.
    """
    _few(paths)
    if min(curvatures) <= 0:
        raise ValueError(f"curvatures are {curvatures}, but must be positive")
    all_points = np.concatenate([np.asarray(points, dtype=float) for points, _ in paths.values()])
    far = np.abs(all_points).max(axis=0)
    for level in LEVELS:
        height = 2 * level * far[1]
        width = height * np.sqrt(curvatures[1] / curvatures[0])
        axes.add_patch(
            Ellipse((0, 0), width, height, fill=False, edgecolor=MUTED, linewidth=0.5, alpha=0.6)
        )
    axes.plot(0, 0, "+", color=INK, markersize=10)
    for (label, (points, step)), hue, mark in zip(paths.items(), hues(paths), MARKS, strict=False):
        x, y = np.asarray(points, dtype=float).T
        axes.plot(x, y, color=hue.line, marker=mark, markersize=3.5, linewidth=1.4)
        up = y[step] > 0
        # the name has a white edge, so that no level line strikes it through
        axes.annotate(
            label,
            (x[step], y[step]),
            xytext=(0, 8 if up else -8),
            textcoords="offset points",
            ha="left",
            va="bottom" if up else "top",
            color=hue.text,
            path_effects=[withStroke(linewidth=3, foreground="white")],
        )
    axes.set(xlabel="$x_1$, the flat direction", ylabel="$x_2$, the steep direction")
    # where there is neither a path nor the minimum, there is nothing to see
    left, right = min(0.0, all_points[:, 0].min()), max(0.0, all_points[:, 0].max())
    room = 0.12 * (right - left)
    axes.set(xlim=(left - room, right + room), ylim=(-1.3 * far[1], 1.3 * far[1]))
    axes.locator_params(nbins=5)
    return axes


@checked
def runs(
    axes: Axes, errors: Mapping[str, ArrayLike], floor: float | None = None, first: int = 0
) -> Axes:
    """Draw numbers by step, one line each, named at its end.

    Parameters
    ----------
    errors : mapping of str to array_like, shape (T+1,)
        At most four; the first number belongs to step `first`.
    floor : float, optional
        With it, the axis is logarithmic, and a line ends where it first falls below the floor.

    Raises
    ------
    ValueError
        If there are too many lines, or the floor is not positive.
    """
    _few(errors)
    if floor is not None and not floor > 0:
        raise ValueError(f"floor is {floor}, but must be positive: the axis is logarithmic")
    ends = []
    for (label, numbers), hue, dashes in zip(errors.items(), hues(errors), DASHES, strict=False):
        y = np.asarray(numbers, dtype=float)
        if floor is not None:
            below = np.flatnonzero(y < floor)
            y = y[: below[0]] if below.size else y
            if not y.size:
                raise ValueError(f"floor is {floor}, but must be below the first of {label!r}")
        x = first + np.arange(y.size)
        axes.plot(x, y, color=hue.line, linestyle=dashes, linewidth=1.7)
        ends.append((label, x[-1], y[-1], hue))
    if floor is None:
        axes.axhline(0, color=MUTED, linewidth=0.8)
    else:
        axes.set_yscale("log")
        axes.set_ylim(bottom=floor)
    axes.set_xlabel("step $t$")
    axes.figure.canvas.draw()  # the layout decides how far apart two ends are
    # a name on the axis itself would be struck through
    base = axes.bbox.y0 * 72 / axes.figure.dpi
    top = base + 8 - LINE_HEIGHT
    for label, at, value, hue in sorted(ends, key=lambda end: (end[2], -end[1])):
        height = axes.transData.transform((at, value))[1] * 72 / axes.figure.dpi
        raised = max(height, top + LINE_HEIGHT)
        axes.annotate(
            label,
            (at, value),
            xytext=(7, raised - height),
            textcoords="offset points",
            va="center",
            color=hue.text,
        )
        top = raised
    return axes


@checked
def cycle(axes: Axes, iterates: ArrayLike, points: Sequence[float]) -> Axes:
    """Draw iterates by step, with the points between which they end up named at the right.

    Parameters
    ----------
    iterates : array_like, shape (T+1,)
    points : sequence of float
        The points of the cycle.
    """
    (x,) = columns(iterates=iterates)
    steps = np.arange(x.size)
    for point in points:
        axes.axhline(point, color=MUTED, linewidth=0.8, linestyle=(0, (2, 2)))
        end_label(axes, f"{point:.4f}".replace("-", "−"), steps[-1], point, THIRD)
    axes.plot(steps, x, "o-", color=FORWARD.line, markersize=4, linewidth=1.0)
    axes.plot(steps, 0 * x, color=INK, linewidth=0.8)
    axes.set(xlabel="step $t$", ylabel="$x_t$")
    return axes


@checked
def variances(axes: Axes, betas: ArrayLike, exact: ArrayLike, measured: ArrayLike) -> Axes:
    """Draw what noise leaves over the momentum: the formula as a line, measurements as dots.

    Parameters
    ----------
    betas, exact, measured : array_like, shape (n,)
    """
    at, line, dots = columns(betas=betas, exact=exact, measured=measured)
    axes.plot(at, line, color=FORWARD.line)
    axes.plot(at, dots, "o", color=BACKWARD.line, markersize=5)
    axes.set_ylim(bottom=0)
    end_label(axes, "theorem", at[-1], line[-1], FORWARD, va="bottom")
    end_label(axes, "measured", at[-1], dots[-1], BACKWARD, va="top")
    axes.set(xlabel=r"momentum $\beta$", ylabel="stationary variance")
    return axes


def _few(lines: Mapping[str, object]) -> None:
    if not 1 <= len(lines) <= len(OTHERS):
        raise ValueError(f"there are {len(lines)} lines, but must be 1 to {len(OTHERS)}")
