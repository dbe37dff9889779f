"""Activation functions and their derivatives, right at every float.

Each function takes a number or an array of any shape and works elementwise: a number gives a
Python ``float``, an array gives an array of the same shape. Nothing overflows, nothing warns, and
NaN in gives NaN out. The lecture has ReLU, sigmoid and tanh (slide "Activation Functions"); the
others are their kin.
"""

from . import gated, piecewise_linear, sigmoidal
from .catalogue import ACTIVATIONS, Activation
from .gated import *
from .neuron_chain import Chain, chain, largest_products
from .piecewise_linear import *
from .sigmoidal import *

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Chain",
    "chain",
    "largest_products",
    *gated.__all__,
    *piecewise_linear.__all__,
    *sigmoidal.__all__,
]
