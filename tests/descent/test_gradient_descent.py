"""Gradient descent against a plain loop, and its ends: converged, diverged, finished."""

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problem_catalogue import ENTRIES

from lecture_lib import problems
from lecture_lib.descent import Backtracking, ExactLineSearch, gradient_descent, longest_step

brief = settings(max_examples=20)
seeds = st.integers(0, 2**32 - 1)
every_problem = pytest.mark.parametrize("name", ENTRIES)


def plain(problem, w, etas):
    rows = [np.array(w, dtype=float)]
    for eta in etas:
        rows.append(rows[-1] - eta * problem.gradient(rows[-1]))
    return np.array(rows)


@every_problem
@brief
@given(seed=seeds, steps=st.integers(0, 12))
def test_the_trajectory_is_that_of_a_plain_loop(name, seed, steps):
    problem = ENTRIES[name].problem
    rng = np.random.default_rng(seed)
    w0 = problem.start + 0.3 * rng.normal(size=problem.dimension)
    etas = rng.uniform(0.0, 1.0, steps) * (1 / problem.L if np.isfinite(problem.L) else 1e-3)
    run = gradient_descent(problem, w0, etas, steps)
    expected = plain(problem, w0, etas)
    assert run.iterates == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert run.values == pytest.approx(problem.value(expected), rel=1e-9, abs=1e-12)
    assert run.gradients == pytest.approx(problem.gradient(expected), rel=1e-9, abs=1e-9)
    assert (run.status, run.message) == ("finished", f"finished: {steps} steps")
    assert run.step_sizes.tolist() == etas.tolist()
    assert run.evaluations.tolist() == [getattr(problem, "m", 1) * t for t in range(steps + 1)]


def test_the_default_step_is_one_over_L():  # noqa: N802
    run = gradient_descent(problems.quadratic([1.0, 4.0]), [1.0, 1.0], steps=2)
    assert run.step_sizes.tolist() == [0.25, 0.25]
    assert run.iterates.tolist() == [[1.0, 1.0], [0.75, 0.0], [0.5625, 0.0]]


@pytest.mark.parametrize("name", ["bowl", "logistic", "huber_plane"])
def test_it_stops_at_the_first_gradient_within_tolerance(name):
    problem = ENTRIES[name].problem
    run = gradient_descent(problem, problem.start + 1.0, steps=5000, tolerance=1e-6)
    norms = run.gradient_norms
    assert run.status == "converged"
    assert norms[-1] <= 1e-6 < norms[:-1].min()
    assert run.message == (
        f"converged: at step {run.steps} the gradient had the norm {norms[-1]:.3e}"
    )


def test_a_start_at_a_stationary_point_has_converged():
    for problem in (problems.saddle(), problems.double_well()):
        run = gradient_descent(problem, np.zeros(problem.dimension), 0.1)
        assert (run.steps, run.status) == (0, "converged")


@every_problem
@brief
@given(factor=st.floats(2.1, 50.0))
def test_a_step_that_is_too_long_diverges_on_a_bowl(name, factor):
    problem = ENTRIES[name].problem
    if not (problem.quadratic and problem.is_convex):
        return
    run = gradient_descent(problem, problem.start + 1.0, factor / problem.L, steps=1000)
    lengths = np.linalg.norm(np.diff(run.iterates, axis=0), axis=1)
    assert run.status == "diverged"
    assert lengths[-1] > longest_step(problem.start + 1.0) >= lengths[:-1].max()
    assert run.message == f"diverged: step {run.steps} was {lengths[-1]:.4g} long"
    assert np.isfinite(run.iterates).all()


@pytest.mark.parametrize("make", ["rosenbrock", "double_well", "beale", "exponential"])
def test_what_is_not_finite_is_left_out_and_said(make):
    problem = getattr(problems, make)()
    run = gradient_descent(problem, problem.start + 1.0, 1e200, steps=50)
    if make == "exponential":  # one step, and the slope vanishes
        assert (run.status, run.steps) == ("converged", 1)
        return
    assert (run.status, run.message) == (
        "diverged",
        f"diverged: step {run.steps + 1} led to numbers that are not finite",
    )
    for numbers in (run.iterates, run.values, run.gradients):
        assert np.isfinite(numbers).all()


def test_the_plane_is_no_exception():
    """Plain numbers in two dimensions give what arrays do, to the message."""
    for problem in (problems.rosenbrock(), problems.quadratic([1.0, 9.0], 0.4), problems.beale()):
        for eta in (1e-4, 1e-3, 0.02, 0.5, 3.0):
            slow = gradient_descent(replace(problem, partials=None), step_size=eta, steps=60)
            fast = gradient_descent(problem, step_size=eta, steps=60)
            assert fast.iterates == pytest.approx(slow.iterates, rel=1e-9)
            assert fast.gradients == pytest.approx(slow.gradients, rel=1e-9)
            assert (fast.status, fast.message) == (slow.status, slow.message)


@brief
@given(seed=seeds, first=st.floats(0.01, 100.0), shrink=st.floats(0.1, 0.9))
def test_backtracking_keeps_its_promise_and_takes_the_longest_step_that_does(seed, first, shrink):
    problem = ENTRIES["logistic"].problem
    rule = Backtracking(first, shrink)
    run = gradient_descent(problem, np.random.default_rng(seed).normal(size=3), rule, 5)
    for t, eta in enumerate(run.step_sizes):
        w, g = run.iterates[t], run.gradients[t]

        def enough(length, w=w, g=g, value=run.values[t]):
            return problem.value(w - length * g) <= value - 0.5 * length * (g @ g)

        tried = first
        while not enough(tried):
            tried *= shrink
        assert eta == pytest.approx(tried, rel=1e-12)
        assert eta >= min(first, shrink / problem.L) * (1 - 1e-9)


def test_backtracking_needs_no_smoothness_constant():
    run = gradient_descent(problems.rosenbrock(), step_size=Backtracking(), steps=200)
    assert (np.diff(run.values) < 0).all()


def test_backtracking_ends_where_rounding_hides_every_decrease():
    stuck = replace(problems.quadratic([1.0]), gradient=lambda w: -np.ones(1))
    run = gradient_descent(stuck, [1e-3], Backtracking(), 10)
    assert (run.steps, run.status) == (0, "finished")
    assert run.message == "finished: 0 steps; at step 0 no step size decreases f any more"


@pytest.mark.parametrize("name", ["bowl", "trough", "least_squares", "short_data"])
def test_the_exact_step_is_the_best_on_its_line(name):
    problem = ENTRIES[name].problem
    run = gradient_descent(
        problem, problem.start + [1.0, -2.0, 0.5][: problem.dimension], ExactLineSearch(), 6
    )
    for t, eta in enumerate(run.step_sizes):
        w, g = run.iterates[t], run.gradients[t]
        others = problem.value(w - np.linspace(0.0, 2 * eta, 41)[:, None] * g)
        assert run.values[t + 1] <= others.min() + 1e-12 * (1 + abs(others.min()))
        assert abs(run.gradients[t + 1] @ g) <= 1e-9 * (g @ g)  # consecutive gradients are square


def test_exact_steps_contract_by_kantorovich_s_bound_which_is_attained():
    bowl = problems.quadratic([1.0, 9.0])
    run = gradient_descent(bowl, [9.0, 1.0], ExactLineSearch(), 20)
    ratios = run.values[1:] / run.values[:-1]
    assert ratios == pytest.approx([((9 - 1) / (9 + 1)) ** 2] * 20, rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"w0": [1.0]}, r"w0 has shape \(1,\), but must have \(2,\)"),
        ({"steps": -1}, "steps is -1, but must be at least 0"),
        ({"steps": 1.5}, "steps is 1.5, but must be an integer"),
        ({"tolerance": -1.0}, "tolerance is -1.0"),
        ({"step_size": -0.1}, "at least 0"),
        ({"step_size": math.nan}, "at least 0"),
        ({"step_size": [0.1, 0.1]}, "one number, at least 0, or 3"),
        ({"w0": [1e200, 0.0]}, "not finite at w0"),
        ({"step_size": None}, "L = inf, so 1/L is no step size"),
        ({"step_size": ExactLineSearch()}, "needs a convex quadratic, not Rosenbrock"),
    ],
)
def test_what_makes_no_sense_is_refused(arguments, message):
    with np.errstate(over="ignore"), pytest.raises(ValueError, match=message):
        gradient_descent(problems.rosenbrock(), **{"steps": 3, "step_size": 1e-3, **arguments})


@pytest.mark.parametrize(
    "options", [{"first": 0.0}, {"first": math.inf}, {"shrink": 1.0}, {"decrease": 0.0}]
)
def test_a_rule_that_makes_no_sense_is_refused(options):
    with pytest.raises(ValueError, match=f"{next(iter(options))} is"):
        Backtracking(**options)


def test_a_constant_function_has_no_default_step():
    flat = problems.quadratic([0.0])
    with pytest.raises(ValueError, match=r"L = 0.0, so 1/L is no step size"):
        gradient_descent(flat)
    assert gradient_descent(flat, step_size=1.0).status == "converged"


def test_the_start_is_not_changed_and_the_record_is_not_shared():
    w0 = np.array([3.0, 1.0])
    run = gradient_descent(problems.quadratic([1.0, 2.0]), w0, 0.1, 3)
    run.iterates[:] = 0.0
    assert w0.tolist() == [3.0, 1.0]


def test_an_exact_step_along_a_line_without_end():
    flat = replace(problems.quadratic([0.0, 1.0]), gradient=lambda w: np.array([1.0, 0.0]))
    assert ExactLineSearch().step_size(flat, np.zeros(2), np.array([1.0, 0.0]), 0.0) == math.inf
