"""A problem that is a mean of m functions, as training on m examples is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .problem import Problem

__all__ = ["FiniteSum"]


@dataclass(frozen=True, kw_only=True, eq=False)
class FiniteSum(Problem):
    """f(w) = 1/m sum_i f_i(w), with access to single gradients.

    Attributes
    ----------
    m : int
        The number of functions.
    sample_gradient : callable
        (w, indices) to the mean of the gradients of f_i over the indices, shape (d,). An index
        that is named twice counts twice. An array of indices, or one index.
    sample_gradients : callable
        w of shape (d,) to all m gradients, shape (m, d). Their mean is the gradient of f.
    sample_values : callable
        w of shape (d,) to all m values, shape (m,). Their mean is f(w).
    sample_L : array of shape (m,)
        The smoothness constant of each f_i.

    Notes
    -----
    Source: lecture slide "Stochastic Gradient Descent", the average of functions.

    Examples
    --------
    >>> from lecture_lib.problems import least_squares
    >>> problem = least_squares([[1.0], [3.0]], [1.0, 0.0], mean=True)
    >>> problem.sample_gradients([1.0]).tolist(), problem.gradient([1.0]).tolist()
    ([[0.0], [9.0]], [4.5])
    >>> problem.sample_gradient([1.0], [1, 1, 0]).tolist()
    [6.0]
    """

    m: int
    sample_gradient: Callable[[Any, Any], np.ndarray]
    sample_gradients: Callable[[Any], np.ndarray]
    sample_values: Callable[[Any], np.ndarray]
    sample_L: np.ndarray  # noqa: N815

    @property
    def L_max(self) -> float:  # noqa: N802
        """The largest smoothness constant of a single function."""
        return float(self.sample_L.max())
