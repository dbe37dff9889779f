"""All exercises, by the name of the function."""

from __future__ import annotations

from . import (
    activations,
    adagrad_rmsprop,
    adam,
    computation_graphs,
    convergence_proofs,
    convexity,
    deep_networks,
    digits,
    examples,
    linear_regression,
    minibatch,
    momentum,
    recall,
    sgd,
)
from .exercise import Exercise

__all__ = ["EXERCISES"]

CHAPTERS = (
    recall, examples, activations, deep_networks, computation_graphs, convexity,
    convergence_proofs, linear_regression, sgd, minibatch, momentum, adagrad_rmsprop, adam, digits,
)  # fmt: skip
#: The exercises in the order of the chapters.
EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise for chapter in CHAPTERS for exercise in chapter.EXERCISES
}
