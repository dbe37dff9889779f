"""An activation z = s(a) and its derivative, by the fastest way that keeps fourteen digits.

Each entry is computed by itself: an example gets the same numbers whatever batch it is in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import activations
from ..arguments import refuse
from ..signatures import unchecked
from .passes import Array

__all__ = ["ACTIVATIONS", "activate", "check_activation", "slope"]

#: What a net can have: the names in the catalogue of `activations`.
ACTIVATIONS = tuple(activations.ACTIVATIONS)
#: What the subtraction in s'(a) = z (1 - z) or 1 - z^2 must leave, to leave 14 digits.
_LEFT = 0.1
#: From here down, 1 / (1 + e^-a) is no longer a normal number, and e^-a soon overflows.
_OVERFLOW = -700.0


def activate(name: str, a: Array) -> Array:
    """Return z = s(a), entry by entry.

    Parameters
    ----------
    name : str
        One of `ACTIVATIONS`.
    a : array

    Returns
    -------
    array of the shape of `a`.

    Examples
    --------
    >>> activate("relu", np.array([-1.0, 2.0])).tolist()
    [0.0, 2.0]
    """
    if name == "relu":
        return np.maximum(a, 0.0)
    if name == "sigmoid":
        overflows = a.min(initial=0.0) <= _OVERFLOW
        z = np.negative(np.maximum(a, _OVERFLOW) if overflows else a)
        np.exp(z, out=z)
        z += 1.0
        np.reciprocal(z, out=z)
        if overflows:
            low = a <= _OVERFLOW
            z[low] = activations.sigmoid(a[low])
        return z
    function: Callable[[Array], Array] = activations.ACTIVATIONS[name].function
    return function(a)


def slope(name: str, a: Array, z: Array) -> NDArray[Any]:
    """s'(a): z (1 - z) for the sigmoid, 1 - z^2 for tanh, [a > 0] for ReLU.

    Parameters
    ----------
    name : str
        One of `ACTIVATIONS`.
    a, z : array
        z = s(a).

    Returns
    -------
    array of the shape of `a`
        To multiply by; of bool for ReLU.

    Notes
    -----
    For an entry of z that is so near 1 that the difference would lose digits, and for the other
    activations, it is the derivative of `activations` at a.

    Examples
    --------
    >>> z = activations.tanh(a := np.array([20.0]))
    >>> (1.0 - z * z).tolist(), slope("tanh", a, z).tolist()
    ([0.0], [1.6993417021166355e-17])
    """
    if name == "relu":
        return a > 0.0
    if name == "sigmoid":
        s = np.subtract(1.0, z)
        lost = np.flatnonzero(s <= _LEFT)
        s *= z
    elif name == "tanh":
        s = z * z
        np.subtract(1.0, s, out=s)
        lost = np.flatnonzero(s <= _LEFT)
    else:
        derivative: NDArray[Any] = activations.ACTIVATIONS[name].derivative(a)
        return derivative
    if lost.size:
        s.put(lost, unchecked(activations.ACTIVATIONS[name].derivative)(a.take(lost)))
    return s


def check_activation(name: str) -> None:
    """Refuse a name that is not in `ACTIVATIONS`."""
    if name not in ACTIVATIONS:
        refuse("activation", name, f"one of {', '.join(ACTIVATIONS)}")
