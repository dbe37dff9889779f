"""The book's pictures: one style, and functions that draw on a given Axes.

Colours are Okabe and Ito's, told apart by colour-blind readers, on a transparent ground: blue for
the forward pass and for values, vermilion for the backward pass and for gradients. Lines are named
where they end, not in a legend. Every function returns the Axes that it was given.

On a dark page the book inverts the lightness of these pictures and keeps their hues, which is why
no picture paints a background.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_rgb
from numpy.typing import ArrayLike, NDArray


class Hue(NamedTuple):
    """A colour in two strengths: for lines (3:1 on white) and for text (4.5:1 on white)."""

    line: str
    text: str


FORWARD = Hue("#0072B2", "#0072B2")
BACKWARD = Hue("#D55E00", "#B84F00")
THIRD = Hue("#009E73", "#00795A")
INK = "#1b1b1b"
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
    points = np.asarray(x, dtype=float)
    for curve, hue, dashes, label in zip(
        (function, derivative), (FORWARD, BACKWARD), ("-", (0, (4, 2))), labels, strict=True
    ):
        values = np.asarray(curve(points))
        axes.plot(points, values, color=hue.line, linestyle=dashes)
        _name(axes, label, points[-1], values[-1], hue)
    return axes


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
    points = np.asarray(x, dtype=float)
    if not points[0] <= at <= points[-1]:
        raise ValueError(f"at is {at}, but must lie from {points[0]} to {points[-1]}")
    value = float(np.asarray(function(np.array([at])))[0])
    axes.plot(points, np.asarray(function(points)), color=FORWARD.line, linewidth=6, alpha=0.3)
    for index, (label, slope) in enumerate(claims.items()):
        hue = THIRD if index == 0 else BACKWARD
        line = value + slope * (points - at)
        axes.plot(points, line, color=hue.line, linestyle="-" if index == 0 else ":")
        _name(axes, label, points[-1], line[-1], hue)
    axes.plot(at, value, "o", color=INK, markersize=6)
    return axes


def learning_curve(
    axes: Axes,
    losses: ArrayLike,
    window: int,
    held_out: tuple[ArrayLike, ArrayLike] | None = None,
) -> Axes:
    """Draw the loss of every training step as a dot, and the mean of the last `window` as a line.

    The loss axis is logarithmic. The mean at step t is over the losses of steps t - window + 1 to
    t, so the line begins at step `window`.

    Parameters
    ----------
    losses : array_like, shape (steps,)
        The loss of each step, positive.
    window : int
        Steps to average over, 1 to ``len(losses)``.
    held_out : tuple of two array_like, optional
        Step numbers, and the loss on unseen data measured after each of them.

    Raises
    ------
    ValueError
        If `window` is out of range, or a loss is not a positive finite number.
    """
    history = np.asarray(losses, dtype=float)
    if not 1 <= window <= history.size:
        raise ValueError(f"window is {window}, but must be from 1 to {history.size}, the steps")
    if not np.all((history > 0) & np.isfinite(history)):
        raise ValueError("losses must be positive and finite to be drawn on a logarithmic axis")
    steps = np.arange(1, history.size + 1)
    sums = np.concatenate([[0.0], np.cumsum(history)])
    mean = (sums[window:] - sums[:-window]) / window
    axes.semilogy(steps, history, ".", color=FORWARD.line, markersize=2, alpha=0.15)
    axes.semilogy(steps[window - 1 :], mean, color=FORWARD.line)
    above, below = "bottom", "top"
    if held_out is not None:
        at, loss = (np.asarray(values, dtype=float) for values in held_out)
        axes.semilogy(at, loss, "o-", color=THIRD.line, markersize=5)
        if loss[-1] > mean[-1]:
            above, below = below, above
        _name(axes, "held out", at[-1], loss[-1], THIRD, va=below)
    _name(axes, f"training, mean\nof {window} steps", steps[-1], mean[-1], FORWARD, va=above)
    axes.set(xlabel="step", ylabel="loss")
    return axes


def image_grid(
    axes: Axes,
    images: ArrayLike,
    columns: int,
    captions: Sequence[str] | None = None,
    signed: bool = False,
) -> Axes:
    """Draw pictures side by side, row after row, each with its caption above it, without axes.

    Plain pictures are ink on paper: 0 is transparent, the largest value of all is black. Signed
    pictures (weights) are vermilion where positive and blue where negative, transparent at 0, with
    one scale for all of them.

    Parameters
    ----------
    images : array_like, shape (n, height, width)
        Plain pictures must not be negative.
    columns : int
        Pictures in a row, at least 1.
    captions : sequence of n str, optional
        A short text for each picture.
    signed : bool
        Which of the two scales.

    Raises
    ------
    ValueError
        If the shapes, the number of captions or the values do not fit the description.
    """
    pictures = np.asarray(images, dtype=float)
    if pictures.ndim != 3 or pictures.size == 0:
        raise ValueError(f"images have shape {pictures.shape}, but must be (n, height, width)")
    if columns < 1:
        raise ValueError(f"columns is {columns}, but must be at least 1")
    if captions is not None and len(captions) != len(pictures):
        raise ValueError(f"there are {len(captions)} captions for {len(pictures)} images")
    if not signed and pictures.min() < 0:
        raise ValueError(f"images go down to {pictures.min()}: negative values need signed=True")
    largest = float(np.abs(pictures).max()) or 1.0
    look: dict[str, Any] = {
        "cmap": _SIGNED if signed else _INK,
        "vmin": -largest if signed else 0.0,
        "vmax": largest,
        "interpolation": "nearest",
    }
    height, width = pictures.shape[1:]
    stride_x, stride_y = 1.2 * width, height * (1.2 if captions is None else 1.6)
    for index, picture in enumerate(pictures):
        left, top = index % columns * stride_x, index // columns * stride_y
        extent = (left, left + width, top + height, top)
        axes.imshow(picture, extent=extent, **look)
        if captions is not None:
            centre = (left + width / 2, top - 0.06 * height)
            axes.text(*centre, captions[index], ha="center", va="bottom")
    rows = -(-len(pictures) // columns)
    across = min(columns, len(pictures))
    axes.set_xlim(0, (across - 1) * stride_x + width)
    axes.set_ylim((rows - 1) * stride_y + height, 0 if captions is None else -0.25 * height)
    axes.set_axis_off()
    return axes


def _name(axes: Axes, label: str, x: float, y: float, hue: Hue, va: str = "center") -> None:
    """Write a line's name just right of its end, outside the frame if need be."""
    axes.annotate(label, (x, y), xytext=(7, 0), textcoords="offset points", va=va, color=hue.text)


def _fade(name: str, *stops: tuple[float, str, float]) -> Colormap:
    """Return a colour map through stops of (position, colour, opacity)."""
    return LinearSegmentedColormap.from_list(
        name, [(position, (*to_rgb(colour), opacity)) for position, colour, opacity in stops]
    )


_INK = _fade("ink", (0.0, INK, 0.0), (1.0, INK, 1.0))
_SIGNED = _fade(
    "signed",
    (0.0, FORWARD.line, 1.0),
    (0.5, FORWARD.line, 0.0),
    (0.5, BACKWARD.line, 0.0),
    (1.0, BACKWARD.line, 1.0),
)
