"""What the factories of problems accept, and their answers against other ways to get them."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib import problems

brief = settings(max_examples=30)
seeds = st.integers(0, 2**32 - 1)
BAD = [
    ("quadratic", ([],), "eigenvalues are a list of finite numbers"),
    ("quadratic", ([1.0, math.inf],), "eigenvalues are a list of finite numbers"),
    ("quadratic", ([1.0], 0.5), "for d = 2 only"),
    ("quadratic", ([1.0, 2.0], math.nan), "a finite number, for d = 2 only"),
    ("quadratic", ([1.0, 2.0], 0.0, [1.0]), "w_star is"),
    ("least_squares", ([[1.0]], [1.0, 2.0]), r"must have \(m, d\) and \(m,\)"),
    ("least_squares", ([[math.nan]], [1.0]), "must be finite"),
    ("logistic_regression", ([[1.0]], [0.0], 1.0), "labels are -1 or 1"),
    ("logistic_regression", ([[1.0]], [1.0], 0.0), "a minimiser need not exist"),
    ("huber", (0.0,), "threshold is 0.0"),
    ("huber", (1.0, 0), "dimension is 0"),
    ("huber", (1.0, 1, -1.0), "L is -1.0"),
    ("log_sum_exp", ([1.0],), "at least two positive numbers"),
    ("log_sum_exp", ([0.5, 0.6],), "at least two positive numbers"),
    ("rosenbrock", (-1.0,), "steepness is -1.0"),
]


@pytest.mark.parametrize(("name", "arguments", "message"), BAD)
def test_bad_arguments_are_refused(name, arguments, message):
    with pytest.raises(ValueError, match=message):
        getattr(problems, name)(*arguments)


def test_rotations_must_be_orthogonal_and_alone():
    with pytest.raises(ValueError, match="an orthogonal matrix"):
        problems.quadratic([1.0, 2.0], rotation=[[1.0, 1.0], [0.0, 1.0]])
    with pytest.raises(ValueError, match="not both"):
        problems.quadratic([1.0, 2.0], 0.3, rotation=np.eye(2))
    with pytest.raises(ValueError, match="start is"):
        problems.quadratic([1.0, 2.0], start=[1.0])


@brief
@given(angle=st.floats(-7, 7), seed=seeds)
def test_an_angle_is_a_rotation(angle, seed):
    rng = np.random.default_rng(seed)
    values, center, w = rng.uniform(0.1, 9, 2), rng.normal(size=2), rng.normal(size=2)
    c, s = math.cos(angle), math.sin(angle)
    turned = problems.quadratic(values, angle, center)
    given_matrix = problems.quadratic(values, w_star=center, rotation=[[c, -s], [s, c]])
    u = [c * (w - center)[0] + s * (w - center)[1], -s * (w - center)[0] + c * (w - center)[1]]
    expected = 0.5 * (values[0] * u[0] ** 2 + values[1] * u[1] ** 2)
    assert turned.value(w) == pytest.approx(expected, rel=1e-12)
    assert given_matrix.value(w) == pytest.approx(expected, rel=1e-12)


@brief
@given(seed=seeds, m=st.integers(1, 8), d=st.integers(1, 5), mean=st.booleans())
def test_least_squares_is_what_numpy_says(seed, m, d, mean):
    rng = np.random.default_rng(seed)
    X, y, w = rng.normal(size=(m, d)), rng.normal(size=m), rng.normal(size=d)
    problem = problems.least_squares(X, y, mean)
    scale = 1 / m if mean else 1.0
    solution, _, rank, singular = np.linalg.lstsq(X, y)
    assert problem.w_star == pytest.approx(solution, rel=1e-6, abs=1e-8)
    expected = 0.5 * scale * np.sum((X @ w - y) ** 2)
    assert problem.value(w) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert problem.gradient(w) == pytest.approx(scale * X.T @ (X @ w - y), abs=1e-12)
    assert problem.hessian(w) == pytest.approx(scale * X.T @ X)
    assert pytest.approx(scale * singular[0] ** 2) == problem.L
    assert (problem.mu > 0) == (rank == d)


def test_repeated_columns_have_many_minimisers():
    X = np.repeat([[1.0], [2.0], [4.0]], 2, axis=1)
    problem = problems.least_squares(X, [1.0, 0.0, 1.0])
    assert (problem.mu, problem.pl) == (0.0, pytest.approx(42.0))
    assert problem.nearest_minimiser([3.0, 1.0]) == pytest.approx([1.0 + 5 / 42, -1.0 + 5 / 42])


def test_data_without_any_information():
    problem = problems.least_squares([[0.0], [0.0]], [1.0, 2.0])
    assert (problem.L, problem.mu, problem.pl, problem.f_star) == (0.0, 0.0, None, 2.5)
    assert problem.nearest_minimiser([7.0]).tolist() == [7.0]


@brief
@given(seed=seeds, scale=st.floats(-1, 2), ridge=st.floats(-6, 1))
def test_the_logistic_minimiser_is_found(seed, scale, ridge):
    rng = np.random.default_rng(seed)
    X, y = 10**scale * rng.normal(size=(9, 3)), rng.choice([-1.0, 1.0], 9)
    problem = problems.logistic_regression(X, y, 10**ridge)
    norm = np.linalg.norm(problem.gradient(problem.w_star))
    assert norm <= 1e-13 * max(1.0, np.abs(X).max(), problem.L * np.abs(problem.w_star).max())
    w = rng.normal(size=3)
    plain = [
        math.log1p(math.exp(-t)) if t > 0 else math.log1p(math.exp(t)) - t for t in y * (X @ w)
    ]
    expected = np.mean(plain) + 10**ridge / 2 * w @ w
    assert problem.value(w) == pytest.approx(expected, rel=1e-12)


def test_scores_that_would_overflow():
    problem = problems.log_sum_exp([0.25, 0.75])
    assert problem.value([1000.0, 0.0]) == 750.0
    assert problem.gradient([1000.0, 0.0]).tolist() == [0.75, -0.75]
    far = problems.logistic_regression([[1.0]], [1.0], 1.0)
    assert far.value([-1000.0]) == 501000.0


def test_every_stationary_point_of_the_saddle_is_one():
    problem = problems.saddle()
    assert [problem.gradient(w).tolist() for w in ([0, 0], [0, 1], [0, -1])] == [[0, 0]] * 3
    assert np.linalg.eigvalsh(problem.hessian([0.0, 0.0])).tolist() == [-1.0, 1.0]


def test_the_wavy_function_has_one_stationary_point():
    problem = problems.wavy()
    w = np.linspace(0.001, 20, 20001)[:, None]
    assert (problem.gradient(w) > 0).all()
    ratio = problem.gradient(w)[:, 0] ** 2 / (2 * problem.value(w))
    assert 0.1755 < ratio.min() < 0.1756  # the published 1/32 is not the best constant


@pytest.mark.parametrize("eigenvalues", [[1.0, -1.0], [-2.0, -1.0], [1.0, -1e-3]])
def test_a_quadratic_that_is_not_convex_has_no_least_value(eigenvalues):
    problem = problems.quadratic(eigenvalues)
    assert (problem.f_star, problem.w_star) == (-math.inf, None)
    flat = np.eye(2)[int(np.argmin(eigenvalues))]
    assert problem.value(1e9 * flat) < -1e14
