"""The trace and the discriminant of momentum's matrix, with no digit lost at a double root.

A double root is where the discriminant cancels, and a root depends on its square root: an error of
1e-16 there is one of 1e-8 in the root. So what each operation loses is kept and added in the end.
Source: Dekker (1971), A floating-point technique for extending the available precision.
"""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["trace_and_discriminant"]

SPLITTER = 2.0**27 + 1  # cuts a number into two halves whose products are exact


def trace_and_discriminant(curvature: Any, step_size: Any, beta: Any) -> tuple[Any, Any]:
    """1 + beta - h, the trace, and its square less 4 beta; h = step_size * curvature.

    Parameters
    ----------
    curvature, step_size, beta : float or arrays that broadcast

    Returns
    -------
    tuple of two floats or arrays
        Those of the numbers as they are given, without their rounding on the way: the error of the
        discriminant is below 1e-30 where 0 <= h <= 4. Where a factor is beyond 1e300 it is the
        usual rounding error.

    Examples
    --------
    >>> trace, discriminant = trace_and_discriminant(25.0, 1 / 9, 4 / 9)
    >>> float(trace), f"{discriminant:.2e}"
    (-1.3333333333333333, '-2.47e-16')
    """
    with np.errstate(over="ignore", invalid="ignore"):
        h, h_lost = _product(curvature, step_size)
        one, one_lost = _sum(1.0, beta)
        rough, rough_lost = _sum(one, -h)
        lost = (one_lost + rough_lost) - h_lost
        trace = rough + lost
        lost = lost - (trace - rough)
        square, square_lost = _product(trace, trace)
        fine = (square - 4 * beta) + (square_lost + 2 * trace * lost)
        plain = 1.0 + beta - h
        is_fine = np.isfinite(fine)
        discriminant = np.where(is_fine, fine, plain * plain - 4 * beta)
    return np.where(is_fine, trace, plain), discriminant


def _sum(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a + b rounded, and what rounding lost."""
    total = a + b
    part = total - a
    return total, (a - (total - part)) + (b - part)


def _product(a: Any, b: Any) -> tuple[Any, Any]:
    """Return a b rounded, and what rounding lost."""
    (a1, a2), (b1, b2) = _halves(a), _halves(b)
    product = a * b
    return product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2


def _halves(a: Any) -> tuple[Any, Any]:
    large = SPLITTER * a
    upper = large - (large - a)
    return upper, a - upper
