"""Momentum and Nesterov: rates on a constant gradient, and when the conventions agree."""

import numpy as np
import pytest
from every_method import run
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.optimizers import SGD, Momentum, Nesterov
from lecture_lib.schedules import Inverse

betas = st.floats(0.0, 0.99)
gradients = st.lists(st.floats(-5, 5), min_size=1, max_size=30)


@given(st.floats(1e-3, 1.0), betas, st.integers(1, 60))
def test_effective_rate_on_a_constant_gradient(lr, beta, steps):
    """The lecture's eta/(1 - beta), reached as 1 - beta^t; a moving average's is eta."""
    for convention, limit in (("published", lr / (1 - beta)), ("average", lr)):
        optimizer = Momentum(np.zeros(1), lr, beta, convention=convention)
        path = np.append(0.0, run(optimizer, [1.0] * steps))
        assert np.isclose(-np.diff(path)[-1], limit * (1 - beta**steps), rtol=1e-9)


@given(betas, gradients)
def test_at_a_constant_rate_the_conventions_agree(beta, gs):
    paths = [
        run(Momentum(np.zeros(1), 0.1, beta), gs),
        run(Momentum(np.zeros(1), 0.1, beta, convention="lecture"), gs),
        run(Momentum(np.zeros(1), 0.1, beta, convention="pytorch"), gs),
        run(Momentum(np.zeros(1), 0.1 / (1 - beta), beta, convention="average"), gs),
    ]
    for path in paths[1:]:
        np.testing.assert_allclose(path, paths[0], rtol=1e-9, atol=1e-9)
    nesterov = [
        run(Nesterov(np.zeros(1), 0.1, beta, convention=c), gs) for c in ("published", "pytorch")
    ]
    np.testing.assert_allclose(*nesterov, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("kind", [Momentum, Nesterov])
def test_at_a_changing_rate_they_do_not(kind):
    paths = [
        run(kind(np.zeros(1), Inverse(0.1), 0.9, convention=c), [1.0] * 3)
        for c in ("published", "pytorch")
    ]
    assert abs(paths[0][-1] - paths[1][-1]) > 0.01


@given(gradients)
def test_without_a_past_all_are_gradient_descent(gs):
    expected = run(SGD(np.zeros(1), 0.1), gs)
    for optimizer in (Momentum(np.zeros(1), 0.1, 0.0), Nesterov(np.zeros(1), 0.1, 0.0)):
        np.testing.assert_allclose(run(optimizer, gs), expected, atol=1e-12)


@given(st.floats(0.0, 0.95), st.floats(0.01, 1.5))
def test_on_a_quadratic_it_is_the_heavy_ball(beta, curvature):
    w = np.ones(1)
    optimizer = Momentum(w, 1.0, beta, convention="lecture")
    points = [1.0]
    for _ in range(20):
        optimizer.step(curvature * w)
        points.append(w[0])
    for before, now, after in zip(points, points[1:], points[2:], strict=False):
        by_hand = (1 + beta - curvature) * now - beta * before
        assert np.isclose(after, by_hand, rtol=1e-9, atol=1e-9)


def test_nesterov_takes_its_gradient_where_the_velocity_leads():
    theta, v, beta, lr = 1.0, 0.0, 0.8, 0.05
    phi = np.array([theta])
    optimizer = Nesterov(phi, lr, beta)
    for _ in range(30):
        v = beta * v - lr * 3.0 * (theta + beta * v)
        theta += v
        optimizer.step(3.0 * phi)
        assert np.isclose(phi[0], theta + beta * v, atol=1e-12)
