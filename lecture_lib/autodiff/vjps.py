"""The table of operations: what each computes, and how a gradient goes back through it.

For an operation out = f(a, b, ...) and the gradient g = dL/d(out), ``vjps[i]`` gives the
vector-Jacobian product g' d(out)/d(operand i) = dL/d(operand i). Sources: lecture slides "How to
differentiate a neural net?" and "Computation Graph"; Griewank & Walther (2008), Evaluating
Derivatives. The form of the table is that of HIPS autograd.

How to read a line: a parameter of a VJP whose name begins with an underscore is not used, but for
its shape. The others are what the operation saves for the backward pass: ``mul`` saves both
operands, ``exp`` its result, ``add`` nothing. What else a line says is in `operation.Op`.

A VJP need not undo broadcasting: whoever calls it passes its result to `unbroadcast`. All of it
works on Python floats as well as on arrays, with the same results: where Python raises (1/0,
exp(1000)), the infinities and NaNs of IEEE 754 come out.

Here stand the lines for what works entry by entry, and for classification; those of `reductions`,
`products` and `shapes` are joined to them.
"""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from .. import losses
from ..activations import ACTIVATIONS, leaky_relu, leaky_relu_derivative, sigmoid, softplus
from ..activations.error_function import erf, erf_derivative
from ..signatures import unchecked
from ..softmax import log_softmax, shifted_exponentials, softmax
from . import ieee
from .operation import Op
from .products import PRODUCTS
from .reductions import REDUCTIONS
from .shapes import SHAPES

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


def _activation(name: str) -> Op:
    """Return the line of an activation of the catalogue."""
    function, derivative = ACTIVATIONS[name].function, ACTIVATIONS[name].derivative
    return Op(function, lambda g, _out, a: g * derivative(a), opaque="both")


def _inside(a: Any, low: Any, high: Any) -> Any:
    """Whether low <= a <= high, where None is no bound."""
    inside = a == a
    if low is not None:
        inside = inside & (a >= low)
    return inside if high is None else inside & (a <= high)


def _clip(a: Any, low: Any, high: Any) -> Any:
    a = a if low is None else ieee.maximum(a, low)
    return a if high is None else ieee.minimum(a, high)


#: The least divisor of PyTorch's binary cross entropy, which is a number of single precision.
_LEAST_DIVISOR = float(np.float32(1e-12))


def _binary_back(g: Any, y: Any, p: Any) -> Any:
    """Return g (p - y) / (p (1 - p)), the divisor not below the least one."""
    return g * ((p - y) / ieee.maximum(p * (1.0 - p), _LEAST_DIVISOR))


def _log_softmax_back(g: Any, out: Any, axis: int) -> Any:
    """Return g - p sum(g), p = e^out, the sum over the classes."""
    part = np.exp(out)
    part *= np.add.reduce(g, axis=axis, keepdims=True)
    return np.subtract(g, part, out=part)


def _softmax_back(g: Any, out: Any, axis: int) -> Any:
    """Return p (g - sum(p g)), the sum over the classes."""
    part = out * g
    return part - out * np.add.reduce(part, axis=axis, keepdims=True)


def _cross_entropy(
    y: Any, f: Any, *, reduction: str, one_hot: bool = False, count: Any = None, kept: Any = None
) -> tuple[Any, Any]:
    """Return the loss, and keep log p and p = softmax(f); what was kept before does not matter."""
    shifted, e, total = unchecked(shifted_exponentials)(f)
    log_p = shifted - np.log(total)
    return unchecked(losses.negative_log_likelihood)(y, log_p, reduction, count), (log_p, e / total)


def _cross_entropy_back(g: Any, y: Any, p: Any, reduction: str, one_hot: bool, count: Any) -> Any:
    """Return g (p sum(y) - y) for each example; the labels of one-hot rows sum to 1."""
    if not one_hot:
        p = p * np.add.reduce(y, axis=-1, keepdims=True)
    return _each_example(g, p - y, reduction, count)


def _each_example(g: Any, rows: Any, reduction: str, count: Any) -> Any:
    """Scale the row of each example by what of g falls to the loss of that example."""
    if rows.ndim == 2 and reduction == "none":
        return g[:, None] * rows
    if reduction != "mean":
        return rows * g
    return rows * ieee.divide(
        g, float((len(rows) if rows.ndim == 2 else 1) if count is None else count)
    )


def _cross_entropy_forward(i: int, v: Any, out: Any, *values: Any, kept: Any, **params: Any) -> Any:
    """Return, for the loss of each example or of all, the sum of derivative times tangent."""
    vjp = OPS["cross_entropy"].vjps[i]
    derivative = vjp(np.ones_like(out), out, *values, kept=kept, **params)
    return (derivative * v).sum(axis=-1 if np.ndim(out) else None)


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
    "minimum": Op(
        ieee.minimum,
        lambda g, _out, a, b: _larger_share(g, b, a),
        lambda g, _out, a, b: _larger_share(g, a, b),
    ),
    "where": Op(
        ieee.where,
        None,
        lambda g, _out, condition, _a, _b: ieee.where(condition, g, 0.0),
        lambda g, _out, condition, _a, _b: ieee.where(condition, 0.0, g),
    ),
    "square_loss": Op(
        unchecked(losses.square_loss),
        lambda g, _out, y, prediction: g * (y - prediction),
        lambda g, _out, y, prediction: g * (prediction - y),
    ),
    "binary_cross_entropy": Op(
        unchecked(losses.binary_cross_entropy),
        lambda g, _out, _y, p: g * (ieee.log(1.0 - p) - ieee.log(p)),
        lambda g, _out, y, p: _binary_back(g, y, p),
        opaque="forward",
    ),
    "binary_cross_entropy_with_logits": Op(
        unchecked(losses.binary_cross_entropy_with_logits),
        lambda g, _out, _y, f: -g * f,
        lambda g, _out, y, f: g * (sigmoid(f) - y),
        opaque="both",
    ),
    # elementwise, of one operand
    "clone": Op(lambda a: +a, lambda g, _out, _a: g),
    "neg": Op(operator.neg, lambda g, _out, _a: -g),
    "exp": Op(ieee.exp, lambda g, out, _a: g * out),
    "log": Op(ieee.log, lambda g, _out, a: ieee.divide(g, a)),
    "sqrt": Op(ieee.sqrt, lambda g, out, _a: ieee.divide(g, 2.0 * out)),
    "abs": Op(abs, lambda g, _out, a: g * ieee.sign(a)),
    "sin": Op(ieee.sin, lambda g, _out, a: g * ieee.cos(a)),
    "cos": Op(ieee.cos, lambda g, _out, a: -g * ieee.sin(a)),
    "clip": Op(
        lambda a, low=None, high=None: _clip(a, low, high),
        lambda g, _out, a, *, low=None, high=None: ieee.where(_inside(a, low, high), g, 0.0),
    ),
    "relu": Op(lambda a: ieee.maximum(a, 0.0), lambda g, out, _a: ieee.where_nonzero(out, g)),
    **{name: _activation(name) for name in ACTIVATIONS if name not in ("relu", "leaky_relu")},
    "leaky_relu": Op(
        unchecked(leaky_relu),
        lambda g, _out, a, *, negative_slope=0.01: (
            g * unchecked(leaky_relu_derivative)(a, negative_slope)
        ),
        opaque="both",
    ),
    "logsigmoid": Op(lambda a: -softplus(-a), lambda g, _out, a: g * sigmoid(-a), opaque="both"),
    "erf": Op(erf, lambda g, _out, a: g * erf_derivative(a), opaque="both"),
    # classification; k classes on the last axis
    "softmax": Op(
        unchecked(softmax),
        lambda g, out, _a, *, axis=-1: _softmax_back(g, out, axis),
        opaque="forward",
    ),
    "log_softmax": Op(
        unchecked(log_softmax),
        lambda g, out, _a, *, axis=-1: _log_softmax_back(g, out, axis),
        tangent=lambda i, v, out, _a, axis=-1: v - (np.exp(out) * v).sum(axis=axis, keepdims=True),
        opaque="forward",
    ),
    "cross_entropy": Op(
        _cross_entropy,
        lambda g, _out, _y, _f, *, reduction, one_hot=False, count=None, kept: _each_example(
            -g, kept[0], reduction, count
        ),
        lambda g, _out, y, _f, *, reduction, one_hot=False, count=None, kept: _cross_entropy_back(
            g, y, kept[1], reduction, one_hot, count
        ),
        keeps=True,
        tangent=_cross_entropy_forward,
        opaque="forward",
    ),
    **REDUCTIONS,
    **PRODUCTS,
    **SHAPES,
}

for _name, _op in OPS.items():
    _op.name = _name
