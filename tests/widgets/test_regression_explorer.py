"""The Python side of the RegressionExplorer."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.descent import gradient_descent
from lecture_lib.widgets import RegressionExplorer


@given(
    kappa=st.floats(1.0, 50.0),
    angle=st.floats(-90, 90),
    step=st.floats(0.1, 1.9),
    deficient=st.booleans(),
)
def test_its_counts_are_those_of_a_descent_that_runs(kappa, angle, step, deficient):
    explorer = RegressionExplorer(
        kappa=kappa, angle=angle, step=step, deficient=deficient, epsilon=1e-3
    )
    problem, needed = explorer.problem, explorer.iterations
    path = gradient_descent(problem, explorer.start, step / problem.L, steps=needed + 1)
    gaps = path.gaps(problem.f_star)
    assert gaps[needed] <= 1e-3 * (1 + 1e-6)
    assert needed == 0 or gaps[needed - 1] > 1e-3 * (1 - 1e-6)
    assert needed <= explorer.linear_iterations
    assert explorer.sublinear_iterations is None or needed <= explorer.sublinear_iterations
    assert (explorer.sublinear_iterations is None) == (step > 1.0)


@pytest.mark.parametrize("step", [2.0, 2.2])
def test_a_step_that_is_too_long_needs_for_ever(step):
    explorer = RegressionExplorer(step=step)
    assert not explorer.converges
    assert explorer.iterations is explorer.linear_iterations is None


def test_where_the_second_eigenvalue_is_zero_a_line_is_optimal():
    explorer = RegressionExplorer(deficient=True, angle=0.0, start=[3.0, -2.0])
    assert explorer.problem.nearest_minimiser([3.0, -2.0]) == pytest.approx([0.5, -2.0])
    assert explorer.eigen.eigenvalues.tolist() == [1.0, 0.0]
    assert explorer.iterations == 1


def test_a_start_that_is_near_enough_needs_no_step():
    explorer = RegressionExplorer(start=[0.5, 0.5], epsilon=0.1)
    assert (explorer.iterations, explorer.linear_iterations) == (0, 0)
    assert explorer.gap == pytest.approx(0.0, abs=1e-30)


def test_the_condition_number_is_the_problems():
    explorer = RegressionExplorer(kappa=250.0, angle=-40.0)
    assert explorer.problem.condition_number == pytest.approx(250.0)
    top = explorer.eigen.vectors[:, 0]
    turned = math.degrees(math.atan2(top[1], top[0]))
    assert (turned + 40.0) % 180.0 == pytest.approx(0.0, abs=1e-9) or np.isclose(
        (turned + 40.0) % 180.0, 180.0
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("kappa", 0.5, "kappa must be a number from 1 to 1000"),
        ("step", 0.0, "step must be a number above 0 and at most 2.2"),
        ("start", [4.0, 0.0], "from -3 to 3"),
        ("epsilon", 1.0, "from 1e-12 to 0.1"),
        ("frame", "polar", "one of 'weights', 'eigenvectors'"),
    ],
)
def test_a_bad_value_is_explained(name, value, words):
    with pytest.raises(traitlets.TraitError, match=words):
        RegressionExplorer(**{name: value})
