"""Nesterov's momentum on quadratics: the radius of its matrix, and plain runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import heavy_ball

betas = st.floats(0.0, 0.999)


@given(st.floats(0.0, 1.9), betas)
def test_the_radius_is_that_of_the_matrix(h, beta):
    matrix = heavy_ball.nesterov_matrix(h, 1.0, beta)
    radius = max(abs(np.linalg.eigvals(matrix)))
    assert heavy_ball.nesterov_radius(h, 1.0, beta) == pytest.approx(radius, abs=1e-6)


@given(st.floats(0.0, 1.9), betas)
def test_the_matrix_takes_the_method_s_step(h, beta):
    before, now = 0.7, -0.4
    ahead = now + beta * (now - before)
    expected = ahead - h * ahead
    x, last = heavy_ball.nesterov_matrix(h, 1.0, beta) @ [now, before]
    assert (x, last) == (pytest.approx(expected), now)


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
