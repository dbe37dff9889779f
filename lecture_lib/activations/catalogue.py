"""The one list of activation functions: all who offer a choice of them take it from here.

`autodiff` makes its operations of it, `deep_net` its choice, the widgets theirs; and tests hold
what has to be written by hand: the functions of `autodiff`, the layers of `nn`, the JavaScript in
``widgets/shared``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from .gated import gelu, gelu_derivative, silu, silu_derivative
from .piecewise_linear import leaky_relu, leaky_relu_derivative, relu, relu_derivative
from .sigmoidal import (
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    tanh,
    tanh_derivative,
)

__all__ = ["ACTIVATIONS", "Activation"]

#: Where silu'' is 0: the root of x tanh(x/2) = 2.
STEEPEST_OF_SILU = 2.399357280520547


class Activation(NamedTuple):
    """An activation function.

    Attributes
    ----------
    function, derivative : callable
        A number gives a float, an array an array.
    steepest : float
        The least upper bound of abs(derivative).
    kink : tuple of 2 floats, or None
        The least and the largest subgradient at 0, if there is a kink.
    """

    function: Callable[[Any], Any]
    derivative: Callable[[Any], Any]
    steepest: float
    kink: tuple[float, float] | None = None


#: The activations by name: relu, sigmoid, tanh, leaky_relu, softplus, gelu and silu.
ACTIVATIONS = {
    "relu": Activation(relu, relu_derivative, 1.0, (0.0, 1.0)),
    "sigmoid": Activation(sigmoid, sigmoid_derivative, 0.25),
    "tanh": Activation(tanh, tanh_derivative, 1.0),
    "leaky_relu": Activation(
        leaky_relu, leaky_relu_derivative, 1.0, (leaky_relu_derivative(0.0), 1.0)
    ),
    "softplus": Activation(softplus, softplus_derivative, 1.0),
    "gelu": Activation(gelu, gelu_derivative, gelu_derivative(math.sqrt(2.0))),
    "silu": Activation(silu, silu_derivative, silu_derivative(STEEPEST_OF_SILU)),
}
