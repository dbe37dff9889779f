"""Exercises of the chapter on six small functions: two of them, backward by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from lecture_lib.autodiff import sigmoid, variables

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Four = tuple[float, float, float, float]


def _gradients(f: Callable[..., Any], **values: float) -> tuple[float, ...]:
    """Return what the engine says of all partial derivatives."""
    leaves = variables(**values)
    f(*leaves).backward()
    return tuple(float(leaf.grad) for leaf in leaves)


def weighted_gradients(w3: float, x3: float, w4: float, x4: float) -> Four:
    """Differentiate function 4 with respect to its weights and what they weigh."""
    f = lambda x1, w3, x3, w4, x4: x1 - (w3 * x3 + w4 * x4)
    _, d3, e3, d4, e4 = _gradients(f, x1=3.0, w3=w3, x3=x3, w4=w4, x4=x4)
    return d3, e3, d4, e4


def _four(rng: np.random.Generator) -> Iterator[tuple]:
    yield 1.0, 2.0, 1.0, 3.0
    yield 0.5, 2.0, 1.0, -1.5
    for _ in range(8):
        yield tuple(float(each) for each in quarters(rng, 4))


WEIGHTED = Exercise(
    "examples",
    weighted_gradients,
    _four,
    results=("df_dw3", "df_dx3", "df_dw4", "df_dx4"),
    mistakes=(
        Mistake(
            "The factor -1 got lost: x2 is subtracted, so that df/dx2 = -1",
            lambda w3, x3, w4, x4: (x3, w3, x4, w4),
        ),
        Mistake(
            "The derivative of a product with respect to one factor is the other factor",
            lambda w3, x3, w4, x4: (-w3, -x3, -w4, -x4),
        ),
        Mistake(
            "The weights belong into the derivatives, too: df/dx3 is not -1 but -w3",
            lambda w3, x3, w4, x4: (-x3, -1, -x4, -1),
        ),
    ),
)


def neuron_gradients(w3: float, x3: float, w4: float, x4: float, x5: float) -> Four:
    """Differentiate function 6, in which a variable is used twice."""
    f = lambda w3, x3, w4, x4, x5: (x3 + x5) - sigmoid(w3 * x3 + w4 * x4)
    d3, e3, d4, _, e5 = _gradients(f, w3=w3, x3=x3, w4=w4, x4=x4, x5=x5)
    return d3, d4, e3, e5


def _sigma(a: float) -> float:
    return 1 / (1 + float(np.exp(-a)))


def _slope(a: float) -> float:
    return _sigma(a) * (1 - _sigma(a))


def _net(w3: float, x3: float, w4: float, x4: float) -> float:
    return w3 * x3 + w4 * x4


def _five(rng: np.random.Generator) -> Iterator[tuple]:
    yield 1.0, 0.0, 0.0, 0.0, 1.0
    yield 0.5, 2.0, 1.0, -1.5, 0.5
    for _ in range(8):
        yield tuple(float(each) for each in quarters(rng, 5))


NEURON = Exercise(
    "examples",
    neuron_gradients,
    _five,
    results=("df_dw3", "df_dw4", "df_dx3", "df_dx5"),
    mistakes=(
        Mistake(
            "x3 is used twice. Its two paths add up: 1 by way of x1, and that of the neuron",
            lambda w3, x3, w4, x4, x5: (
                -_slope(_net(w3, x3, w4, x4)) * x3,
                -_slope(_net(w3, x3, w4, x4)) * x4,
                -_slope(_net(w3, x3, w4, x4)) * w3,
                1.0,
            ),
            lambda w3, x3, w4, x4, x5: (
                -_slope(_net(w3, x3, w4, x4)) * x3,
                -_slope(_net(w3, x3, w4, x4)) * x4,
                1.0,
                1.0,
            ),
        ),
        Mistake(
            "The neuron is subtracted: the factor df/dx2 = -1 got lost",
            lambda w3, x3, w4, x4, x5: (
                _slope(_net(w3, x3, w4, x4)) * x3,
                _slope(_net(w3, x3, w4, x4)) * x4,
                1 + _slope(_net(w3, x3, w4, x4)) * w3,
                1.0,
            ),
        ),
        Mistake(
            "The derivative of the sigmoid is missing: each path through the neuron has it",
            lambda w3, x3, w4, x4, x5: (-x3, -x4, 1 - w3, 1.0),
        ),
        Mistake(
            "You multiply by the sigmoid, but the factor is its derivative, s * (1 - s)",
            lambda w3, x3, w4, x4, x5: (
                -_sigma(_net(w3, x3, w4, x4)) * x3,
                -_sigma(_net(w3, x3, w4, x4)) * x4,
                1 - _sigma(_net(w3, x3, w4, x4)) * w3,
                1.0,
            ),
        ),
    ),
)

EXERCISES = (WEIGHTED, NEURON)
