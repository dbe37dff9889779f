"""Small pictures side by side: data, and weights seen as pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap, to_rgb
from numpy.typing import ArrayLike

from ..signatures import checked
from .style import BACKWARD, FORWARD, INK

__all__ = ["image_grid"]


@checked
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
