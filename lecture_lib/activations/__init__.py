"""Activation functions and their derivatives, right at every float.

Each function takes a number or an array of any shape and works elementwise: a number gives a
Python ``float``, an array gives an array of the same shape. Nothing overflows, nothing warns, and
NaN in gives NaN out. The lecture has ReLU, sigmoid and tanh (slide "Activation Functions"); the
others are their kin.
"""

from .catalogue import ACTIVATIONS, Activation
from .gated import gelu, gelu_derivative, silu, silu_derivative
from .neuron_chain import Chain, chain, largest_products
from .piecewise_linear import (
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
    relu_subdifferential,
)
from .sigmoidal import (
    sigmoid,
    sigmoid_derivative,
    softplus,
    softplus_derivative,
    tanh,
    tanh_derivative,
)

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Chain",
    "chain",
    "gelu",
    "gelu_derivative",
    "largest_products",
    "leaky_relu",
    "leaky_relu_derivative",
    "relu",
    "relu_derivative",
    "relu_subdifferential",
    "sigmoid",
    "sigmoid_derivative",
    "silu",
    "silu_derivative",
    "softplus",
    "softplus_derivative",
    "tanh",
    "tanh_derivative",
]
