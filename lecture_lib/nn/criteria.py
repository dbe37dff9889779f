"""Losses as PyTorch has them: the prediction first, then the label, and one number for a batch.

Everywhere else in the library the label comes first, as on the slides: l(y, f).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..autodiff import Tensor, cross_entropy, square_loss
from ..losses import check_reduction
from .module import Module

__all__ = ["CrossEntropyLoss", "MSELoss"]


class _Loss(Module):
    def __init__(self, reduction: str = "mean") -> None:
        check_reduction(reduction)
        self.reduction = reduction

    def __repr__(self) -> str:
        changed = "" if self.reduction == "mean" else f"reduction={self.reduction!r}"
        return f"{type(self).__name__}({changed})"


class CrossEntropyLoss(_Loss):
    """l(y, f) = - sum_i y_i log p_i with p = softmax(f), the mean over the examples.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What to do with the losses of a batch.

    Raises
    ------
    ValueError
        If the reduction is unknown; when called, as `losses.cross_entropy`.

    Notes
    -----
    It takes scores, not probabilities: the softmax is in it. Source: lecture slide "Loss
    Functions".

    Examples
    --------
    >>> loss = CrossEntropyLoss()(Tensor([[0.0, 0.0], [0.0, 0.0]]), [0, 1])
    >>> loss.item() == float(np.log(2))
    True
    """

    def forward(self, pred: Any, y: Any) -> Any:
        """Compute the loss of scores (n, k) or (k,) for class numbers, or weights of classes."""
        return cross_entropy(y, pred, self.reduction)


class MSELoss(_Loss):
    """(f - y)^2, the mean over all entries: without the 1/2 of the lecture's square loss.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What to do with the losses of several entries.

    Raises
    ------
    ValueError
        If the reduction is unknown; when called, if prediction and label differ in shape.

    Notes
    -----
    It is twice the mean of the lecture's l(y, f) = 1/2 (f - y)^2, and so is its gradient: to take
    the same step, halve the learning rate. PyTorch warns of different shapes and goes on; here
    they are refused, because (n, 1) and (n,) would give n^2 differences.

    Examples
    --------
    >>> MSELoss()(Tensor([1.0, 4.0]), [1.0, 1.0]).item()
    4.5
    """

    def forward(self, pred: Any, y: Any) -> Any:
        """Compute the loss of a prediction for a label of the same shape."""
        shapes = [np.shape(x.data if isinstance(x, Tensor) else x) for x in (pred, y)]
        if shapes[0] != shapes[1]:
            raise ValueError(
                f"the prediction has shape {shapes[0]} and the label {shapes[1]}: they must be "
                "the same"
            )
        return 2.0 * square_loss(y, pred, self.reduction)
