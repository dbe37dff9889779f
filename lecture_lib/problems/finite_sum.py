"""A problem that is a mean of m functions, as training on m examples is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..arguments import numbers_of, refuse
from .problem import Problem

__all__ = ["FiniteSum", "indices_of"]


def indices_of(batch: Any, name: str = "indices") -> np.ndarray:
    """Return a batch as an array of indices: one index alone, or those where a mask is True.

    Parameters
    ----------
    batch : int, or array of int or bool
    name : str
        What an error calls it.

    Raises
    ------
    TypeError
        If it is neither made of integers nor of booleans.

    Examples
    --------
    >>> indices_of(3).tolist(), indices_of([False, True, True]).tolist()
    ([3], [1, 2])
    """
    if type(batch) is np.ndarray and batch.dtype.kind == "i" and batch.ndim == 1:
        return batch
    found = numbers_of(name, batch)
    if found.dtype.kind == "b" and found.ndim == 1:
        return np.flatnonzero(found)
    if found.dtype.kind not in "iu" or found.ndim > 1:
        refuse(name, batch, "an index, a list of indices or a mask", TypeError)
    return np.atleast_1d(found)


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
