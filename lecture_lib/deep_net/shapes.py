"""Which weights fit each other and their input: said with the layer and both shapes."""

from __future__ import annotations

from .passes import Array

__all__ = ["check_shapes"]


def check_shapes(W: dict[int, Array], w: Array, x_shape: tuple[int, ...] | None = None) -> None:
    """Refuse W_i that is not d_i x d_(i-1) with the d_(i-1) of the layer before, and likewise w, x.

    Parameters
    ----------
    W : dict of int to array
        W_1, ..., W_L.
    w : array
        The final layer.
    x_shape : tuple of int, optional
        Shape of the input, if there is one already.

    Raises
    ------
    ValueError
        For the first layer that does not fit.

    Examples
    --------
    >>> import numpy as np
    >>> check_shapes({1: np.ones((3, 2)), 2: np.ones((4, 2))}, np.ones(4))
    Traceback (most recent call last):
    ValueError: layer 2: W[2] of shape (4, 2) does not fit W[1] of shape (3, 2): it has 2 columns, \
but must have 3
    """
    rows = None if x_shape is None else x_shape[-1]
    for i, matrix in W.items():
        if matrix.ndim != 2 or not matrix.size:
            raise ValueError(
                f"layer {i}: W[{i}] has shape {matrix.shape}, but must have (d_{i}, d_{i - 1})"
            )
        if rows is not None and matrix.shape[1] != rows:
            raise ValueError(
                f"layer {i}: W[{i}] of shape {matrix.shape} does not fit {_before(W, i, x_shape)}: "
                f"it has {matrix.shape[1]} columns, but must have {rows}"
            )
        rows = matrix.shape[0]
    if w.ndim not in (1, 2) or not w.size:
        raise ValueError(
            f"final layer: w has shape {w.shape}, but must have (d_{len(W)},) or (k, d_{len(W)})"
        )
    if rows is not None and w.shape[-1] != rows:
        raise ValueError(
            f"final layer: w of shape {w.shape} does not fit {_before(W, len(W) + 1, x_shape)}: "
            f"its last axis has {w.shape[-1]} entries, but must have {rows}"
        )


def _before(W: dict[int, Array], i: int, x_shape: tuple[int, ...] | None) -> str:
    """Say what goes into layer i; only a message needs it, and every forward pass comes by here."""
    return f"W[{i - 1}] of shape {W[i - 1].shape}" if i > 1 else f"x of shape {x_shape}"
