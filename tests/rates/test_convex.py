"""Bounds of gradient descent on convex functions: respected by all, attained by one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampled_problems import convex_problems, descend, huber

from lecture_lib import rates

horizons = st.integers(1, 12)
constants = st.floats(0.01, 100.0)


def gaps(problem, step_sizes):
    return problem.value(descend(problem.gradient, problem.start, step_sizes)) - problem.f_star


def dust(problem):
    """Rounding of a value: relative to what the terms of the sum amount to on the way."""
    return 1e-11 * (1 + problem.L * problem.R**2 + float(np.sum(problem.c)) * 10)


@given(problem=convex_problems(), T=horizons, h=st.floats(0.01, rates.GOLDEN_RATIO))
def test_the_lectures_rate_holds_up_to_the_golden_ratio(problem, T, h):
    eta = h / problem.L
    bound = rates.gradient_descent_convex(problem.L, problem.R, np.arange(1, T + 1), eta)
    assert np.all(gaps(problem, [eta] * T)[1:] <= bound + dust(problem))


@given(problem=convex_problems(), T=horizons, h=st.floats(0.01, 2.0))
def test_the_exact_rate_holds_for_every_step_up_to_two_over_l(problem, T, h):
    eta = h / problem.L
    bound = rates.gradient_descent_convex_tight(problem.L, problem.R, np.arange(T + 1), eta)
    assert np.all(gaps(problem, [eta] * T) <= bound + dust(problem))


@given(L=constants, R=constants, T=horizons, h=st.floats(0.01, 2.0))
def test_the_exact_rate_is_attained_by_a_huber_function_or_a_quadratic(L, R, T, h):
    attained = []
    for threshold in (R / (2 * T * h + 1), math.inf):
        value, gradient = huber(L, min(threshold, 4 * R))
        attained.append(value(descend(gradient, [R], [h / L] * T))[-1])
    bound = rates.gradient_descent_convex_tight(L, R, T, h / L)
    assert max(attained) == pytest.approx(bound, rel=1e-9)


@given(L=constants, R=constants, T=horizons)
def test_for_the_step_one_over_l_the_exact_rate_is_the_known_one(L, R, T):
    exact = rates.gradient_descent_convex_tight(L, R, T)
    assert exact == pytest.approx(L * R**2 / (4 * T + 2), rel=1e-12)
    assert exact < rates.gradient_descent_convex(L, R, T)
    assert rates.gradient_descent_convex(L, R, T) == pytest.approx(L * R**2 / (2 * T), rel=1e-12)


@given(T=st.integers(1, 300), other=st.floats(0.01, 2.0))
def test_no_constant_step_is_better_than_the_best(T, other):
    best = rates.gradient_descent_convex_best_step(1.0, T)
    at_best = rates.gradient_descent_convex_tight(1.0, 1.0, T, best)
    assert at_best <= rates.gradient_descent_convex_tight(1.0, 1.0, T, other) * (1 + 1e-9)
    assert at_best == pytest.approx(0.5 / (2 * T * best + 1), rel=1e-9)
    assert rates.gradient_descent_convex_best_step(4.0, T) == pytest.approx(best / 4, rel=1e-15)


def test_the_best_step_grows_from_three_halves_to_two():
    best = [rates.gradient_descent_convex_best_step(1.0, T) for T in (1, 2, 10, 100, 10_000)]
    assert best == sorted(best)
    assert best[0] == 1.5
    assert 1.999 < best[-1] < 2


@given(problem=convex_problems(), epsilon=st.floats(0.01, 1.0))
def test_the_iterations_for_epsilon_suffice(problem, epsilon):
    scale = problem.L * problem.R**2
    T = rates.gradient_descent_convex_iterations(problem.L, problem.R, epsilon * scale)
    assert 0.5 / epsilon + 1 >= T
    assert gaps(problem, [1 / problem.L] * T)[-1] <= epsilon * scale + dust(problem)
    assert rates.gradient_descent_convex(problem.L, problem.R, T) <= epsilon * scale * (1 + 1e-9)
    if T > 1:
        fewer = rates.gradient_descent_convex(problem.L, problem.R, T - 1)
        assert fewer >= epsilon * scale * (1 - 1e-9)


@given(problem=convex_problems(), scale=st.floats(1e-3, 30.0))
def test_a_convex_function_keeps_a_margin_above_its_tangents(problem, scale):
    w = problem.w_star + scale * (problem.start - problem.w_star) / max(problem.R, 1e-9)
    g = problem.gradient(w)
    tangent = problem.value(w) + g @ (problem.w_star - w)
    margin = g @ g / (2 * problem.L)
    rounding = dust(problem) + 1e-11 * problem.L * scale**2
    assert tangent + margin <= problem.f_star + rounding


@given(L=constants, w=st.floats(-30.0, 30.0))
def test_the_margin_is_all_that_a_parabola_has(L, w):
    value, gradient = huber(L, 100.0)
    g = gradient(np.array([w]))[0]
    tangent = value(np.array([w])) - g * w
    assert tangent + g**2 / (2 * L) == pytest.approx(0, abs=1e-12 * (1 + L * w * w))


def one_step_excess(value, w, w_next, eta):
    distances = np.sum(w**2) - np.sum(w_next**2)
    return value(w_next) - distances / (2 * eta)


@given(problem=convex_problems(), h=st.floats(0.01, 3.0))
def test_one_step_never_exceeds_the_golden_excess(problem, h):
    eta = h / problem.L
    w, w_next = descend(problem.gradient, problem.start, [eta]) - problem.w_star
    excess = one_step_excess(lambda v: problem.value(v + problem.w_star), w, w_next, eta)
    bound = rates.gradient_descent_convex_one_step(problem.L, problem.R, eta)
    assert excess <= bound + dust(problem) * (1 + h + 1 / h)


@given(L=constants, R=constants, h=st.floats(1e-3, 3.0))
def test_one_step_on_a_quadratic_attains_the_golden_excess(L, R, h):
    value, _ = huber(L, 1e9)
    w, w_next = descend(lambda w: L * w, [R], [h / L])
    excess = one_step_excess(value, w, w_next, h / L)
    formula = L * R**2 * (h * h - h - 1) / 2
    assert excess == pytest.approx(formula, rel=1e-9, abs=1e-9 * L * R**2)
    bound = rates.gradient_descent_convex_one_step(L, R, h / L)
    assert bound == pytest.approx(max(0.0, formula), rel=1e-9, abs=1e-9 * L * R**2)


def test_the_golden_ratio_is_where_the_excess_begins():
    phi = rates.GOLDEN_RATIO
    assert phi**2 == pytest.approx(phi + 1, rel=1e-15)
    assert rates.gradient_descent_convex_one_step(1.0, 1.0, phi - 1e-9) == 0
    assert rates.gradient_descent_convex_one_step(1.0, 1.0, phi + 1e-9) > 0


@given(problem=convex_problems(), k=st.integers(1, 5))
def test_silver_steps_keep_their_promise(problem, k):
    T = 2**k - 1
    gap = gaps(problem, rates.silver_steps(problem.L, T))[-1]
    bound = rates.gradient_descent_convex_silver(problem.L, problem.R, T)
    assert gap <= bound + dust(problem)


def test_silver_steps_follow_their_recursion_and_beat_every_constant_step():
    rho, steps = 1 + math.sqrt(2), []
    for k in range(10):
        assert rates.silver_steps(2.0, max(1, len(steps)))[: len(steps)] * 2 == pytest.approx(steps)
        steps = [*steps, 1 + rho ** (k - 1), *steps]
    T = 2**10 - 1
    silver = rates.gradient_descent_convex_silver(1.0, 1.0, T)
    best = rates.gradient_descent_convex_best_step(1.0, T)
    assert silver < rates.gradient_descent_convex_tight(1.0, 1.0, T, best) / 1.5
    slope = math.log2(silver / rates.gradient_descent_convex_silver(1.0, 1.0, 2 * T + 1))
    assert slope == pytest.approx(math.log2(rho), abs=1e-3)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rates.gradient_descent_convex(0.0, 1.0, 1), "L is 0.0, but must be positive"),
        (
            lambda: rates.gradient_descent_convex(1.0, -1.0, 1),
            "R is -1.0, but must be at least 0 and finite",
        ),
        (lambda: rates.gradient_descent_convex(1.0, 1.0, 0), "T is 0, but must be a whole"),
        (lambda: rates.gradient_descent_convex(1.0, 1.0, 1.5), "T is 1.5, but must be a whole"),
        (lambda: rates.gradient_descent_convex(2.0, 1.0, 1, 0.9), "which is 1.8/L, but must be"),
        (lambda: rates.gradient_descent_convex_tight(1.0, 1.0, 1, 2.1), "at most 2/L"),
        (lambda: rates.gradient_descent_convex_tight(1.0, 1.0, 1, 0.0), "above 0"),
        (lambda: rates.gradient_descent_convex_silver(1.0, 1.0, 4), "one less than a power of two"),
        (lambda: rates.gradient_descent_convex_iterations(1.0, 1.0, 0.0), "epsilon is 0.0"),
        (lambda: rates.gradient_descent_convex_one_step(1.0, 1.0, math.nan), "step_size is nan"),
    ],
)
def test_arguments_out_of_range_are_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call()
