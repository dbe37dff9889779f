"""Which classes a model mistakes for which."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from ..arguments import within
from ..signatures import checked
from .style import BACKWARD, FORWARD, INK, MUTED

__all__ = ["confusion"]


@checked
def confusion(axes: Axes, labels: ArrayLike, answers: ArrayLike, classes: int) -> Axes:
    """Draw how often each class (a row) was given each answer (a column), as numbers on tints.

    Right answers, on the diagonal, are blue, wrong ones vermilion; each colour is the stronger the
    more there are, in comparison with the largest of its own kind. Zeros are left blank.

    Parameters
    ----------
    labels, answers : array_like of int, shape (m,)
        The right class of each example and the model's, from 0 to ``classes - 1``.
    classes : int
        How many there are, at least 1.

    Raises
    ------
    ValueError
        If the two differ in length, or one of them holds what is no class.
    """
    within("classes", classes, least=1)
    right, said = np.asarray(labels), np.asarray(answers)
    if right.ndim != 1 or right.shape != said.shape:
        raise ValueError(
            f"labels have shape {right.shape}, answers {said.shape}: both must be (m,)"
        )
    for name, values in (("labels", right), ("answers", said)):
        if values.dtype.kind not in "iu" or np.any((values < 0) | (values >= classes)):
            raise ValueError(f"{name} must be integers from 0 to {classes - 1}")
    counts = np.zeros((classes, classes), dtype=int)
    np.add.at(counts, (right, said), 1)
    diagonal = np.eye(classes, dtype=bool)
    largest = np.where(diagonal, counts[diagonal].max(), counts[~diagonal].max(initial=1))
    for row, column in zip(*np.nonzero(counts), strict=True):
        count, hue = counts[row, column], FORWARD if row == column else BACKWARD
        tint = 0.08 + 0.27 * count / largest[row, column]
        corner = (column - 0.5, row - 0.5)
        axes.add_patch(Rectangle(corner, 1, 1, facecolor=hue.line, edgecolor="none", alpha=tint))
        axes.text(column, row, str(count), ha="center", va="center", color=INK, fontsize=9)
    for edge in np.arange(classes + 1) - 0.5:
        axes.plot([-0.5, classes - 0.5], [edge, edge], color=MUTED, linewidth=0.3, alpha=0.5)
        axes.plot([edge, edge], [-0.5, classes - 0.5], color=MUTED, linewidth=0.3, alpha=0.5)
    axes.set(xlim=(-0.5, classes - 0.5), ylim=(classes - 0.5, -0.5), aspect="equal")
    axes.set(xlabel="answer of the model", ylabel="right class")
    axes.set(xticks=range(classes), yticks=range(classes))
    axes.tick_params(length=0)
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return axes
