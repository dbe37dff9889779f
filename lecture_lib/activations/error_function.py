"""The error function and its derivative, right at every float."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .elementwise import elementwise
from .normal import bell, scaled_tail

__all__ = ["erf", "erf_derivative"]

_FAR = 32.0  # exp(-x^2) is 0 from 28 on: what is larger may as well be this large
_TERMS = 20  # of the series; the first that is left out is below 1e-18 for abs(x) <= 1


def _series(t: Any) -> Any:
    """Sum (2 t^2)^n / (1 * 3 * ... * (2 n + 1)) over n, whose terms are all positive."""
    s = 1.0
    for n in range(_TERMS, 0, -1):
        s = 1.0 + 2.0 * t * t / (2 * n + 1) * s
    return s


@elementwise(math.erf)
def erf(x: Any) -> Any:
    """erf(x) = 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [-1, 1].

    Notes
    -----
    Up to abs(x) = 1 it is exp(-x^2) times a power series of positive terms, which keeps the digits
    of small x; beyond, 1 less the tail of the normal distribution. Source: Abramowitz & Stegun
    (1964), Handbook of Mathematical Functions, eqs. 7.1.1 and 7.1.6.

    Examples
    --------
    >>> erf(0.0), erf(math.inf), erf([-1e-300]).tolist() == [-2e-300 / math.sqrt(math.pi)]
    (0.0, 1.0, True)
    """
    t = np.minimum(np.abs(x), _FAR)
    root = bell(t, 2.0)
    near = np.minimum(t, 1.0)
    inner = 2.0 / math.sqrt(math.pi) * near * root * root * _series(near)
    outer = 1.0 - 2.0 * scaled_tail(math.sqrt(2.0) * t) * root * root
    return np.copysign(np.where(t < 1.0, inner, outer), x)


@elementwise()
def erf_derivative(x: Any) -> Any:
    """erf'(x) = 2/sqrt(pi) exp(-x^2).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [0, 2/sqrt(pi)].

    Notes
    -----
    Source: as for `erf`, eq. 7.1.19.

    Examples
    --------
    >>> erf_derivative(0.0) == 2.0 / math.sqrt(math.pi), erf_derivative(-math.inf)
    (True, 0.0)
    """
    root = bell(np.minimum(np.abs(x), _FAR), 2.0)
    return 2.0 / math.sqrt(math.pi) * root * root
