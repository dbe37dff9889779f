"""The table's lines for products of arrays: matmul, linear, einsum.

How to read a line: see `vjps`.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from .operation import Op

__all__ = ["PRODUCTS"]


def _matmul_left(g: Any, _out: Any, _a: Any, b: Any) -> Any:
    """dL/da for a @ b: g b', where a vector counts as a row (a) or a column (b)."""
    if _a.ndim == b.ndim == 2:
        return g @ b.T
    if b.ndim == 1:
        return np.multiply.outer(g, b)
    row = g[..., None, :] if _a.ndim == 1 else g
    left = row @ b.swapaxes(-1, -2)
    return left[..., 0, :] if _a.ndim == 1 else left


def _matmul_right(g: Any, _out: Any, a: Any, _b: Any) -> Any:
    """dL/db for a @ b: a' g, where a vector counts as a row (a) or a column (b)."""
    if a.ndim == _b.ndim == 2:
        return a.T @ g
    if a.ndim == 1:
        return a * g if _b.ndim == 1 else np.multiply(a[:, None], g[..., None, :])
    column = g[..., None] if _b.ndim == 1 else g
    right = a.swapaxes(-1, -2) @ column
    return right[..., 0] if _b.ndim == 1 else right


def _linear(x: Any, w: Any, b: Any = 0.0) -> Any:
    z = x @ w.T
    z += b
    return z


def _linear_weight(g: Any, x: Any) -> Any:
    """dL/dw for x w' + b: g' x, where a vector counts as a row."""
    return np.multiply.outer(g, x) if x.ndim == 1 else g.T @ x


def _linear_forward(i: int, v: Any, _out: Any, x: Any, w: Any, _b: Any = None) -> Any:
    """Return what the tangent v of operand i makes of x w' + b."""
    if i == 0:
        return v @ w.T
    return x @ v.T if i == 1 else np.broadcast_to(v, np.shape(_out))


def _einsum_back(g: Any, own: str, other: str, out: str, a: Any, b: Any) -> Any:
    """Return the gradient of `a`, whose axes are called `own`, in a product with `b`."""
    found = [letter for letter in own if letter in out + other]
    part = np.einsum(f"{out},{other}->{''.join(found)}", g, b)
    missing = tuple(i for i, letter in enumerate(own) if letter not in found)
    part = np.expand_dims(part, missing)
    return np.broadcast_to(part, np.broadcast_shapes(np.shape(part), np.shape(a)))


def _terms(subscripts: str) -> list[str]:
    """Return the letters of both operands and of the result."""
    return subscripts.replace("->", ",").split(",")


def _einsum_left(g: Any, _out: Any, _a: Any, b: Any, *, subscripts: str) -> Any:
    own, other, out = _terms(subscripts)
    return _einsum_back(g, own, other, out, _a, b)


def _einsum_right(g: Any, _out: Any, a: Any, _b: Any, *, subscripts: str) -> Any:
    other, own, out = _terms(subscripts)
    return _einsum_back(g, own, other, out, _b, a)


PRODUCTS: dict[str, Op] = {
    "matmul": Op(operator.matmul, _matmul_left, _matmul_right, tangent="linear"),
    "linear": Op(
        _linear,
        lambda g, _out, _x, w, _b=None: g @ w,
        lambda g, _out, x, _w, _b=None: _linear_weight(g, x),
        lambda g, _out, _x, _w, _b: g if g.ndim == 1 else np.add.reduce(g, axis=0),
        tangent=_linear_forward,
    ),
    # of two operands, no letter twice in one of them: `functional.einsum` makes all others of it
    "einsum": Op(
        lambda a, b, subscripts: np.einsum(subscripts, a, b),
        _einsum_left,
        _einsum_right,
        tangent="linear",
    ),
}
