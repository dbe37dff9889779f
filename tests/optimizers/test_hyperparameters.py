"""Bad hyper-parameters and parameters are refused, with what is allowed."""

import math

import numpy as np
import pytest

from lecture_lib.autodiff import Tensor
from lecture_lib.optimizers import SGD, AdaGrad, Adam, AdamW, AMSGrad, Momentum, RMSProp
from lecture_lib.optimizers.hyperparameters import check_decay, check_number, rate_at

NAN, INF = float("nan"), float("inf")
FINITE = "at least 0 and finite"


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: SGD(lr=-0.1), rf"lr is -0\.1, but must be {FINITE}"),
        (lambda: SGD(lr=NAN), f"lr is nan, but must be {FINITE}"),
        (lambda: SGD(lr=INF), f"lr is inf, but must be {FINITE}"),
        (lambda: SGD(weight_decay=-1), "weight_decay is -1, but must be at least 0"),
        (lambda: Momentum(beta=1.0), r"beta is 1\.0, but must be at least 0 and below 1"),
        (lambda: Momentum(beta=NAN), "beta is nan, but must be at least 0 and below 1"),
        (lambda: Momentum(convention="slide"), "must be one of 'published', 'lecture', 'pytorch'"),
        (lambda: AdaGrad(eps=0), "eps is 0, but must be positive"),
        (lambda: AdaGrad(initial_accumulator=-1.0), r"initial_accumulator is -1\.0"),
        (lambda: RMSProp(beta=-0.1), r"beta is -0\.1"),
        (lambda: RMSProp(eps=-1e-8), "eps is -1e-08, but must be positive and finite"),
        (lambda: Adam(betas=(1.0, 0.9)), r"beta1 is 1\.0"),
        (lambda: Adam(betas=(0.9, 1.0)), r"beta2 is 1\.0"),
        (lambda: Adam(betas=(0.9,)), r"betas is \(0\.9,\), but must be a pair"),
        (lambda: AMSGrad(convention="lecture"), "must be one of 'published', 'pytorch'"),
        (lambda: AdamW(weight_decay=INF), "weight_decay is inf"),
        (lambda: SGD([]), "at least one parameter"),
        (lambda: SGD([W, W]), "more than once"),
        (lambda: SGD(Tensor(1.0)), "parameter 0 must be a leaf that requires a gradient"),
        (lambda: SGD([W, W * 2.0]), "parameter 1 must be a leaf"),
        (lambda: SGD(np.broadcast_to(1.0, 3)), "parameter 0 is an array that must not be written"),
    ],
)
def test_values_out_of_range(act, message):
    with pytest.raises(ValueError, match=message):
        act()


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda: SGD(lr="0.1"), "lr is '0.1', but must be a number"),
        (lambda: SGD(lr=None), "lr is None, but must be a number"),
        (lambda: SGD(lr=True), "lr is True, but must be a number"),
        (lambda: AdamW(lr=0.1), "weight_decay"),
        (
            lambda: AdamW(weight_decay=0.1, schedule=0.5),
            r"schedule is 0\.5, but must be a function",
        ),
        (lambda: SGD(np.arange(3)), "parameter 0 is of type array of int64, but must be a Tensor"),
        (lambda: SGD([1.0]), "parameter 0 is of type float"),
        (lambda: SGD([W, [1.0]]), "parameter 1 is of type list"),
        (lambda: rate_at(lambda step: "much", 7), "lr at step 7 is 'much'"),
    ],
)
def test_values_of_the_wrong_kind(act, message):
    with pytest.raises(TypeError, match=message):
        act()


W = Tensor([1.0], requires_grad=True)


def test_edges_that_are_allowed():
    assert check_number("lr", 0) == 0.0
    assert check_decay("beta", 0) == 0.0
    assert check_decay("beta", np.float32(0.5)) == 0.5
    assert rate_at(0.5, 9) == 0.5


def test_a_rate_that_was_set_is_looked_at_again_at_each_step():
    assert rate_at(0.0, 1) == 0.0
    for lr in (-0.1, math.inf, math.nan):
        with pytest.raises(ValueError, match="lr is"):
            rate_at(lr, 1)
