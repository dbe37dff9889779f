"""Runs of optimizers on problems, kept as trajectories."""

import numpy as np
import pytest
from every_method import METHODS, make

from lecture_lib.descent import gradient_descent
from lecture_lib.optimizers import SGD, Adam, Momentum, minimize
from lecture_lib.problems import least_squares, quadratic
from lecture_lib.schedules import Inverse

VALLEY = quadratic([1.0, 10.0])
SUM = least_squares([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]], [1.0, 2.0, 0.0], mean=True)


@pytest.mark.parametrize("kind", METHODS)
def test_a_path_is_that_of_single_steps(kind):
    start = np.array([1.0, -2.0])
    path = minimize(VALLEY, make(kind, None, lr=0.02), start, steps=10)
    w = start.copy()
    optimizer = make(kind, w, lr=0.02)
    for t in range(10):
        np.testing.assert_array_equal(path.iterates[t], w)
        np.testing.assert_array_equal(path.gradients[t], VALLEY.gradient(w))
        assert path.values[t] == VALLEY.value(w)
        optimizer.step(VALLEY.gradient(w))
    np.testing.assert_array_equal(path.iterates[10], w)
    assert path.steps == 10
    assert path.status == "finished"
    assert path.evaluations.tolist() == list(range(11))
    assert start.tolist() == [1.0, -2.0]


def test_gradient_descent_is_sgd_on_the_whole_gradient():
    ours = minimize(VALLEY, SGD(lr=0.1), [1.0, 1.0], steps=20)
    other = gradient_descent(VALLEY, [1.0, 1.0], step_size=0.1, steps=20)
    np.testing.assert_allclose(ours.iterates, other.iterates, rtol=1e-12)
    np.testing.assert_allclose(ours.step_sizes, other.step_sizes)


def test_settings_are_not_changed_and_runs_start_afresh():
    settings = Momentum(lr=0.01)
    first, second = (minimize(VALLEY, settings, [1.0, 1.0], steps=5) for _ in range(2))
    np.testing.assert_array_equal(first.iterates, second.iterates)
    assert settings.steps == 0
    assert settings.parameters is None


def test_the_rates_of_a_schedule_are_kept():
    path = minimize(VALLEY, Adam(lr=Inverse(0.3)), steps=3)
    np.testing.assert_allclose(path.step_sizes, [0.3, 0.15, 0.1])
    np.testing.assert_array_equal(path.iterates[0], VALLEY.start)


def test_batches_of_a_mean_of_functions():
    batches = [[0, 1], 2, np.array([1])]
    path = minimize(SUM, SGD(lr=0.1), [0.5, 0.5], steps=3, batches=batches)
    w = np.array([0.5, 0.5])
    for t, indices in enumerate(batches):
        w = w - 0.1 * SUM.sample_gradient(w, np.atleast_1d(indices))
        np.testing.assert_allclose(path.iterates[t + 1], w)
    assert path.gradients is None
    assert path.evaluations.tolist() == [0, 2, 3, 4]
    assert minimize(SUM, SGD(lr=0.1), steps=2).evaluations.tolist() == [0, 3, 6]


def test_it_stops_where_the_gradient_is_small():
    path = minimize(VALLEY, SGD(lr=0.1), [1.0, 1.0], steps=1000, tolerance=1e-3)
    assert path.status == "converged"
    assert path.gradient_norms[-1] <= 1e-3 < path.gradient_norms[-2]
    assert path.message == f"the gradient's norm was at most 0.001 after {path.steps} steps"


def test_a_run_that_diverges_says_so_and_keeps_only_finite_numbers():
    path = minimize(VALLEY, SGD(lr=1e10), [1.0, 1.0], steps=1000)
    assert (path.status, path.message) == ("diverged", "a step was 1e+22 long at step 2")
    path = minimize(VALLEY, SGD(lr=1e200), [1.0, 1.0], steps=1000)
    assert path.status == "diverged"
    assert path.message == f"the value was not finite at step {path.steps + 1}"
    assert np.all(np.isfinite(path.iterates))
    assert np.all(np.isfinite(path.values))


def test_a_memory_that_overflows_is_a_divergence_too():
    path = minimize(quadratic([1.0]), Adam(lr=0.1), [1e154], steps=10)
    assert path.status == "finished"
    path = minimize(quadratic([4.0]), Adam(lr=0.1, betas=(0.9, 0.0)), [5e153], steps=10)
    assert path.status == "diverged"
    assert path.message == "the optimizer's memory overflowed at step 1"
    assert path.steps == 0


@pytest.mark.parametrize(
    ("act", "error", "message"),
    [
        (lambda: minimize(VALLEY, SGD(np.ones(2))), ValueError, "has parameters already"),
        (lambda: minimize(VALLEY, SGD(), steps=-1), ValueError, "steps is -1"),
        (lambda: minimize(VALLEY, SGD(), steps=2.0), TypeError, r"steps is 2\.0"),
        (lambda: minimize(VALLEY, SGD(), [1.0]), ValueError, r"w0 has shape \(1,\)"),
        (lambda: minimize(VALLEY, SGD(), [np.inf, 1.0]), ValueError, "not finite at the start"),
        (lambda: minimize(VALLEY, SGD(), batches=[0]), TypeError, "a mean of functions, not"),
        (lambda: minimize(SUM, SGD(), steps=2, batches=[0]), ValueError, "ended before step 2"),
    ],
)
def test_runs_that_cannot_be_made(act, error, message):
    with pytest.raises(error, match=message):
        act()
