"""Linear rates and heavy ball: respected by all, attained by one, or by the spectrum itself."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampled_problems import convex_problems, descend, spectra

from lecture_lib import rates

horizons = st.integers(0, 12)
pairs = st.tuples(st.floats(0.01, 10.0), st.floats(0.01, 10.0)).map(sorted)


@given(problem=convex_problems(kinds=(0, 0, 1, 2)), T=horizons, h=st.floats(0.01, 2.0))
def test_distances_contract_on_strongly_convex_functions(problem, T, h):
    mu = problem.mu if problem.mu > 1e-9 else None
    if mu is None:  # add a square in every direction
        n = problem.dimension
        problem.a = np.vstack([problem.a, np.eye(n)])
        problem.b = np.append(problem.b, np.zeros(n))
        problem.c = np.append(problem.c, np.full(n, 0.3))
        problem.kinds = np.append(problem.kinds, np.zeros(n, dtype=int))
        mu = 0.3
    iterates = descend(problem.gradient, problem.start, [h / problem.L] * T)
    distances = np.linalg.norm(iterates - problem.w_star, axis=1)
    bound = rates.gradient_descent_strongly_convex(
        problem.L, min(mu, problem.L), problem.R, np.arange(T + 1), h / problem.L
    )
    assert np.all(distances <= bound * (1 + 1e-9) + 1e-9 * (1 + problem.R))


@given(bounds=pairs, T=horizons, h=st.floats(0.01, 2.0))
def test_one_of_two_quadratics_attains_the_contraction(bounds, T, h):
    mu, L = bounds
    attained = [abs(1 - h / L * curvature) ** T for curvature in (mu, L)]
    bound = rates.gradient_descent_strongly_convex(L, mu, 1.0, T, h / L)
    assert max(attained) == pytest.approx(bound, rel=1e-9, abs=1e-15)
    gap = rates.gradient_descent_quadratic(L, mu, 1.0, T, h / L)
    assert max(attained) ** 2 == pytest.approx(gap, rel=1e-9, abs=1e-15)


@given(bounds=pairs, h=st.floats(0.01, 2.0))
def test_the_best_step_makes_both_ends_equal_and_is_the_best(bounds, h):
    mu, L = bounds
    best = rates.gradient_descent_strongly_convex_best_step(L, mu)
    factor = rates.gradient_descent_strongly_convex(L, mu, 1.0, 1)
    kappa = L / mu
    assert factor == pytest.approx((kappa - 1) / (kappa + 1), rel=1e-9, abs=1e-12)
    assert abs(1 - best * mu) == pytest.approx(abs(1 - best * L), rel=1e-9, abs=1e-12)
    assert factor <= rates.gradient_descent_strongly_convex(L, mu, 1.0, 1, h / L) + 1e-12


@given(spectrum=spectra(zeros=True), T=horizons, h=st.floats(0.01, 2.0))
def test_quadratics_with_zero_eigenvalues_converge_by_the_smallest_nonzero_one(spectrum, T, h):
    values, start = spectrum
    L, mu = values.max(), values[values > 0].min()
    iterates = descend(lambda w: values * w, start, [h / L] * T)
    gaps = iterates**2 @ values / 2
    bound = rates.gradient_descent_quadratic(L, mu, gaps[0], np.arange(T + 1), h / L)
    assert np.all(gaps <= bound * (1 + 1e-9) + 1e-14 * gaps[0])


@given(spectrum=spectra(zeros=True), T=horizons, h=st.floats(0.01, 2.0))
def test_polyak_lojasiewicz_holds_for_quadratics_with_zero_eigenvalues(spectrum, T, h):
    values, start = spectrum
    L, mu = values.max(), values[values > 0].min()
    iterates = descend(lambda w: values * w, start, [h / L] * T)
    gaps = iterates**2 @ values / 2
    bound = rates.gradient_descent_polyak_lojasiewicz(L, mu, gaps[0], np.arange(T + 1), h / L)
    assert np.all(gaps <= bound * (1 + 1e-9) + 1e-14 * gaps[0])
    simple = rates.gradient_descent_polyak_lojasiewicz(L, mu, 1.0, 1)
    assert simple == pytest.approx(1 - mu / L, rel=1e-9, abs=1e-12)


@given(start=st.floats(-8.0, 8.0), T=horizons, h=st.floats(0.01, 2.0))
def test_polyak_lojasiewicz_holds_for_a_function_that_is_not_convex(start, T, h):
    # Karimi, Nutini & Schmidt's example: f(w) = w^2 + 3 sin(w)^2 with mu = 1/32; f'' = 2 + 6 cos 2w
    L, mu = 8.0, 1 / 32

    def value(w):
        return w**2 + 3 * np.sin(w) ** 2

    iterates = descend(lambda w: 2 * w + 3 * np.sin(2 * w), [start], [h / L] * T)
    bound = rates.gradient_descent_polyak_lojasiewicz(L, mu, value(start), np.arange(T + 1), h / L)
    assert np.all(value(iterates[:, 0]) <= bound * (1 + 1e-9) + 1e-12)


def test_the_non_convex_example_has_the_constant_that_is_claimed():
    w = np.linspace(-30, 30, 600_001)
    w = w[np.abs(w) > 1e-3]
    ratio = (2 * w + 3 * np.sin(2 * w)) ** 2 / (2 * (w**2 + 3 * np.sin(w) ** 2))
    assert ratio.min() > 1 / 32
    assert (2 + 6 * np.cos(2 * w)).min() < 0


def heavy_ball(values, start, alpha, beta, T):
    before, now, seen = start, start, [start]
    for _ in range(T):
        before, now = now, now - alpha * values * now + beta * (now - before)
        seen.append(now)
    return np.linalg.norm(seen, axis=1)


def spectral_radius(alpha, beta, curvature):
    companion = [[1 + beta - alpha * curvature, -beta], [1.0, 0.0]]
    return np.abs(np.linalg.eigvals(companion)).max()


@given(spectrum=spectra(), T=horizons)
def test_heavy_ball_keeps_its_promise_on_quadratics(spectrum, T):
    values, start = spectrum
    L, mu = values.max(), values.min()
    alpha, beta = rates.heavy_ball_quadratic_best_parameters(L, mu)
    distances = heavy_ball(values, start, alpha, beta, T)
    bound = rates.heavy_ball_quadratic(L, mu, distances[0], np.arange(T + 1))
    assert np.all(distances <= bound * (1 + 1e-9) + 1e-12)


@given(bounds=pairs, T=horizons)
def test_heavy_ball_attains_its_bound_along_the_largest_eigenvalue(bounds, T):
    mu, L = bounds
    alpha, beta = rates.heavy_ball_quadratic_best_parameters(L, mu)
    distance = heavy_ball(np.array([L]), np.array([1.0]), alpha, beta, T)[-1]
    bound = rates.heavy_ball_quadratic(L, mu, 1.0, T)
    assert distance == pytest.approx(bound, rel=1e-9, abs=1e-12)


@given(bounds=pairs, inside=st.floats(0.05, 0.95))
def test_heavy_ball_shrinks_every_eigenvalue_by_polyaks_factor(bounds, inside):
    mu, L = bounds
    alpha, beta = rates.heavy_ball_quadratic_best_parameters(L, mu)
    radius = spectral_radius(alpha, beta, mu + inside * (L - mu))
    # close to a double root a rounding error e moves the roots by sqrt(e)
    assert radius == pytest.approx(np.sqrt(beta), rel=1e-6, abs=1e-7)


@given(bounds=pairs, alpha=st.floats(0.001, 4.0), beta=st.floats(0.0, 0.999))
def test_no_other_parameters_of_heavy_ball_are_better_at_both_ends(bounds, alpha, beta):
    mu, L = bounds
    best = np.sqrt(rates.heavy_ball_quadratic_best_parameters(L, mu)[1])
    others = [spectral_radius(alpha / L, beta, curvature) for curvature in (mu, L)]
    assert max(others) >= best - 1e-7


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rates.gradient_descent_strongly_convex(1.0, 2.0, 1.0, 1), "mu cannot exceed L"),
        (lambda: rates.gradient_descent_strongly_convex(1.0, 0.0, 1.0, 1), "mu is 0.0"),
        (lambda: rates.gradient_descent_quadratic(1.0, 1.0, 1.0, 1, 2.5), "at most 2/L"),
        (lambda: rates.gradient_descent_polyak_lojasiewicz(1.0, 1.0, -1.0, 1), "gap is -1.0"),
        (lambda: rates.heavy_ball_quadratic_best_parameters(1.0, 3.0), "mu cannot exceed L"),
    ],
)
def test_arguments_out_of_range_are_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call()
