"""Whether two formulas are equal: they are if they agree at random points of their domain.

The points are drawn from the question's key, the same in both languages; where one formula is
undefined, the other has to be as well. The JavaScript twin is ``widgets/question/comparison.js``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isfinite

from ..expression.formula import Formula
from ..expression.notation import format_number, pretty_name
from ..mulberry32 import Mulberry32

__all__ = ["DOMAIN", "POINTS", "agree", "difference", "equal", "points"]

#: The interval of a variable for which a question names none.
DOMAIN = (-2.0, 2.0)
#: How many points are compared.
POINTS = 24
#: Numbers in which a reader can check a difference, tried before any others.
READABLE = (1.0, 2.0, 0.5, 3.0, -1.0, 0.1, 1.5, 4.0, -2.0, 0.25, 5.0, 10.0)

Domain = Mapping[str, tuple[float, float]]


def points(domain: Domain, seed: int) -> Iterator[dict[str, float]]:
    """Yield the points at which formulas are compared, `POINTS` of them."""
    rng = Mulberry32(seed)
    for _ in range(POINTS):
        yield {name: low + (high - low) * rng.random() for name, (low, high) in domain.items()}


def _readable(domain: Domain, seed: int) -> Iterator[dict[str, float]]:
    """Yield points of round numbers, for those who want to check one."""
    rng = Mulberry32(seed)
    inside = {
        name: [x for x in READABLE if low <= x <= high] for name, (low, high) in domain.items()
    }
    if all(inside.values()):
        for _ in range(POINTS):
            yield {name: numbers[rng.integers(len(numbers))] for name, numbers in inside.items()}


def agree(a: Formula, b: Formula, point: Mapping[str, float]) -> bool:
    """Whether two formulas have the same value at a point, up to rounding, or both have none."""
    x, size_a = a.evaluate(point)
    y, size_b = b.evaluate(point)
    if not (isfinite(x) and isfinite(y)):
        return isfinite(x) == isfinite(y)
    return abs(x - y) <= 1e-9 * max(abs(x), abs(y)) + 1e-13 * max(size_a, size_b)


def equal(a: Formula, b: Formula, domain: Domain, seed: int, given: Mapping[str, float]) -> bool:
    """Whether two formulas agree at all points; `given` are numbers that are not compared over."""
    return all(agree(a, b, {**point, **given}) for point in points(domain, seed))


def difference(
    typed: Formula, right: Formula, domain: Domain, seed: int, given: Mapping[str, float]
) -> str:
    """Return a sentence that names a point at which two formulas differ, and what they give there.

    The point is one of round numbers if there is one at which the difference can be seen.
    """
    candidates = [*_readable(domain, seed), *points(domain, seed)]
    apart = [point for point in candidates if not agree(typed, right, {**point, **given})]
    for point in apart:
        yours, ours = (_words(formula, {**point, **given}) for formula in (typed, right))
        if yours != ours:
            return f"{_place(point)} yours gives {yours}, the right one {ours}."
    return f"{_place(apart[0])} yours differs a little from the right one."


def _words(formula: Formula, point: Mapping[str, float]) -> str:
    value = formula.evaluate(point)[0]
    return format_number(value) if isfinite(value) else "no number"


def _place(point: Mapping[str, float]) -> str:
    listed = ", ".join(f"{pretty_name(name)} = {format_number(x)}" for name, x in point.items())
    return f"At {listed}:"
