"""The derivative that backpropagation multiplies by is that of the activation, at every number."""

from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations
from lecture_lib.deep_net import DeepNet
from lecture_lib.deep_net.activation import ACTIVATIONS, activate, slope

numbers = st.one_of(st.floats(-8.0, 8.0), st.floats(-700.0, 700.0))


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(a=st.lists(numbers, max_size=6))
def test_it_is_the_derivative_to_twelve_digits(name, a):
    a = np.array(a)
    expected = getattr(activations, f"{name}_derivative")(a)
    found = slope(name, a, getattr(activations, name)(a))
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-300)


def exact(name, a):
    """The slope in 60 digits: 1 / (2 + e^a + e^-a), and 4 times that at 2a for tanh."""
    with localcontext(prec=60):
        a = Decimal(a) * (2 if name == "tanh" else 1)
        return float((4 if name == "tanh" else 1) / (2 + a.exp() + (-a).exp()))


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_no_entry_loses_more_than_the_last_two_digits(name):
    a = np.linspace(-40.0, 40.0, 1601)
    found = slope(name, a, activate(name, a))
    expected = [exact(name, x) for x in a.tolist()]
    np.testing.assert_allclose(found, expected, rtol=4e-15)


def test_a_slope_that_is_known():
    net = DeepNet([[[1.0]]], [1.0], "sigmoid")
    for x in ([[5.0]], [[5.0], [40.0]], [[5.0], [-800.0]]):
        delta = net.backprop(net.forward(x)).delta[1][0, 0]
        assert delta == pytest.approx(exact("sigmoid", 5.0), rel=4e-15)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu", "softplus"])
@given(a=st.floats(-8.0, 8.0), others=st.lists(st.floats(-800.0, 800.0), max_size=5))
def test_an_entry_does_not_depend_on_those_beside_it(name, a, others):
    alone, beside = np.array([a]), np.array([a, *others])
    z, z_beside = activate(name, alone), activate(name, beside)
    assert z[0] == z_beside[0]
    assert slope(name, alone, z)[0] == slope(name, beside, z_beside)[0]
