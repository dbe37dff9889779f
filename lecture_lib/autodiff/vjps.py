"""The table of operations: what each computes, and how a gradient goes back through it.

For an operation out = f(a, b, ...) and the gradient g = dL/d(out), ``vjps[i]`` gives the
vector-Jacobian product g' d(out)/d(operand i) = dL/d(operand i). Sources: lecture slides "How to
differentiate a neural net?" and "Computation Graph"; Griewank & Walther (2008), Evaluating
Derivatives. The form of the table is that of HIPS autograd.

How to read a line: a parameter of a VJP whose name begins with an underscore is not used, but for
its shape. The others are what the operation saves for the backward pass: ``mul`` saves both
operands, ``exp`` its result, ``add`` nothing.

A VJP need not undo broadcasting: whoever calls it passes its result to `unbroadcast`. All of it
works on Python floats as well as on arrays, with the same results: where Python raises (1/0,
exp(1000)), the infinities and NaNs of IEEE 754 come out.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from ..activations import sigmoid, sigmoid_derivative, softplus, tanh, tanh_derivative
from ..activations.error_function import erf, erf_derivative
from ..losses import negative_log_likelihood, square_loss
from ..softmax import log_softmax, shifted_exponentials
from . import ieee
from .operation import Op

__all__ = ["OPS"]


def _larger_share(g: Any, a: Any, b: Any) -> Any:
    """Return what of g goes to a in max(a, b): all if a > b, half if a = b, nothing if a < b."""
    return ieee.where(a < b, 0.0, ieee.where(a == b, 0.5 * g, g))


def _pow_base(g: Any, a: Any, b: Any) -> Any:
    """Return g b a^(b-1), and 0 for b = 0 even where a^(b-1) is infinite."""
    return ieee.where(b == 0.0, 0.0, g * (b * ieee.power(a, b - 1.0)))


def _pow_exponent(g: Any, out: Any, a: Any, b: Any) -> Any:
    """Return g a^b log a, and 0 for a = 0 <= b, the limit."""
    zero = a == 0.0 and b >= 0.0 if type(a) is type(b) is float else (a == 0.0) & (b >= 0.0)
    return ieee.where(zero, 0.0, g * (out * ieee.log(a)))


def _spread(g: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """Give each entry of `a` the g of the sum over `axis` in which it stands."""
    if axis is not None and not keepdims:
        g = np.expand_dims(g, axis)
    return np.full(np.shape(a), g)


def _mean(a: Any, axis: Any, keepdims: bool) -> Any:
    total = np.sum(a, axis=axis, keepdims=keepdims)
    return ieee.divide(total, _count(a, total))


def _count(a: Any, total: Any) -> float:
    """Return how many entries of `a` there are to each entry of `total`."""
    return np.size(a) / max(np.size(total), 1)


def _max_share(g: Any, out: Any, a: Any, axis: Any, keepdims: bool) -> Any:
    """Share g evenly among the entries of `a` that are the maximum (NaN, if there is one)."""
    best = _spread(out, a, axis, keepdims)
    winners = (a == best) | ((a != a) & (best != best))
    count = np.sum(winners, axis=axis, keepdims=True)
    return np.where(winners, _spread(g, a, axis, keepdims) / count, 0.0)


def _matmul(a: Any, b: Any) -> Any:
    if type(a) is float or type(b) is float:
        raise ValueError("both operands of @ must have axes; multiply by a single number with *")
    return a @ b


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


def _linear(x: Any, w: Any, b: Any) -> Any:
    z = x @ w.T
    z += b
    return z


def _linear_weight(g: Any, x: Any) -> Any:
    """dL/dw for x w' + b: g' x, where a vector counts as a row."""
    return np.multiply.outer(g, x) if x.ndim == 1 else g.T @ x


def _log_softmax_back(g: Any, out: Any, axis: int) -> Any:
    """Return g - p sum(g), p = e^out, the sum over the classes."""
    part = np.exp(out)
    part *= np.add.reduce(g, axis=axis, keepdims=True)
    return np.subtract(g, part, out=part)


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


def _cross_entropy(
    y: Any, f: Any, *, reduction: str, one_hot: bool = False, kept: Any = None
) -> tuple[Any, Any]:
    """Return the loss, and keep log p and p = softmax(f); what was kept before does not matter."""
    shifted, e, total = shifted_exponentials(f)
    log_p = shifted - np.log(total)
    return negative_log_likelihood(y, log_p, reduction), (log_p, e / total)


def _cross_entropy_back(g: Any, y: Any, p: Any, reduction: str, one_hot: bool) -> Any:
    """Return g (p sum(y) - y) for each example; the labels of one-hot rows sum to 1."""
    if not one_hot:
        p = p * np.add.reduce(y, axis=-1, keepdims=True)
    return _each_example(g, p - y, reduction)


def _each_example(g: Any, rows: Any, reduction: str) -> Any:
    """Scale the row of each example by what of g falls to the loss of that example."""
    if rows.ndim == 2 and reduction == "none":
        return g[:, None] * rows
    return rows * (g / len(rows) if rows.ndim == 2 and reduction == "mean" else g)


OPS: dict[str, Op] = {
    # elementwise, of two operands
    "add": Op(operator.add, lambda g, _out, _a, _b: g, lambda g, _out, _a, _b: g),
    "sub": Op(operator.sub, lambda g, _out, _a, _b: g, lambda g, _out, _a, _b: -g),
    "mul": Op(operator.mul, lambda g, _out, _a, b: g * b, lambda g, _out, a, _b: g * a),
    "div": Op(
        ieee.divide,
        lambda g, _out, _a, b: ieee.divide(g, b),
        lambda g, _out, a, b: -g * ieee.divide(ieee.divide(a, b), b),
    ),
    "pow": Op(ieee.power, lambda g, _out, a, b: _pow_base(g, a, b), _pow_exponent),
    "maximum": Op(
        ieee.maximum,
        lambda g, _out, a, b: _larger_share(g, a, b),
        lambda g, _out, a, b: _larger_share(g, b, a),
    ),
    "where": Op(
        ieee.where,
        None,
        lambda g, _out, condition, _a, _b: ieee.where(condition, g, 0.0),
        lambda g, _out, condition, _a, _b: ieee.where(condition, 0.0, g),
    ),
    "square_loss": Op(
        square_loss,
        lambda g, _out, y, prediction: g * (y - prediction),
        lambda g, _out, y, prediction: g * (prediction - y),
    ),
    # elementwise, of one operand
    "clone": Op(lambda a: +a, lambda g, _out, _a: g),
    "neg": Op(operator.neg, lambda g, _out, _a: -g),
    "exp": Op(ieee.exp, lambda g, out, _a: g * out),
    "log": Op(ieee.log, lambda g, _out, a: ieee.divide(g, a)),
    "sqrt": Op(ieee.sqrt, lambda g, out, _a: ieee.divide(g, 2.0 * out)),
    "relu": Op(lambda a: ieee.maximum(a, 0.0), lambda g, out, _a: ieee.where_nonzero(out, g)),
    "sigmoid": Op(sigmoid, lambda g, _out, a: g * sigmoid_derivative(a)),
    "tanh": Op(tanh, lambda g, _out, a: g * tanh_derivative(a)),
    "softplus": Op(softplus, lambda g, _out, a: g * sigmoid(a)),
    "erf": Op(erf, lambda g, _out, a: g * erf_derivative(a)),
    # reductions
    "sum": Op(
        lambda a, axis=None, keepdims=False: np.sum(a, axis=axis, keepdims=keepdims),
        lambda g, _out, _a, *, axis=None, keepdims=False: _spread(g, _a, axis, keepdims),
    ),
    "mean": Op(
        lambda a, axis=None, keepdims=False: _mean(a, axis, keepdims),
        lambda g, _out, _a, *, axis=None, keepdims=False: (
            _spread(g, _a, axis, keepdims) / _count(_a, _out)
        ),
    ),
    "max": Op(
        lambda a, axis=None, keepdims=False: np.max(a, axis=axis, keepdims=keepdims),
        lambda g, out, a, *, axis=None, keepdims=False: _max_share(g, out, a, axis, keepdims),
    ),
    # products and shapes
    "matmul": Op(_matmul, _matmul_left, _matmul_right),
    "linear": Op(
        _linear,
        lambda g, _out, _x, w, _b: g @ w,
        lambda g, _out, x, _w, _b: _linear_weight(g, x),
        lambda g, _out, _x, _w, _b: g if g.ndim == 1 else np.add.reduce(g, axis=0),
    ),
    "reshape": Op(
        lambda a, shape: np.reshape(a, shape),
        lambda g, _out, _a, *, shape: np.reshape(g, np.shape(_a)),
    ),
    "transpose": Op(
        lambda a, axes=None: np.transpose(a, axes),
        lambda g, _out, _a, *, axes=None: np.transpose(
            g, None if axes is None else np.argsort(np.asarray(axes) % len(axes))
        ),
    ),
    "getitem": Op(lambda a, index: a[index], lambda g, _out, _a, *, index: _put(g, _a, index)),
    "concatenate": Op.of_many(
        lambda *values, axis=0: np.concatenate(values, axis=axis),
        lambda i, g, out, *values, axis=0: _slice(i, g, values, axis),
    ),
    "stack": Op.of_many(
        lambda *values, axis=0: np.stack(values, axis=axis),
        lambda i, g, out, *values, axis=0: np.take(g, i, axis=axis),
    ),
    # classification; k classes on the last axis
    "log_softmax": Op(
        log_softmax,
        lambda g, out, _a, *, axis=-1: _log_softmax_back(g, out, axis),
    ),
    "cross_entropy": Op(
        _cross_entropy,
        lambda g, _out, _y, _f, *, reduction, one_hot=False, kept: _each_example(
            -g, kept[0], reduction
        ),
        lambda g, _out, y, _f, *, reduction, one_hot=False, kept: _cross_entropy_back(
            g, y, kept[1], reduction, one_hot
        ),
        keeps=True,
    ),
}

for _name, _op in OPS.items():
    _op.name = _name
