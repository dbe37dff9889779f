"""Automatic differentiation, all of it under one name.

>>> from lecture_lib.autodiff import sigmoid, variables
>>> x1, w3, x3, w4, x4 = variables(x1=1.0, w3=0.5, x3=2.0, w4=-1.0, x4=1.0)
>>> f = x1 - sigmoid(w3 * x3 + w4 * x4)
>>> f.backward()
>>> w3.grad
-0.5

The parts: `vjps` the table of operations, `graph` nodes and their order, `backpropagation` the way
back, `tensor` the operators, `unary` and `functional` the functions. Beside them, to be imported by
name: `forward_mode` the way forward, `operation_count` what both ways cost.
"""

from __future__ import annotations

from typing import Any

from .functional import (
    concatenate,
    cross_entropy,
    linear,
    log_softmax,
    maximum,
    square_loss,
    stack,
    where,
)
from .graph import no_grad, topological_order
from .tensor import Tensor
from .unary import erf, exp, log, relu, sigmoid, softplus, sqrt, tanh

__all__ = [
    "Tensor",
    "concatenate",
    "cross_entropy",
    "erf",
    "exp",
    "linear",
    "log",
    "log_softmax",
    "maximum",
    "no_grad",
    "relu",
    "sigmoid",
    "softplus",
    "sqrt",
    "square_loss",
    "stack",
    "tanh",
    "topological_order",
    "variables",
    "where",
]


def variables(**values: Any) -> tuple[Tensor, ...]:
    """Make named leaves that require a gradient.

    Parameters
    ----------
    **values : float or array
        Name and value of each leaf.

    Returns
    -------
    tuple of Tensor
        In the order given.

    Raises
    ------
    TypeError
        If a value is not made of real numbers.

    Examples
    --------
    >>> x1, x2 = variables(x1=2.0, x2=3.0)
    >>> f = x1 * x2
    >>> f.backward()
    >>> x1, x1.grad, x2.grad
    (Tensor(2.0, name='x1', requires_grad=True), 3.0, 2.0)
    """
    return tuple(Tensor(value, requires_grad=True, name=name) for name, value in values.items())
