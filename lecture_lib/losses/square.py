"""The square loss, with the lecture's factor 1/2."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arguments import fitting
from ..signatures import Numbers, checked

__all__ = ["square_loss", "square_loss_gradient"]


@checked
def square_loss(y: Numbers, prediction: Numbers) -> Any:
    """l(y, f) = 1/2 (f - y)^2, elementwise.

    Parameters
    ----------
    y : float or array
        The label.
    prediction : float or array
        f(x); broadcast against `y`.

    Returns
    -------
    float or array, at least 0.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    With the factor 1/2 of the lecture (slide "Loss Functions"), so that the derivative is f - y.
    PyTorch's ``mse_loss`` has no 1/2 and takes the mean.

    Examples
    --------
    >>> square_loss(1.0, 4.0)
    4.5
    """
    difference = square_loss_gradient(y, prediction)
    with np.errstate(over="ignore"):
        return 0.5 * difference * difference


@checked
def square_loss_gradient(y: Numbers, prediction: Numbers) -> Any:
    """dl/df = f - y, elementwise.

    Parameters
    ----------
    y : float or array
        The label.
    prediction : float or array
        f(x); broadcast against `y`.

    Returns
    -------
    float or array.

    Raises
    ------
    ValueError
        If the shapes do not fit.

    Notes
    -----
    Source: lecture slide "Loss Functions".

    Examples
    --------
    >>> square_loss_gradient(1.0, 4.0)
    3.0
    """
    if isinstance(y, (float, int)) and isinstance(prediction, (float, int)):
        return float(prediction) - float(y)
    if np.shape(y) != np.shape(prediction):
        fitting(y=y, prediction=prediction)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.subtract(prediction, y)
