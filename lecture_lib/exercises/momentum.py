"""Exercises of the chapter on momentum: a step in the lecture's form, and one of Nesterov's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def momentum_step(
    theta: Array, m: Array, gradient: Array, eta: float, beta: float
) -> tuple[Array, Array]:
    """Take a step of momentum in the lecture's form."""
    m = beta * m + gradient
    return theta - eta * m, m


def _steps(rng: np.random.Generator) -> Iterator[tuple]:
    one = np.ones(1)
    yield 0 * one, 0 * one, one, 0.5, 0.0
    yield 0 * one, one, 0 * one, 0.5, 0.5
    yield one, one, one, 0.1, 0.5
    for size in (2, 2, 2, 3, 3, 3, 4, 4, 4):
        theta, m, gradient = quarters(rng, 3, size)
        yield theta, m, gradient, float(rng.choice([0.1, 0.25, 0.5])), float(rng.choice([0.5, 0.9]))


MOMENTUM = Exercise(
    "momentum",
    momentum_step,
    _steps,
    results=("theta", "m"),
    mistakes=(
        Mistake(
            "You add the step. Descent goes against the velocity: theta - eta * m",
            lambda theta, m, gradient, eta, beta: (
                theta + eta * (beta * m + gradient),
                beta * m + gradient,
            ),
        ),
        Mistake(
            "Your step uses the old velocity. The new one comes first, and the step is made of it",
            lambda theta, m, gradient, eta, beta: (theta - eta * m, beta * m + gradient),
        ),
        Mistake(
            "Your step uses the gradient alone, and so the velocity is of no use",
            lambda theta, m, gradient, eta, beta: (theta - eta * gradient, beta * m + gradient),
        ),
        Mistake(
            "This is the moving average, with a factor 1 - beta before the gradient. The lecture's "
            "form on the slide Momentum has none",
            lambda theta, m, gradient, eta, beta: (
                theta - eta * (beta * m + (1 - beta) * gradient),
                beta * m + (1 - beta) * gradient,
            ),
        ),
        Mistake(
            "Your velocity forgets nothing: beta times the old one is what is kept",
            lambda theta, m, gradient, eta, beta: (theta - eta * (m + gradient), m + gradient),
        ),
        Mistake(
            "The two results are there, in the other order: first theta, then m",
            lambda theta, m, gradient, eta, beta: momentum_step(theta, m, gradient, eta, beta)[
                ::-1
            ],
        ),
    ),
)


def nesterov_step(
    theta: Array, v: Array, gradient: Callable[[Array], Array], eta: float, beta: float
) -> tuple[Array, Array]:
    """Take a step of Nesterov's method."""
    v = beta * v - eta * gradient(theta + beta * v)
    return theta + v, v


def _looks_ahead(rng: np.random.Generator) -> Iterator[tuple]:
    one = np.ones(1)
    bowl = Formula("x -> 2 * x", lambda x: 2 * x)
    curved = Formula("x -> x**3 - x", lambda x: x**3 - x)
    yield one, 0 * one, bowl, 0.25, 0.5
    yield one, one, bowl, 0.25, 0.5
    yield one, one, bowl, 0.5, 0.0
    for size in (1, 2, 2, 3, 3, 4, 4):
        theta, v = quarters(rng, 2, size)
        for gradient in (bowl, curved):
            yield theta, v, gradient, float(rng.choice([0.1, 0.25])), float(rng.choice([0.5, 0.9]))


NESTEROV = Exercise(
    "momentum",
    nesterov_step,
    _looks_ahead,
    results=("theta", "v"),
    mistakes=(
        Mistake(
            "Your gradient is the one at theta. Nesterov asks for it at the point ahead, "
            "theta + beta * v",
            lambda theta, v, gradient, eta, beta: (
                theta + beta * v - eta * gradient(theta),
                beta * v - eta * gradient(theta),
            ),
        ),
        Mistake(
            "You look ahead by all of v. The velocity that is kept, beta * v, leads there",
            lambda theta, v, gradient, eta, beta: (
                theta + beta * v - eta * gradient(theta + v),
                beta * v - eta * gradient(theta + v),
            ),
        ),
        Mistake(
            "The step begins at theta, not at the point ahead: theta + v",
            lambda theta, v, gradient, eta, beta: (
                theta + 2 * beta * v - eta * gradient(theta + beta * v),
                beta * v - eta * gradient(theta + beta * v),
            ),
        ),
        Mistake(
            "You add the gradient to the velocity. Here the minus stands in it: "
            "beta * v - eta * gradient(...)",
            lambda theta, v, gradient, eta, beta: (
                theta + beta * v + eta * gradient(theta + beta * v),
                beta * v + eta * gradient(theta + beta * v),
            ),
        ),
        Mistake(
            "Your step uses the old velocity. The new one comes first",
            lambda theta, v, gradient, eta, beta: (
                theta + v,
                beta * v - eta * gradient(theta + beta * v),
            ),
        ),
    ),
)

EXERCISES = (MOMENTUM, NESTEROV)
