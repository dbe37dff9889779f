"""Exercises of the chapter on activations: slopes from values, ReLU backward, many layers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lecture_lib.activations import chain, relu_derivative, sigmoid, sigmoid_derivative

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def sigmoid_slope(s: float) -> float:
    """Return the derivative of the sigmoid where its value is s."""
    return s * (1 - s)


def _values(rng: np.random.Generator) -> Iterator[tuple]:
    for s in (0.5, 0.25, 0.75, 0.1, 0.9):
        yield (s,)
    for size in (2, 3, 4):
        yield (rng.integers(1, 8, size=size) / 8,)


SIGMOID = Exercise(
    "activations",
    sigmoid_slope,
    _values,
    mistakes=(
        Mistake(
            "s is the value of the sigmoid already: it need not be computed once more",
            lambda s: sigmoid(s) * (1 - sigmoid(s)),
        ),
        Mistake("The sign in the bracket is wrong: 1 - s", lambda s: s * (1 + s)),
        Mistake("That is the derivative of tanh from its value", lambda s: 1 - s**2),
        Mistake("One of the two factors is missing: s itself", lambda s: 1 - s),
    ),
)


def relu_backward(upstream: Array, a: Array) -> Array:
    """Take a gradient back through ReLU, with the slope 0 at the kink."""
    return upstream * relu_derivative(a)


def _entries(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([3.0]), np.array([2.0])
    yield np.array([3.0]), np.array([-2.0])
    yield np.array([3.0]), np.array([0.0])
    for size in (2, 3, 4, 5, 6):
        upstream, a = quarters(rng, 2, size)
        a[0] = 0.0
        yield upstream, a


RELU = Exercise(
    "activations",
    relu_backward,
    _entries,
    mistakes=(
        Mistake(
            "At the kink, a = 0, the slope of this book is 0: only what is positive passes",
            lambda upstream, a: upstream * (a >= 0),
            lambda upstream, a: upstream * np.heaviside(a, 0.5),
        ),
        Mistake(
            "You multiply by the value of ReLU, but its slope is asked for: 1 or 0",
            lambda upstream, a: upstream * np.maximum(a, 0),
        ),
        Mistake(
            "You apply ReLU to the gradient. It passes whole, with its sign, where a is positive",
            lambda upstream, a: np.maximum(upstream, 0),
            lambda upstream, a: np.maximum(upstream, 0) * (a > 0),
        ),
        Mistake(
            "The gradient from above is missing: the slope multiplies it",
            lambda upstream, a: (a > 0) * 1.0,
        ),
    ),
)


def slope_through_layers(a: float, w: float, depth: int) -> float:
    """Return dz_L/da_1 of a chain of sigmoids, one unit in each layer."""
    return float(chain(sigmoid, sigmoid_derivative, a, depth, w).products[-1])


def _walk(a: float, w: float, depth: int) -> Array:
    """Return the slopes of the layers."""
    slopes = []
    for _ in range(depth):
        slopes.append(float(sigmoid_derivative(a)))
        a = w * float(sigmoid(a))
    return np.array(slopes)


def _chains(rng: np.random.Generator) -> Iterator[tuple]:
    yield 0.0, 1.0, 1
    yield 0.0, 1.0, 2
    yield 0.0, 2.0, 2
    yield 1.0, 2.0, 3
    for depth in (2, 3, 5, 8, 10):
        yield float(quarters(rng)), float(rng.integers(1, 9) / 2), depth


LAYERS = Exercise(
    "activations",
    slope_through_layers,
    _chains,
    atol=1e-16,
    mistakes=(
        Mistake(
            "One w too many: between depth layers there are depth - 1 of them",
            lambda a, w, depth: np.prod(_walk(a, w, depth)) * w**depth,
        ),
        Mistake(
            "The weights are missing: between two layers the slope is multiplied by w",
            lambda a, w, depth: np.prod(_walk(a, w, depth)),
        ),
        Mistake(
            "Every layer has its own a: the next one is w times the sigmoid of this one",
            lambda a, w, depth: sigmoid_derivative(a) ** depth * w ** (depth - 1),
            lambda a, w, depth: np.prod(_walk(a, 1.0, depth)) * w ** (depth - 1),
        ),
        Mistake(
            "Slopes along a path multiply; you add them",
            lambda a, w, depth: np.sum(_walk(a, w, depth)) * w ** (depth - 1),
            lambda a, w, depth: _walk(a, w, depth) @ np.append(1, np.full(depth - 1, w)),
        ),
    ),
)

EXERCISES = (SIGMOID, RELU, LAYERS)
