"""The catalogue: derivatives belong to their functions, and no slope is larger than the largest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations
from lecture_lib.activations import ACTIVATIONS


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_is_the_function_of_its_name(name):
    activation = ACTIVATIONS[name]
    assert activation.function is getattr(activations, name)
    assert activation.derivative is getattr(activations, f"{name}_derivative")


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(x=st.floats(-1e3, 1e3))
def test_no_slope_is_larger(name, x):
    activation = ACTIVATIONS[name]
    assert abs(activation.derivative(x)) <= activation.steepest * (1 + 1e-15)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_largest_slope_is_reached_or_approached(name):
    activation = ACTIVATIONS[name]
    grid = np.linspace(-50.0, 50.0, 400_001)
    assert np.max(activation.derivative(grid)) == pytest.approx(activation.steepest, rel=1e-8)
