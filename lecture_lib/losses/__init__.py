"""Loss functions, value and gradient: square loss, cross entropy of k classes and of two.

Arguments come in the lecture's order, l(y, f(x)): first the label, then what the model says.
"""

from ..softmax import log_softmax, softmax
from .binary import binary_cross_entropy, binary_cross_entropy_with_logits
from .labels import IGNORE_INDEX, counted, label_distribution
from .reductions import REDUCTIONS, check_reduction
from .softmax_cross_entropy import (
    cross_entropy,
    cross_entropy_gradient,
    negative_log_likelihood,
)
from .square import square_loss, square_loss_gradient

__all__ = [
    "IGNORE_INDEX",
    "REDUCTIONS",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "check_reduction",
    "counted",
    "cross_entropy",
    "cross_entropy_gradient",
    "label_distribution",
    "log_softmax",
    "negative_log_likelihood",
    "softmax",
    "square_loss",
    "square_loss_gradient",
]
