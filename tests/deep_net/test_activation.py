"""The derivative that backpropagation multiplies by is that of the activation, at every number."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations
from lecture_lib.deep_net.activation import ACTIVATIONS, slope

numbers = st.one_of(st.floats(-8.0, 8.0), st.floats(-700.0, 700.0))


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(a=st.lists(numbers, max_size=6))
def test_it_is_the_derivative_to_twelve_digits(name, a):
    a = np.array(a)
    expected = getattr(activations, f"{name}_derivative")(a)
    found = slope(name, a, getattr(activations, name)(a))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-300)


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_saturation_costs_no_digits(name):
    a = np.array([0.5, 3.9, 7.0, 12.0, 36.0])
    expected = getattr(activations, f"{name}_derivative")(a)
    found = slope(name, a, getattr(activations, name)(a))
    assert np.array_equal(found, expected)
    assert found.min() > 0.0
