"""The table's lines for what makes one number of many: sums, extremes, norms; and running sums.

How to read a line: see `vjps`. Each takes an ``axis``, an int or a tuple of them, or None for all,
and ``keepdims``. Ties and edge cases are PyTorch's.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from . import ieee
from .operation import Op

__all__ = ["REDUCTIONS"]


def _spread(g: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """Give each entry of `a` the g of the sum over `axis` in which it stands."""
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return np.full(np.shape(a), g)


def _count(a: Any, total: Any) -> float:
    """Return how many entries of `a` there are to each entry of `total`."""
    return np.size(a) / max(np.size(total), 1)


def _mean(a: Any, axis: Any, keepdims: bool) -> Any:
    total = np.sum(a, axis=axis, keepdims=keepdims)
    return ieee.divide(total, _count(a, total))


def _share_of_extreme(g: Any, out: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """Share g evenly among the entries of `a` that are the result (NaN, if there is one)."""
    best = _spread(out, a, axis, keepdims)
    winners = (a == best) | ((a != a) & (best != best))
    count = np.sum(winners, axis=axis, keepdims=True)
    return np.where(winners, _spread(g, a, axis, keepdims) / count, 0.0)


def _others(a: Any, axis: Any) -> Any:
    """Return for each entry of `a` the product of those that are multiplied with it, zeros too."""
    axes = range(a.ndim) if axis is None else np.atleast_1d(axis) % a.ndim
    ends = range(-len(axes), 0)
    moved = np.moveaxis(a, tuple(axes), tuple(ends))
    rows = moved.reshape(*moved.shape[: a.ndim - len(axes)], -1)
    before = np.ones_like(rows)
    np.multiply.accumulate(rows[..., :-1], axis=-1, out=before[..., 1:])
    after = np.ones_like(rows)
    np.multiply.accumulate(rows[..., :0:-1], axis=-1, out=after[..., -2::-1])
    return np.moveaxis((before * after).reshape(moved.shape), tuple(ends), tuple(axes))


def _norm(a: Any, axis: Any, keepdims: bool) -> Any:
    return np.sqrt(np.sum(a * a, axis=axis, keepdims=keepdims))


def _nonzero(part: Any, out: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """Return `part`, but 0 where the result is 0: the subgradient that PyTorch takes there."""
    return np.where(_spread(out, a, axis, keepdims) == 0.0, 0.0, part)


def _deviations(a: Any, axis: Any) -> Any:
    return a - np.sum(a, axis=axis, keepdims=True) / _count(a, np.sum(a, axis=axis))


def _freedom(a: Any, total: Any, correction: float) -> float:
    """Return n - correction, and 0 if that is negative: 0/0 is NaN."""
    return max(_count(a, total) - correction, 0.0)


def _variance(a: Any, axis: Any, keepdims: bool, correction: float) -> Any:
    d = _deviations(a, axis)
    total = np.sum(d * d, axis=axis, keepdims=keepdims)
    return ieee.divide(np.asarray(total), _freedom(a, total, correction))


def _variance_back(g: Any, a: Any, axis: Any, keepdims: bool, correction: float) -> Any:
    g = _spread(g, a, axis, keepdims)
    total = np.sum(a, axis=axis)
    return g * (ieee.divide(np.asarray(2.0), _freedom(a, total, correction)) * _deviations(a, axis))


def _logsumexp(a: Any, axis: Any, keepdims: bool) -> Any:
    largest = np.max(a, axis=axis, keepdims=True)
    largest = np.where(np.isfinite(largest), largest, 0.0)
    total = np.log(np.sum(np.exp(a - largest), axis=axis, keepdims=True)) + largest
    if keepdims:
        return total
    return np.squeeze(total, axis=axis) if axis is not None else np.reshape(total, ())


def _of_axis(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a reduction the defaults of ``axis`` and ``keepdims``."""
    return lambda a, axis=None, keepdims=False, **rest: function(a, axis, keepdims, **rest)


def _sum_back(g: Any, _out: Any, _a: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return _spread(g, _a, axis, keepdims)


def _extreme_back(g: Any, out: Any, a: Any, *, axis: Any = None, keepdims: bool = False) -> Any:
    return _share_of_extreme(g, out, a, axis, keepdims)


REDUCTIONS: dict[str, Op] = {
    "sum": Op(
        _of_axis(lambda a, axis, keepdims: np.sum(a, axis=axis, keepdims=keepdims)),
        _sum_back,
        tangent="linear",
    ),
    "mean": Op(
        _of_axis(_mean),
        lambda g, _out, _a, *, axis=None, keepdims=False: (
            _spread(g, _a, axis, keepdims) / _count(_a, _out)
        ),
        tangent="linear",
    ),
    "max": Op(
        _of_axis(lambda a, axis, keepdims: np.max(a, axis=axis, keepdims=keepdims)),
        _extreme_back,
        tangent="weighted sum",
    ),
    "min": Op(
        _of_axis(lambda a, axis, keepdims: np.min(a, axis=axis, keepdims=keepdims)),
        _extreme_back,
        tangent="weighted sum",
    ),
    "prod": Op(
        _of_axis(lambda a, axis, keepdims: np.prod(a, axis=axis, keepdims=keepdims)),
        lambda g, _out, a, *, axis=None, keepdims=False: (
            _spread(g, a, axis, keepdims) * _others(np.asarray(a), axis)
        ),
        tangent="weighted sum",
    ),
    "norm": Op(
        _of_axis(_norm),
        lambda g, out, a, *, axis=None, keepdims=False: _nonzero(
            _spread(ieee.divide(g, out), a, axis, keepdims) * a, out, a, axis, keepdims
        ),
        tangent="weighted sum",
    ),
    "var": Op(
        _of_axis(_variance),
        lambda g, _out, a, *, axis=None, keepdims=False, correction=1: _variance_back(
            g, a, axis, keepdims, correction
        ),
        tangent="weighted sum",
    ),
    "std": Op(
        _of_axis(lambda *where, **rest: np.sqrt(_variance(*where, **rest))),
        lambda g, out, a, *, axis=None, keepdims=False, correction=1: _nonzero(
            _variance_back(ieee.divide(g, 2.0 * out), a, axis, keepdims, correction),
            out,
            a,
            axis,
            keepdims,
        ),
        tangent="weighted sum",
    ),
    "logsumexp": Op(
        _of_axis(_logsumexp),
        lambda g, out, a, *, axis=None, keepdims=False: (
            _spread(g, a, axis, keepdims) * np.exp(a - _spread(out, a, axis, keepdims))
        ),
        tangent="weighted sum",
    ),
    "cumsum": Op(
        lambda a, axis: np.add.accumulate(a, axis=axis),
        lambda g, _out, _a, *, axis: np.flip(np.add.accumulate(np.flip(g, axis), axis=axis), axis),
        tangent="linear",
    ),
}
