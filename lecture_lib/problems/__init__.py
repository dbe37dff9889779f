"""Problems to minimise, whose constants are known exactly: L, mu, minimisers and minimum.

>>> from lecture_lib.problems import quadratic
>>> quadratic([1.0, 10.0], angle=0.5)
<quadratic: d=2, L=10, mu=1>
"""

from .finite_sum import FiniteSum
from .landscapes import beale, rosenbrock, saddle
from .one_variable import (
    absolute_value,
    double_well,
    exponential,
    log_one_plus_exp,
    sine,
    wavy,
)
from .problem import Problem
from .quadratics import quadratic
from .regression import least_squares, logistic_regression
from .smooth_convex import huber, log_sum_exp

__all__ = [
    "FiniteSum",
    "Problem",
    "absolute_value",
    "beale",
    "double_well",
    "exponential",
    "huber",
    "least_squares",
    "log_one_plus_exp",
    "log_sum_exp",
    "logistic_regression",
    "quadratic",
    "rosenbrock",
    "saddle",
    "sine",
    "wavy",
]
