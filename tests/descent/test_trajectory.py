"""The record of a descent."""

import numpy as np
import pytest

from lecture_lib.descent.trajectory import Trajectory

GOOD = {
    "iterates": [[3.0, 4.0], [0.0, 1.0]],
    "values": [5.0, 1.0],
    "gradients": [[3.0, 4.0], [0.0, 2.0]],
    "step_sizes": [0.5],
    "evaluations": [0, 7],
}


def test_what_follows_from_the_record():
    path = Trajectory(**GOOD, status="converged", message="why")
    assert (path.steps, path.status, path.message) == (1, "converged", "why")
    assert path.gradient_norms.tolist() == [5.0, 2.0]
    assert path.gaps(0.5).tolist() == [4.5, 0.5]
    assert path.distances([0.0, 0.0]).tolist() == [5.0, 1.0]
    assert path.distances([[3.0, 4.0], [0.0, 0.0]]).tolist() == [0.0, 1.0]
    assert (path.values.dtype, path.evaluations.dtype.kind) == (np.float64, "i")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("iterates", [1.0, 2.0], r"must have \(T\+1, d\)"),
        ("values", [1.0], r"values have shape \(1,\); for 2 iterates: \(2,\)"),
        ("gradients", [[1.0, 2.0]], r"gradients have shape \(1, 2\)"),
        ("step_sizes", [1.0, 2.0], r"for 2 iterates: \(1,\)"),
        ("evaluations", [0], "evaluations have shape"),
        ("status", "stopped", "is not one of finished, converged, diverged"),
    ],
)
def test_what_does_not_fit_is_refused(name, value, message):
    with pytest.raises(ValueError, match=message):
        Trajectory(**{**GOOD, name: value})


def test_gradients_may_be_unknown():
    path = Trajectory(**{**GOOD, "gradients": None})
    with pytest.raises(ValueError, match="never computed the whole gradient"):
        _ = path.gradient_norms
