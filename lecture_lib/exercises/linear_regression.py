"""Exercises of the chapter on linear regression: its gradient, and L by power iteration."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from lecture_lib.problems import least_squares

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def regression_gradient(X: Array, y: Array, w: Array) -> Array:
    """Return the gradient of half the sum of squared errors."""
    return least_squares(X, y).gradient(w)


def _data(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([[2.0]]), np.array([3.0]), np.array([1.0])
    yield np.array([[1.0], [2.0]]), np.array([1.0, 1.0]), np.array([1.0])
    yield np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([1.0, 1.0]), np.array([1.0, 1.0])
    for m, d in ((2, 1), (3, 2), (3, 2), (4, 2), (4, 3), (2, 3)):
        X = quarters(rng, m, d)
        X[0, 0] = 1.0
        yield X, quarters(rng, m), quarters(rng, d)


GRADIENT = Exercise(
    "linear_regression",
    regression_gradient,
    _data,
    mistakes=(
        Mistake(
            "The sign is wrong: the error is the answer minus the label, X @ w - y",
            lambda X, y, w: X.T @ (y - X @ w),
        ),
        Mistake(
            "A factor 2 too much: the one half before the sum takes it away",
            lambda X, y, w: 2 * X.T @ (X @ w - y),
        ),
        Mistake(
            "That is the gradient of the mean. The function here is half the sum",
            lambda X, y, w: X.T @ (X @ w - y) / len(y),
        ),
        Mistake(
            "The labels are missing: X.T @ X @ w - X.T @ y",
            lambda X, y, w: X.T @ X @ w,
        ),
        Mistake(
            "You return the errors. Each belongs to an example; X.T takes them to the weights",
            lambda X, y, w: X @ w - y,
        ),
    ),
)


def power_iteration(A: Array, v: Array, steps: int) -> float:
    """Return the largest eigenvalue of a symmetric, positive semi-definite matrix."""
    return float(np.linalg.eigvalsh(A)[-1])


def _symmetric(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([[3.0]]), np.array([1.0]), 60
    yield np.diag([4.0, 1.0]), np.array([1.0, 1.0]), 60
    yield np.array([[2.0, 1.0], [1.0, 2.0]]), np.array([1.0, 0.0]), 60
    yield np.diag([0.5, 0.25, 0.125]), np.array([1.0, 1.0, 1.0]), 60
    for size in (2, 2, 3, 3):
        basis, _ = np.linalg.qr(rng.normal(size=(size, size)))
        values = np.array([6.0, 3.0, 1.0])[:size]
        yield basis @ np.diag(values) @ basis.T, np.ones(size), 90


def _unscaled(A: Array, v: Array, steps: int) -> Array:
    for _ in range(steps):
        v = A @ v
    return v


def _direction(A: Array, v: Array, steps: int) -> Array:
    for _ in range(steps):
        v = A @ v / np.linalg.norm(A @ v)
    return v


POWER = Exercise(
    "linear_regression",
    power_iteration,
    _symmetric,
    rtol=1e-6,
    mistakes=(
        Mistake(
            "v grows without end, and with it what you return: after each step divide it by its "
            "norm",
            lambda A, v, steps: np.linalg.norm(_unscaled(A, v, steps)),
            lambda A, v, steps: _unscaled(A, v, steps) @ A @ _unscaled(A, v, steps),
        ),
        Mistake(
            "That is the length of v, which is 1 by now. The eigenvalue is how A stretches it",
            lambda A, v, steps: np.linalg.norm(_direction(A, v, steps)),
        ),
        Mistake(
            "That is the eigenvector. Its eigenvalue is asked for, v @ A @ v for a v of length 1",
            _direction,
        ),
        Mistake(
            "One step is not enough: v has to turn towards the eigenvector, step by step",
            lambda A, v, steps: np.linalg.norm(A @ v) / np.linalg.norm(v),
            lambda A, v, steps: _direction(A, v, 1) @ A @ _direction(A, v, 1),
        ),
        Mistake(
            "The trace is the sum of all eigenvalues, not the largest of them",
            lambda A, v, steps: np.trace(A),
        ),
    ),
)

EXERCISES = (GRADIENT, POWER)
