"""Random inputs that can be read: quarters, exact in binary and in decimals."""

from __future__ import annotations

import numpy as np

__all__ = ["quarters"]


def quarters(rng: np.random.Generator, *shape: int) -> np.ndarray:
    """Return an array of random quarters from -2 to 2.

    Examples
    --------
    >>> quarters(np.random.default_rng(6), 4)
    array([-0.25,  0.25,  0.  , -0.75])
    """
    return rng.integers(-8, 9, size=shape) / 4
