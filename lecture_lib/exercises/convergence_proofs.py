"""Exercises of the chapter on proofs: gradient descent with 1/L, and a line search."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Gradient = Callable[[Array], Array]


def descend(gradient: Gradient, w: Array, L: float, steps: int) -> Array:
    """Return w_0, ..., w_T of gradient descent with the step size 1/L, one a row."""
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]) / L)
    return np.array(path)


def _bowls(rng: np.random.Generator) -> Iterator[tuple]:
    bowl = Formula("w -> 2 * w", lambda w: 2 * w)
    shifted = Formula("w -> 4 * (w - 1)", lambda w: 4 * (w - 1))
    curved = Formula("w -> w / (1 + w**2)", lambda w: w / (1 + w**2))
    yield bowl, np.array([1.0]), 2.0, 1
    yield bowl, np.array([1.0]), 4.0, 1
    yield bowl, np.array([1.0]), 4.0, 2
    yield shifted, np.array([3.0, 0.0]), 8.0, 3
    yield bowl, np.array([1.0]), 4.0, 0
    for gradient, L in ((curved, 2.0), (shifted, 5.0), (curved, 1.5), (bowl, 3.0)):
        yield gradient, quarters(rng, 2), L, int(rng.integers(2, 5))


DESCEND = Exercise(
    "convergence_proofs",
    descend,
    _bowls,
    mistakes=(
        Mistake(
            "A step of L instead of 1/L: you multiply where you should divide",
            lambda gradient, w, L, steps: _walk(gradient, w, -L, steps),
        ),
        Mistake(
            "You go up: a step goes against the gradient",
            lambda gradient, w, L, steps: _walk(gradient, w, 1 / L, steps),
        ),
        Mistake(
            "The start belongs to the path: T steps have T + 1 points",
            lambda gradient, w, L, steps: descend(gradient, w, L, steps)[1:],
            lambda gradient, w, L, steps: list(descend(gradient, w, L, steps)[1:]),
        ),
        Mistake(
            "The last point alone is not asked for, but the whole path",
            lambda gradient, w, L, steps: descend(gradient, w, L, steps)[-1],
        ),
        Mistake(
            "Every step has the gradient of the start. It has to be asked for anew at each point",
            lambda gradient, w, L, steps: np.array(
                [w - step * gradient(w) / L for step in range(steps + 1)]
            ),
        ),
    ),
)


def _walk(gradient: Gradient, w: Array, factor: float, steps: int) -> Array:
    """Return the path whose steps are `factor` times the gradient."""
    path = [w]
    for _ in range(steps):
        path.append(path[-1] + factor * gradient(path[-1]))
    return np.array(path)


def armijo(f: Callable[[Array], float], gradient: Gradient, w: Array, eta: float) -> float:
    """Halve eta until f falls by eta/2 times the squared norm of the gradient; return it."""
    g = gradient(w)
    while f(w - eta * g) > f(w) - eta / 2 * (g @ g):
        eta /= 2
    return eta


def _searches(rng: np.random.Generator) -> Iterator[tuple]:
    bowls = [
        (
            Formula(f"w -> {c} * w @ w", lambda w, c=c: c * float(w @ w)),
            Formula(f"w -> {2 * c} * w", lambda w, c=c: 2 * c * w),
        )
        for c in (1.0, 3.0, 10.0)
    ]
    quartic = (
        Formula("w -> sum(w**4)", lambda w: float(np.sum(w**4))),
        Formula("w -> 4 * w**3", lambda w: 4 * w**3),
    )
    yield *bowls[0], np.array([1.0]), 0.25
    yield *bowls[0], np.array([1.0]), 1.0
    yield *bowls[0], np.array([1.0]), 0.5
    yield *bowls[0], np.array([1.0]), 0.625
    yield *bowls[0], np.array([0.375]), 1.0
    yield *bowls[1], np.array([1.0]), 1.0
    yield *bowls[2], np.array([1.0, 2.0]), 1.0
    yield *quartic, np.array([1.0]), 1.0
    for f in (*bowls, quartic, quartic):
        w = quarters(rng, 2)
        w[0] = 1.5  # never the minimum
        yield *f, w, float(rng.choice([1.0, 2.0, 3.0]))


def _search(f: Callable[[Array], float], w: Array, g: Array, eta: float, wanted: float) -> float:
    """Halve eta until f falls by `wanted` times eta."""
    while f(w - eta * g) > f(w) - eta * wanted:
        eta /= 2
    return eta


def _enough(f: Callable[[Array], float], w: Array, g: Array, eta: float, share: float) -> float:
    """Halve eta until f falls by a fixed share of the squared norm."""
    while f(w - eta * g) > f(w) - share * (g @ g):
        eta /= 2
    return eta


def _falling(f: Callable[[Array], float], gradient: Gradient, w: Array, eta: float) -> float:
    """Halve eta until f falls."""
    while f(w - eta * gradient(w)) >= f(w):
        eta /= 2
    return eta


ARMIJO = Exercise(
    "convergence_proofs",
    armijo,
    _searches,
    mistakes=(
        Mistake(
            "That f falls at all is not enough: Step I asks for eta/2 times the squared norm",
            lambda f, gradient, w, eta: _search(f, w, gradient(w), eta, 0.0),
            _falling,
        ),
        Mistake(
            "You halve once: as long as the condition fails, halve again",
            lambda f, gradient, w, eta: (
                eta
                if f(w - eta * gradient(w)) <= f(w) - eta / 2 * gradient(w) @ gradient(w)
                else eta / 2
            ),
        ),
        Mistake(
            "You halve once too often: the first eta that passes is the one",
            lambda f, gradient, w, eta: armijo(f, gradient, w, eta) / 2,
            lambda f, gradient, w, eta: armijo(f, gradient, w, eta / 2),
        ),
        Mistake(
            "The norm is to be squared: g @ g",
            lambda f, gradient, w, eta: _search(
                f, w, gradient(w), eta, float(np.linalg.norm(gradient(w))) / 2
            ),
        ),
        Mistake(
            "Both sides of the condition need the halved eta: less is asked of a shorter step",
            lambda f, gradient, w, eta: _enough(f, w, gradient(w), eta, eta / 2),
        ),
    ),
)


EXERCISES = (DESCEND, ARMIJO)
