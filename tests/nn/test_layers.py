"""Layers: what they compute, what they refuse, how they begin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import nn
from lecture_lib.activations import relu, sigmoid, tanh
from lecture_lib.autodiff import Tensor, no_grad

widths = st.integers(1, 5)
seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@given(rows=st.none() | widths, m=widths, n=widths, bias=st.booleans(), rng=seeds)
def test_linear_is_x_w_transposed_plus_b(rows, m, n, bias, rng):
    layer = nn.Linear(m, n, bias=bias, rng=rng)
    x = rng.normal(size=(m,) if rows is None else (rows, m))
    expected = np.array(
        [
            [
                sum(layer.weight.data[j, i] * row[i] for i in range(m))
                + (layer.bias.data[j] if bias else 0.0)
                for j in range(n)
            ]
            for row in np.atleast_2d(x)
        ]
    )
    z = layer(Tensor(x) if rng.random() < 0.5 else x)
    np.testing.assert_allclose(np.atleast_2d(z.data), expected, rtol=1e-12, atol=1e-12)
    assert z.shape == (*x.shape[:-1], n)


@given(rows=st.none() | widths, m=widths, n=widths, bias=st.booleans(), rng=seeds)
def test_gradients_of_linear_are_directional_differences(rows, m, n, bias, rng):
    layer = nn.Linear(m, n, bias=bias, rng=rng)
    x = Tensor(rng.normal(size=(m,) if rows is None else (rows, m)), requires_grad=True)
    g = rng.normal(size=(*x.shape[:-1], n))
    layer(x).backward(g)
    for leaf in (x, *layer.parameters()):
        direction, before = rng.normal(size=leaf.shape), leaf.data
        ends = []
        for h in (0.5, -0.5):  # each leaf enters linearly: any step is exact
            leaf.data = before + h * direction
            ends.append(np.sum(g * layer(x).data))
        leaf.data = before
        assert np.sum(leaf.grad * direction) == pytest.approx(ends[0] - ends[1], abs=1e-9)


@pytest.mark.parametrize("shape", [(3,), (4, 3), (2, 2, 2), (), (2, 1)])
def test_an_input_that_does_not_fit_is_refused_with_both_shapes(shape):
    message = r"Linear\(2, 5\) takes an input of shape \(2,\) or \(n, 2\), not \("
    with pytest.raises(ValueError, match=message):
        nn.Linear(2, 5)(np.zeros(shape))


def test_widths_are_at_least_one():
    with pytest.raises(ValueError, match="in_features is 0, but must be at least 1"):
        nn.Linear(0, 3)


def test_first_weights_fill_the_interval_of_pytorch_and_follow_the_generator():
    one, same, other = (nn.Linear(100, 50, rng=np.random.default_rng(s)) for s in (0, 0, 1))
    assert np.array_equal(one.weight.data, same.weight.data)
    assert not np.array_equal(one.weight.data, other.weight.data)
    assert 0.099 < one.weight.data.max() <= 0.1
    assert -0.1 <= one.weight.data.min() < -0.099
    assert abs(one.weight.data.mean()) < 0.003
    assert np.abs(one.bias.data).max() <= 0.1


@pytest.mark.parametrize(
    ("layer", "function"), [("ReLU", relu), ("Sigmoid", sigmoid), ("Tanh", tanh)]
)
def test_activations_are_those_of_the_library(layer, function):
    x = np.linspace(-3.0, 3.0, 7)
    np.testing.assert_array_equal(getattr(nn, layer)()(Tensor(x)).data, function(x))


def test_dropout_keeps_the_mean_drops_the_share_and_passes_the_mask_back():
    layer, x = nn.Dropout(0.3, rng=np.random.default_rng(0)), nn.Parameter(np.ones(100_000))
    z = layer(x)
    assert set(np.unique(z.data)) == {0.0, 1.0 / 0.7}
    assert np.mean(z.data == 0.0) == pytest.approx(0.3, abs=0.01)
    assert z.data.mean() == pytest.approx(1.0, abs=0.01)
    z.sum().backward()
    assert np.array_equal(x.grad, z.data)


def test_dropout_goes_by_the_mode_and_not_by_recording():
    layer, x = nn.Dropout(0.5, rng=np.random.default_rng(0)), np.ones(100)
    with no_grad():
        assert (layer(x) == 0.0).any()
    assert layer.eval()(x) is x


@pytest.mark.parametrize("p", [-0.1, 1.0, float("nan")])
def test_a_probability_out_of_range_is_refused(p):
    with pytest.raises(ValueError, match="at least 0 and below 1"):
        nn.Dropout(p)


def test_sequential_is_one_after_another():
    rng = np.random.default_rng(0)
    first, second = nn.Linear(2, 3, rng=rng), nn.Linear(3, 1, rng=rng)
    model, x = nn.Sequential(first, nn.Tanh(), second), rng.normal(size=(4, 2))
    assert np.array_equal(model(x).data, second(nn.Tanh()(first(x))).data)
    assert (len(model), model[2], [*model]) == (3, second, [first, model[1], second])
    assert nn.Sequential()(x) is x


def test_a_part_of_a_sequential_is_a_model_too():
    model = nn.Sequential(nn.Linear(2, 3), nn.Tanh(), nn.Linear(3, 1))
    assert [model[0], model[-1]] == [model.modules[0], model.modules[2]]
    assert isinstance(model[:2], nn.Sequential)
    assert model[:2].modules == model.modules[:2]
    with pytest.raises(IndexError, match="position is 3, but must be an integer from -3 to 2"):
        model[3]


def test_sequential_takes_modules_only():
    with pytest.raises(
        TypeError, match="part 1 of a Sequential is a function, but must be a Module"
    ):
        nn.Sequential(nn.ReLU(), tanh)


def test_a_model_shows_what_it_is_made_of():
    model = nn.Sequential(nn.Linear(2, 3, bias=False), nn.Dropout(0.2), nn.Sigmoid())
    assert repr(model) == "Sequential(Linear(2, 3, bias=False), Dropout(0.2), Sigmoid())"
