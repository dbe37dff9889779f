"""Nesterov's momentum on quadratics: the radius of its matrix, and plain runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import heavy_ball

betas = st.floats(0.0, 0.999)


def step(before, now, h, beta):
    """Take the method's step along a direction: the gradient is asked where the velocity leads."""
    ahead = now + beta * (now - before)
    return ahead - h * ahead


@given(st.floats(0.0, 1.9), betas)
def test_the_radius_is_that_of_the_step_as_a_matrix(h, beta):
    matrix = [[step(0.0, 1.0, h, beta), step(1.0, 0.0, h, beta)], [1.0, 0.0]]
    radius = max(abs(np.linalg.eigvals(matrix)))
    assert heavy_ball.nesterov_radius(h, 1.0, beta) == pytest.approx(radius, abs=1e-6)


@given(st.floats(0.1, 10.0), st.floats(1.0, 500.0))
def test_the_usual_parameters_have_the_promised_rate(mu, kappa):
    step_size, beta, rate = heavy_ball.nesterov_parameters(mu, mu * kappa)
    curvatures = np.linspace(mu, mu * kappa, 101)
    worst = np.max(heavy_ball.nesterov_radius(curvatures, step_size, beta))
    assert worst == pytest.approx(rate, abs=1e-6)
    assert rate == pytest.approx(1 - 1 / np.sqrt(kappa))


def test_arrays_broadcast():
    table = heavy_ball.nesterov_radius(np.ones((3, 1)), 0.1, np.zeros(4))
    assert table.shape == (3, 4)
    assert table == pytest.approx(0.9)
