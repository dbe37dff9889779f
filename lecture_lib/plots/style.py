"""The one style of the book's pictures: colours, type, lines, and the name at a line's end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import matplotlib as mpl
from matplotlib.axes import Axes

__all__ = ["BACKWARD", "FORWARD", "INK", "MUTED", "STYLE", "THIRD", "Hue", "end_label", "style"]


class Hue(NamedTuple):
    """A colour in two strengths: for lines (3:1 on white) and for text (4.5:1 on white)."""

    line: str
    text: str


#: What flows forward, values: blue.
FORWARD = Hue("#0072B2", "#0072B2")
#: What flows backward, gradients: vermilion.
BACKWARD = Hue("#D55E00", "#B84F00")
#: What is neither of the two: green.
THIRD = Hue("#009E73", "#00795A")
#: Letters, and what must be seen: nearly black.
INK = "#1b1b1b"
#: Axes, and what stands back: grey.
MUTED = "#5c5c5c"

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "mathtext.fontset": "dejavusans",
    "text.color": INK,
    "figure.figsize": (4.6, 2.9),
    "figure.facecolor": "none",
    "figure.constrained_layout.use": True,
    "axes.facecolor": "none",
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.xmargin": 0.02,
    "axes.ymargin": 0.08,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "lines.linewidth": 2.0,
    "lines.solid_capstyle": "round",
}


@contextmanager
def style() -> Iterator[None]:
    """Make figures created inside the ``with`` block look like the book's, and no others.

    Examples
    --------
    >>> import matplotlib.pyplot as plt
    >>> with style():
    ...     figure, axes = plt.subplots()
    >>> axes.spines["top"].get_visible(), mpl.rcParams["axes.spines.top"]
    (False, True)
    >>> plt.close(figure)
    """
    # Not rc_context: it would also undo what the first figure of a notebook sets for good.
    before = {key: mpl.rcParams[key] for key in STYLE}
    mpl.rcParams.update(STYLE)
    try:
        yield
    finally:
        mpl.rcParams.update(before)


def end_label(
    axes: Axes, label: str, x: float, y: float, hue: Hue, va: str = "center", raised: float = 0.0
) -> None:
    """Write a line's name just right of its end, outside the frame if need be, `raised` points."""
    axes.annotate(
        label, (x, y), xytext=(7, raised), textcoords="offset points", va=va, color=hue.text
    )
