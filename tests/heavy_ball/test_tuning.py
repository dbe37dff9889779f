"""The best parameters against a search, the variance against linear algebra and a simulation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import heavy_ball

betas = st.floats(0.0, 0.99)
spectra = st.tuples(st.floats(0.1, 10.0), st.floats(1.0, 500.0)).map(lambda p: (p[0], p[0] * p[1]))


def worst(curvatures, step_size, beta):
    return np.max(heavy_ball.spectral_radius(curvatures, step_size, beta))


@given(spectra, st.floats(0.01, 0.999), betas)
def test_no_other_parameters_do_better(spectrum, part, beta):
    mu, L = spectrum
    best = heavy_ball.best_parameters(mu, L)
    step_size = part * heavy_ball.stability_limit(L, beta)
    assert worst([mu, L], step_size, beta) >= best.rate - 1e-9


@given(spectra)
def test_the_best_parameters_reach_the_rate_all_over_the_spectrum(spectrum):
    mu, L = spectrum
    step_size, beta, rate = heavy_ball.best_parameters(mu, L)
    kappa = L / mu
    assert rate == pytest.approx((math.sqrt(kappa) - 1) / (math.sqrt(kappa) + 1), abs=1e-12)
    assert beta == pytest.approx(rate**2, abs=1e-12)
    # at its ends the spectrum has double roots, which a rounding error moves by its square root
    assert worst(np.linspace(mu, L, 101), step_size, beta) == pytest.approx(rate, abs=1e-6)


@given(st.floats(0.01, 3.99), betas)
def test_the_best_beta_of_one_direction(h, beta):
    best = heavy_ball.best_beta(h, 1.0)
    least = heavy_ball.spectral_radius(h, 1.0, best)
    assert least == pytest.approx(math.sqrt(best), abs=1e-7)
    assert heavy_ball.spectral_radius(h, 1.0, beta) >= least - 1e-7


@given(st.floats(1e-4, 10.0), betas, st.integers(1, 200))
def test_the_effective_rate_is_the_step_on_a_constant_gradient(step_size, beta, steps):
    m = 0.0
    for _ in range(steps):
        m = beta * m + 1.0
    assert heavy_ball.effective_rate(step_size, beta, steps) == pytest.approx(step_size * m)
    limit = heavy_ball.effective_rate(step_size, beta)
    assert limit == pytest.approx(step_size / (1 - beta))
    share = heavy_ball.effective_rate(step_size, beta, steps) / limit
    assert share == pytest.approx(1 - beta**steps, abs=1e-12)


@given(st.floats(0.1, 10.0), st.floats(0.01, 0.95), st.floats(0.0, 0.95), st.floats(0.0, 5.0))
def test_the_variance_solves_the_lyapunov_equation(curvature, part, beta, noise):
    step_size = part * heavy_ball.stability_limit(curvature, beta)
    R = heavy_ball.iteration_matrix(curvature, step_size, beta)
    kick = np.array([1.0, -step_size])  # what noise in the gradient does to (m, x)
    covariance = np.linalg.solve(
        np.eye(4) - np.kron(R, R), noise * np.outer(kick, kick).ravel()
    ).reshape(2, 2)
    ours = heavy_ball.stationary_variance(curvature, step_size, beta, noise)
    assert ours == pytest.approx(covariance[1, 1], rel=1e-8)


def test_the_variance_is_that_of_a_long_run():
    rng = np.random.default_rng(6)
    x, m = np.zeros(20000), np.zeros(20000)
    for _ in range(200):
        m = 0.9 * m + x + rng.normal(size=x.size)
        x = x - 0.1 * m
    assert x.var() == pytest.approx(heavy_ball.stationary_variance(1.0, 0.1, 0.9), rel=0.04)


@given(st.floats(0.1, 10.0), st.floats(0.01, 0.95), st.floats(0.01, 0.95))
def test_when_momentum_raises_the_variance(curvature, part, beta):
    step_size = part * heavy_ball.stability_limit(curvature, 0.0)
    plain = heavy_ball.stationary_variance(curvature, step_size, 0.0)
    more = heavy_ball.stationary_variance(curvature, step_size, beta) - plain
    # at the same step size it does so exactly below half of its own limit
    gap = 1 + beta - step_size * curvature
    assert more == pytest.approx(0.0, abs=1e-9 * plain) or (more > 0) == (gap > 0)
    # and at the same effective rate it never does
    slowed = heavy_ball.stationary_variance(curvature, step_size * (1 - beta), beta)
    assert slowed <= plain * (1 + 1e-12)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: heavy_ball.best_parameters(2.0, 1.0), "mu must be at most L"),
        (lambda: heavy_ball.best_parameters(0.0, 1.0), "mu is 0.0, but must be positive"),
        (
            lambda: heavy_ball.best_parameters(1.0, math.inf),
            "L is inf, but must be positive",
        ),
        (lambda: heavy_ball.best_beta(2.0, 2.0), "is 4.0, but must be below 4"),
        (lambda: heavy_ball.stability_limit(-1.0, 0.5), "curvature is -1.0, but must be positive"),
        (lambda: heavy_ball.effective_rate(0.1, 0.9, 0), "steps is 0.0, but must be at least 1"),
        (
            lambda: heavy_ball.stationary_variance(1.0, 4.0, 0.5),
            "must be below 3.0 to converge",
        ),
        (
            lambda: heavy_ball.stationary_variance(1.0, 0.1, 0.5, -1.0),
            "noise_variance is -1.0",
        ),
        (lambda: heavy_ball.nesterov_parameters(2.0, 1.0), "mu must be at most L"),
    ],
)
def test_what_is_not_allowed_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
