"""A small problem on which each convention for AdaGrad, RMSProp and Adam is run for 50 steps.

Four coordinates whose gradients have sizes from 1 to 1e-6, so that eps is felt, with noise.
"""

from typing import Any

import numpy as np

STEPS, LR = 50, 0.05
START = np.array([1.0, -1.0, 2.0, 0.5])
_CURVATURES = np.array([1.0, 1e-2, 1e-4, 1e-6])
_NOISE = np.random.RandomState(0).normal(size=(STEPS, 4))  # its numbers never change


def gradient(w: Any, step: int) -> Any:
    """Return the gradient at `w` in step 0, 1, ..."""
    return _CURVATURES * (w + 0.3 * _NOISE[step])
