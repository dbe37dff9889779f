"""Exercises of the chapter on Adam: the correction of an average, and a whole step."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Step = tuple[Array, Array, Array]


def corrected_average(gradients: Array, beta: float) -> float:
    """Return the moving average of the gradients from 0, divided by what it lacks."""
    t = len(gradients)
    weights = (1 - beta) * beta ** np.arange(t)[::-1]
    return float(weights @ gradients / (1 - beta**t))


def _sequences(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([2.0]), 0.5
    yield np.array([2.0, 2.0]), 0.5
    yield np.array([1.0, 3.0]), 0.5
    yield np.array([4.0, 0.0, 0.0]), 0.9
    for size in (2, 3, 4, 5, 6):
        yield quarters(rng, size), float(rng.choice([0.5, 0.9]))


def _average(gradients: Array, beta: float) -> float:
    m = 0.0
    for g in gradients:
        m = beta * m + (1 - beta) * g
    return m


AVERAGE = Exercise(
    "adam",
    corrected_average,
    _sequences,
    mistakes=(
        Mistake(
            "The average begins at 0, and so it is too small. Divide it by 1 - beta**t", _average
        ),
        Mistake(
            "You divide by 1 - beta at every length. After t steps what is there is 1 - beta**t",
            lambda gradients, beta: _average(gradients, beta) / (1 - beta),
        ),
        Mistake(
            "beta is to be raised to the power t, not multiplied by it",
            lambda gradients, beta: _average(gradients, beta) / (1 - beta * len(gradients)),
        ),
        Mistake(
            "You multiply by 1 - beta**t; the average is too small already. Divide",
            lambda gradients, beta: _average(gradients, beta) * (1 - beta ** len(gradients)),
        ),
        Mistake(
            "That is the plain mean: in a moving average the last ones weigh more",
            lambda gradients, beta: np.mean(gradients),
        ),
        Mistake(
            "The correction is made once, at the end. Made in the loop, it spoils the average",
            lambda gradients, beta: _inside(gradients, beta),
        ),
    ),
)


def _inside(gradients: Array, beta: float) -> float:
    m = 0.0
    for t, g in enumerate(gradients, start=1):
        m = (beta * m + (1 - beta) * g) / (1 - beta**t)
    return m


def adam_step(
    theta: Array,
    m: Array,
    s: Array,
    gradient: Array,
    t: int,
    eta: float,
    beta1: float,
    beta2: float,
    eps: float,
) -> Step:
    """Take step t of Adam."""
    m = beta1 * m + (1 - beta1) * gradient
    s = beta2 * s + (1 - beta2) * gradient**2
    return _moved(theta, m, s, eta, eps, 1 - beta1**t, 1 - beta2**t)


def _moved(
    theta: Array, m: Array, s: Array, eta: float, eps: float, there1: float, there2: float
) -> Step:
    """Return the step once the averages are known, and how much of each is there."""
    return theta - eta * (m / there1) / (np.sqrt(s / there2) + eps), m, s


def _adams(rng: np.random.Generator) -> Iterator[tuple]:
    one = np.ones(1)
    yield 0 * one, 0 * one, 0 * one, 2 * one, 1, 0.5, 0.5, 0.75, 0.0
    yield 0 * one, one, one, one, 2, 0.5, 0.5, 0.5, 0.0
    yield one, one, 4 * one, -one, 3, 0.1, 0.9, 0.99, 0.5
    for size, t in ((2, 1), (2, 2), (2, 5), (3, 1), (3, 3), (4, 10), (4, 100)):
        theta, m, gradient = quarters(rng, 3, size)
        gradient[gradient == 0] = 1.0
        s = rng.integers(0, 9, size=size) / 2
        yield theta, m, s, gradient, t, 0.1, 0.9, float(rng.choice([0.99, 0.999])), 0.125


def _averages(m: Array, s: Array, gradient: Array, beta1: float, beta2: float) -> Step:
    m, s = beta1 * m + (1 - beta1) * gradient, beta2 * s + (1 - beta2) * gradient**2
    return gradient, m, s


ADAM = Exercise(
    "adam",
    adam_step,
    _adams,
    results=("theta", "m", "s"),
    mistakes=(
        Mistake(
            "Without the correction the first steps are wrong: divide m by 1 - beta1**t, "
            "and s by 1 - beta2**t",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: _moved(
                theta, *_averages(m, s, gradient, beta1, beta2)[1:], eta, eps, 1, 1
            ),
        ),
        Mistake(
            "m is corrected, but s needs it as well: it begins at 0, too",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: _moved(
                theta, *_averages(m, s, gradient, beta1, beta2)[1:], eta, eps, 1 - beta1**t, 1
            ),
        ),
        Mistake(
            "You return the corrected averages. They serve this step alone: m and s are kept as "
            "they are",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: _kept(
                adam_step(theta, m, s, gradient, t, eta, beta1, beta2, eps), t, beta1, beta2
            ),
        ),
        Mistake(
            "The correction is the same at every t: beta is to be raised to the power t",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: _moved(
                theta,
                *_averages(m, s, gradient, beta1, beta2)[1:],
                eta,
                eps,
                1 - beta1,
                1 - beta2,
            ),
        ),
        Mistake(
            "The step is made of the gradient. Adam's is made of its average m",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: (
                theta
                - eta
                * gradient
                / (np.sqrt((beta2 * s + (1 - beta2) * gradient**2) / (1 - beta2**t)) + eps),
                *_averages(m, s, gradient, beta1, beta2)[1:],
            ),
        ),
        Mistake(
            "The root is missing: the step is divided by the root of the corrected s",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: (
                theta
                - eta
                * (beta1 * m + (1 - beta1) * gradient)
                / (1 - beta1**t)
                / ((beta2 * s + (1 - beta2) * gradient**2) / (1 - beta2**t) + eps),
                *_averages(m, s, gradient, beta1, beta2)[1:],
            ),
        ),
        Mistake(
            "You go up: a step goes against the average",
            lambda theta, m, s, gradient, t, eta, beta1, beta2, eps: adam_step(
                theta, m, s, gradient, t, -eta, beta1, beta2, eps
            ),
        ),
    ),
)


def _kept(step: Step, t: int, beta1: float, beta2: float) -> Step:
    theta, m, s = step
    return theta, m / (1 - beta1**t), s / (1 - beta2**t)


EXERCISES = (AVERAGE, ADAM)
