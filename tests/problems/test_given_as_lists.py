"""A point may be a list, a tuple, whole numbers or single precision: the same numbers."""

import numpy as np
import pytest
from problem_catalogue import ENTRIES

POINT = [2, -1, 3]


def functions(problem):
    """Yield name and function of a point; `partials` takes coordinates, `project` arrays."""
    for name, function in vars(problem).items():
        if name == "sample_gradient" and function is not None:
            yield name, lambda w, f=function: f(w, [0, 1])
        elif callable(function) and name not in ("project", "partials"):
            yield name, function
    yield "nearest_minimiser", problem.nearest_minimiser


@pytest.mark.parametrize("name", ENTRIES)
def test_every_function_of_a_problem_takes_a_point_in_whatever_form(name):
    problem = ENTRIES[name].problem
    whole = POINT[: problem.dimension]
    forms = [whole, tuple(whole), np.array(whole), np.array(whole, dtype=np.float32)]
    tried = 0
    for what, function in functions(problem):
        if what == "nearest_minimiser" and problem.w_star is None:
            continue
        expected = function(np.array(whole, dtype=np.float64))
        for form in forms:
            np.testing.assert_array_equal(function(form), expected, err_msg=what)
            tried += 1
    assert tried >= 8
