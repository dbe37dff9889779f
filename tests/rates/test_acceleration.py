"""Nesterov's rate, and the lower bound that no method of its kind can cross."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampled_problems import convex_problems, descend

from lecture_lib import rates


def nesterov(gradient, start, L, T):
    w, y, s, seen = start, start, 1.0, [start]
    for _ in range(T):
        w_next = y - gradient(y) / L
        s_next = (1 + math.sqrt(1 + 4 * s * s)) / 2
        y, w, s = w_next + (s - 1) / s_next * (w_next - w), w_next, s_next
        seen.append(w)
    return np.array(seen)


@given(problem=convex_problems(), T=st.integers(1, 30))
def test_nesterov_keeps_its_promise(problem, T):
    gaps = problem.value(nesterov(problem.gradient, problem.start, problem.L, T))
    bound = rates.nesterov_convex(problem.L, problem.R, np.arange(1, T + 1))
    dust = 1e-11 * (1 + problem.L * problem.R**2 + 10 * float(np.sum(problem.c)))
    assert np.all(gaps[1:] <= bound + dust)


def chain(L, n):
    """Nesterov's function of n variables: matrix, slope at 0, and the least value, by algebra."""
    matrix = L / 4 * (2 * np.eye(n) - np.eye(n, k=1) - np.eye(n, k=-1))
    return matrix, L / 4 * np.eye(n)[0]


@given(T=st.integers(1, 10), L=st.floats(0.1, 10.0))
def test_no_method_in_the_span_of_its_gradients_is_below_the_lower_bound(T, L):
    n = 2 * T + 1
    matrix, slope = chain(L, n)
    assert np.linalg.eigvalsh(matrix)[-1] <= L
    w_star = np.linalg.solve(matrix, slope)
    assert w_star == pytest.approx(1 - np.arange(1, n + 1) / (n + 1), rel=1e-9)

    def gap(w):
        return float((w - w_star) @ matrix @ (w - w_star) / 2)

    # whatever the method, after T gradients only the first T coordinates can differ from 0
    best = np.zeros(n)
    best[:T] = np.linalg.solve(matrix[:T, :T], slope[:T])
    bound = rates.first_order_convex_lower(L, float(np.linalg.norm(w_star)), T)
    assert gap(best) >= bound
    assert gap(best) == pytest.approx(L / 16 / (T + 1), rel=1e-9)
    for run in (descend, None):
        last = (
            run(lambda w: matrix @ w - slope, np.zeros(n), [1 / L] * T)
            if run
            else nesterov(lambda w: matrix @ w - slope, np.zeros(n), L, T)
        )[-1]
        assert np.all(last[T:] == 0)
        assert gap(last) >= gap(best) * (1 - 1e-12)


@given(T=st.integers(1, 1000))
def test_upper_and_lower_bound_differ_by_a_constant_factor(T):
    upper, lower = rates.nesterov_convex(1.0, 1.0, T), rates.first_order_convex_lower(1.0, 1.0, T)
    assert upper / lower == pytest.approx(64 / 3, rel=1e-12)


@pytest.mark.parametrize("bound", [rates.nesterov_convex, rates.first_order_convex_lower])
def test_arguments_out_of_range_are_refused_in_words(bound):
    with pytest.raises(ValueError, match="T is 0"):
        bound(1.0, 1.0, 0)
    with pytest.raises(ValueError, match="R is -1"):
        bound(1.0, -1.0, 1)
    with pytest.raises(ValueError, match="L is 0"):
        bound(0.0, 1.0, 1)
