"""Effective rates: what a step is per unit of a gradient that stays the same."""

import numpy as np
import pytest
from every_method import VARIANTS, make

from lecture_lib.optimizers import SGD, RMSProp, effective_rates


def last_step(optimizer, theta, steps, g=1.0):
    """Take steps with one gradient; return what the last one did per unit of g, and the rates."""
    for _ in range(steps):
        before, start = optimizer.state_dict()["state"][0], theta.copy()
        optimizer.step(np.full(theta.shape, g))
    return (start - theta) / g, effective_rates(optimizer, before)


CASES = [(kind, {"convention": c} if "convention" in kind.settings else {}) for kind, c in VARIANTS]
CASES += [
    (SGD, {"momentum": 0.8, "dampening": 0.5}),
    (SGD, {"momentum": 0.8, "nesterov": True}),
    (RMSProp, {"convention": "keras", "eps": 0.1}),
]


@pytest.mark.parametrize(("kind", "options"), CASES)
@pytest.mark.parametrize("steps", [1, 2, 7, 40])
def test_under_a_gradient_that_stays_the_same_it_is_the_step(kind, options, steps):
    theta = np.array([0.0, 0.0])
    optimizer = make(kind, theta, **{"lr": 0.01, "weight_decay": 0} | options)
    step, rates = last_step(optimizer, theta, steps)
    np.testing.assert_allclose(step, rates, rtol=1e-9)
    assert rates.shape == (2,)


def test_momentum_of_rmsprop_counts_as_if_the_squares_had_always_been_the_same():
    theta = np.zeros(1)
    optimizer = RMSProp(theta, lr=0.01, beta=0.0, momentum=0.5)
    step, rates = last_step(optimizer, theta, 6)
    np.testing.assert_allclose(step, rates, rtol=1e-9)


def test_a_schedule_counts():
    theta = np.zeros(1)
    optimizer = SGD(theta, lr=lambda step: 1.0 / step)
    assert last_step(optimizer, theta, 4)[1] == 0.25
