"""The code behind the book: automatic differentiation, expressions and the steps through them.

>>> import lecture_lib as ll
>>> x1, x2 = ll.variables(x1=2.0, x2=3.0)
>>> f = x1 * x2
>>> f.backward()
>>> x1.grad
3.0
"""

from .autodiff import (
    Tensor,
    concatenate,
    cross_entropy,
    exp,
    linear,
    log,
    log_softmax,
    maximum,
    no_grad,
    relu,
    sigmoid,
    softplus,
    sqrt,
    square_loss,
    stack,
    tanh,
    topological_order,
    variables,
    where,
)
from .deep_net import DeepNet
from .freed_memory import keep_freed_memory

__all__ = [
    "DeepNet",
    "Tensor",
    "concatenate",
    "cross_entropy",
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

keep_freed_memory()
