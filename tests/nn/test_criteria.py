"""Losses: PyTorch's order of arguments and PyTorch's factors, held to the lecture's losses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import losses, nn
from lecture_lib.autodiff import Tensor

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)
reductions = st.sampled_from(losses.REDUCTIONS)


@given(rng=seeds, n=st.integers(1, 5), k=st.integers(1, 4), reduction=reductions)
def test_mse_is_twice_the_square_loss_of_the_lecture(rng, n, k, reduction):
    pred, y = rng.normal(size=(2, n, k))
    expected = (pred - y) ** 2
    if reduction != "none":
        expected = getattr(np, reduction)(expected)
    loss = nn.MSELoss(reduction)(Tensor(pred), y)
    np.testing.assert_allclose(loss.data, expected, rtol=1e-12)
    lecture = 2.0 * losses.square_loss(y, pred)
    np.testing.assert_allclose(nn.MSELoss("none")(pred, y), lecture, rtol=1e-12)


@given(rng=seeds, n=st.integers(1, 5), k=st.integers(1, 4), reduction=reductions)
def test_cross_entropy_is_that_of_the_library_prediction_first(rng, n, k, reduction):
    pred, y = nn.Parameter(rng.normal(size=(n, k))), rng.integers(k, size=n)
    loss = nn.CrossEntropyLoss(reduction)(pred, y)
    np.testing.assert_array_equal(loss.data, losses.cross_entropy(y, pred.data, reduction))
    loss.sum().backward()
    expected = losses.cross_entropy_gradient(y, pred.data, reduction)
    np.testing.assert_allclose(pred.grad, expected, rtol=1e-12, atol=1e-15)


def test_shapes_that_would_broadcast_are_refused():
    with pytest.raises(ValueError, match=r"prediction has shape \(3, 1\) and the label \(3,\)"):
        nn.MSELoss()(Tensor(np.zeros((3, 1))), np.zeros(3))


@pytest.mark.parametrize("criterion", [nn.MSELoss, nn.CrossEntropyLoss])
def test_an_unknown_reduction_is_refused_at_once(criterion):
    with pytest.raises(ValueError, match='"mean", "sum" or "none"'):
        criterion("average")


def test_a_loss_shows_what_it_does():
    assert repr(nn.MSELoss()) == "MSELoss()"
    assert repr(nn.CrossEntropyLoss("sum")) == "CrossEntropyLoss(reduction='sum')"
