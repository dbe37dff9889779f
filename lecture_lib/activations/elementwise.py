"""Functions that work on numbers and on arrays alike: a number in, a float out."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

import numpy as np

from ..arguments import numbers_of

__all__ = ["elementwise"]

Function = TypeVar("Function", bound=Callable[..., Any])


def elementwise(scalar: Callable[[float], float] | None = None) -> Callable[[Function], Function]:
    """Let a function of arrays take numbers too, without warnings from NumPy.

    Parameters
    ----------
    scalar : callable, optional
        A faster way for plain numbers, float in and float out; the function itself if left out.

    Returns
    -------
    decorator
        The decorated function gives a Python float for a number or a 0-dimensional array, and an
        array of the same shape for an array or nested lists.

    Examples
    --------
    >>> @elementwise()
    ... def reciprocal(x):
    ...     return 1.0 / x
    >>> reciprocal(4), reciprocal([1.0, 0.0])
    (0.25, array([ 1., inf]))
    """

    def decorate(array_function: Function) -> Function:
        @wraps(array_function)
        def function(x: Any) -> Any:
            if scalar is not None and isinstance(x, (float, int)):
                return scalar(float(x))
            with np.errstate(all="ignore"):
                result = array_function(numbers_of("x", x))
            return result if np.ndim(result) else float(result)

        return cast(Function, function)

    return decorate
