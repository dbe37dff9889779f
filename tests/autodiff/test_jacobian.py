"""A gradient through a model with many outputs is the transposed Jacobian times the loss's own."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib import losses
from lecture_lib.autodiff import Tensor, cross_entropy, square_loss, tanh
from lecture_lib.autodiff.forward_mode import jvp


def model(weights, x, k):
    """k outputs of a net with one hidden layer; all of its weights stand in one vector."""
    cut = 3 * x.size
    first, second = weights[:cut].reshape(3, x.size), weights[cut:].reshape(k, 3)
    return second @ tanh(first @ x)


def jacobian(weights, x, k, h=1e-6):
    """Central differences, one column for each weight."""
    moved = (weights + h * np.eye(weights.size), weights - h * np.eye(weights.size))
    higher, lower = (np.array([model(w, x, k) for w in ways]) for ways in moved)
    return (higher - lower).T / (2 * h)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 4), st.integers(1, 4))
def test_the_engine_multiplies_by_the_transposed_jacobian(seed, d, k):
    rng = np.random.default_rng(seed)
    x, values = rng.normal(size=d), rng.normal(size=3 * d + 3 * k)
    J = jacobian(values, x, k)
    assert J.shape == (k, values.size)
    label, target = int(rng.integers(k)), rng.normal(size=k)
    f = np.asarray(model(values, x, k))
    for loss, slope in (
        (lambda f: cross_entropy(label, f), losses.cross_entropy_gradient(label, f)),
        (lambda f: square_loss(target, f).sum(), losses.square_loss_gradient(target, f)),
    ):
        weights = Tensor(values, requires_grad=True)
        loss(model(weights, x, k)).backward()
        assert weights.grad == pytest.approx(J.T @ slope, abs=1e-7)


@given(st.integers(0, 2**32 - 1))
def test_forward_mode_gives_its_columns(seed):
    rng = np.random.default_rng(seed)
    x, values = rng.normal(size=2), rng.normal(size=15)
    weights = Tensor(values, requires_grad=True)
    outputs = model(weights, x, 3)
    columns = np.array([jvp(outputs, {weights: direction}) for direction in np.eye(15)])
    np.testing.assert_allclose(columns.T, jacobian(values, x, 3), atol=1e-7)
