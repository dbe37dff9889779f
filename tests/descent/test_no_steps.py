"""A run of no steps is its start, whoever runs."""

import numpy as np
import pytest

from lecture_lib import descent, heavy_ball, problems, stochastic
from lecture_lib.optimizers import SGD, minimize

BOWL = problems.quadratic([1.0, 2.0], start=[1.0, -1.0])
MEAN = problems.least_squares([[1.0, 0.0], [0.0, 1.0]], [1.0, 2.0], mean=True)
RUNS = {
    "gradient_descent": lambda: descent.gradient_descent(BOWL, step_size=0.1, steps=0),
    "accelerated": lambda: descent.accelerated_gradient_descent(BOWL, steps=0),
    "minimize": lambda: minimize(BOWL, SGD(lr=0.1), steps=0),
    "sgd": lambda: stochastic.sgd(MEAN, [1.0, -1.0], step_size=0.1, batches=[], steps=0),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_run_of_no_steps_is_its_start(name):
    run = RUNS[name]()
    assert run.steps == 0
    assert run.status == "finished"
    assert run.iterates.tolist() == [[1.0, -1.0]]
    assert len(run.values) == len(run.gaps(0.0)) == 1
    assert len(run.step_sizes) == 0


def test_paths_of_no_steps():
    assert heavy_ball.path([1.0, 2.0], [1.0, -1.0], 0.1, 0.5, 0).tolist() == [[1.0, -1.0]]
    eigen = descent.EigenCoordinates.of(BOWL)
    start = eigen.coordinates([1.0, -1.0])
    np.testing.assert_array_equal(eigen.point(eigen.descend([1.0, -1.0], 0.1, 0)), [1.0, -1.0])
    assert eigen.gap(start) == BOWL.value([1.0, -1.0])


@pytest.mark.parametrize("steps", [-1, 0.5])
def test_less_than_none_is_refused(steps):
    with pytest.raises((ValueError, TypeError), match="steps"):
        heavy_ball.path([1.0], [1.0], 0.1, 0.5, steps)
    with pytest.raises((ValueError, TypeError), match="steps"):
        descent.gradient_descent(BOWL, step_size=0.1, steps=steps)
