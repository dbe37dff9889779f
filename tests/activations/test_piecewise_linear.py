"""Subgradients of ReLU by their definition, and the slope of the leaky one."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lecture_lib.activations import (
    leaky_relu,
    leaky_relu_derivative,
    relu,
    relu_derivative,
    relu_subdifferential,
)

numbers = st.floats(-100.0, 100.0)


@given(x=numbers, y=numbers, share=st.floats(0.0, 1.0))
@example(x=0.0, y=5.0, share=0.5)
def test_a_subgradient_line_lies_nowhere_above(x, y, share):
    low, high = relu_subdifferential(x)
    g = low + share * (high - low)
    assert relu(y) >= relu(x) + g * (y - x) - 1e-12


@given(x=numbers.map(lambda x: round(x, 3)), beyond=st.floats(1e-3, 10.0))
@example(x=0.0, beyond=0.5)
def test_any_other_slope_is_above_somewhere(x, beyond):
    low, high = relu_subdifferential(x)
    near = abs(x) or 1.0
    for g in (low - beyond, high + beyond):
        assert any(relu(y) < relu(x) + g * (y - x) for y in (x - near, x + near))


def test_at_zero_all_slopes_from_0_to_1_and_the_lower_end_is_used():
    assert relu_subdifferential(0.0) == (0.0, 1.0)
    assert relu_subdifferential(-0.0) == (0.0, 1.0)
    assert relu_derivative(0.0) == relu_subdifferential(0.0)[0]
    low, high = relu_subdifferential(np.array([[-1.0, 0.0, 2.0, math.nan]]))
    assert np.array_equal(low, [[0.0, 0.0, 1.0, math.nan]], equal_nan=True)
    assert np.array_equal(high, [[0.0, 1.0, 1.0, math.nan]], equal_nan=True)


@given(x=numbers, slope=st.floats(1e-6, 0.999))
def test_the_leaky_slope(x, slope):
    assert leaky_relu(x, slope) == (x if x > 0 else slope * x)
    assert leaky_relu_derivative(x, slope) == (1.0 if x > 0 else slope)
    # relu and leaky_relu differ by a multiple of the other half
    assert leaky_relu(x, slope) == pytest.approx(relu(x) - slope * relu(-x))


@pytest.mark.parametrize("slope", [0.0, 1.0, -0.1, math.nan])
def test_a_slope_out_of_range_is_refused(slope):
    for function in (leaky_relu, leaky_relu_derivative):
        with pytest.raises(ValueError, match="above 0 and below 1"):
            function(1.0, slope)
