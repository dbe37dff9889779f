import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.descent import gradient_descent, longest_step
from lecture_lib.optimizers import SGD, minimize
from lecture_lib.problems import least_squares, logistic_regression
from lecture_lib.schedules import Inverse, InverseSqrt
from lecture_lib.stochastic import averaged, sgd
from lecture_lib.stochastic.noise import least_squares_floor, stationary_variance
from lecture_lib.stochastic.sampling import cyclic, randomized, reshuffled


def regression(seed=0, m=12, d=3):
    rng = np.random.default_rng(seed)
    return least_squares(rng.normal(size=(m, d)), rng.normal(size=m), mean=True)


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(0, 25))
def test_the_loop_is_the_formula(seed, b, steps):
    problem = regression(seed)
    batches = [next(r) for r in [randomized(12, np.random.default_rng(seed), b)] for _ in range(25)]
    schedule = Inverse(0.1, delay=5)
    run = sgd(problem, np.ones(3), step_size=schedule, batches=batches, steps=steps)
    w = np.ones(3)
    for k in range(1, steps + 1):
        w = w - schedule(k) * problem.sample_gradients(w)[batches[k - 1]].mean(axis=0)
        assert np.allclose(run.iterates[k], w, rtol=1e-10)
    assert np.allclose(run.values, [problem.value(point) for point in run.iterates])
    assert run.evaluations.tolist() == [b * k for k in range(steps + 1)]
    assert run.step_sizes.tolist() == [schedule(k) for k in range(1, steps + 1)]
    assert run.gradients is None


def test_batches_of_all_are_gradient_descent():
    problem = regression()
    run = sgd(problem, step_size=0.2, batches=cyclic(12, 12), steps=30)
    full = gradient_descent(problem, step_size=0.2, steps=30)
    assert np.allclose(run.iterates, full.iterates, rtol=1e-12)
    assert np.array_equal(run.evaluations, full.evaluations)


def test_every_problem_that_is_a_mean_will_do():
    rng = np.random.default_rng(1)
    X = rng.normal(size=(40, 2))
    problem = logistic_regression(X, np.sign(X[:, 0] + 0.1), ridge=0.1)
    run = sgd(problem, step_size=InverseSqrt(1.0), batches=reshuffled(40, rng), steps=2000)
    assert run.gaps(problem.f_star)[-1] < 1e-3 * run.gaps(problem.f_star)[0]


@pytest.mark.parametrize(("steps", "every"), [(10, 3), (9, 3), (2, 5), (0, 4)])
def test_a_thinned_record_is_the_same_run(steps, every):
    problem = regression()

    def run(**how):
        rule = reshuffled(12, np.random.default_rng(0), 5)
        return sgd(problem, step_size=Inverse(0.3), batches=rule, steps=steps, **how)

    full, thin = run(), run(record_every=every)
    kept = sorted({*range(0, steps + 1, every), steps})
    assert np.array_equal(thin.iterates, full.iterates[kept])
    assert np.array_equal(thin.evaluations, full.evaluations[kept])
    assert np.array_equal(thin.step_sizes, full.step_sizes[[k - 1 for k in kept[1:]]])


def test_values_can_be_left_out():
    problem = regression()
    runs = [
        sgd(problem, step_size=0.1, batches=cyclic(12), steps=5, evaluate=evaluate)
        for evaluate in (True, False)
    ]
    assert np.array_equal(runs[0].iterates, runs[1].iterates)
    assert np.isfinite(runs[0].values).all()
    assert np.isnan(runs[1].values).all()
    assert len(runs[1].values) == 6


def test_batches_may_end_before_the_steps():
    run = sgd(regression(), step_size=0.1, batches=[[0], [1, 2]], steps=10)
    assert (run.steps, run.evaluations.tolist()) == (2, [0, 1, 3])
    assert (run.status, run.message) == ("finished", "finished: the batches ended after 2 steps")


def test_a_run_that_diverges_says_so_and_holds_only_finite_numbers():
    problem = least_squares([[1.0], [1.0]], [1.0, 3.0], mean=True)
    run = sgd(problem, [5.0], step_size=3.0, batches=cyclic(2), steps=1000)
    assert run.status == "diverged"
    k = int(run.message.split("step ")[1].split(" ")[0])
    assert run.steps == k - 1
    assert np.isfinite(run.iterates).all()
    assert run.message.endswith(" long")
    assert np.abs(np.diff(run.iterates[:, 0])).max() <= longest_step([5.0])


def test_overflow_is_divergence():
    problem = least_squares([[1e150]], [1.0], mean=True)
    run = sgd(problem, [1.0], step_size=1e10, batches=cyclic(1), steps=5)
    assert (run.status, run.steps) == ("diverged", 0)
    assert run.message == "diverged: step 1 would lead to numbers that are not finite"


def test_in_one_dimension_the_variance_is_the_formula():
    # f_i = (w -+ 1)^2/2 draws noise +-1. The mean of w^2 over n steps of an AR(1) process with
    # coefficient q has variance at most 2 V^2 (1 + q^2) / (1 - q^2) / n, its kurtosis being
    # below a normal's; the bound is 4 standard deviations.
    gamma, n = 0.2, 40000
    problem = least_squares([[1.0], [1.0]], [1.0, -1.0], mean=True)
    rule = randomized(2, np.random.default_rng(0))
    w = sgd(problem, [0.0], step_size=gamma, batches=rule, steps=n).iterates[200:, 0]
    V, q2 = stationary_variance(1.0, gamma, 1.0), (1 - gamma) ** 2
    bound = 4 * V * math.sqrt(2 * (1 + q2) / (1 - q2) / len(w))
    assert abs(np.mean(w**2) - V) < bound < 0.07 * V


def test_the_floor_of_least_squares_is_where_runs_end():
    # 400 independent runs: the bound is 4 standard errors, as estimated from the runs themselves
    rng = np.random.default_rng(4)
    X, y = rng.normal(size=(8, 2)), rng.normal(size=8)
    problem = least_squares(X, y, mean=True)
    gamma = 0.3 / problem.L_max
    ends = []
    for _ in range(400):
        rule = randomized(8, rng, 2)
        run = sgd(problem, problem.w_star, step_size=gamma, batches=rule, steps=120)
        ends.append(run.values[-1] - problem.f_star)
    assert (1 - gamma * problem.mu) ** 240 < 0.01  # what 120 steps leave of the start
    error = 4 * np.std(ends) / math.sqrt(len(ends))
    assert abs(np.mean(ends) - least_squares_floor(X, y, gamma, 2)) < error


def test_averages_are_means_of_what_came_before():
    problem = regression()
    rule = randomized(12, np.random.default_rng(0))
    run = sgd(problem, step_size=0.1, batches=rule, steps=50)
    for start in (0, 10, 50):
        mean = averaged(run, problem, start)
        assert mean.steps == 50 - start
        for k in range(start, 51):
            point = run.iterates[start : k + 1].mean(axis=0)
            assert np.allclose(mean.iterates[k - start], point, rtol=1e-12)
        assert np.allclose(mean.values, problem.value(mean.iterates))
        assert np.array_equal(mean.evaluations, run.evaluations[start:])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"w0": [1.0]}, r"w0 has shape \(1,\), but must have \(3,\)"),
        ({"steps": -1}, "steps is -1, but must be at least 0"),
        ({"steps": 1.5}, "steps is 1.5"),
        ({"record_every": 0}, "record_every is 0, but must be at least 1"),
        ({"step_size": -0.1}, "step_size is -0.1, but must be positive"),
    ],
)
def test_bad_arguments(change, message):
    arguments = {"step_size": 0.1, "batches": cyclic(12), "steps": 3, **change}
    with pytest.raises(ValueError, match=message):
        sgd(regression(), **arguments)


@pytest.mark.parametrize("start", [-1, 4])
def test_averages_begin_within_the_run(start):
    problem = regression()
    run = sgd(problem, step_size=0.1, batches=cyclic(12), steps=3)
    with pytest.raises(ValueError, match="must be from 0 to 3"):
        averaged(run, problem, start)


def test_a_batch_may_be_one_index_or_a_mask_and_is_counted_right():
    problem = regression()
    mask = np.zeros(problem.m, dtype=bool)
    mask[[1, 3]] = True
    runs = [
        sgd(problem, step_size=0.1, batches=batches, steps=2)
        for batches in ([[0], [1, 3]], [0, mask], [np.int64(0), mask.tolist()])
    ]
    for run in runs:
        assert run.evaluations.tolist() == [0, 1, 3]
        assert run.iterates.tolist() == runs[0].iterates.tolist()
    path = minimize(problem, SGD(lr=0.1), problem.start, 2, batches=[0, mask])
    assert path.evaluations.tolist() == [0, 1, 3]
    np.testing.assert_allclose(path.iterates, runs[0].iterates)


@pytest.mark.parametrize("batch", [[0.5], "text", [[0, 1]], None])
def test_a_batch_that_names_no_examples_is_refused(batch):
    with pytest.raises(TypeError, match="an entry of batches is"):
        list(sgd(regression(), step_size=0.1, batches=[[0], batch, [1]], steps=3).iterates)
