"""Instances: slopes are derivatives, constants are as they are said to be, bounds are attained."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import rates
from lecture_lib.descent import gradient_descent
from lecture_lib.problems import instances

SMOOTH = [instances.log_cosh, instances.zigzag, lambda: instances.zigzag(3.0, 0.7)]


@pytest.mark.parametrize("make", SMOOTH)
@given(w=st.floats(-3.0, 3.0))
def test_the_gradient_is_the_slope(make, w):
    problem, h = make(), 1e-6
    slope = (problem.value([w + h]) - problem.value([w - h])) / (2 * h)
    assert problem.gradient([w])[0] == pytest.approx(slope, abs=1e-5)


@pytest.mark.parametrize("make", SMOOTH)
@given(v=st.floats(-1.0, 1.0), w=st.floats(-1.0, 1.0))
def test_the_gradient_changes_no_faster_than_L(make, v, w):  # noqa: N802
    problem = make()
    change = abs(problem.gradient([v])[0] - problem.gradient([w])[0])
    assert change <= problem.L * abs(v - w) + 1e-8


@given(w=st.floats(-50.0, 50.0))
def test_log_cosh_is_exact_near_and_far(w):
    with mpmath.workdps(40):
        exact = mpmath.log(mpmath.cosh(mpmath.mpf(w)))
    assert instances.log_cosh().value([w]) == pytest.approx(float(exact), rel=1e-14, abs=1e-30)


def test_values_far_away_do_not_overflow():
    assert instances.log_cosh().value([1000.0]) == pytest.approx(1000.0 - math.log(2.0), rel=1e-15)


@given(T=st.integers(1, 20), slope=st.floats(0.1, 10.0), L=st.floats(0.1, 10.0))
def test_the_zigzag_attains_the_non_convex_rate(T, slope, L):
    problem = instances.zigzag(slope, L)
    w = problem.start
    first, squares = problem.value(w), []
    for _ in range(T):
        squares.append(problem.gradient(w)[0] ** 2)
        w = w - problem.gradient(w) / L
    squares.append(problem.gradient(w)[0] ** 2)
    bound = rates.gradient_descent_nonconvex(L, first - problem.value(w), T)
    assert min(squares) == pytest.approx(bound, rel=1e-9)


@pytest.mark.parametrize("bad", [{"slope": 0.0}, {"L": math.inf}, {"slope": math.nan}])
def test_a_zigzag_needs_positive_numbers(bad):
    with pytest.raises(ValueError, match="must be positive and finite"):
        instances.zigzag(**bad)


@given(
    T=st.integers(1, 20), L=st.floats(0.1, 10.0), R=st.floats(0.1, 10.0), h=st.floats(0.05, 1.49)
)
def test_the_huber_worst_case_attains_the_exact_rate(T, L, R, h):
    problem = instances.huber_worst_case(L, R, T, h / L)
    gap = gradient_descent(problem, step_size=h / L, steps=T).values[-1]
    assert gap == pytest.approx(rates.gradient_descent_convex_tight(L, R, T, h / L), rel=1e-9)
    standard = instances.huber_worst_case(L, R, T)
    gap = gradient_descent(standard, steps=T).values[-1]
    assert gap == pytest.approx(L * R**2 / (4 * T + 2), rel=1e-9)


@given(T=st.integers(1, 8), L=st.floats(0.1, 10.0), seed=st.integers(0, 2**32 - 1))
def test_the_chain_is_the_function_that_is_written_down(T, L, seed):
    problem = instances.chain(L, T)
    n = problem.dimension
    w = np.random.default_rng(seed).normal(size=(3, n))
    padded = np.concatenate([w[:, :1] * 0, w, w[:, :1] * 0], axis=1)
    written = L / 8 * np.sum(np.diff(padded) ** 2, axis=1) - L / 4 * w[:, 0]
    lowest = -L / 8 * (1 - 1 / (n + 1))
    assert problem.value(w) == pytest.approx(written - lowest, rel=1e-9, abs=1e-12)
    matrix = problem.hessian(w[0])
    assert problem.gradient(w) == pytest.approx(w @ matrix - L / 4 * np.eye(n)[0], abs=1e-12 * L)
    assert problem.gradient(problem.w_star) == pytest.approx(0.0, abs=1e-14 * L)
    spectrum = np.linalg.eigvalsh(matrix)
    assert (spectrum[-1], spectrum[0]) == pytest.approx((problem.L, problem.mu), rel=1e-9)
    assert problem.L <= L
    assert np.sum(problem.w_star**2) <= (n + 1) / 3


@given(T=st.integers(1, 8), L=st.floats(0.1, 10.0))
def test_no_run_on_the_chain_is_below_the_lower_bound(T, L):
    problem = instances.chain(L, T)
    run = gradient_descent(problem, step_size=1 / L, steps=T)
    assert np.all(run.iterates[-1][T:] == 0)
    R = float(np.linalg.norm(problem.w_star))
    assert run.values[-1] >= rates.first_order_convex_lower(L, R, T)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: instances.chain(0.0, 1), "L is 0.0"),
        (lambda: instances.chain(1.0, 0), "T is 0"),
        (lambda: instances.chain(1.0, 1.5), "T is 1.5"),
    ],
)
def test_a_chain_needs_a_positive_l_and_a_whole_t(call, message):
    with pytest.raises(ValueError, match=message):
        call()
