"""Given gradients, replayed."""

import numpy as np
import pytest
from every_method import METHODS, make, run

from lecture_lib.optimizers import SGD, replay


@pytest.mark.parametrize("kind", METHODS)
@pytest.mark.parametrize("shape", [(7,), (7, 3)])
def test_it_is_the_single_steps(kind, shape):
    gs = np.random.default_rng(0).normal(size=shape)
    theta = np.full(shape[1:] or (1,), 0.5)
    points = replay(make(kind, None, lr=0.1), gs, start=0.5)
    path = run(make(kind, theta, lr=0.1), gs.reshape(7, -1))
    assert points.shape == (8, *shape[1:])
    assert np.all(points[0] == 0.5)
    np.testing.assert_array_equal(points[1:].reshape(7, -1), path)


def test_points_are_put_back_into_the_interval():
    points = replay(SGD(lr=1.0), [3.0, -0.5, -9.0], interval=(-1.0, 2.0))
    assert points.tolist() == [0.0, -1.0, -0.5, 2.0]


def test_what_cannot_be_replayed():
    with pytest.raises(ValueError, match="has parameters already"):
        replay(SGD(np.ones(1)), [1.0])
    with pytest.raises(ValueError, match=r"shape \(0,\)"):
        replay(SGD(), [])
    with pytest.raises(FloatingPointError, match="step 2"):
        replay(SGD(), [1.0, np.nan])
