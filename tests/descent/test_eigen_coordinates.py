"""Eigen-coordinates: the closed form against descent as it runs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.descent.eigen_coordinates import EigenCoordinates
from lecture_lib.problems import huber, least_squares

seeds = st.integers(0, 2**32 - 1).map(np.random.default_rng)


def sample(rng, deficient=False):
    m, d = rng.integers(2, 9), rng.integers(1, 6)
    X = rng.normal(size=(m, d))
    if deficient:
        X[:, -1] = X[:, 0]
    problem = least_squares(X, rng.normal(size=m))
    return problem, EigenCoordinates.of(problem), rng.normal(size=d)


@given(rng=seeds, h=st.floats(0.05, 1.95), t=st.integers(0, 30), deficient=st.booleans())
def test_the_closed_form_is_where_descent_comes_to(rng, h, t, deficient):
    problem, eigen, w = sample(rng, deficient)
    c = eigen.descend(w, h / problem.L, t)
    for _ in range(t):
        w = w - h / problem.L * problem.gradient(w)
    np.testing.assert_allclose(eigen.point(c), w, rtol=1e-8, atol=1e-8)


@given(rng=seeds)
def test_coordinates_are_a_rotation_in_which_the_gap_is_a_sum_of_squares(rng):
    problem, eigen, w = sample(rng)
    c = eigen.coordinates(w)
    np.testing.assert_allclose(eigen.vectors.T @ eigen.vectors, np.eye(len(w)), atol=1e-12)
    np.testing.assert_allclose(eigen.point(c), w, rtol=1e-10, atol=1e-10)
    assert np.linalg.norm(c) == pytest.approx(np.linalg.norm(w - problem.w_star))
    assert eigen.gap(c) == pytest.approx(float(problem.value(w)) - problem.f_star, abs=1e-10)
    assert eigen.eigenvalues[0] == pytest.approx(problem.L)
    assert (np.diff(eigen.eigenvalues) <= 0).all()


@given(rng=seeds, h=st.floats(0.1, 1.9), exponent=st.integers(-9, 0), deficient=st.booleans())
def test_iterations_is_the_first_step_that_is_near_enough(rng, h, exponent, deficient):
    problem, eigen, w = sample(rng, deficient)
    step_size, epsilon = h / problem.L, 10.0**exponent
    t = eigen.iterations(w, step_size, epsilon)
    gaps = eigen.gap(eigen.descend(w, step_size, np.array([max(t - 1, 0), t])))
    assert gaps[1] <= epsilon
    assert t == 0 or gaps[0] > epsilon


def test_the_smallest_nonzero_eigenvalue_decides_where_the_rank_is_deficient():
    X = np.array([[1.0, 1.0], [2.0, 2.0], [0.5, 0.5]])
    eigen = EigenCoordinates.of(least_squares(X, [1.0, 2.0, 3.0]))
    assert eigen.eigenvalues[1] == 0.0
    c = eigen.descend([3.0, -1.0], 0.5 / eigen.eigenvalues[0], np.arange(4))
    np.testing.assert_allclose(c[:, 1], c[0, 1])
    np.testing.assert_allclose(c[1:, 0] / c[:-1, 0], 0.5)


def test_what_is_no_convex_quadratic_is_refused():
    with pytest.raises(ValueError, match="need a convex quadratic, not"):
        EigenCoordinates.of(huber(1.0, 2))


@pytest.mark.parametrize("t", [-1, 1.5, [1.0]])
def test_steps_are_whole_numbers(t):
    eigen = EigenCoordinates.of(least_squares([[1.0]], [0.0]))
    with pytest.raises(ValueError, match="whole number of steps"):
        eigen.descend([1.0], 0.1, t)


@pytest.mark.parametrize(
    ("step_size", "epsilon", "words"),
    [
        (0.0, 0.1, "above 0 and below 2"),
        (2.0, 0.1, "above 0 and below 2"),
        (np.nan, 0.1, "above 0"),
        (1.0, 0.0, "epsilon is 0.0, but must be positive"),
    ],
)
def test_iterations_that_would_never_end_are_refused(step_size, epsilon, words):
    eigen = EigenCoordinates.of(least_squares([[1.0]], [0.0]))
    with pytest.raises(ValueError, match=words):
        eigen.iterations([1.0], step_size, epsilon)
