"""Exercises of the chapter on mini-batches: the batches of an epoch, and the gradient of one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray


def batch_gradient(X: Array, y: Array, w: Array, batch: Array) -> Array:
    """Return the mean of the gradients of (x_i @ w - y_i)**2 / 2 over the batch."""
    return np.mean([(X[i] @ w - y[i]) * X[i] for i in batch], axis=0)


def _batches(rng: np.random.Generator) -> Iterator[tuple]:
    X, y = np.array([[1.0], [2.0], [3.0]]), np.array([1.0, 0.0, 1.0])
    yield X[:1], y[:1], np.array([2.0]), np.array([0])
    yield X, y, np.array([1.0]), np.array([1])
    yield X, y, np.array([1.0]), np.array([0, 2])
    yield X, y, np.array([1.0]), np.array([0, 1, 2])
    for m, d, b in ((3, 2, 2), (4, 2, 2), (4, 2, 3), (5, 2, 1), (5, 3, 4)):
        batch = rng.choice(m, size=b, replace=False)
        yield quarters(rng, m, d), quarters(rng, m), quarters(rng, d), batch


GRADIENT = Exercise(
    "minibatch",
    batch_gradient,
    _batches,
    mistakes=(
        Mistake(
            "That is the sum over the batch. With the mean, a step does not grow with the batch",
            lambda X, y, w, batch: X[batch].T @ (X[batch] @ w - y[batch]),
        ),
        Mistake(
            "You divide by the number of all examples, but the mean is over the batch",
            lambda X, y, w, batch: X[batch].T @ (X[batch] @ w - y[batch]) / len(y),
        ),
        Mistake(
            "All examples take part: only the rows of the batch should",
            lambda X, y, w, batch: X.T @ (X @ w - y) / len(y),
            lambda X, y, w, batch: X.T @ (X @ w - y) / len(batch),
        ),
        Mistake(
            "You take the first rows. The batch says which: X[batch]",
            lambda X, y, w, batch: (
                X[: len(batch)].T @ (X[: len(batch)] @ w - y[: len(batch)]) / len(batch)
            ),
        ),
        Mistake(
            "The sign is wrong: the error is the answer minus the label",
            lambda X, y, w, batch: X[batch].T @ (y[batch] - X[batch] @ w) / len(batch),
        ),
        Mistake(
            "A factor 2 too much: the one half in the loss takes it away",
            lambda X, y, w, batch: 2 * X[batch].T @ (X[batch] @ w - y[batch]) / len(batch),
        ),
    ),
)


def batches_of_epoch(m: int, b: int, rng: np.random.Generator) -> list[Array]:
    """Return m shuffled indices, cut into batches of b; the last may be smaller."""
    order = rng.permutation(m)
    return [order[start : start + b] for start in range(0, m, b)]


def _sizes(rng: np.random.Generator) -> Iterator[tuple]:
    for m, b in ((1, 1), (4, 2), (4, 4), (5, 2), (3, 1), (7, 3), (24, 6), (24, 24), (25, 10)):
        yield m, b, np.random.default_rng(int(rng.integers(100)))


MANY = 24  # among so many, no shuffle keeps the order


def _badly_cut(batches: list[Array], m: int, b: int, rng: np.random.Generator) -> str | None:
    indices = [int(index) for batch in batches for index in batch]
    if not set(indices) <= set(range(m)):
        return f"indices go from 0 to {m - 1}: Python counts from 0"
    if len(set(indices)) < m:
        return (
            "some examples come twice and others never. Without replacement, each of them is in "
            "one batch of the epoch: shuffle once, then cut"
        )
    if m >= MANY and indices == sorted(indices):
        return "the order is not shuffled"
    return None


BATCHES = Exercise("minibatch", batches_of_epoch, _sizes, fault=_badly_cut)

EXERCISES = (GRADIENT, BATCHES)
