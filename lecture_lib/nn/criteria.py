"""Losses as PyTorch has them: the prediction first, then the label, and one number for a batch.

Everywhere else in the library the label comes first, as on the slides: l(y, f).
"""

from __future__ import annotations

from typing import Any

from ..arguments import numbers_of
from ..autodiff import (
    Tensor,
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    square_loss,
)
from ..losses import IGNORE_INDEX, check_reduction
from .module import Module

__all__ = ["BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss", "MSELoss"]


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
    ignore_index : int
        Class number of examples that do not count, as for `losses.cross_entropy`.

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
    >>> import math
    >>> loss = CrossEntropyLoss()(Tensor([[0.0, 0.0], [0.0, 0.0]]), [0, 1])
    >>> loss.item() == math.log(2)
    True
    """

    def __init__(self, reduction: str = "mean", ignore_index: int = IGNORE_INDEX) -> None:
        super().__init__(reduction)
        self.ignore_index = ignore_index

    def forward(self, pred: Any, y: Any) -> Any:
        """Compute the loss of scores (n, k) or (k,) for class numbers, or weights of classes."""
        return cross_entropy(y, pred, self.reduction, self.ignore_index)


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
        _refuse_other_shapes(pred, y)
        return 2.0 * square_loss(y, pred, self.reduction)


class BCELoss(_Loss):
    """-(y log p + (1 - y) log(1 - p)), the mean over all entries.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What to do with the losses of several entries.

    Raises
    ------
    ValueError
        If the reduction is unknown; when called, if probability and label differ in shape, or one
        is outside of 0 ... 1.

    Notes
    -----
    It takes probabilities; of scores, `BCEWithLogitsLoss` loses no digit. See
    `losses.binary_cross_entropy`.

    Examples
    --------
    >>> import math
    >>> BCELoss()(Tensor([0.5, 0.5]), [0.0, 1.0]).item() == math.log(2)
    True
    """

    def forward(self, pred: Any, y: Any) -> Any:
        """Compute the loss of probabilities for labels of the same shape."""
        _refuse_other_shapes(pred, y)
        return binary_cross_entropy(y, pred, self.reduction)


class BCEWithLogitsLoss(_Loss):
    """y log(1 + e^-f) + (1 - y) log(1 + e^f), the mean over all entries.

    Parameters
    ----------
    reduction : {"mean", "sum", "none"}
        What to do with the losses of several entries.

    Raises
    ------
    ValueError
        If the reduction is unknown; when called, if score and label differ in shape.

    Notes
    -----
    It takes scores: the sigmoid is in it. See `losses.binary_cross_entropy_with_logits`.

    Examples
    --------
    >>> BCEWithLogitsLoss()(Tensor([1000.0, -1000.0]), [1.0, 1.0]).item()
    500.0
    """

    def forward(self, pred: Any, y: Any) -> Any:
        """Compute the loss of scores for labels of the same shape."""
        _refuse_other_shapes(pred, y)
        return binary_cross_entropy_with_logits(y, pred, self.reduction)


def _refuse_other_shapes(pred: Any, y: Any) -> None:
    two = {"pred": pred, "y": y}.items()
    shapes = [(x if isinstance(x, Tensor) else numbers_of(name, x)).shape for name, x in two]
    if shapes[0] != shapes[1]:
        raise ValueError(
            f"the prediction has shape {shapes[0]} and the label {shapes[1]}: they must be the same"
        )
