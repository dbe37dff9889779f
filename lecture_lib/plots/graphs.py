"""Computation graphs: what a result was computed from, from left to right or downward."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D
from numpy.typing import NDArray

from ..autodiff import Tensor, topological_order
from ..signatures import checked
from .graph_layout import Point, lay_out
from .style import BACKWARD, FORWARD, INK, MUTED

__all__ = ["computation_graph"]

RADIUS = 0.34
ROOM = 22.0  # how wide a text in a circle may be, in points
ROW = 1.6  # the distance of rows, in that of columns: there is text above and below a circle
ASIDE = 1.3  # the same if the graph runs downward: there is text to the right of a circle
#: Turns what runs to the right so that it runs downward, first operands at the left.
DOWNWARD = Affine2D([[0.0, -1.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 1.0]])
TWIN = 0.16  # how far apart the two lines are of a value that is used twice by one operation
SIGNS = {
    "add": "+",
    "sub": "−",
    "mul": "×",
    "div": "÷",
    "matmul": "@",
    "sum": "Σ",
    "sigmoid": "σ",
    "square_loss": "½(·)²",
    "cross_entropy": "ℓ",
    "log_softmax": "log p",
    "maximum": "max",
    "minimum": "min",
    "linear": "Wx+b",
}


@checked
def computation_graph(
    axes: Axes,
    result: Tensor,
    notes: Mapping[Any, str] | None = None,
    downward: bool = False,
) -> Axes:
    """Draw what `result` was computed from, leaves at the left, the result at the right.

    A circle is a value. Results of operations are blue, with the operation's sign inside; leaves
    are grey, with their name inside, and thick-rimmed if they require a gradient. Above a result
    stands its name, below each value its shape if it is no single number.

    Parameters
    ----------
    result : Tensor
        Give names to what matters (``a.name = "a"``); mathtext is understood.
    notes : mapping of Tensor to str, optional
        What to write under a value, in the colour of the backward pass, in place of its shape.
    downward : bool
        Draw leaves at the top and the result at the bottom, with names and shapes to the right of
        their circles: a long graph stays narrow.

    Raises
    ------
    ValueError
        If a note belongs to no value in the graph, or `backward` has released the graph.
    """
    nodes = topological_order(result)
    if any(node.op is not None and not node.parents for node in nodes):
        raise ValueError(
            "the graph was released by backward(); draw it before that, or call "
            "backward(retain_graph=True)"
        )
    notes = dict(notes or {})
    if any(all(key is not node for node in nodes) for key in notes):
        raise ValueError("a note belongs to a value from which the result was not computed")
    layout = lay_out({node: node.parents for node in nodes})
    turn = DOWNWARD if downward else Affine2D()
    spread = Affine2D().scale(1.0, ASIDE if downward else ROW)
    uses: Counter[Any] = Counter((parent, node) for node in nodes for parent in node.parents)
    for edge, points in layout.edges.items():
        count = uses[edge]
        for twin in range(count):
            line = _edge(spread.transform(points), TWIN * (twin - (count - 1) / 2))
            path = turn.transform_path(line)
            axes.add_patch(PathPatch(path, facecolor="none", edgecolor=MUTED, linewidth=1.0))
    for node in nodes:
        x, y = (spread + turn).transform(layout.nodes[node])
        _draw_node(axes, node, (x, y), notes.get(node), downward)
    passed = [point for points in layout.edges.values() for point in points]
    x, y = (spread + turn).transform([*layout.nodes.values(), *passed]).T
    right, above = (1.0, 0.5) if downward else (0.5, 0.65)
    axes.set_xlim(x.min() - 0.5, x.max() + right)
    axes.set_ylim(y.min() - above, y.max() + above)
    axes.set_aspect("equal")
    axes.set_axis_off()
    return axes


def _edge(points: NDArray[np.float64], shift: float) -> Path:
    """Return a smooth line through points, level where it passes them, from rim to rim."""
    at = [(x, y + shift) for x, y in points]
    reach = (RADIUS**2 - shift**2) ** 0.5
    at[0], at[-1] = (at[0][0] + reach, at[0][1]), (at[-1][0] - reach, at[-1][1])
    vertices, codes = [at[0]], [Path.MOVETO]
    for (x, y), (to_x, to_y) in pairwise(at):
        vertices += [((x + to_x) / 2, y), ((x + to_x) / 2, to_y), (to_x, to_y)]
        codes += [Path.CURVE4] * 3
    return Path(vertices, codes)


def _draw_node(axes: Axes, node: Tensor, at: Point, note: str | None, downward: bool) -> None:
    x, y = at
    rim = FORWARD.line if node.op else MUTED
    width = 2.0 if node.requires_grad else 1.0
    axes.add_patch(Circle(at, RADIUS, facecolor="none", edgecolor=rim, linewidth=width))
    inside = SIGNS.get(node.op, node.op) if node.op else node.name or _constant(node)
    axes.text(x, y, inside, ha="center", va="center", color=INK, fontsize=_size(inside))
    name = node.name if node.op and node.name else ""
    below = note or "×".join(map(str, node.shape))
    if downward:
        x, ha, high, low = x + RADIUS + 0.1, "left", y + 0.01, y - 0.01
    else:
        ha, high, low = "center", y + RADIUS + 0.05, y - RADIUS - 0.07
    middle = "center" if downward and not (name and below) else None
    if name:
        axes.text(x, high, name, ha=ha, va=middle or "bottom", color=FORWARD.text)
    if below:
        hue = BACKWARD.text if note else MUTED
        axes.text(x, low, below, ha=ha, va=middle or "top", color=hue, fontsize=9.5)


def _size(inside: str) -> float:
    """Return the size of type, 10.5 at most, at which a text fits into a circle."""
    width = TextPath((0, 0), inside, size=10.5).get_extents().width
    return 10.5 * min(1.0, ROOM / width)


def _constant(node: Tensor) -> str:
    return f"{node.item():g}" if node.shape == () else f"{np.ndim(node.data)}-d"
