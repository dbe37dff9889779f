"""A strongly convex function on which the best momentum for quadratics need not converge.

It does not from 3.3 and from all points near it; from a start near the minimum, at 0, it does.

Source: Lessard, Recht & Packard (2016), Analysis and design of optimization algorithms via
integral quadratic constraints.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..signatures import checked

__all__ = ["CYCLE", "CYCLE_L", "CYCLE_MU", "CYCLE_START", "cycle_gradient", "cycle_value"]

#: The curvature between x = 1 and x = 2, the smallest.
CYCLE_MU = 1.0
#: The curvature everywhere else, the largest.
CYCLE_L = 25.0
#: From here (and from all points near it) the method ends in the cycle.
CYCLE_START = 3.3
#: The three points that the method visits for ever, with eta = 1/9 and beta = 4/9.
CYCLE = (Fraction(792, 1225), Fraction(-2208, 1225), Fraction(2592, 1225))


@checked
def cycle_value(x: ArrayLike) -> Any:
    """f(x) = 25/2 x^2 (x < 1), x^2/2 + 24 x - 12 (1 <= x < 2), 25/2 x^2 - 24 x + 36 (x >= 2).

    Returns
    -------
    float or array of the shape of `x`, at least 0; the minimum is f(0) = 0.

    Examples
    --------
    >>> cycle_value(1.0), cycle_value(2.0)
    (12.5, 38.0)
    """
    x = np.asarray(x, dtype=float)
    steep, flat = 12.5 * x**2, 0.5 * x**2 + 24.0 * x - 12.0
    result = np.where(x < 1, steep, np.where(x < 2, flat, steep - 24.0 * x + 36.0))
    return result if result.ndim else float(result)


@checked
def cycle_gradient(x: ArrayLike) -> Any:
    """f'(x) = 25 x (x < 1), x + 24 (1 <= x < 2), 25 x - 24 (x >= 2).

    Returns
    -------
    float or array of the shape of `x`

    Examples
    --------
    >>> cycle_gradient(1.0), cycle_gradient(2.0)
    (25.0, 26.0)
    """
    x = np.asarray(x, dtype=float)
    result = np.where(x < 1, 25.0 * x, np.where(x < 2, x + 24.0, 25.0 * x - 24.0))
    return result if result.ndim else float(result)
