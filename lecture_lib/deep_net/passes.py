"""What a forward and a backward pass through a net leave behind, layer by layer."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Array", "Backward", "Forward"]

Array = NDArray[np.float64]


class Forward(NamedTuple):
    """What a forward pass leaves: a^(i) = W^(i) z^(i-1), z^(i) = s(a^(i)), z^(0) = x, f = w' z^(L).

    Attributes
    ----------
    a : dict of int to array
        ``a[i]`` for i = 1..L, of shape (d_i,), or (m, d_i) for a batch.
    z : dict of int to array
        ``z[i]`` for i = 0..L, likewise; ``z[0]`` is x itself.
    f : float, or array of shape (m,), (k,) or (m, k)
        The output.
    weights : tuple of arrays
        Copies of W_1, ..., W_L and w: what the pass was made with, whatever is done to the net.
    """

    a: dict[int, Array]
    z: dict[int, Array]
    f: Any
    weights: tuple[Array, ...]


class Backward(NamedTuple):
    """What a backward pass leaves; the sums over a batch are weighted by the upstream gradient.

    Attributes
    ----------
    delta : dict of int to array
        ``delta[i]`` for i = 1..L, of the shape of ``a[i]``; row n belongs to example n.
    dW : dict of int to array
        ``dW[i]`` for i = 1..L, of the shape of ``W[i]``.
    dw : array
        Of the shape of ``w``.
    dx : array or None
        Of the shape of x; None if it was not asked for.
    """

    delta: dict[int, Array]
    dW: dict[int, Array]  # noqa: N815 - the field's name for it
    dw: Array
    dx: Array | None
