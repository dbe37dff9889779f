"""Weights that change between the passes: the way back is that of the way forward."""

import numpy as np
import pytest

from lecture_lib.deep_net import DeepNet
from lecture_lib.optimizers import SGD

RNG = np.random.default_rng(3)


def by_step(net):
    SGD(net.parameters, lr=1.0).step([np.ones_like(p) for p in net.parameters])


def by_entry(net):
    for parameter in net.parameters:
        parameter[..., 0] += 1.0


def by_another_array(net):
    for i, matrix in net.W.items():
        net.W[i] = 2.0 * matrix
    net.w = -net.w


@pytest.mark.parametrize("change", [by_step, by_entry, by_another_array])
@pytest.mark.parametrize("outputs", [None, 3])
@pytest.mark.parametrize("depth", [0, 1, 3])
def test_the_way_back_is_that_of_the_way_forward(change, outputs, depth):
    net = DeepNet.random([4] + [5] * depth, RNG, activation="tanh", outputs=outputs)
    x = RNG.normal(size=(6, 4))
    forward = net.forward(x)
    upstream = RNG.normal(size=np.shape(forward.f))
    before = net.backprop(forward, upstream)
    change(net)
    after = net.backprop(forward, upstream)
    np.testing.assert_array_equal(after.dx, before.dx)
    np.testing.assert_array_equal(after.dw, before.dw)
    for i in net.W:
        np.testing.assert_array_equal(after.dW[i], before.dW[i])
        np.testing.assert_array_equal(after.delta[i], before.delta[i])
    # and the change was one
    assert not np.array_equal(net.forward(x).f, forward.f)
