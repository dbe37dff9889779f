"""Arithmetic as IEEE 754 has it, on Python floats as on arrays.

Python raises where IEEE 754 has an answer (1/0 is inf, 0/0 is NaN, exp(1000) is inf, (-8)^(1/3) is
NaN); NumPy gives it, but takes many times longer for one number. Arrays go to NumPy as they are:
silencing its warnings is left to the caller, who does it with `quietly`.

>>> divide(1.0, 0.0), power(-8.0, 1 / 3), exp(1000.0), log(0.0), sqrt(-1.0)
(inf, nan, inf, -inf, nan)
"""

from __future__ import annotations

import contextvars
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

__all__ = [
    "cos",
    "divide",
    "exp",
    "log",
    "maximum",
    "minimum",
    "power",
    "quietly",
    "sign",
    "sin",
    "sqrt",
    "where",
    "where_nonzero",
]


_BITS = {np.dtype(f"f{size}"): np.dtype(f"i{size}") for size in (2, 4, 8)}
_quiet = contextvars.copy_context()
_quiet.run(lambda: np.seterr(all="ignore"))


def quietly(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a function with NumPy's warnings off: np.errstate, at a quarter of the time.

    NumPy keeps the setting in the context (PEP 567), and so it is enough to change the context. A
    copy is entered, because one context cannot be entered by two threads at a time.
    """
    return _quiet.copy().run(function, *args, **kwargs)


def _with_floats(python: Callable[..., Any], array: Callable[..., Any]) -> Callable[..., Any]:
    """Use Python's function on floats where it has an answer, else NumPy's, which always has."""

    def function(a: Any, b: Any = 0.0) -> Any:
        if type(a) is float and type(b) is float:
            try:
                return python(a, b)
            except (ArithmeticError, ValueError):
                return float(quietly(array, a, b))
        return array(a, b)

    return function


def _array_power(a: Any, b: Any) -> Any:
    if type(b) is float and b == 0.5:  # here NumPy takes the square root; but (-inf)^0.5 is inf
        b = np.full_like(a, b)
    return np.asarray(a) ** b


divide = _with_floats(operator.truediv, np.true_divide)
power = _with_floats(math.pow, _array_power)
exp = _with_floats(lambda a, _: math.exp(a), lambda a, _: np.exp(a))
log = _with_floats(lambda a, _: math.log(a), lambda a, _: np.log(a))
sqrt = _with_floats(lambda a, _: math.sqrt(a), lambda a, _: np.sqrt(a))
sin = _with_floats(lambda a, _: math.sin(a), lambda a, _: np.sin(a))
cos = _with_floats(lambda a, _: math.cos(a), lambda a, _: np.cos(a))


def where(condition: Any, a: Any, b: Any) -> Any:
    """Take a where the condition holds, else b."""
    if type(condition) is bool and type(a) is float and type(b) is float:
        return a if condition else b
    return np.where(condition, a, b)


def where_nonzero(out: Any, g: Any) -> Any:
    """Take g where out is not 0, else 0.

    On arrays the bits of g, read as an integer, are multiplied by 0 or 1: a choice would take four
    times as long, because the processor cannot foresee it, and 0.0 g is NaN where g is infinite.
    """
    bits = _BITS.get(g.dtype) if type(g) is np.ndarray else None
    if bits and g.dtype == out.dtype:
        return np.multiply(g.view(bits), out != 0.0).view(g.dtype)
    return where(out == 0.0, 0.0, g)


def maximum(a: Any, b: Any) -> Any:
    """Take the larger of the two; NaN if one of them is NaN."""
    if type(a) is float and type(b) is float:
        return a if a >= b or a != a else b
    return np.maximum(a, b)


def minimum(a: Any, b: Any) -> Any:
    """Take the smaller of the two; NaN if one of them is NaN."""
    if type(a) is float and type(b) is float:
        return a if a <= b or a != a else b
    return np.minimum(a, b)


def sign(a: Any) -> Any:
    """1 for a > 0, -1 for a < 0, else 0, for NaN too."""
    if type(a) is float:
        return float((a > 0.0) - (a < 0.0))
    return np.where(a > 0.0, 1.0, np.where(a < 0.0, -1.0, 0.0)).astype(a.dtype)
