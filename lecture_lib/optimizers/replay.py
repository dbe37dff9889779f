"""What an optimizer does with gradients that are given in advance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..signatures import Numbers, checked
from .optimizer import Optimizer

__all__ = ["replay"]


@checked
def replay(
    optimizer: Optimizer,
    gradients: Numbers,
    start: float = 0.0,
    interval: tuple[float, float] | None = None,
) -> NDArray[np.float64]:
    """Return the points theta_0, ..., theta_T, if the gradients are g_1, ..., g_T at any point.

    Parameters
    ----------
    optimizer : Optimizer
        Its settings, as in ``Adam(lr=0.1)``. It is not changed.
    gradients : array of shape (T,), or (T, d) for d coordinates
    start : float
        theta_0, in all coordinates.
    interval : pair of float, optional
        After each step theta is put back to the nearest point between these two.

    Returns
    -------
    array of shape (T+1,), or (T+1, d)

    Raises
    ------
    ValueError
        If the optimizer has parameters already, or there is no gradient.
    FloatingPointError
        If a gradient is not finite.

    Examples
    --------
    >>> from lecture_lib.optimizers import SGD
    >>> replay(SGD(lr=0.5), [1.0, 1.0, -2.0])
    array([ 0. , -0.5, -1. ,  0. ])
    """
    if optimizer.parameters is not None:
        raise ValueError("the optimizer has parameters already; replay takes settings: SGD(lr=1)")
    g = np.asarray(gradients, dtype=float)
    if g.ndim not in (1, 2) or g.size == 0:
        raise ValueError(f"gradients have shape {g.shape}, but must have (T,) or (T, d)")
    steps = g.reshape(len(g), -1)
    theta = np.full(steps.shape[1], float(start))
    worker = optimizer.bound_to(theta)
    points = [theta.copy()]
    for gradient in steps:
        worker.step(gradient)
        if interval is not None:
            np.clip(theta, *interval, out=theta)
        points.append(theta.copy())
    return np.reshape(points, (len(g) + 1, *g.shape[1:]))
