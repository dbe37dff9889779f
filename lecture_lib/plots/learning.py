"""How a loss falls while a model learns."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from ..arguments import columns
from ..signatures import checked
from .style import FORWARD, THIRD, end_label

__all__ = ["learning_curve"]


@checked
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
    (history,) = columns(losses=losses)
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
        at, loss = columns(**{"held_out[0]": held_out[0], "held_out[1]": held_out[1]})
        many = at.size > 20  # so many marks would make a worm of the line
        axes.semilogy(at, loss, "o-", color=THIRD.line, markersize=2.5 if many else 5)
        if loss[-1] > mean[-1]:
            above, below = below, above
        end_label(axes, "held out", at[-1], loss[-1], THIRD, va=below)
    end_label(axes, f"training, mean\nof {window} steps", steps[-1], mean[-1], FORWARD, va=above)
    axes.set(xlabel="step", ylabel="loss")
    return axes
