"""Every problem: its formulas against differences, its constants against its formulas."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problem_catalogue import ENTRIES

from lecture_lib import problems
from lecture_lib.problems import FiniteSum, Problem
from lecture_lib.problems.problem import point

every_problem = pytest.mark.parametrize("name", ENTRIES)
seeds = st.integers(0, 2**32 - 1)
brief = settings(max_examples=20)


def points(problem, seed, *shape):
    """Points near the start, or a few times as far."""
    rng = np.random.default_rng(seed)
    return problem.start + 2.0 * rng.normal(size=(*shape, problem.dimension))


def chosen(holds):
    return pytest.mark.parametrize("name", [n for n, e in ENTRIES.items() if holds(e.problem)])


smooth = chosen(lambda p: math.isfinite(p.L))
bounded = chosen(lambda p: math.isfinite(p.f_star))
attained = chosen(lambda p: p.w_star is not None)
convex = chosen(lambda p: p.is_convex)
twice = chosen(lambda p: p.hessian is not None)


def test_every_factory_is_in_the_catalogue():
    factories = set(problems.__all__) - {"Problem", "FiniteSum"}
    made = {entry.problem.name for entry in ENTRIES.values()}
    assert len(made) == len(factories)
    assert all(
        isinstance(getattr(problems, factory)(*arguments), Problem)
        for factory, arguments in [("sine", ()), ("huber", (1.0,))]
    )


@every_problem
@brief
@given(seed=seeds)
def test_formulas_broadcast_over_leading_axes(name, seed):
    problem = ENTRIES[name].problem
    w = points(problem, seed, 2, 3)
    values, gradients = problem.value(w), problem.gradient(w)
    assert (values.shape, gradients.shape) == ((2, 3), w.shape)
    for index in np.ndindex(2, 3):
        assert problem.value(w[index]) == pytest.approx(values[index], rel=1e-12, abs=1e-12)
        assert problem.gradient(w[index]) == pytest.approx(gradients[index], rel=1e-10, abs=1e-12)
        assert problem.gradient(w[index]).shape == (problem.dimension,)
        assert np.shape(problem.value(w[index])) == ()


@every_problem
@brief
@given(seed=seeds)
def test_gradients_are_those_of_finite_differences(name, seed):
    problem = ENTRIES[name].problem
    w, h = points(problem, seed), 1e-5
    steps = h * np.eye(problem.dimension)
    if problem.hessian is None and abs(w[0]) <= h:  # the kink of |w|
        w = w + 1.0
    slopes = (problem.value(w + steps) - problem.value(w - steps)) / (2 * h)
    size = 1.0 + np.abs(problem.value(w)) + np.abs(slopes).max()
    assert problem.gradient(w) == pytest.approx(slopes, abs=1e-6 * size)


@twice
@brief
@given(seed=seeds)
def test_hessians_are_those_of_finite_differences(name, seed):
    problem = ENTRIES[name].problem
    w, h = points(problem, seed), 1e-6
    if name.startswith("huber") and abs(np.linalg.norm(w) - {"huber": 0.7}.get(name, 2.0)) < 1e-4:
        w = 2.0 * w  # no Hessian on the sphere
    steps = h * np.eye(problem.dimension)
    slopes = (problem.gradient(w + steps) - problem.gradient(w - steps)) / (2 * h)
    hessian = problem.hessian(w)
    assert (hessian == hessian.T).all()
    assert hessian == pytest.approx(slopes, abs=1e-6 * (1.0 + np.abs(slopes).max()))


@chosen(lambda p: p.partials is not None)
@brief
@given(seed=seeds)
def test_partial_derivatives_of_numbers_are_the_gradient(name, seed):
    problem = ENTRIES[name].problem
    w = points(problem, seed)
    partials = problem.partials(*w.tolist())
    assert list(partials) == pytest.approx(problem.gradient(w).tolist(), rel=1e-12, abs=1e-12)
    assert all(isinstance(number, float) for number in partials)


def spectrum(problem, w):
    return np.linalg.eigvalsh(problem.hessian(w))


@smooth
@brief
@given(seed=seeds)
def test_the_hessian_is_bounded_by_its_constant_which_is_attained(name, seed):
    entry = ENTRIES[name]
    L = entry.problem.L
    assert np.abs(spectrum(entry.problem, points(entry.problem, seed))).max() <= L * (1 + 1e-12)
    there = np.abs(spectrum(entry.problem, entry.steepest)).max()
    assert there == pytest.approx(L, rel=1e-6 if name == "log_sum_exp" else 1e-12)


@smooth
@brief
@given(seed=seeds)
def test_gradients_are_lipschitz(name, seed):
    problem = ENTRIES[name].problem
    v, w = points(problem, seed, 2)
    change = np.linalg.norm(problem.gradient(v) - problem.gradient(w))
    assert change <= problem.L * np.linalg.norm(v - w) * (1 + 1e-9)


@chosen(lambda p: not math.isfinite(p.L))
def test_where_it_is_infinite_gradients_change_as_fast_as_you_like(name):
    problem = ENTRIES[name].problem
    far, small = np.full(problem.dimension, 40.0), np.full(problem.dimension, 1e-9)
    quotients = [
        np.linalg.norm(problem.gradient(w + small) - problem.gradient(w - small)) / 2e-9
        for w in (0.0 * far, far)
    ]
    assert max(quotients) > 1e3


@convex
@brief
@given(seed=seeds)
def test_mu_is_a_lower_bound_of_the_hessian_and_is_attained(name, seed):
    entry = ENTRIES[name]
    problem = entry.problem
    v, w = points(problem, seed, 2)
    slope = (problem.gradient(v) - problem.gradient(w)) @ (v - w)
    assert slope >= problem.mu * ((v - w) @ (v - w)) - 1e-9 * (1 + abs(slope))
    if problem.hessian is not None:
        assert spectrum(problem, w).min() >= problem.mu - 1e-12 * max(1.0, np.abs(w).max())
        there = spectrum(problem, entry.flattest).min()
        assert there == pytest.approx(problem.mu, rel=1e-9, abs=1e-11)


def test_the_absolute_value_is_not_strongly_convex():
    assert problems.absolute_value().gradient([[1.0], [2.0]]).tolist() == [[1.0], [1.0]]


@chosen(lambda p: not p.is_convex)
def test_without_mu_there_is_a_direction_that_curves_down(name):
    entry = ENTRIES[name]
    there = entry.flattest if name != "rosenbrock" else [0.0, 1.0]
    assert spectrum(entry.problem, there).min() < -0.1


@bounded
@brief
@given(seed=seeds)
def test_f_star_is_a_lower_bound(name, seed):
    problem = ENTRIES[name].problem
    assert (problem.value(points(problem, seed, 20)) >= problem.f_star - 1e-12).all()


@attained
@brief
@given(seed=seeds)
def test_the_nearest_minimiser_is_a_minimiser_and_the_nearest(name, seed):
    problem = ENTRIES[name].problem
    w, others = points(problem, seed, 4), points(problem, seed + 1, 4)
    nearest, far = problem.nearest_minimiser(w), problem.nearest_minimiser(others)
    for one in (problem.w_star, *nearest):
        assert problem.value(one) == pytest.approx(problem.f_star, rel=1e-13, abs=1e-13)
        scale = problem.L if math.isfinite(problem.L) else 1.0
        assert np.linalg.norm(problem.gradient(one)) <= 1e-13 * scale * (1 + np.abs(w).max())
    for other in (problem.w_star, *far):
        bound = np.linalg.norm(w - other, axis=1) * (1 + 1e-12)
        assert (np.linalg.norm(w - nearest, axis=1) <= bound).all()
    assert problem.nearest_minimiser(w[0]) == pytest.approx(nearest[0], rel=1e-14, abs=1e-14)


@bounded
def test_an_infimum_without_a_minimiser_is_approached(name):
    problem = ENTRIES[name].problem
    if problem.w_star is None:
        assert problem.value([-40.0]) == pytest.approx(problem.f_star, abs=1e-17)
        assert problem.value([-40.0]) > problem.f_star


@chosen(lambda p: p.w_star is None)
def test_where_there_is_no_minimiser_none_is_given(name):
    problem = ENTRIES[name].problem
    with pytest.raises(ValueError, match="has no minimiser; its infimum is"):
        problem.nearest_minimiser(problem.start)


@chosen(lambda p: p.pl is not None)
@brief
@given(seed=seeds)
def test_the_gradient_dominates_the_gap(name, seed):
    problem = ENTRIES[name].problem
    w = points(problem, seed, 20)
    gaps = problem.value(w) - problem.f_star
    squares = (problem.gradient(w) ** 2).sum(axis=-1)
    assert (squares >= 2 * problem.pl * gaps * (1 - 1e-9) - 1e-12).all()


@chosen(lambda p: isinstance(p, FiniteSum))
@brief
@given(seed=seeds, data=st.data())
def test_a_finite_sum_is_the_mean_of_its_parts(name, seed, data):
    problem = ENTRIES[name].problem
    w = points(problem, seed)
    gradients = problem.sample_gradients(w)
    assert gradients.shape == (problem.m, problem.dimension)
    assert gradients.mean(axis=0) == pytest.approx(problem.gradient(w), abs=1e-10)
    assert problem.sample_values(w).mean() == pytest.approx(problem.value(w), rel=1e-12)
    chosen = data.draw(st.lists(st.integers(0, problem.m - 1), min_size=1, max_size=9))
    expected = gradients[chosen].mean(axis=0)
    for indices in (chosen, np.array(chosen)):
        assert problem.sample_gradient(w, indices) == pytest.approx(expected, abs=1e-10)
    one = problem.sample_gradient(w, chosen[0])
    assert one == pytest.approx(gradients[chosen[0]], abs=1e-12)


@chosen(lambda p: isinstance(p, FiniteSum))
@brief
@given(seed=seeds)
def test_each_part_is_as_smooth_as_it_says(name, seed):
    problem = ENTRIES[name].problem
    v, w = points(problem, seed, 2)
    v = w + 1e-4 * (v - w)  # at 0 and nearby the bound is sharp
    changes = np.linalg.norm(problem.sample_gradients(v) - problem.sample_gradients(w), axis=1)
    assert (changes <= problem.sample_L * np.linalg.norm(v - w) * (1 + 1e-9)).all()
    assert problem.L <= problem.sample_L.mean() * (1 + 1e-12) <= problem.L_max * (1 + 1e-12)
    for i in range(problem.m):
        e = 1e-6 * np.eye(problem.dimension)
        at_zero = problem.sample_gradients(0 * w)[i]
        slopes = np.array([problem.sample_gradients(step)[i] - at_zero for step in e]) / 1e-6
        assert np.linalg.norm(slopes, 2) == pytest.approx(problem.sample_L[i], rel=1e-5)


def test_points_of_a_wrong_shape_are_refused():
    for w in (1.0, [1.0], [[1.0, 2.0, 3.0]]):
        with pytest.raises(ValueError, match=r"a point has shape \(\.\.\., 2\)"):
            point(w, 2)
    with pytest.raises(ValueError, match="a point has shape"):
        problems.rosenbrock().value([1.0, 2.0, 3.0])


def test_condition_numbers_and_names():
    assert problems.quadratic([2.0, 8.0]).condition_number == 4.0
    assert problems.huber(1.0).condition_number == math.inf
    assert problems.sine().condition_number == math.inf
    assert repr(problems.sine()) == "<sin w: d=1, L=1, not convex>"


def test_the_gradients_of_all_examples_at_a_point_that_is_a_list():
    problem = problems.logistic_regression([[1.0, 2.0], [3.0, -1.0]], [1.0, -1.0], 0.1)
    found = problem.sample_gradients([0.5, -0.5])
    assert found.tolist() == problem.sample_gradients(np.array([0.5, -0.5])).tolist()
    np.testing.assert_allclose(found.mean(axis=0), problem.gradient([0.5, -0.5]))
