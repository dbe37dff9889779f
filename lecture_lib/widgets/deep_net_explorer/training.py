"""Steps of training on one example: W <- W - eta dl/dW, and what is typed into cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from lecture_lib.activations import sigmoid
from lecture_lib.deep_net import DeepNet
from lecture_lib.losses import (
    binary_cross_entropy_with_logits,
    square_loss,
    square_loss_gradient,
)
from lecture_lib.widgets.traits import Number, Saved

__all__ = ["CELLS", "LIMIT", "LOSSES", "WEIGHT", "Cells", "Descent", "Loss", "cells", "descend"]

#: No weight is typed, or learned, beyond this.
LIMIT = 1000.0
#: The names of all cells that there can be: W1.2.3 is row 2, column 3 of W_1, and w.1 is w_1.
CELLS = [f"W{i}.{j}.{k}" for i in range(1, 7) for j in range(1, 7) for k in range(1, 7)]
CELLS += [f"w.{j}" for j in range(1, 7)]


#: What a cell takes.
WEIGHT = Number(0.0, -LIMIT, LIMIT, "A weight")


class Loss(NamedTuple):
    """A loss l(y, f) and its derivative by f."""

    value: Callable[[float, float], float]
    slope: Callable[[float, float], float]


#: The losses of one output f; those of two classes take f for a score, and y is in their name.
LOSSES = {
    "square": Loss(square_loss, square_loss_gradient),
    "one": Loss(lambda y, f: binary_cross_entropy_with_logits(1.0, f), lambda y, f: -sigmoid(-f)),
    "zero": Loss(lambda y, f: binary_cross_entropy_with_logits(0.0, f), lambda y, f: sigmoid(f)),
}


class Descent(NamedTuple):
    """Where some steps of training led: the net, the loss before and after each, and whether
    they ended because the next one would have taken a weight beyond `LIMIT`.
    """

    net: DeepNet
    losses: list[float]
    stopped: bool


def descend(
    net: DeepNet, x: Sequence[float], loss: Loss, target: float, step_size: float, steps: int
) -> Descent:
    """Take steps W <- W - eta g df/dW, where g = dl/df, of all weights together.

    Examples
    --------
    >>> net = DeepNet([[[1.0]]], [2.0])
    >>> descent = descend(net, [1.0], LOSSES["square"], 1.0, 0.1, 1)
    >>> descent.net.W[1].tolist(), descent.net.w.tolist()
    ([[0.8]], [1.9])
    >>> [round(value, 4) for value in descent.losses]
    [0.5, 0.1352]
    """
    losses: list[float] = []
    while True:
        forward = net.forward(x)
        losses.append(float(loss.value(target, forward.f)))
        if len(losses) > steps:
            return Descent(net, losses, stopped=False)
        back = net.backprop(forward, loss.slope(target, forward.f), with_dx=False)
        W = [net.W[i] - step_size * back.dW[i] for i in net.W]
        w = net.w - step_size * back.dw
        if not all(np.all(np.abs(each) <= LIMIT) for each in (*W, w)):
            return Descent(net, losses, stopped=True)
        net = DeepNet(W, w, net.activation)


def cells(net: DeepNet) -> Iterator[tuple[str, np.ndarray, Any]]:
    """Give for each weight of a net its name, its array and its place there.

    Examples
    --------
    >>> [name for name, _, _ in cells(DeepNet([[[1.0, 2.0]]], [3.0]))]
    ['W1.1.1', 'W1.1.2', 'w.1']
    """
    for i, matrix in net.W.items():
        for j, k in np.ndindex(matrix.shape):
            yield f"W{i}.{j + 1}.{k + 1}", matrix, (j, k)
    for j in range(len(net.w)):
        yield f"w.{j + 1}", net.w, j


class Cells(Saved):
    """Numbers from -1000 to 1000 by names from `CELLS`, in the order of these."""

    def __init__(self, help: str) -> None:
        span = f"{WEIGHT.low:g} to {WEIGHT.high:g}"
        allowed = f"a dictionary of numbers from {span} by cells W1.1.1 to W6.6.6 and w.1 to w.6"
        super().__init__({}, allowed, help)

    def accepted(self, value: Any) -> dict[str, float]:
        """Return the numbers as floats."""
        if not isinstance(value, Mapping) or not set(value) <= set(CELLS):
            raise ValueError
        return {name: WEIGHT.accepted(value[name]) for name in CELLS if name in value}
