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

from . import functional, losses, one_tensor, unary
from .einstein import einsum
from .functional import *
from .graph import topological_order
from .losses import *
from .one_tensor import *
from .recording import no_grad
from .tensor import Tensor
from .unary import *

__all__ = [
    "Tensor",
    "einsum",
    "no_grad",
    "topological_order",
    "variables",
    *functional.__all__,
    *losses.__all__,
    *one_tensor.__all__,
    *unary.__all__,
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
