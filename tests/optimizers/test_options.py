"""SGD with momentum, dampening and Nesterov's look ahead; RMSProp with momentum and centred.

Their paths are held by PyTorch's, in test_references.py.
"""

import numpy as np
import pytest

from lecture_lib.autodiff import Tensor
from lecture_lib.optimizers import SGD, RMSProp

OPTIONS = [
    (SGD, {"momentum": 0.9}),
    (SGD, {"momentum": 0.9, "dampening": 0.5}),
    (SGD, {"momentum": 0.9, "nesterov": True}),
    (RMSProp, {"momentum": 0.5}),
    (RMSProp, {"centered": True}),
    (RMSProp, {"centered": True, "momentum": 0.5, "convention": "keras"}),
    (RMSProp, {"centered": True, "momentum": 0.5, "convention": "lecture"}),
]


@pytest.mark.parametrize(("kind", "options"), OPTIONS)
def test_options_work_on_numbers_as_on_arrays_and_are_saved(kind, options):
    number, array = Tensor(2.0, requires_grad=True), np.array([2.0])
    both = [kind(p, lr=0.01, **options) for p in (number, array)]
    gradients = [1.5, -0.5, 0.25, 1.5]
    for g in gradients:
        for optimizer in both:
            optimizer.step([g] if optimizer is both[0] else [np.array([g])])
        assert number.item() == pytest.approx(array[0], rel=1e-15)
    copy = array.copy()
    later = kind(copy, lr=0.5, **options)
    later.load_state_dict(both[1].state_dict())
    for optimizer in (later, both[1]):
        optimizer.step(np.array([1.0]))
    assert copy == array != 2.0


def test_a_centred_rmsprop_takes_the_root_of_no_negative_number():
    theta = np.array([1.0])
    optimizer = RMSProp(theta, lr=1e-3, beta=0.5, centered=True)
    for _ in range(200):
        optimizer.step(np.array([0.1]))
        assert np.isfinite(theta).all()


def test_options_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="nesterov needs a momentum above 0"):
        SGD(lr=0.1, nesterov=True)
    with pytest.raises(ValueError, match="nesterov needs a momentum above 0, and the dampening 0"):
        SGD(lr=0.1, momentum=0.9, dampening=0.1, nesterov=True)
    with pytest.raises(ValueError, match=r"momentum is 1\.0, but must be at least 0 and below 1"):
        SGD(lr=0.1, momentum=1.0)
    with pytest.raises(TypeError, match="centered is 'no', but must be True or False"):
        RMSProp(lr=0.1, centered="no")
    plain, heavy = SGD(np.ones(2), lr=0.1), SGD(np.ones(2), lr=0.1, momentum=0.9)
    with pytest.raises(ValueError, match=r"the shapes of the state should be"):
        plain.load_state_dict(heavy.state_dict())


def test_a_state_without_parameters_to_take_it_is_refused():
    saved = SGD(np.ones(2)).state_dict()
    with pytest.raises(TypeError, match=r"this SGD has no parameters: make it as SGD\(parameters"):
        SGD().load_state_dict(saved)
