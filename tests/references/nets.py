"""Weights, inputs and upstream gradients of the nets that are compared with PyTorch's."""

import itertools

import numpy as np
from numpy.typing import NDArray

WIDTHS = [3, 4, 2, 5, 3, 2]  # no two neighbours are equal; a net of L layers takes the first L + 1


def values(seed: int, *shape: int) -> NDArray[np.float64]:
    """Return numbers from -1.2 to 1.2 that any language can make: 1.2 cos(seed + 2.7 i)."""
    return 1.2 * np.cos(seed + 2.7 * np.arange(np.prod(shape, dtype=int))).reshape(shape)


def inputs(depth: int, batched: bool, outputs: int | None) -> dict[str, list[NDArray[np.float64]]]:
    """Return the weights, the input and the upstream gradient of a case."""
    rows, columns = [3] if batched else [], [] if outputs is None else [outputs]
    widths = WIDTHS[: depth + 1]
    return {
        "W": [values(i, n, m) for i, (m, n) in enumerate(itertools.pairwise(widths), start=1)],
        "w": [values(11, *columns, widths[-1])],
        "x": [values(12, *rows, WIDTHS[0])],
        "upstream": [values(13, *rows, *columns)],
    }
