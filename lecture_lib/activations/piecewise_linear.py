"""Activation functions of two straight pieces, and their slopes at the kink between them.

At 0 neither has a derivative. What has the right to stand for it is a subgradient: the slope of a
line through the kink that nowhere lies above the function. One of them has to be chosen.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..signatures import Numbers, checked
from .elementwise import elementwise

__all__ = [
    "leaky_relu",
    "leaky_relu_derivative",
    "relu",
    "relu_derivative",
    "relu_subdifferential",
]


@elementwise(lambda x: 0.0 if x <= 0.0 else x)
def relu(x: Any) -> Any:
    """relu(x) = max(x, 0).

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, at least 0.

    Notes
    -----
    Source: lecture slide "Activation Functions".

    Examples
    --------
    >>> relu(-2.0), relu(3.0)
    (0.0, 3.0)
    """
    return np.maximum(x, 0.0)


@elementwise(lambda x: x if x != x else float(x > 0.0))
def relu_derivative(x: Any) -> Any:
    """relu'(x) = 1 if x > 0, else 0; at 0 the subgradient 0 of [0, 1] is used.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    float or array of the shape of `x`, in {0, 1}.

    Notes
    -----
    Source: lecture slide "Activation Functions" (the subgradient used at x = 0). PyTorch makes the
    same choice.

    Examples
    --------
    >>> relu_derivative(-2.0), relu_derivative(0.0), relu_derivative(3.0)
    (0.0, 0.0, 1.0)
    """
    return np.where(np.isnan(x), x, x > 0.0)


def relu_subdifferential(x: Any) -> tuple[Any, Any]:
    """Return the ends of [low, high] = {g: relu(y) >= relu(x) + g (y - x) for all y}.

    [0, 0] for x < 0, [1, 1] for x > 0, and [0, 1] at 0: every slope between those of both pieces.

    Parameters
    ----------
    x : float or array of any shape

    Returns
    -------
    low, high : float or array of the shape of `x`
        NaN where `x` is NaN.

    Notes
    -----
    Source: Rockafellar (1970), Convex Analysis, section 23. The lecture's slide "Activation
    Functions" names the one that is used at 0, which is `low`.

    Examples
    --------
    >>> relu_subdifferential(-2.0), relu_subdifferential(0.0), relu_subdifferential(3.0)
    ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0))
    """
    return relu_derivative(x), _slope_from_above(x)


@elementwise()
def _slope_from_above(x: Any) -> Any:
    return np.where(np.isnan(x), x, x >= 0.0)


@checked
def leaky_relu(x: Numbers, negative_slope: float = 0.01) -> Any:
    """leaky_relu(x) = x if x > 0, else negative_slope x.

    Parameters
    ----------
    x : float or array of any shape
    negative_slope : float
        Above 0 and below 1.

    Returns
    -------
    float or array of the shape of `x`.

    Raises
    ------
    ValueError
        If the slope is out of range.

    Notes
    -----
    Source: Maas, Hannun & Ng (2013), Rectifier nonlinearities improve neural network acoustic
    models. The name and the default of the slope are PyTorch's.

    Examples
    --------
    >>> leaky_relu(-2.0), leaky_relu(3.0), leaky_relu(-2.0, negative_slope=0.5)
    (-0.02, 3.0, -1.0)
    """
    slope = _checked(negative_slope)
    return elementwise()(lambda values: np.maximum(values, slope * values))(x)


@checked
def leaky_relu_derivative(x: Numbers, negative_slope: float = 0.01) -> Any:
    """leaky_relu'(x) = 1 if x > 0, else negative_slope; at 0 it is one of many subgradients.

    Parameters
    ----------
    x : float or array of any shape
    negative_slope : float
        Above 0 and below 1.

    Returns
    -------
    float or array of the shape of `x`, in {negative_slope, 1}.

    Raises
    ------
    ValueError
        If the slope is out of range.

    Notes
    -----
    The subdifferential at 0 is [negative_slope, 1]; PyTorch takes the same end of it.

    Examples
    --------
    >>> leaky_relu_derivative(-2.0), leaky_relu_derivative(0.0), leaky_relu_derivative(3.0)
    (0.01, 0.01, 1.0)
    """
    slope = _checked(negative_slope)

    @elementwise()
    def derivative(values: Any) -> Any:
        slopes = np.where(np.isnan(values), values, np.where(values > 0.0, 1.0, slope))
        return slopes.astype(np.result_type(values, 0.0))

    return derivative(x)


def _checked(slope: float) -> float:
    if not 0.0 < slope < 1.0:
        raise ValueError(f"negative_slope is {slope}, but must be above 0 and below 1")
    return slope
