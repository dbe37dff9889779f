"""What the exercises hold to be right is what the library itself computes."""

from itertools import product

import numpy as np
import pytest

from lecture_lib import optimizers, problems
from lecture_lib.descent import gradient_descent
from lecture_lib.exercises.catalogue import EXERCISES
from lecture_lib.optimizers.adam import Adam
from lecture_lib.optimizers.adaptive import AdaGrad, RMSProp
from lecture_lib.optimizers.momentum import Momentum

GRADIENTS = np.random.default_rng(6).normal(size=(7, 3))
METHODS = {
    "momentum_step": (Momentum(lr=0.1, beta=0.9, convention="lecture"), 1, (0.1, 0.9)),
    "adagrad_step": (AdaGrad(lr=0.1, eps=1e-3), 1, (0.1, 1e-3)),
    "rmsprop_step": (RMSProp(lr=0.1, beta=0.9, eps=1e-3), 1, (0.1, 0.9, 1e-3)),
    "adam_step": (Adam(lr=0.1, betas=(0.9, 0.99), eps=1e-3), 2, (0.1, 0.9, 0.99, 1e-3)),
}


def right(name):
    return EXERCISES[name].right


@pytest.mark.parametrize("name", METHODS)
def test_many_steps_are_those_of_the_optimizer(name):
    method, slots, numbers = METHODS[name]
    theta, *state = [np.zeros(3)] * (1 + slots)
    path = [theta]
    for t, gradient in enumerate(GRADIENTS, start=1):
        count = (t,) if name == "adam_step" else ()
        theta, *state = right(name)(theta, *state, gradient, *count, *numbers)
        path.append(theta)
    assert np.allclose(path, optimizers.replay(method, GRADIENTS), rtol=1e-12)


def test_nesterov_steps_are_those_of_the_optimizer():
    bowl, start = problems.quadratic([1.0, 25.0]), np.array([-1.0, 0.4])
    theta, v = start, np.zeros(2)
    path = [theta]
    for _ in range(9):
        theta, v = right("nesterov_step")(theta, v, bowl.gradient, 0.03, 0.6)
        path.append(theta + 0.6 * v)  # the library's parameter is the point ahead
    method = optimizers.Nesterov(lr=0.03, beta=0.6)
    assert np.allclose(path, optimizers.minimize(bowl, method, start, steps=9).iterates)


def test_descent_is_that_of_the_library():
    bowl, start = problems.quadratic([1.0, 4.0]), np.array([1.0, -2.0])
    path = right("descend")(bowl.gradient, start, bowl.L, 6)
    assert np.allclose(path, gradient_descent(bowl, start, 1 / bowl.L, steps=6).iterates)


def test_the_largest_eigenvalue_is_the_smoothness_of_least_squares():
    X = np.random.default_rng(6).normal(size=(5, 3))
    problem = problems.least_squares(X, np.zeros(5))
    assert right("power_iteration")(X.T @ X, np.ones(3), 60) == pytest.approx(problem.L)


def test_the_gradient_of_all_examples_as_one_batch_is_that_of_the_mean():
    rng = np.random.default_rng(6)
    X, y, w = rng.normal(size=(5, 3)), rng.normal(size=5), rng.normal(size=3)
    problem = problems.least_squares(X, y, mean=True)
    gradient = right("batch_gradient")(X, y, w, np.arange(5))
    assert np.allclose(gradient, problem.gradient(w))


def test_points_of_chords_go_from_left_to_right():
    """So that the next one in the list is the neighbour, of which a usual mistake speaks."""
    for _, points in EXERCISES["lies_below_chords"].trials():
        assert len(points) > 1
        assert (np.diff(points) > 0).all()


def test_a_last_distance_without_its_square_errs_only_where_the_square_matters():
    """So the mistake is the one that its words say: points one apart are judged rightly."""
    exercise = EXERCISES["descent_lemma_holds"]
    (mistake,) = (one for one in exercise.mistakes if "is squared" in one.why)
    for f, slope, *_ in exercise.trials():
        for a, L in product((-1.5, 0.0, 2.0), (0.0, 1.0, 8.0)):
            given = (f, slope, L, a, a + 1.0)
            assert {one(*given) for one in mistake.variants} == {exercise.right(*given)}


def test_data_of_the_regression_are_taller_than_wide_square_and_wider_than_tall():
    shapes = [X.shape for X, _, _ in EXERCISES["regression_gradient"].trials()]
    assert {np.sign(m - d) for m, d in shapes} == {-1, 0, 1}


def test_who_asks_neighbours_only_is_right_about_two_points():
    exercise = EXERCISES["lies_below_chords"]
    (mistake,) = (one for one in exercise.mistakes if "neighbours only" in one.why)
    (variant,) = mistake.variants
    for f, points in exercise.trials():
        assert variant(f, points[:2]) == exercise.right(f, points[:2])
