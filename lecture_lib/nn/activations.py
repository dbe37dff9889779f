"""Activation functions as layers, with PyTorch's names."""

from __future__ import annotations

from typing import Any, ClassVar

from ..autodiff import gelu, leaky_relu, relu, sigmoid, silu, softplus, tanh
from .module import Module

__all__ = ["GELU", "LeakyReLU", "ReLU", "SiLU", "Sigmoid", "Softplus", "Tanh"]


class _Activation(Module):
    function: ClassVar[Any]

    def forward(self, x: Any) -> Any:
        """Compute the function, entry by entry."""
        return type(self).function(x)


class ReLU(_Activation):
    """max(x, 0), elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> ReLU()(Tensor([-1.0, 2.0]))
    Tensor([0., 2.])
    """

    function = staticmethod(relu)


class Sigmoid(_Activation):
    """1/(1 + e^-x), elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> Sigmoid()(Tensor([0.0, 1000.0]))
    Tensor([0.5, 1. ])
    """

    function = staticmethod(sigmoid)


class Tanh(_Activation):
    """(e^x - e^-x)/(e^x + e^-x), elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> Tanh()(Tensor([0.0, 1000.0]))
    Tensor([0., 1.])
    """

    function = staticmethod(tanh)


class Softplus(_Activation):
    """log(1 + e^x), elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> Softplus()(Tensor([-1000.0, 1000.0]))
    Tensor([   0., 1000.])
    """

    function = staticmethod(softplus)


class GELU(_Activation):
    """x P(Z <= x) of a standard normal Z, elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> GELU()(Tensor([0.0, 1000.0]))
    Tensor([   0., 1000.])
    """

    function = staticmethod(gelu)


class SiLU(_Activation):
    """x/(1 + e^-x), elementwise.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> SiLU()(Tensor([0.0, 1000.0]))
    Tensor([   0., 1000.])
    """

    function = staticmethod(silu)


class LeakyReLU(Module):
    """x for x > 0, else negative_slope x, elementwise.

    Parameters
    ----------
    negative_slope : float
        Above 0 and below 1; another raises ValueError when the layer is called.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> LeakyReLU(0.5)(Tensor([-1.0, 2.0]))
    Tensor([-0.5,  2. ])
    """

    def __init__(self, negative_slope: float = 0.01) -> None:
        self.negative_slope = negative_slope

    def forward(self, x: Any) -> Any:
        """Compute the function, entry by entry."""
        return leaky_relu(x, self.negative_slope)

    def __repr__(self) -> str:
        return f"LeakyReLU({self.negative_slope})"
