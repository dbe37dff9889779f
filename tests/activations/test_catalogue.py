"""The catalogue: derivatives belong to their functions, and no slope is larger than the largest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations, autodiff, deep_net, nn
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


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_kink_is_where_the_slope_jumps(name):
    activation = ACTIVATIONS[name]
    below, above = activation.derivative(-1e-9), activation.derivative(1e-9)
    if activation.kink is None:
        assert below == pytest.approx(above, abs=1e-8)
    else:
        assert (below, above) == activation.kink


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_nobody_who_offers_activations_has_forgotten_one(name):
    """The function of tensors, the layer, the deep net; parity tests see to the widgets."""
    x = autodiff.Tensor([-1.5, 0.25], requires_grad=True)
    y = getattr(autodiff, name)(x)
    y.sum().backward()
    assert y.tolist() == ACTIVATIONS[name].function(x.data).tolist()
    np.testing.assert_allclose(x.grad, ACTIVATIONS[name].derivative(x.data), rtol=1e-15)
    (layer,) = (n for n in nn.__all__ if n.lower() == name.replace("_", ""))
    assert getattr(nn, layer)()(x).tolist() == y.tolist()
    net = deep_net.DeepNet([[[1.0]]], [1.0], name)
    assert net.forward([0.25]).f == pytest.approx(y.tolist()[1])
