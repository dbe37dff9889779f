"""Exercises of the chapter on digits: a training loop, and two looks at what it gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Gradient = Callable[[Array, Array], Array]


def train_by_batches(
    gradient: Gradient, w: Array, batches: list[Array], eta: float, epochs: int
) -> Array:
    """Return the weights after some epochs, one step for each batch of each."""
    for _ in range(epochs):
        for batch in batches:
            w = w - eta * gradient(w, batch)
    return w


def _trainings(rng: np.random.Generator) -> Iterator[tuple]:
    mean = Formula("(w, batch) -> w - batch.mean()", lambda w, batch: w - batch.mean())
    steep = Formula("(w, batch) -> batch[0] * w", lambda w, batch: batch[0] * w)
    one = np.ones(1)
    yield mean, 0 * one, [np.array([1.0, 3.0])], 0.5, 1
    yield mean, 0 * one, [np.array([1.0]), np.array([3.0])], 0.5, 1
    yield mean, 0 * one, [np.array([1.0])], 0.5, 2
    yield mean, one, [np.array([1.0]), np.array([3.0])], 0.5, 0
    for gradient in (mean, steep, mean, steep):
        batches = list(quarters(rng, 3, 2))
        yield gradient, quarters(rng, 2), batches, 0.25, int(rng.integers(2, 4))


def _one_gradient(
    gradient: Gradient, w: Array, batches: list[Array], eta: float, epochs: int
) -> Array:
    for _ in range(epochs):
        w = w - eta * np.sum([gradient(w, batch) for batch in batches], axis=0)
    return w


def _mean_gradient(
    gradient: Gradient, w: Array, batches: list[Array], eta: float, epochs: int
) -> Array:
    return _one_gradient(gradient, w, batches, eta / len(batches), epochs)


def _late(gradient: Gradient, w: Array, batches: list[Array], eta: float, epochs: int) -> Array:
    for _ in range(epochs):
        w = w - eta * gradient(w, batches[-1])
    return w


TRAIN = Exercise(
    "digits",
    train_by_batches,
    _trainings,
    mistakes=(
        Mistake(
            "You train for one epoch. All batches come again in each of them",
            lambda gradient, w, batches, eta, epochs: train_by_batches(
                gradient, w, batches, eta, 1
            ),
        ),
        Mistake(
            "One step an epoch: the gradients of all batches are added up first. Step after each",
            _one_gradient,
        ),
        Mistake(
            "One step an epoch, with the mean over all batches: that is gradient descent. Step "
            "after each batch",
            _mean_gradient,
        ),
        Mistake("The step stands outside of the inner loop: only the last batch counts", _late),
        Mistake(
            "You go up: a step goes against the gradient",
            lambda gradient, w, batches, eta, epochs: train_by_batches(
                gradient, w, batches, -eta, epochs
            ),
        ),
    ),
)


def accuracy_of(scores: Array, labels: Array) -> float:
    """Return the part of the examples whose largest score is that of their label."""
    return float(np.mean(np.argmax(scores, axis=1) == labels))


def _scored(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([[1.0, 0.0]]), np.array([0])
    yield np.array([[1.0, 0.0]]), np.array([1])
    yield np.array([[2.0, 1.0], [3.0, 5.0]]), np.array([0, 0])
    for m, k in ((3, 2), (3, 3), (4, 3), (5, 3), (6, 4), (8, 3)):
        scores = rng.permuted(np.tile(np.arange(k) - 1.0, (m, 1)), axis=1)
        yield scores, rng.integers(k, size=m)


ACCURACY = Exercise(
    "digits",
    accuracy_of,
    _scored,
    mistakes=(
        Mistake(
            "That is a count. The accuracy is a part of all examples, from 0 to 1",
            lambda scores, labels: np.sum(np.argmax(scores, axis=1) == labels),
        ),
        Mistake(
            "That is a percentage. The accuracy is a part of all examples, from 0 to 1",
            lambda scores, labels: 100 * accuracy_of(scores, labels),
        ),
        Mistake(
            "That is the part that is wrong",
            lambda scores, labels: 1 - accuracy_of(scores, labels),
        ),
        Mistake(
            "The answer is the class of the largest score, not of the smallest",
            lambda scores, labels: accuracy_of(-scores, labels),
        ),
    ),
)


def confusion_counts(labels: Array, answers: Array, k: int) -> Array:
    """Return in row i, column j how often i was right and j the answer."""
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts


def _answered(rng: np.random.Generator) -> Iterator[tuple]:
    yield np.array([0]), np.array([1]), 2
    yield np.array([0, 0]), np.array([1, 1]), 2
    yield np.array([0, 1, 1]), np.array([0, 1, 0]), 2
    for m, k in ((4, 2), (5, 3), (8, 3), (8, 4), (12, 3)):
        yield rng.integers(k, size=m), rng.integers(k, size=m), k


def _once(labels: Array, answers: Array, k: int) -> Array:
    counts = np.zeros((k, k), dtype=int)
    counts[labels, answers] += 1
    return counts


CONFUSION = Exercise(
    "digits",
    confusion_counts,
    _answered,
    mistakes=(
        Mistake(
            "Rows and columns are exchanged: a row for each right answer, a column for each given",
            lambda labels, answers, k: confusion_counts(answers, labels, k),
        ),
        Mistake(
            "counts[labels, answers] += 1 counts a pair once, however often it comes. Use a loop, "
            "or np.add.at",
            _once,
        ),
        Mistake(
            "You count mistakes only; right answers stand on the diagonal",
            lambda labels, answers, k: (
                confusion_counts(labels, answers, k) * (1 - np.eye(k, dtype=int))
            ),
        ),
    ),
)

EXERCISES = (TRAIN, ACCURACY, CONFUSION)
