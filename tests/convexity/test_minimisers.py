"""What convexity says of minimisers, on random functions: when, how many, and how steep around."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sampled_problems import convex_problems

from lecture_lib import problems
from lecture_lib.descent import gradient_descent

seeds = st.integers(0, 2**32 - 1)


def dust(problem, w):
    """Rounding of a value, relative to what the terms of the sum amount to on the way."""
    reach = np.sum((np.asarray(w) - problem.w_star) ** 2, axis=-1)
    return 1e-11 * (1 + problem.L * reach + 10 * float(np.sum(problem.c)))


@given(problem=convex_problems(), seed=seeds, scale=st.floats(1e-3, 100.0))
def test_where_the_gradient_vanishes_is_the_minimum(problem, seed, scale):
    assert np.all(problem.gradient(problem.w_star) == 0)
    around = scale * np.random.default_rng(seed).normal(size=(50, problem.dimension))
    w = problem.w_star + around
    assert np.all(problem.value(w) >= problem.value(problem.w_star) - dust(problem, w))


@given(problem=convex_problems())
def test_where_it_does_not_vanish_is_no_minimum(problem):
    w, g = problem.start, problem.gradient(problem.start)
    assume(g @ g > 1e-6 * problem.L**2)
    assert problem.value(w - g / problem.L) < problem.value(w)


def test_without_convexity_it_may_vanish_on_a_hilltop():
    well = problems.double_well()
    assert well.gradient([0.0]) == 0
    assert well.value([0.0]) > well.f_star


@given(seed=seeds, t=st.floats(0.0, 1.0))
def test_minimisers_form_a_convex_set(seed, t):
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(2, 4))  # fewer examples than weights: a plane of minimisers
    problem = problems.least_squares(X, rng.normal(size=2))
    one, other = problem.nearest_minimiser(rng.normal(size=(2, 4)))
    assert np.linalg.norm(one - other) > 1e-6
    between = (1 - t) * one + t * other
    assert problem.value([one, other, between]) == pytest.approx(problem.f_star, abs=1e-9)
    assert problem.gradient(between) == pytest.approx(0, abs=1e-9)


@settings(max_examples=30)
@given(seed=seeds, ridge=st.floats(0.05, 2.0))
def test_a_strongly_convex_function_has_a_minimiser_and_only_one(seed, ridge):
    """Two descents, which know nothing of w*, end in one place, and no other slope vanishes."""
    rng = np.random.default_rng(seed)
    problem = problems.logistic_regression(rng.normal(size=(6, 3)), rng.choice([-1, 1], 6), ridge)
    assert problem.mu >= ridge
    starts = 5 * rng.normal(size=(2, 3))
    steps = int(np.ceil(40 * problem.condition_number))
    ends = [gradient_descent(problem, start, steps=steps).iterates[-1] for start in starts]
    assert ends[0] == pytest.approx(ends[1], abs=1e-8)
    elsewhere = ends[0] + rng.normal(size=(20, 3))
    slopes = np.linalg.norm(problem.gradient(elsewhere), axis=1)
    assert np.all(slopes >= problem.mu * np.linalg.norm(elsewhere - ends[0], axis=1) - 1e-8)


@given(problem=convex_problems(kinds=(0, 0, 2), dimensions=(1, 2)), seed=seeds)
def test_it_grows_at_least_like_its_lower_parabola(problem, seed):
    assume(problem.mu > 1e-3)
    w = problem.w_star + 3 * np.random.default_rng(seed).normal(size=(50, problem.dimension))
    growth = problem.mu / 2 * np.sum((w - problem.w_star) ** 2, axis=1)
    assert np.all(problem.value(w) >= problem.f_star + growth - dust(problem, w))


def test_without_strong_convexity_there_may_be_none_or_many():
    assert problems.log_one_plus_exp().w_star is None
    twins = problems.least_squares([[1.0, 1.0]], [2.0])
    assert twins.mu == 0
    assert twins.value([[2.0, 0.0], [0.0, 2.0]]) == pytest.approx(twins.f_star, abs=1e-12)
