"""The derivative s'(a) as backpropagation wants it: from z = s(a) where that is faster."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .. import activations
from .passes import Array

__all__ = ["ACTIVATIONS", "check_activation", "slope"]

#: Names of the functions of `activations` that a net can have: those whose derivative is there too.
ACTIVATIONS = tuple(
    name for name in activations.__all__ if f"{name}_derivative" in activations.__all__
)
#: Below this z, the subtraction in s'(a) = z (1 - z) or 1 - z^2 leaves 13 digits.
_FLAT = 0.999


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
    array of the shape of `a`, to multiply by: of bool for ReLU.

    Notes
    -----
    Where an entry of z is so near 1 that the difference would lose digits, and for the other
    activations, it is the derivative of `activations` at a.

    Examples
    --------
    >>> z = activations.tanh(a := np.array([20.0]))
    >>> (1.0 - z * z).tolist(), slope("tanh", a, z).tolist()
    ([0.0], [1.6993417021166355e-17])
    """
    if name == "relu":
        return a > 0.0
    if name == "sigmoid" and np.max(z, initial=0.0) < _FLAT:
        return z * (1.0 - z)
    if name == "tanh" and np.max(np.abs(z), initial=0.0) < _FLAT:
        return 1.0 - z * z
    derivative: NDArray[Any] = getattr(activations, f"{name}_derivative")(a)
    return derivative


def check_activation(name: str) -> None:
    """Refuse a name that is not in `ACTIVATIONS`."""
    if name not in ACTIVATIONS:
        raise ValueError(f"activation must be one of {', '.join(ACTIVATIONS)}, not {name!r}")
