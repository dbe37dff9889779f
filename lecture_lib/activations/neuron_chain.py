"""What is left of a derivative after many layers: the deepest of nets, one neuron wide."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arguments import within
from ..signatures import checked

__all__ = ["Chain", "chain", "largest_products"]


class Chain(NamedTuple):
    """A chain of neurons, layer by layer.

    Attributes
    ----------
    a : array, shape (depth,)
        What goes into each layer.
    z : array, shape (depth,)
        What comes out: z_k = f(a_k).
    slopes : array, shape (depth,)
        f'(a_k).
    products : array, shape (depth,)
        d z_k / d a_1.
    """

    a: NDArray[np.float64]
    z: NDArray[np.float64]
    slopes: NDArray[np.float64]
    products: NDArray[np.float64]


@checked
def chain(
    function: Callable[[float], float],
    derivative: Callable[[float], float],
    a: float,
    depth: int,
    weight: float = 1.0,
) -> Chain:
    """z_k = f(a_k), a_{k+1} = w z_k, d z_k / d a_1 = f'(a_1) w f'(a_2) ... w f'(a_k).

    Parameters
    ----------
    function, derivative : callable
        f and f', on numbers.
    a : float
        What goes into the first layer.
    depth : int
        Layers, at least 1.
    weight : float
        Between any two of them.

    Returns
    -------
    Chain
        Entry k - 1 of its arrays belongs to layer k.

    Raises
    ------
    ValueError
        If there is no layer, or a number is not finite.

    Notes
    -----
    It is the lecture's deep net with all widths 1, and its backpropagation.

    Examples
    --------
    >>> from lecture_lib.activations import sigmoid, sigmoid_derivative
    >>> chain(sigmoid, sigmoid_derivative, 0.0, 3).products.round(4).tolist()
    [0.25, 0.0588, 0.0134]
    """
    if depth < 1:
        raise ValueError(f"depth is {depth}, but a chain has at least 1 layer")
    within("a", a)
    within("weight", weight)
    layers: list[tuple[float, float, float, float]] = []
    product = 1.0
    for layer in range(depth):
        slope = derivative(a)
        product = slope if layer == 0 else product * (weight * slope)
        z = function(a)
        layers.append((a, z, slope, product))
        a = weight * z
    return Chain(*np.array(layers, dtype=float).T)


@checked
def largest_products(steepest: float, depth: int, weight: float = 1.0) -> NDArray[np.float64]:
    """M^k abs(w)^(k-1) for k = 1 ... depth: no product of a chain with abs(f') <= M is larger.

    Parameters
    ----------
    steepest : float
        M, at least 0.
    depth : int
        Layers, at least 1.
    weight : float
        Between any two of them.

    Returns
    -------
    array, shape (depth,)

    Raises
    ------
    ValueError
        If M is negative or there is no layer.

    Examples
    --------
    >>> largest_products(0.25, 3).tolist()
    [0.25, 0.0625, 0.015625]
    """
    if steepest < 0.0 or depth < 1:
        raise ValueError(
            f"steepest is {steepest} and depth {depth}, but they must be at least 0 and 1"
        )
    return np.asarray(steepest * (abs(weight) * steepest) ** np.arange(float(depth)))
