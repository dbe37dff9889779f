"""Formulas of noise against enumeration of every batch.

No number here is sampled: expectations are means over all that can happen.
"""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.heavy_ball import stationary_variance as heavy_ball_variance
from lecture_lib.problems import least_squares
from lecture_lib.stochastic.noise import (
    batch_variance,
    finite_population_factor,
    gradient_variance,
    least_squares_floor,
    least_squares_largest_step,
    noise_ball,
    stationary_variance,
)
from lecture_lib.stochastic.sampling import all_batches

seeds = st.integers(0, 10**6)


def data(seed, m, d=2):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(m, d)), rng.normal(size=m)


@settings(max_examples=50)
@given(seeds, st.integers(2, 5), st.integers(1, 4), st.booleans())
def test_variance_of_a_batch(seed, m, b, replace):
    b = b if replace else min(b, m)
    X, y = data(seed, m)
    problem = least_squares(X, y, mean=True)
    w = np.ones(2)
    full = problem.gradient(w)
    squares = [
        ((problem.sample_gradient(w, list(batch)) - full) ** 2).sum()
        for batch in all_batches(m, b, replace)
    ]
    exact = batch_variance(gradient_variance(problem, w), m, b, replace)
    assert np.mean(squares) == pytest.approx(exact, rel=1e-10, abs=1e-12)


def test_the_finite_population_factor():
    assert finite_population_factor(1, 1) == 0.0
    assert [finite_population_factor(5, b) for b in range(1, 6)] == [1.0, 0.75, 0.5, 0.25, 0.0]


@given(st.floats(0.1, 10.0), st.floats(0.01, 0.99), st.floats(0.0, 10.0))
def test_stationary_variance_is_the_fixed_point_and_momentums_at_beta_zero(c, part, variance):
    gamma = 2 * part / c
    v = stationary_variance(c, gamma, variance)
    assert (1 - gamma * c) ** 2 * v + gamma**2 * variance == pytest.approx(v, rel=1e-9)
    assert v == pytest.approx(heavy_ball_variance(c, gamma, 0.0, variance), rel=1e-9)


def floor_by_recursion(X, y, gamma, b, replace):
    """Iterate the second moment over every batch until it stands."""
    problem = least_squares(X, y, mean=True)
    d = X.shape[1]
    batches = [list(batch) for batch in all_batches(len(X), b, replace)]
    maps = [np.eye(d) - gamma * X[i].T @ X[i] / b for i in batches]
    steps = [gamma * problem.sample_gradient(problem.w_star, i) for i in batches]
    source = np.mean([np.outer(g, g) for g in steps], axis=0)
    S = np.zeros((d, d))
    for _ in range(3000):
        S = np.mean([A @ S @ A.T for A in maps], axis=0) + source
    return 0.5 * np.trace(problem.hessian(None) @ S)


@pytest.mark.parametrize(("b", "replace"), [(1, False), (2, False), (3, False), (2, True)])
def test_the_floor_of_least_squares(b, replace):
    X, y = data(1, 4)
    gamma = 0.4 / (X**2).sum(axis=1).max()
    exact = least_squares_floor(X, y, gamma, b, replace)
    assert exact == pytest.approx(floor_by_recursion(X, y, gamma, b, replace), rel=1e-9)


def test_the_floor_in_one_dimension_with_equal_curvatures_is_the_closed_form():
    y, x, gamma = np.array([-2.0, 0.5, 3.0, 1.0]), 1.5, 0.3
    residual = y - y.mean()
    variance = x**2 * (residual**2).mean()
    V = stationary_variance(x * x, gamma, variance)
    assert least_squares_floor(np.full((4, 1), x), y, gamma) == pytest.approx(x * x * V / 2)


def test_all_examples_at_once_and_no_noise_have_no_floor():
    X, y = data(2, 6)
    assert least_squares_floor(X, y, 0.1, batch_size=6) == 0.0
    assert least_squares_floor(X, X @ [1.0, 2.0], 0.1) == pytest.approx(0.0, abs=1e-28)


def test_a_step_can_be_too_long_for_single_examples_and_short_enough_for_all():
    X, y = data(3, 8)
    gamma = 1.2 / np.linalg.eigvalsh(X.T @ X / 8).max()
    assert least_squares_floor(X, y, gamma, batch_size=1) == math.inf
    assert 0 < least_squares_floor(X, y, gamma, batch_size=7) < math.inf


@settings(max_examples=30)
@given(seeds, st.integers(2, 6))
def test_the_noise_ball_holds_what_is_left(seed, m):
    X, y = data(seed, m + 2, 1)
    problem = least_squares(X, y, mean=True)
    gamma = 0.5 / problem.L_max
    variance = gradient_variance(problem, problem.w_star)
    exact = 2 * least_squares_floor(X, y, gamma) / problem.L  # E (w - w*)^2 in one dimension
    assert exact <= noise_ball(problem.mu, problem.L_max, gamma, variance)


@settings(max_examples=30)
@given(seeds, st.integers(2, 6), st.integers(1, 2), st.floats(0.05, 1.0))
def test_the_noise_ball_holds_at_every_step_from_any_start(seed, m, d, part):
    """E |w_k - w*|^2 by the exact recursion of mean and second moment, against the theorem."""
    X, y = data(seed, m + 2, d)
    problem = least_squares(X, y, mean=True)
    gamma = part * 0.5 / problem.L_max
    ball = noise_ball(problem.mu, problem.L_max, gamma, gradient_variance(problem, problem.w_star))
    mean = np.random.default_rng(seed).normal(size=d)
    second, far = np.outer(mean, mean), mean @ mean
    maps = [np.eye(d) - gamma * np.outer(x, x) for x in X]
    noises = [gamma * (x @ problem.w_star - label) * x for x, label in zip(X, y, strict=True)]
    for k in range(1, 40):
        cross = [A @ np.outer(mean, v) for A, v in zip(maps, noises, strict=True)]
        second = np.mean(
            [
                A @ second @ A.T - c - c.T + np.outer(v, v)
                for A, v, c in zip(maps, noises, cross, strict=True)
            ],
            axis=0,
        )
        mean = np.mean([A @ mean - v for A, v in zip(maps, noises, strict=True)], axis=0)
        bound = (1 - gamma * problem.mu) ** k * far + ball
        assert np.trace(second) <= bound * (1 + 1e-9)


@settings(max_examples=30)
@given(seeds, st.integers(1, 6), st.booleans())
def test_the_largest_step_is_where_the_floor_ends(seed, b, replace):
    X, y = data(seed, 6)
    largest = least_squares_largest_step(X, b, replace)
    assert least_squares_floor(X, y, 0.999 * largest, b, replace) < math.inf
    assert least_squares_floor(X, y, 1.001 * largest, b, replace) == math.inf
    if b == 6 and not replace:
        assert largest == pytest.approx(2 / np.linalg.eigvalsh(X.T @ X / 6).max())


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: finite_population_factor(3, 4), "batch_size is 4, but must be from 1 to 3"),
        (lambda: batch_variance(1.0, 3, 0, replace=True), "must be at least 1"),
        (lambda: batch_variance(1.0, 3, 4), "from 1 to 3"),
        (lambda: stationary_variance(1.0, 2.0, 1.0), "step_size < 2/curvature"),
        (lambda: stationary_variance(0.0, 0.1, 1.0), "curvature > 0"),
        (lambda: stationary_variance(1.0, 0.1, -1.0), "variance >= 0"),
        (lambda: noise_ball(1.0, 1.0, 0.6, 1.0), "step_size <= 1/"),
        (lambda: noise_ball(2.0, 1.0, 0.1, 1.0), "0 < mu <= L_max"),
        (lambda: least_squares_floor([[1.0]], [1.0], 0.0), "step_size is 0.0"),
        (lambda: least_squares_floor([[1.0, 1.0]], [1.0], 0.1), "X has rank 1, but 2 is needed"),
        (lambda: least_squares_largest_step([[1.0, 1.0]]), "X has rank 1, but 2 is needed"),
        (lambda: least_squares_largest_step([[1.0]], 2), "from 1 to 1"),
    ],
)
def test_what_is_out_of_range_is_said(call, message):
    with pytest.raises(ValueError, match=message):
        call()
