"""The way back: gradients add up, and misuse is refused as in PyTorch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.autodiff import Tensor, exp, no_grad, relu, tanh, variables
from lecture_lib.autodiff.vjps import OPS

numbers = st.floats(-10, 10)


def leaf(*values):
    return Tensor(values[0] if len(values) == 1 else list(values), requires_grad=True)


@given(a=numbers, b=numbers)
def test_a_reused_node_a_branch_and_a_diamond(a, b):
    x, y = variables(x=a, y=b)
    p = x * y
    q, r = p + x, p * y
    (q * r).backward()
    # f = (xy + x) x y^2
    assert x.grad == pytest.approx(2 * a * b**2 * (b + 1), rel=1e-9, abs=1e-9)
    assert y.grad == pytest.approx(a**2 * (3 * b**2 + 2 * b), rel=1e-9, abs=1e-9)


@given(a=numbers, times=st.integers(1, 5))
def test_gradients_accumulate_over_calls(a, times):
    x = leaf(a)
    y = x * x * 0.5
    for _ in range(times):
        y.backward(retain_graph=True)
    assert x.grad == pytest.approx(times * a)
    x.zero_grad()
    y.backward()
    assert x.grad == pytest.approx(a)


@given(rng=st.integers(0, 99).map(np.random.default_rng))
def test_backward_is_linear_in_its_gradient(rng):
    values, g, h = rng.normal(size=(3, 4))
    gradients = []
    for seed in (g, h, 2.0 * g - 3.0 * h):
        x = Tensor(values, requires_grad=True)
        tanh(x * x).backward(seed)
        gradients.append(x.grad)
    np.testing.assert_allclose(gradients[2], 2 * gradients[0] - 3 * gradients[1], atol=1e-12)


def test_a_doubling_chain_of_reuse_is_walked_once():
    x = leaf(1.0)
    y = x
    for _ in range(200):  # 2^200 ways from y to x
        y = y + y
    y.backward()
    assert x.grad == 2.0**200


def test_backward_from_a_leaf():
    x = leaf(3.0)
    x.backward()
    x.backward(2.0)
    assert x.grad == 3.0


def test_leaves_that_were_not_reached_have_no_gradient():
    x, y = variables(x=1.0, y=2.0)
    (2.0 * x).backward()
    assert (x.grad, y.grad) == (2.0, None)


def test_gradients_have_the_type_and_the_precision_of_their_tensor():
    single = Tensor(np.ones((2, 3), dtype=np.float32), requires_grad=True)
    scalar = leaf(2.0)
    (single * scalar * np.arange(3.0)).sum().backward()
    assert type(scalar.grad) is float
    assert single.grad.dtype == np.float32
    assert single.grad.tolist() == [[0.0, 2.0, 4.0]] * 2
    assert scalar.grad == 6.0


def test_gradients_of_different_leaves_are_different_arrays():
    a, b = leaf(1.0, 2.0), leaf(3.0, 4.0)
    (a + b).sum().backward()
    a.grad *= 10.0
    seed = np.ones(2)
    b.backward(seed)
    seed[:] = 7.0
    assert a.grad.tolist() == [10.0, 10.0]
    assert b.grad.tolist() == [2.0, 2.0]


# Refusals


def test_a_second_backward_is_refused_where_values_were_saved():
    x = leaf(2.0)
    y = x * x
    y.backward()
    with pytest.raises(RuntimeError, match=r"second time.*retain_graph=True"):
        y.backward()
    assert x.grad == 4.0


def test_a_second_backward_through_sums_alone_works():
    x = leaf(1.0, 2.0)
    y = (x + x - 3.0).sum()
    y.backward()
    y.backward()
    assert x.grad.tolist() == [4.0, 4.0]


def test_a_second_backward_is_refused_behind_a_sum_and_through_a_shared_part():
    x = leaf(2.0)
    shared = x * x
    first, second = shared + 1.0, shared * 3.0
    first.backward()
    for again in (first, second, shared):
        with pytest.raises(RuntimeError, match="second time"):
            again.backward()
    assert x.grad == 4.0


def test_backward_from_an_array_needs_a_gradient():
    x = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match=r"has shape \(2,\): reduce it with sum\(\), or pass"):
        (2.0 * x).backward()
    (2.0 * x).backward([1.0, 10.0])
    assert x.grad.tolist() == [2.0, 20.0]
    (2.0 * x).backward(Tensor([1.0, 1.0]))
    assert x.grad.tolist() == [4.0, 22.0]
    (2.0 * x[:1]).backward()
    assert x.grad.tolist() == [6.0, 22.0]


def test_a_gradient_of_another_shape_is_refused():
    x = leaf(1.0, 2.0)
    for seed in (1.0, np.ones(3), np.ones((1, 2))):
        with pytest.raises(RuntimeError, match=r"must have the tensor's, \(2,\)"):
            (2.0 * x).backward(seed)
    assert x.grad is None


def test_backward_from_what_requires_no_gradient_is_refused():
    x = leaf(1.0)
    with no_grad():
        unrecorded = x * x
    for tensor in (Tensor(1.0), unrecorded, (x * x).detach()):
        with pytest.raises(RuntimeError, match="requires no gradient"):
            tensor.backward()


# In-place changes


def test_a_leaf_cannot_be_changed_in_place_while_recording():
    w = leaf(1.0, 2.0)
    with pytest.raises(RuntimeError, match=r"inside no_grad\(\)"):
        w -= 0.1
    with pytest.raises(RuntimeError, match=r"inside no_grad\(\)"):
        w[0] = 0.0
    assert w.data.tolist() == [1.0, 2.0]


def test_a_leaf_can_be_changed_in_place_inside_no_grad_and_stays_the_same_tensor():
    w = Tensor(np.array([1.0, 2.0], dtype=np.float32), requires_grad=True)
    same = w
    (w * w).sum().backward()
    with no_grad():
        w -= 0.5 * w.grad
    assert w is same
    assert w.is_leaf
    assert w.requires_grad
    assert w.data.dtype == np.float32
    assert w.data.tolist() == [0.0, 0.0]
    (w * 3.0).sum().backward()
    assert w.grad.tolist() == [5.0, 7.0]


@pytest.mark.parametrize("change", ["in no_grad", "by data", "entry"])
def test_a_saved_value_that_was_changed_is_refused(change):
    w = leaf(1.0, 2.0)
    y = (w * w).sum()
    with no_grad():
        if change == "in no_grad":
            w += 1.0
        elif change == "by data":
            w.data -= 1.0
        else:
            w[0] = 5.0
    with pytest.raises(RuntimeError, match=r"changed in place: operand 1 of 'mul', shape \(2,\)"):
        y.backward()
    assert w.grad is None


def test_an_in_place_operation_on_a_saved_value_is_refused_as_in_pytorch():
    x = leaf(1.0, 2.0)
    a = x * 2.0
    b = a * a
    a += 1.0
    with pytest.raises(RuntimeError, match="changed in place"):
        b.sum().backward()
    c = exp(x)
    c *= 2.0
    with pytest.raises(RuntimeError, match="changed in place: the result of 'exp'"):
        c.sum().backward()


def test_an_in_place_operation_on_a_value_that_nobody_needs_is_recorded():
    x, y = leaf(1.0, 2.0), leaf(3.0, 4.0)
    total = Tensor([0.0, 0.0])
    total += x * x
    total *= y  # needs its operand from before the change, and has it
    total -= 1.0
    total /= 2.0
    total **= 2
    total.sum().backward()
    # f = ((x^2 y - 1)/2)^2
    assert total.data.tolist() == [1.0, 56.25]
    assert x.grad.tolist() == [6.0, 120.0]
    assert y.grad.tolist() == [1.0, 30.0]


def test_a_change_before_the_operation_does_no_harm():
    w = leaf(1.0)
    with no_grad():
        w += 1.0
    y = w * w
    y.backward()
    assert w.grad == 4.0


def test_a_change_of_a_value_that_no_gradient_needs_does_no_harm():
    x, c = leaf(2.0), Tensor(3.0)
    y = x * c + relu(x)
    with no_grad():
        x += 1.0  # d(xc)/dx needs c only, and relu its result
    y.backward()
    assert x.grad == 4.0
    z = x * c
    c += 1.0
    with pytest.raises(RuntimeError, match="changed in place: operand 2"):
        z.backward()


def test_an_in_place_operation_cannot_change_the_shape():
    x = leaf(1.0, 2.0)
    with no_grad(), pytest.raises(RuntimeError, match=r"the shape \(2,\) to \(2, 2\)"):
        x += np.ones((2, 2))
    total = Tensor(0.0)
    with pytest.raises(RuntimeError, match=r"the shape \(\) to \(2,\)"):
        total += x


def test_an_in_place_change_reaches_no_other_tensor():
    x = leaf(1.0, 2.0, 3.0)
    part, turned, cut, copy = x[:2], x.reshape(3, 1), x.detach(), x.clone()
    y = (part * part).sum()
    with no_grad():
        x *= 10.0
        x[0] = -1.0
        cut += 5.0
    assert x.data.tolist() == [-1.0, 20.0, 30.0]
    assert part.data.tolist() == [1.0, 2.0]
    assert turned.data.ravel().tolist() == [1.0, 2.0, 3.0]
    assert copy.data.tolist() == [1.0, 2.0, 3.0]
    assert cut.data.tolist() == [6.0, 7.0, 8.0]
    y.backward()
    assert x.grad.tolist() == [2.0, 4.0, 0.0]


def test_assigning_to_an_entry_is_refused_where_it_would_have_to_be_recorded():
    x = leaf(1.0, 2.0)
    y, zeros = x * 2.0, Tensor([0.0, 0.0])
    for target, value in ((y, 1.0), (zeros, x[0])):
        with pytest.raises(RuntimeError, match=r"where\(\), stack\(\)"):
            target[0] = value
    zeros[0] = Tensor(5.0)
    assert zeros.data.tolist() == [5.0, 0.0]


def test_an_error_on_the_way_leaves_all_gradients_as_they_were(monkeypatch):
    def broken(*_):
        raise FloatingPointError

    x, y = variables(x=1.0, y=2.0)
    f = y - exp(x)
    monkeypatch.setattr(OPS["exp"], "vjps", (broken,))
    with pytest.raises(FloatingPointError):
        f.backward()
    assert (x.grad, y.grad) == (None, None)
