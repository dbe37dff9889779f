"""Said to diverge is only what does, whatever its first gradient was; and by all methods alike."""

import math
from dataclasses import dataclass

import numpy as np
import pytest

from lecture_lib import problems
from lecture_lib.descent import (
    Backtracking,
    accelerated_gradient_descent,
    gradient_descent,
    longest_step,
)
from lecture_lib.optimizers import SGD, Adam, Momentum, minimize
from lecture_lib.problems.instances import log_cosh
from lecture_lib.stochastic import sgd


def forever(batch):
    while True:
        yield batch


@dataclass
class Alone:
    """A problem as the mean of one function."""

    problem: problems.Problem

    def __getattr__(self, name):
        return getattr(self.problem, name)

    def sample_gradient(self, w, _indices):
        return self.problem.gradient(w)


def by_sgd(problem, w0, eta, steps):
    return sgd(Alone(problem), w0, step_size=eta, batches=forever([0]), steps=steps)


ENTRIES = {
    "gradient_descent": lambda p, w0, eta, n: gradient_descent(p, w0, eta, steps=n),
    "each step given": lambda p, w0, eta, n: gradient_descent(p, w0, np.full(n, eta), steps=n),
    "minimize": lambda p, w0, eta, n: minimize(p, SGD(lr=eta), w0, n),
    "sgd": by_sgd,
    "accelerated": lambda p, w0, eta, n: accelerated_gradient_descent(p, w0, n, eta),
}
every_entry = pytest.mark.parametrize("run", ENTRIES.values(), ids=ENTRIES)


@every_entry
def test_from_next_to_a_hilltop_to_the_minimum(run):
    path = run(problems.double_well(), [1e-9], 0.1, 400)
    assert path.status == "finished"
    assert path.steps == 400
    assert abs(path.iterates[-1, 0]) == pytest.approx(1 / math.sqrt(2), abs=1e-6)


@every_entry
def test_back_and_forth_without_end_is_no_divergence(run):
    path = run(log_cosh(), [1e-9], 3.0, 400)
    assert path.status == "finished"
    assert 0.1 < np.abs(path.iterates[-1, 0]) < 1e3


@every_entry
def test_every_scale_is_a_scale(run):
    for scale in (1e-30, 1.0, 1e30):
        bowl = problems.quadratic([scale, 2.0 * scale])
        assert run(bowl, [1.0, 1.0], 0.5 / scale, 300).status in ("finished", "converged")
        assert run(bowl, [1e-12, 1.0], 3.0 / scale, 300).status == "diverged"


@every_entry
def test_a_run_that_diverges_ends_where_a_step_is_too_long(run):
    path = run(problems.quadratic([1.0]), [3.0], 4.0, 1000)
    assert path.status == "diverged"
    assert path.message.startswith("diverged: ") or "at step" in path.message
    assert all(np.isfinite(x).all() for x in (path.iterates, path.values))
    lengths = np.abs(np.diff(path.iterates[:, 0]))
    assert lengths[:-1].max() <= longest_step([3.0])


def test_a_first_example_that_fits_is_no_measure():
    problem = problems.least_squares([[1.0], [1.0]], [1e-12, 4.0], mean=True)
    batches = iter([[0], [1]] * 5)
    run = sgd(problem, [0.0], step_size=0.1, batches=batches, steps=10)
    assert (run.status, run.steps) == ("finished", 10)


def test_a_long_way_in_steps_of_a_fixed_length_is_no_divergence():
    path = minimize(problems.rosenbrock(), Adam(lr=1e7), steps=50)
    assert path.status == "finished"
    path = minimize(problems.rosenbrock(), Momentum(lr=1.0), steps=50)
    assert path.status == "diverged"


def test_a_rule_that_finds_its_steps_never_diverges():
    assert gradient_descent(problems.double_well(), [1e-9], Backtracking(), 50).status != "diverged"
