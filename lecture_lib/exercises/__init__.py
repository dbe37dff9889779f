"""Code exercises: check the function that a reader wrote.

>>> from lecture_lib.exercises import check
>>> def momentum_step(theta, m, gradient, eta, beta):
...     ...
>>> check(momentum_step)
momentum_step is still empty: put your lines in the place of the three dots.
"""

from .checking import check
from .verdict import Verdict

__all__ = ["Verdict", "check"]
