"""The activation functions by name, each with its derivative and the largest slope it has."""

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
    """

    function: Callable[[Any], Any]
    derivative: Callable[[Any], Any]
    steepest: float


#: The activations by name: relu, sigmoid, tanh, leaky_relu, softplus, gelu and silu.
ACTIVATIONS = {
    "relu": Activation(relu, relu_derivative, 1.0),
    "sigmoid": Activation(sigmoid, sigmoid_derivative, 0.25),
    "tanh": Activation(tanh, tanh_derivative, 1.0),
    "leaky_relu": Activation(leaky_relu, leaky_relu_derivative, 1.0),
    "softplus": Activation(softplus, softplus_derivative, 1.0),
    "gelu": Activation(gelu, gelu_derivative, gelu_derivative(math.sqrt(2.0))),
    "silu": Activation(silu, silu_derivative, silu_derivative(STEEPEST_OF_SILU)),
}
