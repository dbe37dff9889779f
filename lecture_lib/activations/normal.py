"""The normal distribution to full precision: its bell, and its tail with arithmetic alone."""

from __future__ import annotations

from typing import Any

import numpy as np

__all__ = ["bell", "scaled_tail"]

# Chebyshev coefficients of (1 + t) scaled_tail(t) in (t - 5) / (t + 5), by interpolation in 60
# nodes with 40 digits; the first that is left out is 3e-18.
_COEFFICIENTS = (
    0.461974212072185681,
    -0.0651652023949126306,
    -0.00545878150113656722,
    0.0122961990455634396,
    -0.00647087291570368799,
    0.00224073552241683054,
    -0.000563862377465197372,
    0.0000998403108292581157,
    -9.84951484316849337e-6,
    -4.03249423304521713e-7,
    2.99023962013034016e-7,
    -3.03207074844281387e-8,
    -4.61766571392902726e-9,
    1.32982880083826921e-9,
    3.00724271901904484e-11,
    -4.42995372553281566e-11,
    1.39998571470181507e-12,
    1.47189570289125704e-12,
    -9.32595311916537195e-14,
    -5.29468116906769519e-14,
    3.95818841441451708e-15,
    2.10482146429631938e-15,
    -1.34567128613614392e-16,
    -9.09761491449583243e-17,
)


def bell(t: Any, width: float) -> Any:
    """exp(-t^2 / width) without the rounding error of t^2, which counts where t is large.

    Parameters
    ----------
    t : float or array of any shape
        Finite.
    width : float
        Twice that of the exponential that is wanted: the square of the root is right down to the
        smallest numbers, where a product of two unlike factors would lose digits.

    Returns
    -------
    float or array of the shape of `t`, in [0, 1].

    Notes
    -----
    The part of t above sixteenths has an exact square, and what is left is small.

    Examples
    --------
    >>> import math
    >>> float(bell(0.0, 4.0)), math.isclose(bell(1.0, 4.0) ** 2, math.exp(-0.5), rel_tol=1e-15)
    (1.0, True)
    """
    high = np.round(16.0 * t) / 16.0
    return np.exp(-high * high / width) * np.exp(-(t - high) * (t + high) / width)


def scaled_tail(t: Any) -> Any:
    """scaled_tail(t) = exp(t^2/2) P(Z > t) for a standard normal Z, i.e. erfcx(t / sqrt 2) / 2.

    Parameters
    ----------
    t : float or array of any shape
        At least 0, finite.

    Returns
    -------
    float or array of the shape of `t`
        From 1/2 at t = 0 downward, about 1 / (t sqrt(2 pi)) for large t; to within a few units in
        the last place.

    Notes
    -----
    (1 + t) times this function is smooth on [0, inf], and so is a short Chebyshev series in
    s = (t - 5) / (t + 5), summed by Clenshaw's recurrence. The idea is that of Shepherd &
    Laframboise (1981), Chebyshev approximation of (1 + 2x) exp(x^2) erfc x in 0 <= x < inf.

    Examples
    --------
    >>> import math
    >>> scaled_tail(0.0)
    0.5
    >>> abs(math.exp(-0.5) * scaled_tail(1.0) - math.erfc(math.sqrt(0.5)) / 2) < 1e-16
    True
    """
    s = (t - 5.0) / (t + 5.0)
    b1, b2 = _COEFFICIENTS[-1] + 0.0 * s, 0.0 * s
    for coefficient in _COEFFICIENTS[-2:0:-1]:
        b1, b2 = 2.0 * s * b1 - b2 + coefficient, b1
    return (s * b1 - b2 + _COEFFICIENTS[0]) / (1.0 + t)
