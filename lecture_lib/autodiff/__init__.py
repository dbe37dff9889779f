"""Automatic differentiation, all of it under one name.

>>> from lecture_lib.autodiff import sigmoid, variables
>>> x1, w3, x3, w4, x4 = variables(x1=1.0, w3=0.5, x3=2.0, w4=-1.0, x4=1.0)
>>> f = x1 - sigmoid(w3 * x3 + w4 * x4)
>>> f.backward()
>>> w3.grad
-0.5

The parts: `vjps` the table of operations, with `reductions`, `products` and `shapes`; `graph` nodes
and their order, `recording` whether there is a graph, `backpropagation` the way back; `tensor` the
operators, `methods` its methods; `unary`, `one_tensor`, `functional`, `einstein` and `losses` the
functions. Beside them, to be imported by name: `forward_mode` the way forward, `operation_count`
what both ways cost.
"""

from __future__ import annotations

from typing import Any

from .einstein import einsum
from .functional import concatenate, linear, maximum, minimum, stack, where
from .graph import topological_order
from .losses import (
    binary_cross_entropy,
    binary_cross_entropy_with_logits,
    cross_entropy,
    square_loss,
)
from .one_tensor import (
    amax,
    amin,
    broadcast_to,
    clamp,
    clip,
    cumsum,
    flatten,
    log_softmax,
    logsumexp,
    max,
    mean,
    min,
    norm,
    prod,
    reshape,
    softmax,
    squeeze,
    std,
    sum,
    transpose,
    unsqueeze,
    var,
)
from .recording import no_grad
from .tensor import Tensor
from .unary import (
    abs,
    cos,
    erf,
    exp,
    gelu,
    leaky_relu,
    log,
    logsigmoid,
    relu,
    sigmoid,
    silu,
    sin,
    softplus,
    sqrt,
    tanh,
)

__all__ = [
    "Tensor",
    "abs",
    "amax",
    "amin",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "broadcast_to",
    "clamp",
    "clip",
    "concatenate",
    "cos",
    "cross_entropy",
    "cumsum",
    "einsum",
    "erf",
    "exp",
    "flatten",
    "gelu",
    "leaky_relu",
    "linear",
    "log",
    "log_softmax",
    "logsigmoid",
    "logsumexp",
    "max",
    "maximum",
    "mean",
    "min",
    "minimum",
    "no_grad",
    "norm",
    "prod",
    "relu",
    "reshape",
    "sigmoid",
    "silu",
    "sin",
    "softmax",
    "softplus",
    "sqrt",
    "square_loss",
    "squeeze",
    "stack",
    "std",
    "sum",
    "tanh",
    "topological_order",
    "transpose",
    "unsqueeze",
    "var",
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
