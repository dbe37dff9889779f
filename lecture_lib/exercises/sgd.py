"""Exercises of the chapter on SGD: which index comes next, and the method itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Slopes = list[Callable[[float], float]]


def indices_of_epoch(rule: str, m: int, rng: np.random.Generator) -> Array:
    """Return m indices from 0 to m - 1 by one of the three rules."""
    if rule == "cyclic":
        return np.arange(m)
    return rng.integers(m, size=m) if rule == "randomized" else rng.permutation(m)


def _rules(rng: np.random.Generator) -> Iterator[tuple]:
    for m in (1, 3, 24):
        for rule in ("cyclic", "reshuffled", "randomized"):
            yield rule, m, np.random.default_rng(int(rng.integers(100)))


MANY = 24  # among so many, chance does not look like another rule


def _unruly(order: Array, rule: str, m: int, rng: np.random.Generator) -> str | None:
    indices = [int(index) for index in order]
    if not set(indices) <= set(range(m)):
        return f"indices go from 0 to {m - 1}: Python counts from 0"
    once = sorted(indices) == list(range(m))
    if rule == "randomized":
        if m >= MANY and once:
            return (
                "no index repeats: this is a shuffled order. The randomized rule draws each index "
                "from all m, independently of what came before"
            )
        return None
    if not once:
        return f"the {rule} rule has every index once in an epoch; some are missing here"
    if rule == "cyclic" and indices != list(range(m)):
        return "the cyclic rule goes through the indices in their order"
    if rule == "reshuffled" and m >= MANY and indices == list(range(m)):
        return "the order is not shuffled: it is the cyclic one"
    return None


RULES = Exercise("sgd", indices_of_epoch, _rules, fault=_unruly)


def run_sgd(slopes: Slopes, w: float, order: list[int], eta: float) -> float:
    """Return where SGD ends that uses the slopes in this order."""
    for i in order:
        w = w - eta * slopes[i](w)
    return w


def _runs(rng: np.random.Generator) -> Iterator[tuple]:
    slopes = [
        Formula("w -> w - 1", lambda w: w - 1),
        Formula("w -> 2 * w", lambda w: 2 * w),
        Formula("w -> w + 3", lambda w: w + 3),
    ]
    yield slopes[:1], 0.0, [0], 0.5
    yield slopes[:2], 0.0, [0, 1], 0.5
    yield slopes[:2], 0.0, [1, 0], 0.5
    yield slopes[:2], 1.0, [], 0.5
    for size in (3, 4, 5, 6):
        order = [int(i) for i in rng.integers(3, size=size)]
        yield slopes, float(quarters(rng)), order, float(rng.choice([0.1, 0.25]))


SGD = Exercise(
    "sgd",
    run_sgd,
    _runs,
    mistakes=(
        Mistake(
            "All gradients are those of the start. Each step asks at the point where it is",
            lambda slopes, w, order, eta: w - eta * sum(slopes[i](w) for i in order),
        ),
        Mistake(
            "You go up: a step goes against the gradient",
            lambda slopes, w, order, eta: run_sgd(slopes, w, order, -eta),
        ),
        Mistake(
            "You go through the slopes as they are listed. order says which comes next",
            lambda slopes, w, order, eta: run_sgd(slopes, w, list(range(len(slopes))), eta),
            lambda slopes, w, order, eta: run_sgd(slopes, w, list(range(len(order))), eta),
            lambda slopes, w, order, eta: run_sgd(
                slopes, w, [step % len(slopes) for step in range(len(order))], eta
            ),
        ),
        Mistake(
            "Each step uses all slopes: that is gradient descent. SGD uses one",
            lambda slopes, w, order, eta: _full(slopes, w, order, eta),
            lambda slopes, w, order, eta: _full(slopes, w, order, eta * len(slopes)),
        ),
        Mistake(
            "Only the first index is used: return after the loop, not in it",
            lambda slopes, w, order, eta: run_sgd(slopes, w, order[:1], eta) if order else None,
        ),
    ),
)


def _full(slopes: Slopes, w: float, order: list[int], eta: float) -> float:
    """Descend with the mean of all slopes."""
    for _ in order:
        w = w - eta * sum(slope(w) for slope in slopes) / len(slopes)
    return w


EXERCISES = (RULES, SGD)
