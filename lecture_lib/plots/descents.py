"""Runs of stochastic descents beside each other, and variances of batches beside their formulas."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import NullFormatter
from numpy.typing import ArrayLike

from ..arguments import columns, within
from ..signatures import checked
from .methods import OTHERS, hues
from .style import INK, end_label

__all__ = ["batch_variances", "descents"]

APART = 0.085  # of the height of the axes: what a line of text takes
LOWEST = 0.05  # a name on the axis itself would be struck through


@checked
def descents(
    axes: Axes,
    lines: Mapping[str, tuple[ArrayLike, ArrayLike]],
    xlabel: str,
    ylabel: str,
    levels: Mapping[str, float] | None = None,
    log_x: bool = False,
    y_range: tuple[float, float] | None = None,
) -> Axes:
    """Draw up to four lines on a logarithmic axis, each named where it ends.

    Parameters
    ----------
    lines : mapping of str to (x, y)
        Name of each line, and two array_like of one shape. Numbers that are not positive, on an
        axis that is logarithmic, are left out.
    levels : mapping of str to float, optional
        Heights drawn dashed and black, and named above their left end.
    log_x : bool
        Whether the horizontal axis is logarithmic too.
    y_range : tuple of two floats, optional
        The lowest and the highest y shown; what is outside is cut off.

    Raises
    ------
    ValueError
        If there are no lines or more than four, or a line has nothing to draw.
    """
    if not 1 <= len(lines) <= len(OTHERS):
        raise ValueError(f"there are {len(lines)} lines, but 1 to {len(OTHERS)} can be told apart")
    axes.set_yscale("log")
    axes.yaxis.set_minor_formatter(NullFormatter())
    if log_x:
        axes.set_xscale("log")
    ends = []
    for hue, (label, line) in zip(hues(lines), lines.items(), strict=True):
        x, y = (np.asarray(values, dtype=float) for values in line)
        kept = (y > 0) & ((x > 0) | (not log_x))
        if not kept.any():
            raise ValueError(f"the line {label!r} has no point that can be drawn")
        axes.plot(x[kept], y[kept], color=hue.line, linewidth=1.6)
        ends.append((label, x[kept][-1], y[kept][-1], hue))
    if y_range:
        within("y_range", y_range)
        axes.set_ylim(*y_range)
    for label, level in (levels or {}).items():
        axes.axhline(level, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        axes.annotate(
            label,
            (0.02, level),
            xycoords=("axes fraction", "data"),
            xytext=(0, 3),
            textcoords="offset points",
            color=INK,
        )
    low, high = np.log(axes.get_ylim())
    heights = [float(np.clip((np.log(y) - low) / (high - low), LOWEST, 1)) for _, _, y, _ in ends]
    for (label, x_end, _, hue), height in zip(ends, _apart(heights), strict=True):
        end_label(axes, label, x_end, float(np.exp(low + height * (high - low))), hue)
    axes.set(xlabel=xlabel, ylabel=ylabel)
    return axes


def _apart(heights: list[float]) -> list[float]:
    """Move heights from the lowest up, as little as is needed for `APART` between them."""
    placed = list(heights)
    last = -1.0
    for i in sorted(range(len(heights)), key=heights.__getitem__):
        placed[i] = last = max(heights[i], last + APART)
    return placed


@checked
def batch_variances(
    axes: Axes,
    sizes: ArrayLike,
    formulas: Mapping[str, ArrayLike],
    measured: Mapping[str, tuple[ArrayLike, ArrayLike, ArrayLike]],
    ylabel: str = "variance of a batch",
) -> Axes:
    """Draw variances by batch size, formulas as lines and measured ones with bars of error.

    Parameters
    ----------
    sizes : array_like, shape (n,)
        Batch sizes of the formulas, on a logarithmic axis.
    formulas : mapping of str to array_like of shape (n,)
        Two at most, named where they end.
    measured : mapping of str to (sizes, variances, errors)
        In the order of the formulas; bars reach one error up and one down.
    ylabel : str
        What the variances are relative to, if to anything.

    Raises
    ------
    ValueError
        If there are more than two formulas, or more measured than formulas.
    """
    if len(formulas) > 2 or len(measured) > len(formulas):
        raise ValueError(
            f"{len(formulas)} formulas and {len(measured)} measured; at most 2, and no more "
            "measured than formulas"
        )
    (b,) = columns(sizes=sizes)
    axes.set(xscale="log", xlabel="batch size b", ylabel=ylabel)
    for hue, (label, formula) in zip(hues(formulas), formulas.items(), strict=True):
        b, y = columns(sizes=sizes, formulas=formula)
        axes.plot(b, y, color=hue.line, linewidth=1.6)
        end_label(axes, label, b[-1], y[-1], hue)
    for marker, (at, values, errors) in zip("os", measured.values(), strict=False):
        axes.errorbar(at, values, yerr=errors, fmt=marker, color=INK, markersize=3.5, capsize=3)
    return axes
