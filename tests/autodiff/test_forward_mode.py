"""Forward mode: the same derivatives as reverse mode, on every case that PyTorch was asked."""

import numpy as np
import pytest
from references.cases import CASES, seed_for

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor, no_grad, variables
from lecture_lib.autodiff.forward_mode import jvp


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("edges")])
def test_forward_and_reverse_mode_are_each_others_transpose(name):
    """<g, J v> = <J' g, v>."""
    rng = np.random.default_rng(0)
    inputs = [Tensor(v, requires_grad=True) for v in CASES[name].inputs.values()]
    result = CASES[name].compute(autodiff, **dict(zip(CASES[name].inputs, inputs, strict=True)))
    seed = seed_for(result.shape)
    directions = {x: rng.normal(size=x.shape) if x.shape else rng.normal() for x in inputs}
    tangent = jvp(result, directions)
    result.backward(seed)
    assert np.shape(tangent) == result.shape
    expected = sum(np.sum(x.grad * v) for x, v in directions.items())
    assert np.sum(seed * tangent) == pytest.approx(expected, rel=1e-10)


def test_a_direction_gives_the_slope_along_it():
    rng = np.random.default_rng(1)
    W, v = Tensor(rng.normal(size=(3, 4)), requires_grad=True), rng.normal(size=(3, 4))
    x = rng.normal(size=4)

    def f(weights):
        return autodiff.cross_entropy(1, autodiff.tanh(weights @ x))

    h = 1e-6
    slope = (f(Tensor(W.data + h * v)).item() - f(Tensor(W.data - h * v)).item()) / (2 * h)
    assert jvp(f(W), {W: v}) == pytest.approx(slope, rel=1e-8)


def test_leaves_without_a_direction_stand_still():
    x1, x2, x3 = variables(x1=2.0, x2=3.0, x3=5.0)
    f = x1 * x2 + x3
    assert jvp(f, {x1: 1.0}) == 3.0
    assert jvp(f, {x2: 1.0, x3: 10.0}) == 12.0
    assert jvp(f, {}) == 0.0
    assert jvp(x1, {x1: 4.0}) == 4.0


def test_what_does_not_fit_is_refused():
    x = Tensor([1.0, 2.0], requires_grad=True)
    with pytest.raises(ValueError, match=r"leaf of shape \(2,\) has shape \(3,\)"):
        jvp(x * x, {x: np.ones(3)})
    f = (x * x).sum()
    f.backward()
    with pytest.raises(RuntimeError, match="second time"):
        jvp(f, {x: np.ones(2)})


def test_what_was_not_recorded_does_not_move():
    x = Tensor(2.0, requires_grad=True)
    with no_grad():
        f = x * x
    assert jvp(f, {x: 1.0}) == 0.0
