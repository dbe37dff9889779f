"""Gradient descent without and with a memory of where it was going: SGD, Momentum, Nesterov."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .hyperparameters import Rate
from .optimizer import Optimizer

__all__ = ["SGD"]

Array = NDArray[Any]


class SGD(Optimizer):
    """theta_t = theta_{t-1} - lr g_t, the step of (stochastic) gradient descent.

    Parameters
    ----------
    parameters : Tensor, array, or sequence of them
        Changed in place by `step`. None for settings only, as `minimize` takes them.
    lr : float or callable
        The learning rate, at least 0; a callable is asked for the rate of steps 0, 1, 2, ...
    weight_decay : float
        L2 regularisation, at least 0: ``g + weight_decay * theta`` takes the place of g.

    Raises
    ------
    TypeError, ValueError
        If a parameter cannot be changed in place, or a number is out of range.

    Notes
    -----
    Source: lecture slides "GD for Convex Functions" and "Stochastic Gradient Descent".

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> w = Tensor([3.0, 4.0], requires_grad=True)
    >>> optimizer = SGD([w], lr=0.25)
    >>> (w * w).sum().backward()
    >>> optimizer.step()
    >>> optimizer.zero_grad()
    >>> w
    Tensor([1.5, 2. ], requires_grad=True)
    """

    settings = ("lr", "weight_decay")

    def __init__(self, parameters: Any = None, lr: Rate = 1e-3, weight_decay: float = 0.0) -> None:
        super().__init__(parameters, lr, weight_decay, "published")

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array, b: Array
    ) -> None:
        np.multiply(g, numbers[0], out=a)
        p -= a
