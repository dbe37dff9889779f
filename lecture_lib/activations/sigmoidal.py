"""The two sigmoids, and the smooth ramp whose derivative is one of them."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from .elementwise import elementwise

__all__ = [
    "sigmoid",
    "sigmoid_derivative",
    "softplus",
    "softplus_derivative",
    "tanh",
    "tanh_derivative",
]


def _sigmoid(x: float) -> float:
    e = math.exp(-abs(x))
    return (e if x < 0 else 1.0) / (1.0 + e)


def _sigmoid_derivative(x: float) -> float:
    e = math.exp(-abs(x))
    return e / (1.0 + e) ** 2


def _tanh_derivative(x: float) -> float:
    e = math.exp(-2.0 * abs(x))
    return 4.0 * e / (1.0 + e) ** 2


@elementwise(_sigmoid)
def sigmoid(x: Any) -> Any:
    """sigmoid(x) = 1 / (1 + exp(-x)).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [0, 1].

    Notes
    -----
    Computed from e = exp(-abs(x)), which cannot overflow: 1/(1+e) for x >= 0 and e/(1+e) for x < 0.
    Source: lecture slide "Activation Functions".

    Examples
    --------
    >>> sigmoid(0.0), sigmoid(1000.0), sigmoid(-700.0) > 0.0
    (0.5, 1.0, True)
    """
    e = np.exp(-np.abs(x))
    return np.where(x < 0, e, 1.0) / (1.0 + e)


@elementwise(_sigmoid_derivative)
def sigmoid_derivative(x: Any) -> Any:
    """sigmoid'(x) = sigmoid(x) (1 - sigmoid(x)) = e / (1 + e)^2 with e = exp(-abs(x)).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [0, 1/4].

    Notes
    -----
    The first form is the lecture's (slide "Activation Functions"); from x = 37 on it is wrongly 0,
    because sigmoid(x) rounds to 1. The second form is used here and is right everywhere.

    Examples
    --------
    >>> sigmoid_derivative(0.0)
    0.25
    >>> s = sigmoid(40.0)
    >>> s * (1 - s), sigmoid_derivative(40.0)
    (0.0, 4.248354255291589e-18)
    """
    e = np.exp(-np.abs(x))
    return e / (1.0 + e) ** 2


@elementwise(math.tanh)
def tanh(x: Any) -> Any:
    """tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x)).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [-1, 1].

    Notes
    -----
    Source: lecture slide "Activation Functions".

    Examples
    --------
    >>> tanh(0.0), tanh(1000.0)
    (0.0, 1.0)
    """
    return np.tanh(x)


@elementwise(_tanh_derivative)
def tanh_derivative(x: Any) -> Any:
    """tanh'(x) = 1 - tanh(x)^2 = sech(x)^2 = 4 e / (1 + e)^2 with e = exp(-2 abs(x)).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [0, 1].

    Notes
    -----
    The first form is wrongly 0 from x = 19 on, because tanh(x) rounds to 1; the last is used here.
    The lecture's slide "Activation Functions" leaves this derivative out.

    Examples
    --------
    >>> tanh_derivative(0.0)
    1.0
    >>> 1 - tanh(20.0) ** 2, tanh_derivative(20.0)
    (0.0, 1.6993417021166355e-17)
    """
    e = np.exp(-2.0 * np.abs(x))
    return 4.0 * e / (1.0 + e) ** 2


@elementwise(lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))))
def softplus(x: Any) -> Any:
    """softplus(x) = log(1 + exp(x)) = max(x, 0) + log(1 + exp(-abs(x))): a smooth ReLU.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, at least 0.

    Notes
    -----
    The second form cannot overflow and keeps small values: softplus(-700) is exp(-700), not 0.
    Source: Dugas, Bengio, Belisle, Nadeau & Garcia (2001), Incorporating second-order functional
    knowledge for better option pricing. It is not in the lecture.

    Examples
    --------
    >>> softplus(0.0) == math.log(2.0), softplus(1000.0), softplus(-700.0) > 0.0
    (True, 1000.0, True)
    """
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(x)))


def softplus_derivative(x: Any) -> Any:
    """softplus'(x) = sigmoid(x).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in [0, 1].

    Notes
    -----
    Source: Dugas et al. (2001), as for `softplus`.

    Examples
    --------
    >>> softplus_derivative(0.0)
    0.5
    """
    return sigmoid(x)
