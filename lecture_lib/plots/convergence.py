"""How fast a gap closes, beside the bounds that theorems give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..signatures import checked
from .style import BACKWARD, FORWARD, MUTED, THIRD, Hue, end_label

__all__ = ["convergence"]

LINE_HEIGHT = 14  # points
BOUNDS = (BACKWARD, THIRD, Hue(MUTED, MUTED))


@checked
def convergence(
    axes: Axes,
    gaps: tuple[str, ArrayLike, ArrayLike],
    bounds: Mapping[str, tuple[ArrayLike, ArrayLike]],
    floor: float,
    log_t: bool = False,
) -> Axes:
    """Draw the measured gap solid and every bound dashed, each named where its line ends.

    Gaps are on a logarithmic axis that ends at `floor`; a line ends where it falls below it.

    Parameters
    ----------
    gaps : tuple (label, t, gap)
        The label of the measured gap, iterations, and positive numbers of the same shape.
    bounds : mapping of str to (t, bound)
        At most three.
    floor : float
        The lowest gap shown, positive.
    log_t : bool
        Whether iterations are on a logarithmic axis too; t = 0 is then left out.

    Raises
    ------
    ValueError
        If there are more than three bounds, `floor` is not positive, or a line has no point above
        the floor.
    """
    if len(bounds) > len(BOUNDS):
        raise ValueError(f"there are {len(bounds)} bounds; at most {len(BOUNDS)} can be told apart")
    if not floor > 0:
        raise ValueError(f"floor is {floor}, but must be positive: the axis is logarithmic")
    name, t, gap = gaps
    solid: Any = "-"
    lines = [(name, t, gap, FORWARD, solid)]
    for hue, (label, (at, bound)) in zip(BOUNDS, bounds.items(), strict=False):
        lines.append((label, at, bound, hue, (0, (4, 2))))
    ends = []
    for label, at, values, hue, dashes in lines:
        x, y = np.asarray(at, dtype=float), np.asarray(values, dtype=float)
        kept = (y >= floor) & ((x > 0) | (not log_t))
        if not kept.any():
            raise ValueError(f"{label!r} has no point above the floor {floor}")
        x, y = x[kept], y[kept]
        axes.plot(x, y, color=hue.line, linestyle=dashes)
        ends.append((label, x[-1], y[-1], hue))
    axes.set(yscale="log", xlabel="iteration $t$", ylabel=r"$f(w_t) - f^\star$")
    axes.set_ylim(bottom=floor)
    if log_t:
        axes.set_xscale("log")
    _name_ends(axes, ends)
    return axes


def _name_ends(axes: Axes, ends: list[tuple[str, float, float, Hue]]) -> None:
    """Write each line's name at its end, raised where it would lie on the one below."""
    # a name on the axis itself would be struck through
    top = axes.bbox.y0 * 72 / axes.figure.dpi + 8 - LINE_HEIGHT
    for label, x, y, hue in sorted(ends, key=lambda end: (end[2], -end[1])):
        height = axes.transData.transform((x, y))[1] * 72 / axes.figure.dpi
        raised = max(height, top + LINE_HEIGHT)
        end_label(axes, label, x, y, hue, raised=raised - height)
        top = raised
