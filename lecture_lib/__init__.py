"""The code behind the book: automatic differentiation, expressions and the steps through them.

>>> import lecture_lib as ll
>>> x1, x2 = ll.variables(x1=2.0, x2=3.0)
>>> f = x1 * x2
>>> f.backward()
>>> x1.grad
3.0
"""

from .autodiff import Tensor, no_grad, variables

__all__ = ["Tensor", "no_grad", "variables"]
