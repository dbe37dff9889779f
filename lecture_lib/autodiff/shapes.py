"""The table's lines for what only moves numbers: reshaping, picking, joining, repeating.

How to read a line: see `vjps`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .operation import Op

__all__ = ["SHAPES"]


def _put(g: Any, a: Any, index: Any) -> Any:
    """Return zeros in the shape of `a`, with g added at `index`, as often as it names an entry."""
    result = np.zeros_like(a)
    parts = index if isinstance(index, tuple) else (index,)
    if all(isinstance(part, (int, slice, type(None), type(...))) for part in parts):
        result[index] = g  # names no entry twice
    else:
        np.add.at(result, index, g)
    return result


def _slice(i: int, g: Any, values: tuple[Any, ...], axis: int) -> Any:
    """Return the part of g that belongs to operand i of a concatenation."""
    start = sum(value.shape[axis] for value in values[:i])
    return np.take(g, np.arange(start, start + values[i].shape[axis]), axis=axis)


SHAPES: dict[str, Op] = {
    "reshape": Op(
        lambda a, shape: np.reshape(a, shape),
        lambda g, _out, _a, *, shape: np.reshape(g, np.shape(_a)),
        tangent="linear",
    ),
    "transpose": Op(
        lambda a, axes=None: np.transpose(a, axes),
        lambda g, _out, _a, *, axes=None: np.transpose(
            g, None if axes is None else np.argsort(np.asarray(axes) % len(axes))
        ),
        tangent="linear",
    ),
    "broadcast_to": Op(
        lambda a, shape: np.broadcast_to(a, shape),
        lambda g, _out, _a, *, shape: g,
        tangent="linear",
    ),
    "getitem": Op(
        lambda a, index: a[index],
        lambda g, _out, _a, *, index: _put(g, _a, index),
        tangent="linear",
    ),
    "concatenate": Op.of_many(
        lambda *values, axis=0: np.concatenate(values, axis=axis),
        lambda i, g, out, *values, axis=0: _slice(i, g, values, axis),
    ),
    "stack": Op.of_many(
        lambda *values, axis=0: np.stack(values, axis=axis),
        lambda i, g, out, *values, axis=0: np.take(g, i, axis=axis),
    ),
}
