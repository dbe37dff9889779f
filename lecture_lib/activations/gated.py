"""ReLU with a smooth gate: x times a number between 0 and 1 that grows with x.

ReLU is x times the step [x > 0]; GELU is x times Phi(x), SiLU x times sigmoid(x). Neither is in
the lecture.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .elementwise import elementwise
from .normal import bell, scaled_tail

__all__ = ["gelu", "gelu_derivative", "silu", "silu_derivative"]

# exp(-x^2/2) is 0 from 39 on, and exp(-x) from 746: what is larger may as well be this large.
_FAR = 64.0
_FARTHER = 1024.0


@elementwise()
def gelu(x: Any) -> Any:
    """gelu(x) = x Phi(x), where Phi(x) = (1 + erf(x / sqrt 2)) / 2.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, at least -0.17.

    Notes
    -----
    This is the exact form, not the one with tanh that approximates it. For x < 0 it is computed
    from the scaled tail, which keeps all digits where Phi(x) is tiny.
    Source: Hendrycks & Gimpel (2016), Gaussian error linear units.

    Examples
    --------
    >>> gelu(0.0), round(gelu(1.0), 6), round(gelu(-1.0), 6)
    (0.0, 0.841345, -0.158655)
    >>> gelu(-38.0) < 0.0
    True
    """
    t = np.minimum(np.abs(x), _FAR)
    root = bell(t, 4.0)
    tail = scaled_tail(t)
    return np.where(x < 0, -t * tail * root * root, x * (1.0 - tail * root * root))


@elementwise()
def gelu_derivative(x: Any) -> Any:
    """gelu'(x) = Phi(x) + x phi(x), where phi(x) = exp(-x^2/2) / sqrt(2 pi).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, from -0.13 to 1.13, both at abs(x) = sqrt 2.

    Notes
    -----
    Source: Hendrycks & Gimpel (2016), as for `gelu`.

    Examples
    --------
    >>> gelu_derivative(0.0), round(gelu_derivative(math.sqrt(2.0)), 6)
    (0.5, 1.128904)
    """
    t = np.minimum(np.abs(x), _FAR)
    root = bell(t, 4.0)
    below = (scaled_tail(t) - t / math.sqrt(2.0 * math.pi)) * root * root
    return np.where(x < 0, below, 1.0 - below)


@elementwise()
def silu(x: Any) -> Any:
    """silu(x) = x sigmoid(x), also called swish.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, at least -0.28.

    Notes
    -----
    Computed from r = exp(-abs(x)/2), so that x r^2 keeps its digits where r^2 is subnormal.
    Source: Hendrycks & Gimpel (2016), who name it beside GELU; Elfwing, Uchibe & Doya (2018),
    Sigmoid-weighted linear units.

    Examples
    --------
    >>> silu(0.0), round(silu(1.0), 6), round(silu(-1.0), 6), silu(1000.0)
    (0.0, 0.731059, -0.268941, 1000.0)
    """
    t = np.minimum(np.abs(x), _FARTHER)
    r = np.exp(-t / 2.0)
    return np.where(x < 0, -t * r * r, x) / (1.0 + r * r)


@elementwise()
def silu_derivative(x: Any) -> Any:
    """silu'(x) = sigmoid(x) (1 + x (1 - sigmoid(x))).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, from -0.1 to 1.1, both at abs(x) = 2.3994.

    Notes
    -----
    Source: Hendrycks & Gimpel (2016) and Elfwing, Uchibe & Doya (2018), as for `silu`.

    Examples
    --------
    >>> silu_derivative(0.0), round(silu_derivative(2.3994), 6)
    (0.5, 1.099839)
    """
    t = np.minimum(np.abs(x), _FARTHER)
    r = np.exp(-t / 2.0)
    below = (1.0 + r * r - t) * r * r / (1.0 + r * r) ** 2
    return np.where(x < 0, below, 1.0 - below)
