"""Stochastic gradients: which examples a step looks at, what it does, and what noise leaves.

The parts: `sampling` index rules and mini-batches, `sgd` the loop, `noise` and `epoch_orders` exact
variances and errors, `softmax_regression` a model for it, `timing` the seconds of a step.
"""

from .epoch_orders import OrderErrors, order_errors
from .sgd import averaged, sgd
from .softmax_regression import SoftmaxRegression
from .timing import seconds_per_step

__all__ = [
    "OrderErrors",
    "SoftmaxRegression",
    "averaged",
    "order_errors",
    "seconds_per_step",
    "sgd",
]
