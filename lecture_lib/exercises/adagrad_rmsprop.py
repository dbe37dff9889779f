"""Exercises of the chapter on a rate for each weight: a step of AdaGrad, and one of RMSProp."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Step = tuple[Array, Array]


def _moved(theta: Array, s: Array, gradient: Array, eta: float, eps: float) -> Step:
    """Return the step that both methods take once s is known."""
    return theta - eta * gradient / (np.sqrt(s) + eps), s


def adagrad_step(theta: Array, s: Array, gradient: Array, eta: float, eps: float) -> Step:
    """Take a step of AdaGrad."""
    return _moved(theta, s + gradient**2, gradient, eta, eps)


def _first(rng: np.random.Generator) -> Iterator[tuple]:
    one = np.ones(1)
    yield 0 * one, 0 * one, 2 * one, 0.5, 0.0
    yield 0 * one, 9 * one, 4 * one, 0.5, 0.0
    yield 0 * one, 3 * one, one, 1.0, 0.5
    for size in (2, 2, 3, 3, 4, 4):
        theta, gradient = quarters(rng, 2, size)
        gradient[gradient == 0] = 1.0
        yield theta, rng.integers(0, 9, size=size) / 2, gradient, 0.5, 0.125


ADAGRAD = Exercise(
    "adagrad_rmsprop",
    adagrad_step,
    _first,
    results=("theta", "s"),
    mistakes=(
        Mistake(
            "The root is missing: the step is divided by sqrt(s)",
            lambda theta, s, gradient, eta, eps: (
                theta - eta * gradient / (s + gradient**2 + eps),
                s + gradient**2,
            ),
        ),
        Mistake(
            "Your step uses the old s. The new gradient is added first, so that the first step "
            "does not divide by 0",
            lambda theta, s, gradient, eta, eps: (
                theta - eta * gradient / (np.sqrt(s) + eps),
                s + gradient**2,
            ),
        ),
        Mistake(
            "You add gradients, but s is the sum of their squares",
            lambda theta, s, gradient, eta, eps: _moved(theta, s + gradient, gradient, eta, eps),
        ),
        Mistake(
            "One rate for all: every coordinate has an s of its own, with its own square",
            lambda theta, s, gradient, eta, eps: _moved(
                theta, s + np.sum(gradient**2), gradient, eta, eps
            ),
            lambda theta, s, gradient, eta, eps: (
                theta - eta * gradient / (np.sqrt(np.sum(s + gradient**2)) + eps),
                s + gradient**2,
            ),
        ),
        Mistake(
            "eps stands beside the root, as on the slide, not under it",
            lambda theta, s, gradient, eta, eps: (
                theta - eta * gradient / np.sqrt(s + gradient**2 + eps),
                s + gradient**2,
            ),
        ),
        Mistake(
            "You go up: a step goes against the gradient",
            lambda theta, s, gradient, eta, eps: adagrad_step(theta, s, gradient, -eta, eps),
        ),
    ),
)


def rmsprop_step(
    theta: Array, s: Array, gradient: Array, eta: float, beta: float, eps: float
) -> Step:
    """Take a step of RMSProp."""
    return _moved(theta, beta * s + (1 - beta) * gradient**2, gradient, eta, eps)


def _averages(rng: np.random.Generator) -> Iterator[tuple]:
    one = np.ones(1)
    yield 0 * one, one, one, 0.5, 0.5, 0.0
    yield 0 * one, 0 * one, 2 * one, 0.5, 0.75, 0.0
    yield 0 * one, 4 * one, 2 * one, 1.0, 0.9, 0.5
    for size in (2, 2, 3, 3, 4, 4):
        theta, gradient = quarters(rng, 2, size)
        gradient[gradient == 0] = 1.0
        s = rng.integers(0, 9, size=size) / 2
        yield theta, s, gradient, 0.5, float(rng.choice([0.75, 0.9])), 0.125


RMSPROP = Exercise(
    "adagrad_rmsprop",
    rmsprop_step,
    _averages,
    results=("theta", "s"),
    mistakes=(
        Mistake(
            "The new square has the weight 1 - beta: without it s is no average",
            lambda theta, s, gradient, eta, beta, eps: _moved(
                theta, beta * s + gradient**2, gradient, eta, eps
            ),
        ),
        Mistake(
            "The weights are exchanged: beta belongs to the past, 1 - beta to the new square",
            lambda theta, s, gradient, eta, beta, eps: _moved(
                theta, (1 - beta) * s + beta * gradient**2, gradient, eta, eps
            ),
        ),
        Mistake(
            "That is AdaGrad, which forgets nothing",
            lambda theta, s, gradient, eta, beta, eps: adagrad_step(theta, s, gradient, eta, eps),
        ),
        Mistake(
            "The average is that of squares; you average the gradient itself",
            lambda theta, s, gradient, eta, beta, eps: _moved(
                theta, beta * s + (1 - beta) * gradient, gradient, eta, eps
            ),
        ),
        Mistake(
            "eps stands beside the root, as on the slide, not under it",
            lambda theta, s, gradient, eta, beta, eps: (
                theta - eta * gradient / np.sqrt(beta * s + (1 - beta) * gradient**2 + eps),
                beta * s + (1 - beta) * gradient**2,
            ),
        ),
        Mistake(
            "The root is missing: the step is divided by sqrt(s)",
            lambda theta, s, gradient, eta, beta, eps: (
                theta - eta * gradient / (beta * s + (1 - beta) * gradient**2 + eps),
                beta * s + (1 - beta) * gradient**2,
            ),
        ),
    ),
)

EXERCISES = (ADAGRAD, RMSPROP)
