"""Exercises of the chapter on deep nets: one layer backward, and a whole net with ReLU."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from lecture_lib.deep_net import DeepNet

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def layer_backward(W: Array, z: Array, upstream: Array) -> tuple[Array, Array]:
    """Take a gradient back through the layer relu(W @ z)."""
    delta = upstream * (W @ z > 0)
    return np.outer(delta, z), W.T @ delta


def _layers(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([[2.0]]), np.array([3.0]), np.array([1.0])
    yield np.array([[-2.0]]), np.array([3.0]), np.array([1.0])
    yield np.array([[1.0, 2.0]]), np.array([1.0, 3.0]), np.array([-1.0])
    yield np.array([[1.0, -2.0], [1.0, 1.0]]), np.array([2.0, 1.0]), np.array([1.0, 0.5])
    for rows, columns in ((2, 2), (2, 2), (2, 3), (3, 2), (3, 4), (4, 3)):
        yield quarters(rng, rows, columns), quarters(rng, columns), quarters(rng, rows)


LAYER = Exercise(
    "deep_networks",
    layer_backward,
    _layers,
    results=("dW", "dz"),
    mistakes=(
        Mistake(
            "The slope of ReLU is missing: where W @ z is not positive, nothing passes",
            lambda W, z, upstream: (np.outer(upstream, z), W.T @ upstream),
        ),
        Mistake(
            "Where W @ z is 0 the slope of this book is 0: only what is positive passes",
            lambda W, z, upstream: (
                np.outer(upstream * (W @ z >= 0), z),
                W.T @ (upstream * (W @ z >= 0)),
            ),
        ),
        Mistake(
            "The outer product is the wrong way round: row i belongs to unit i, column j to z_j",
            lambda W, z, upstream: (
                np.outer(z, upstream * (W @ z > 0)),
                W.T @ (upstream * (W @ z > 0)),
            ),
        ),
        Mistake(
            "The gradient of the inputs passes the ReLU, too: use delta for both",
            lambda W, z, upstream: (np.outer(upstream * (W @ z > 0), z), W.T @ upstream),
        ),
        Mistake(
            "You multiply by values. The slope of ReLU is 1 where W @ z is positive, else 0",
            lambda W, z, upstream: (
                np.outer(upstream * np.maximum(W @ z, 0), z),
                W.T @ (upstream * np.maximum(W @ z, 0)),
            ),
        ),
    ),
)


def net_forward(Ws: list[Array], x: Array) -> list[Array]:
    """Return x and what leaves each layer of a net with ReLU."""
    forward = DeepNet(Ws, np.ones(len(Ws[-1])), activation="relu").forward(x)
    return [forward.z[i] for i in range(len(Ws) + 1)]


def _nets(rng: np.random.Generator) -> Iterator[tuple[list[Array], Array]]:
    yield [np.array([[2.0]])], np.array([3.0])
    yield [np.array([[2.0]]), np.array([[-1.0]])], np.array([3.0])
    yield [np.array([[2.0]]), np.array([[3.0]])], np.array([1.0])
    for widths in 2 * ((2, 2), (2, 3), (2, 2, 2), (3, 2, 2), (2, 3, 2), (2, 3, 4, 2)):
        matrices = [quarters(rng, rows, columns) for columns, rows in pairwise(widths)]
        yield matrices, quarters(rng, widths[0])


def _linear(Ws: list[Array], x: Array) -> list[Array]:
    zs = [x]
    for W in Ws:
        zs.append(W @ zs[-1])
    return zs


FORWARD = Exercise(
    "deep_networks",
    net_forward,
    _nets,
    mistakes=(
        Mistake("Without ReLU all layers together are one matrix: apply it in each layer", _linear),
        Mistake(
            "The first entry is the input x itself, and each layer adds one",
            lambda Ws, x: net_forward(Ws, x)[1:],
        ),
        Mistake(
            "Each layer is given what the one before it gave, not x once more",
            lambda Ws, x: [x, *(np.maximum(W @ x, 0) for W in Ws)],
        ),
        Mistake(
            "Only what leaves the last layer is returned, but backward needs them all",
            lambda Ws, x: net_forward(Ws, x)[-1],
        ),
    ),
)


def net_backward(Ws: list[Array], w: Array, zs: list[Array]) -> tuple[list[Array], Array]:
    """Return the gradients of f = w @ zs[-1] with respect to all weights."""
    net = DeepNet(Ws, w, activation="relu")
    back = net.backprop(net.forward(zs[0]))
    return [back.dW[i + 1] for i in range(len(Ws))], back.dw


def _passes(rng: np.random.Generator) -> Iterator[tuple]:
    for Ws, x in _nets(rng):
        zs = net_forward(Ws, x)
        yield Ws, quarters(rng, len(zs[-1])) if len(zs[-1]) > 1 else np.ones(1), zs


def _backward(
    Ws: list[Array], w: Array, zs: list[Array], mask: bool = True, first: bool = True
) -> tuple[list[Array], Array]:
    """Go back through the net, with what a mistake leaves out."""
    delta, gradients = w * (zs[-1] > 0) if first else w, []
    for W, z in zip(Ws[::-1], zs[-2::-1], strict=True):
        gradients.append(np.outer(delta, z))
        delta = W.T @ delta * (z > 0 if mask else 1)
    return gradients[::-1], zs[-1]


BACKWARD = Exercise(
    "deep_networks",
    net_backward,
    _passes,
    results=("dWs", "dw"),
    mistakes=(
        Mistake(
            "The gradients are there, the last layer's first. They should come in the order of Ws",
            lambda Ws, w, zs: (_backward(Ws, w, zs)[0][::-1], zs[-1]),
        ),
        Mistake(
            "The last layer has a ReLU, too: the first delta is w where zs[-1] is positive",
            lambda Ws, w, zs: _backward(Ws, w, zs, first=False),
        ),
        Mistake(
            "Each layer below has its ReLU, too: delta is stopped where that z is 0",
            lambda Ws, w, zs: _backward(Ws, w, zs, mask=False),
        ),
        Mistake(
            "No ReLU is differentiated: delta is stopped wherever a z is 0",
            lambda Ws, w, zs: _backward(Ws, w, zs, mask=False, first=False),
        ),
        Mistake(
            "f = w @ zs[-1], so its derivative with respect to w is zs[-1], not w",
            lambda Ws, w, zs: (_backward(Ws, w, zs)[0], w),
        ),
    ),
)

EXERCISES = (LAYER, FORWARD, BACKWARD)
