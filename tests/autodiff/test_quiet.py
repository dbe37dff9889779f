"""Overflow gives an infinity, as in PyTorch, and no warning: of numbers, of arrays, and of both."""

import itertools

import numpy as np
import pytest

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor

HUGE = 1e300
OPERATORS = {
    "add": lambda a, b: a * HUGE + b * HUGE,
    "sub": lambda a, b: -a * HUGE - b * HUGE,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a / (1.0 / b) / 1e-300,
    "pow": lambda a, b: (a * b) ** 3,
    "matmul": lambda a, b: (a * np.ones(2)) @ (b * np.ones(2)),
    "exp": lambda a, b: autodiff.exp(a) * b,
    "square": lambda a, b: (a * b) ** 2.0,
    "maximum": lambda a, b: autodiff.maximum(a * HUGE, b),
    "sum": lambda a, b: (a * HUGE + b * HUGE).sum(),
}
SHAPES = [(), (1,), (2, 1)]


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("shapes", [*itertools.product(SHAPES, SHAPES)], ids=str)
@pytest.mark.filterwarnings("error")
def test_overflow_is_quiet_forward_and_back(name, shapes):
    a, b = (Tensor(np.full(shape, HUGE), requires_grad=True) for shape in shapes)
    for left, right in ((a, b), (Tensor(HUGE, requires_grad=True), b), (a, Tensor([HUGE]))):
        result = OPERATORS[name](left, right)
        result = result if result.ndim == 0 else result.sum()
        assert np.isinf(result.data).all()
        result.backward()
        assert left.grad is not None
