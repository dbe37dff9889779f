"""Optimizers with PyTorch's names, in the published form and in the lecture's.

Three ways to use one: on tensors, by ``step()`` and ``zero_grad()`` after ``backward()``; on
arrays, by ``step(gradients)`` in place or by ``update``, which changes nothing; on a problem, by
``minimize``.

>>> import numpy as np
>>> theta = np.array([1.0, 2.0])
>>> optimizer = Adam(theta, lr=0.1)
>>> optimizer.step(np.array([3.0, -4.0]))
>>> theta.round(6)
array([0.9, 2.1])
"""

from . import adam, adam_kin, adaptive, momentum
from .adam import *
from .adam_kin import *
from .adaptive import *
from .conventions import CONVENTIONS
from .effective_rates import effective_rates
from .longest_step import adam_longest_step
from .minimize import minimize
from .momentum import *
from .optimizer import Optimizer
from .regret import adagrad_regret_bound
from .replay import replay
from .tuning import Tuned, tune

__all__ = [
    "CONVENTIONS",
    "Optimizer",
    "Tuned",
    "adagrad_regret_bound",
    "adam_longest_step",
    "effective_rates",
    "minimize",
    "replay",
    "tune",
    *adam.__all__,
    *adam_kin.__all__,
    *adaptive.__all__,
    *momentum.__all__,
]
