"""Nesterov's method: its formula written once more, its bound, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import rates
from lecture_lib.descent.accelerated import accelerated_gradient_descent
from lecture_lib.problems import absolute_value, instances, least_squares, log_sum_exp, quadratic


@given(st.integers(0, 2**32 - 1), st.integers(0, 15))
def test_it_is_the_method_that_is_written_down(seed, steps):
    rng = np.random.default_rng(seed)
    problem = quadratic(rng.uniform(0.1, 3.0, size=3))
    start = rng.normal(size=3)
    w, y, s = [start], [start], [1.0]
    for t in range(steps):
        s.append(0.5 + np.sqrt(0.25 + s[t] ** 2))
        w.append(y[t] - problem.gradient(y[t]) / problem.L)
        y.append(w[t + 1] + (s[t] - 1) / s[t + 1] * (w[t + 1] - w[t]))
    run = accelerated_gradient_descent(problem, start, steps=steps)
    assert run.iterates == pytest.approx(np.array(w), rel=1e-12, abs=1e-14)
    assert run.values == pytest.approx(problem.value(np.array(w)), rel=1e-12, abs=1e-14)
    assert (run.steps, run.gradients) == (steps, None)


@pytest.mark.parametrize("problem", [instances.chain(2.0, 10), log_sum_exp([0.7, 0.2, 0.1])])
def test_it_keeps_its_promise(problem):
    gaps = accelerated_gradient_descent(problem, steps=50).gaps(problem.f_star)[1:]
    R = float(np.linalg.norm(problem.start - problem.nearest_minimiser(problem.start)))
    assert np.all(gaps <= rates.nesterov_convex(problem.L, R, np.arange(1, 51)) + 1e-15)


def test_a_sum_counts_each_of_its_gradients():
    run = accelerated_gradient_descent(least_squares([[1.0], [2.0]], [1.0, 0.0]), steps=2)
    assert run.evaluations.tolist() == [0, 2, 4]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"w0": [1.0]}, r"w0 has shape \(1,\)"),
        ({"steps": -1}, "steps is -1"),
        ({"steps": 1.5}, "steps is 1.5"),
        ({"step_size": 0.0}, "step_size is 0.0"),
    ],
)
def test_arguments_out_of_range_are_refused_in_words(arguments, message):
    with pytest.raises(ValueError, match=message):
        accelerated_gradient_descent(quadratic([1.0, 2.0]), **arguments)


def test_a_function_that_is_not_smooth_needs_a_step_size():
    with pytest.raises(ValueError, match=r"step_size is 0\.0"):
        accelerated_gradient_descent(absolute_value())
