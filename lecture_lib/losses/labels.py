"""Labels of classification: class numbers, or a weight for each class."""

from __future__ import annotations

import numpy as np

from ..arguments import numbers_of
from ..signatures import Numbers, checked

__all__ = ["IGNORE_INDEX", "counted", "label_distribution"]

#: The class number that PyTorch leaves out of a cross entropy unless told otherwise.
IGNORE_INDEX = -100


@checked
def label_distribution(
    labels: Numbers, logits: Numbers, ignore_index: int = IGNORE_INDEX
) -> np.ndarray:
    """Write y as weights of the classes: class number c becomes the row e_c, weights stay.

    The row of an example that is ignored is 0.

    Parameters
    ----------
    labels, logits, ignore_index
        As for `cross_entropy`.

    Returns
    -------
    array of the shape of `logits`.

    Raises
    ------
    ValueError
        If the shapes do not fit, or a class number is not one of 0..k-1.

    Examples
    --------
    >>> label_distribution([2, 0], [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]]).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    labels, logits = numbers_of("labels", labels), numbers_of("logits", logits)
    if logits.ndim not in (1, 2) or logits.shape[-1] == 0:
        raise ValueError(
            f"logits has shape {logits.shape}, but must have (k,) or (n, k) with k >= 1 classes "
            f"(labels have shape {labels.shape})"
        )
    if labels.shape == logits.shape:
        if ignore_index != IGNORE_INDEX:
            raise ValueError(
                f"ignore_index is {ignore_index}, a class number, but the labels are weights"
            )
        return labels
    if labels.shape != logits.shape[:-1]:
        raise ValueError(
            f"labels of shape {labels.shape} do not fit logits of shape {logits.shape}: give class "
            f"numbers of shape {logits.shape[:-1]}, or weights of shape {logits.shape}"
        )
    if labels.dtype.kind not in "iu":
        raise ValueError(
            f"labels of shape {labels.shape} for logits of shape {logits.shape} are class numbers "
            f"of {labels.dtype}, but must be integers"
        )
    k = logits.shape[-1]
    rows = labels[..., None] == np.arange(k)
    if ignore_index >= 0 or np.count_nonzero(rows) != labels.size:
        ignored = labels == ignore_index
        rows &= ~ignored[..., None]
        wrong = labels[((labels < 0) | (labels >= k)) & ~ignored]
        if wrong.size:
            raise ValueError(
                f"label {wrong.flat[0]} is no class: logits of shape {logits.shape} have the "
                f"classes 0..{k - 1}"
            )
    return rows.astype(logits.dtype if logits.dtype.kind == "f" else float)


@checked
def counted(labels: Numbers, y: np.ndarray, ignore_index: int = IGNORE_INDEX) -> int | None:
    """Return over how many examples the mean is, or None for all of them.

    Parameters
    ----------
    labels, ignore_index
        As for `cross_entropy`.
    y : array
        The labels as `label_distribution` writes them.

    Examples
    --------
    >>> labels, logits = [1, -100, 0], np.zeros((3, 2))
    >>> counted(labels, label_distribution(labels, logits))
    2
    """
    if np.shape(labels) == np.shape(y):
        return None
    ignored = np.count_nonzero(np.equal(labels, ignore_index))
    return int(np.size(labels) - ignored) if ignored else None
