"""Exercises of the chapter on learning: a step, a numerical derivative, the slope of a loss."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from lecture_lib.losses import cross_entropy_gradient

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def one_example_step(w: Array, x: Array, y: float, eta: float) -> Array:
    """Take a step of SGD with the model w @ x and the square loss."""
    return w - eta * (w @ x - y) * x


def _examples(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([1.0]), np.array([2.0]), 3.0, 0.1
    yield np.array([1.0]), np.array([2.0]), 2.0, 0.1
    for size in (2, 2, 3, 3, 4, 4, 5, 5):
        w, x = quarters(rng, 2, size)
        yield w, x, float(quarters(rng)), float(rng.choice([0.1, 0.25, 0.5]))


ONE_STEP = Exercise(
    "recall",
    one_example_step,
    _examples,
    mistakes=(
        Mistake(
            "You go up: a step goes against the gradient, with a minus",
            lambda w, x, y, eta: w + eta * (w @ x - y) * x,
        ),
        Mistake(
            "The gradient of the model is missing: the error is multiplied by x",
            lambda w, x, y, eta: w - eta * (w @ x - y),
        ),
        Mistake(
            "Your step is twice as long: the loss has a factor one half, which takes away the 2",
            lambda w, x, y, eta: w - 2 * eta * (w @ x - y) * x,
        ),
        Mistake(
            "The derivative of the loss is missing: how far the answer is off, w @ x - y",
            lambda w, x, y, eta: w - eta * x,
        ),
        Mistake(
            "You return the gradient alone, but the new w is asked for",
            lambda w, x, y, eta: (w @ x - y) * x,
        ),
    ),
)


def numerical_derivative(f: Callable[[float], float], x: float, h: float) -> float:
    """Return the central difference."""
    return (f(x + h) - f(x - h)) / (2 * h)


def _places(rng: np.random.Generator) -> Iterator[tuple]:
    yield Formula("x -> x**2", lambda x: x**2), 1.0, 0.5
    formulas = (
        Formula("x -> x**3", lambda x: x**3),
        Formula("x -> x**3 - 2 * x", lambda x: x**3 - 2 * x),
        Formula("x -> 1 / (x**2 + 1)", lambda x: 1 / (x**2 + 1)),
    )
    for h in (0.5, 0.25, 0.125):
        for formula in formulas:
            yield formula, float(quarters(rng)), h


DERIVATIVE = Exercise(
    "recall",
    numerical_derivative,
    _places,
    mistakes=(
        Mistake(
            "This is the one-sided difference, from x to x + h. The central one goes from x - h "
            "to x + h, and its error is much smaller",
            lambda f, x, h: (f(x + h) - f(x)) / h,
        ),
        Mistake(
            "This is the one-sided difference, from x - h to x. The central one goes from x - h "
            "to x + h",
            lambda f, x, h: (f(x) - f(x - h)) / h,
        ),
        Mistake(
            "Your slope is twice too large: the two points are 2 * h apart",
            lambda f, x, h: (f(x + h) - f(x - h)) / h,
        ),
        Mistake(
            "You divide by 2 and then multiply by h: 2 * h needs brackets",
            lambda f, x, h: (f(x + h) - f(x - h)) / 2 * h,
        ),
        Mistake(
            "The sign is wrong: the value on the right comes first",
            lambda f, x, h: (f(x - h) - f(x + h)) / (2 * h),
        ),
        Mistake(
            "Brackets: the whole difference is divided, not its second value alone",
            lambda f, x, h: f(x + h) - f(x - h) / (2 * h),
        ),
    ),
)


def cross_entropy_slope(y: Array, f: Array) -> Array:
    """Return the gradient of the cross entropy with softmax, with respect to the scores."""
    return cross_entropy_gradient(y, f)


def _softmax(f: Array) -> Array:
    p = np.exp(f - np.max(f))
    return p / p.sum()


def _labels(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([1.0, 0.0]), np.array([0.0, 0.0])
    yield np.array([0.0, 1.0, 0.0]), np.array([2.0, 1.0, 0.0])
    yield np.array([0.5, 0.25, 0.25]), np.array([2.0, 1.0, 0.0])
    yield np.array([1.0, 0.0, 2.0]), np.array([2.0, 1.0, 0.0])
    for size in (2, 3, 3, 4, 4):
        yield np.eye(size)[rng.integers(size)], quarters(rng, size)
    yield np.array([0.0, 1.0]), np.array([1000.0, 0.0])


SLOPE = Exercise(
    "recall",
    cross_entropy_slope,
    _labels,
    mistakes=(
        Mistake(
            "This is p - y, which is right if the labels sum to one. For other labels p is "
            "multiplied by their sum",
            lambda y, f: _softmax(f) - y,
        ),
        Mistake(
            "The sign is wrong: what you said minus what was right",
            lambda y, f: y - y.sum() * _softmax(f),
        ),
        Mistake(
            "The exponentials have to be divided by their sum",
            lambda y, f: np.exp(f) * y.sum() - y,
            lambda y, f: np.exp(f - np.max(f)) * y.sum() - y,
        ),
        Mistake(
            "The exponential of 1000 is beyond every float. Only differences of scores matter: "
            "take the largest score away from all of them first",
            lambda y, f: np.exp(f) / np.exp(f).sum() * y.sum() - y,
        ),
        Mistake(
            "The exponential of 1000 is beyond every float: take the largest score away from all "
            "of them first. And p has to be multiplied by the sum of the labels",
            lambda y, f: np.exp(f) / np.exp(f).sum() - y,
        ),
    ),
)

EXERCISES = (ONE_STEP, DERIVATIVE, SLOPE)
