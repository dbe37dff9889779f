"""What a forward and a backward pass cost, in multiply-adds of their matrix products."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from ..arguments import refuse
from ..signatures import checked

__all__ = ["MultiplyAdds", "multiply_adds"]


class MultiplyAdds(NamedTuple):
    """Multiply-adds of the matrix products of one example: forward, and in addition backward."""

    forward: int
    backward: int

    @property
    def ratio(self) -> float:
        """(forward + backward) / forward."""
        return (self.forward + self.backward) / self.forward


@checked
def multiply_adds(
    widths: Sequence[int], outputs: int = 1, *, with_dx: bool = False
) -> MultiplyAdds:
    """S = sum_i d_i d_(i-1) forward, and 2 S - d_0 d_1 backward: in all 3 - d_0 d_1 / S times S.

    The sum is over i = 1..L+1, with d_(L+1) = k outputs for the final layer. Backward, every layer
    has a product for dW and one for the gradient of its input, which the first layer can do
    without.

    Parameters
    ----------
    widths : sequence of int
        d_0, d_1, ..., d_L.
    outputs : int
        k.
    with_dx : bool
        Whether the gradient of x is computed too: then backward is 2 S.

    Returns
    -------
    MultiplyAdds
        ``forward``, ``backward`` and ``ratio``, for one example; a batch of m takes m times as
        many. Products entry by entry, of which there are fewer, are not counted.

    Raises
    ------
    ValueError
        If there is no width, or one is below 1.

    Notes
    -----
    That a gradient costs at most a small multiple of its function: Baur & Strassen (1983), The
    complexity of partial derivatives; Griewank & Walther (2008), Evaluating Derivatives.

    Examples
    --------
    >>> multiply_adds([64, 128, 128], 10)
    MultiplyAdds(forward=25856, backward=43520)
    >>> round(multiply_adds([64, 128, 128], 10).ratio, 3) == round(3 - 64 * 128 / 25856, 3)
    True
    >>> multiply_adds([64, 128, 128], 10, with_dx=True).ratio
    3.0
    """
    sizes = [*widths, outputs]
    if len(sizes) < 2 or any(size < 1 for size in sizes):
        refuse("widths and outputs", (*widths, outputs), "at least 1")
    forward = sum(m * n for m, n in itertools.pairwise(sizes))
    return MultiplyAdds(forward, 2 * forward - (0 if with_dx else sizes[0] * sizes[1]))
