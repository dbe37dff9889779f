"""Parameters that are single numbers: Python's floats take the steps that arrays take."""

import pickle

import numpy as np
import pytest
from every_method import VARIANTS, make
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.autodiff import Tensor
from lecture_lib.optimizers import Adam, Momentum, Optimizer

magnitudes = st.floats(1e-3, 1e3)
gradients = st.lists(st.builds(lambda m, s: m * s, magnitudes, st.sampled_from([-1.0, 1.0])))
some_gradients = gradients.filter(lambda g: 1 <= len(g) <= 20)


@pytest.mark.parametrize(("kind", "convention"), VARIANTS)
@settings(max_examples=25)
@given(some_gradients, st.floats(-3, 3), st.floats(1e-3, 0.5), st.sampled_from([0.0, 0.1]))
def test_a_number_takes_the_steps_of_an_array_bit_for_bit(kind, convention, gs, start, lr, decay):
    number = Tensor(start, requires_grad=True)
    arrays = make(kind, np.array([start]), convention, lr=lr, weight_decay=decay)
    numbers = make(kind, number, convention, lr=lr, weight_decay=decay)
    for g in [*gs, 0.0, 1e100]:
        arrays.step(np.array([g]))
        numbers.step(g)
        assert number.item() == arrays.parameters[0][0]
        for name in kind.slots:
            assert type(numbers.state[0][name]) is float
            assert numbers.state[0][name] == arrays.state[0][name][0]


def test_a_method_that_says_nothing_of_numbers_takes_them_as_arrays():
    class Signs(Momentum):
        _change_number = Optimizer._change_number

        def _change(self, p, g, slots, numbers, a):
            slots[0] += g
            p -= numbers[0] * np.sign(g)

    x = Tensor(1.0, requires_grad=True)
    optimizer = Signs(x, lr=0.25)
    optimizer.step(-3.0)
    assert x.item() == 1.25
    assert optimizer.state == [{"count": 1, "velocity": -3.0}]


def test_a_resumed_run_over_numbers():
    x, y = Tensor(1.0, requires_grad=True), Tensor(1.0, requires_grad=True)
    whole, first = Adam(x, lr=0.1), Adam(y, lr=0.1)
    whole.step(1.0)
    first.step(1.0)
    later = Adam(y)
    later.load_state_dict(pickle.loads(pickle.dumps(first.state_dict())))
    whole.step(-2.0)
    later.step(-2.0)
    assert x.item() == y.item()


def test_a_number_whose_gradient_is_not_finite_stays_as_it_is():
    x = Tensor(1.0, requires_grad=True, name="x")
    optimizer = Adam(x, lr=0.1)
    for bad in (float("nan"), float("inf")):
        with pytest.raises(FloatingPointError, match=r"parameter 0 \(x\) is not finite in 1 of 1"):
            optimizer.step(bad)
    optimizer.step(1e200)  # finite, though its square is not
    assert x.item() == 1.0
    assert optimizer.steps == 1
