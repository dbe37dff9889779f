"""Exercises of the chapter on convexity: chords, the descent lemma, an estimate of L."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise

import numpy as np

from .draws import quarters
from .exercise import Exercise, Formula, Mistake

__all__ = ["EXERCISES"]

Array = np.ndarray
Number = Callable[[float], float]

SQUARE = Formula("x -> x**2", lambda x: x**2)
WELL = Formula("x -> x**4 - 2 * x**2", lambda x: x**4 - 2 * x**2)
LINE = Formula("x -> 3 * x - 1", lambda x: 3 * x - 1)
CAP = Formula("x -> -(x**2)", lambda x: -(x**2))
KINK = Formula("x -> abs(x)", abs)
DOME = Formula("x -> 9 - x**2", lambda x: 9 - x**2)
CUBE = Formula("x -> x**3", lambda x: x**3)
VALLEYS = Formula("x -> min(abs(x + 2), abs(x - 2))", lambda x: min(abs(x + 2), abs(x - 2)))


def lies_below_chords(f: Number, points: Array) -> bool:
    """Tell whether f is below the middle of the chord between any two of the points."""
    pairs = combinations(points, 2)
    return all(f((a + b) / 2) <= (f(a) + f(b)) / 2 for a, b in pairs)


def _functions(rng: np.random.Generator) -> Iterator[tuple]:
    yield SQUARE, np.array([0.0, 2.0])
    yield CAP, np.array([0.0, 2.0])
    yield LINE, np.array([0.0, 1.0, 2.0])
    yield WELL, np.array([-1.0, 0.0, 1.0])
    yield KINK, np.array([-1.0, 0.5, 2.0])
    yield VALLEYS, np.array([-2.0, 0.0, 2.0])
    yield WELL, np.array([-2.0, -1.0, 1.0, 2.0])
    yield CUBE, np.array([-2.0, -1.0, 2.0])
    yield DOME, np.array([-1.0, 0.0, 2.0])
    for f in (SQUARE, CUBE, WELL, KINK, CUBE, WELL, DOME):
        yield f, np.unique(quarters(rng, 4))


CHORDS = Exercise(
    "convexity",
    lies_below_chords,
    _functions,
    mistakes=(
        Mistake(
            "You asked neighbours only. A chord joins any two of the points",
            lambda f, points: all(f((a + b) / 2) <= (f(a) + f(b)) / 2 for a, b in pairwise(points)),
        ),
        Mistake(
            "A straight line is convex, too: f may touch the chord, so <= and not <",
            lambda f, points: all(
                f((a + b) / 2) < (f(a) + f(b)) / 2 for a, b in combinations(points, 2)
            ),
            lambda f, points: False,  # from a point to itself every f touches
        ),
        Mistake(
            "One chord above is not enough: f has to be below all of them",
            lambda f, points: any(
                f((a + b) / 2) <= (f(a) + f(b)) / 2 for a, b in combinations(points, 2)
            ),
            lambda f, points: True,  # from a point to itself no f is above
        ),
        Mistake(
            "The other way round: convex is what lies below its chords",
            lambda f, points: all(
                f((a + b) / 2) >= (f(a) + f(b)) / 2 for a, b in combinations(points, 2)
            ),
        ),
    ),
)


def descent_lemma_holds(f: Number, slope: Number, L: float, a: float, b: float) -> bool:
    """Tell whether f at b is below its quadratic upper bound from a."""
    return f(b) <= f(a) + slope(a) * (b - a) + L / 2 * (b - a) ** 2


def _bounds(rng: np.random.Generator) -> Iterator[tuple]:
    square = SQUARE, Formula("x -> 2 * x", lambda x: 2 * x)
    well = WELL, Formula("x -> 4 * x**3 - 4 * x", lambda x: 4 * x**3 - 4 * x)
    cap = CAP, Formula("x -> -2 * x", lambda x: -2 * x)
    yield *square, 2.0, 0.0, 1.0
    yield *square, 1.0, 0.0, 1.0
    yield *square, 2.0, 1.0, -2.0
    yield *square, 1.0, 1.0, -2.0
    yield *cap, 0.0, 1.0, 2.0
    yield *well, 4.0, 0.0, 2.0
    yield *well, 8.0, 1.0, -1.5
    yield *well, 3.0, 1.0, 2.0
    for f in 3 * (square, well, cap, well):
        a, b = (float(each) for each in quarters(rng, 2))
        yield *f, float(rng.integers(0, 9)), a, b


LEMMA = Exercise(
    "convexity",
    descent_lemma_holds,
    _bounds,
    mistakes=(
        Mistake(
            "The factor one half before L is missing",
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(a) * (b - a) + L * (b - a) ** 2,
        ),
        Mistake(
            "The slope is that at a, where the bound begins, not at b",
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(b) * (b - a) + L / 2 * (b - a) ** 2,
        ),
        Mistake(
            "The tangent alone bounds from below, and only if f is convex: L adds its part",
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(a) * (b - a),
        ),
        Mistake(
            "The last distance is squared",
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(a) * (b - a) + L / 2 * (b - a),
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(a) * (b - a) + L / 2 * abs(b - a),
        ),
        Mistake(
            "The tangent goes from a to b, along b - a",
            lambda f, slope, L, a, b: f(b) <= f(a) + slope(a) * (a - b) + L / 2 * (b - a) ** 2,
        ),
    ),
)


def smoothness_seen(gradient: Callable[[Array], Array], points: Array) -> float:
    """Return the least L that no two of the points refute, the points being rows."""
    return max(
        float(np.linalg.norm(gradient(a) - gradient(b)) / np.linalg.norm(a - b))
        for a, b in combinations(points, 2)
    )


def _rows(rng: np.random.Generator) -> Iterator[tuple]:
    bowl = Formula("x -> 2 * x", lambda x: 2 * x)
    cube = Formula("x -> x**3", lambda x: x**3)
    steep = Formula("x -> -x * abs(x)", lambda x: -x * abs(x))
    yield bowl, np.array([[0.0], [1.0]])
    yield cube, np.array([[0.0], [1.0], [2.0]])
    yield cube, np.array([[2.0], [0.0], [1.0]])
    yield steep, np.array([[0.0], [1.0], [3.0]])
    yield bowl, np.array([[0.0, 0.0], [3.0, 4.0]])
    for gradient in (cube, steep, cube, steep):
        # No two points are the same: quarters go from -2 to 2.
        yield gradient, quarters(rng, 4, 2) + 5 * np.arange(4)[:, None]


SMOOTH = Exercise(
    "convexity",
    smoothness_seen,
    _rows,
    mistakes=(
        Mistake(
            "You divide by nothing: the change of the gradient is to be compared with the distance",
            lambda gradient, points: max(
                np.linalg.norm(gradient(a) - gradient(b)) for a, b in combinations(points, 2)
            ),
        ),
        Mistake(
            "The least quotient refutes nothing: L is at least as large as every one of them",
            lambda gradient, points: min(
                np.linalg.norm(gradient(a) - gradient(b)) / np.linalg.norm(a - b)
                for a, b in combinations(points, 2)
            ),
        ),
        Mistake(
            "You took neighbouring rows only. Every two points have their word",
            lambda gradient, points: max(
                np.linalg.norm(gradient(a) - gradient(b)) / np.linalg.norm(a - b)
                for a, b in pairwise(points)
            ),
        ),
        Mistake(
            "A mean can be exceeded: L is the largest quotient",
            lambda gradient, points: np.mean(
                [
                    np.linalg.norm(gradient(a) - gradient(b)) / np.linalg.norm(a - b)
                    for a, b in combinations(points, 2)
                ]
            ),
        ),
    ),
)

EXERCISES = (CHORDS, LEMMA, SMOOTH)
