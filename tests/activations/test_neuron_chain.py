"""Products of derivatives through depth: against autodiff, and never above their bound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import autodiff
from lecture_lib.activations import ACTIVATIONS, chain, largest_products
from lecture_lib.autodiff import Tensor

names = st.sampled_from(sorted(ACTIVATIONS))
inputs = st.floats(-5.0, 5.0)
weights = st.floats(-3.0, 3.0)


@given(
    name=st.sampled_from(["relu", "sigmoid", "tanh", "softplus"]),
    a=inputs,
    depth=st.integers(1, 12),
    weight=weights,
)
def test_the_product_is_what_backpropagation_finds(name, a, depth, weight):
    activation = ACTIVATIONS[name]
    result = chain(activation.function, activation.derivative, a, depth, weight)
    first = Tensor(a, requires_grad=True)
    z = getattr(autodiff, name)(first)
    for _ in range(depth - 1):
        z = getattr(autodiff, name)(weight * z)
    z.backward()
    assert result.products[-1] == pytest.approx(first.grad, rel=1e-12, abs=1e-300)
    assert result.z[-1] == z.item()


@given(name=names, a=inputs, depth=st.integers(1, 20), weight=weights)
def test_layer_by_layer(name, a, depth, weight):
    activation = ACTIVATIONS[name]
    result = chain(activation.function, activation.derivative, a, depth, weight)
    assert [entries.shape for entries in result] == [(depth,)] * 4
    assert np.array_equal(result.a, [a, *(weight * result.z[:-1])])
    assert np.array_equal(result.z, activation.function(result.a)) or np.allclose(
        result.z, activation.function(result.a), rtol=1e-14
    )
    bound = largest_products(activation.steepest, depth, weight)
    assert (np.abs(result.products) <= bound * (1 + 1e-12)).all()


def test_the_bound_is_reached_where_every_slope_is_the_steepest():
    relu = ACTIVATIONS["relu"]
    products = chain(relu.function, relu.derivative, 0.5, 20, 2.0).products
    assert np.array_equal(products, largest_products(1.0, 20, 2.0))
    assert products[-1] == 2.0**19


def test_nonsense_is_refused():
    relu = ACTIVATIONS["relu"]
    with pytest.raises(ValueError, match="at least 1 layer"):
        chain(relu.function, relu.derivative, 1.0, 0)
    for steepest, depth in ((-1.0, 1), (1.0, 0)):
        with pytest.raises(ValueError, match="at least 0 and 1"):
            largest_products(steepest, depth)
