"""Operators: plain numbers and arrays on either side, shapes, and what is refused."""

import operator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.autodiff.tensor import Tensor, apply
from lecture_lib.autodiff.vjps import OPS

OPERATORS = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
}
numbers = st.floats(0.5, 2.0)


@pytest.mark.parametrize("name", OPERATORS)
@given(a=numbers, b=numbers)
def test_numbers_on_either_side_give_the_same_as_tensors(name, a, b):
    run = OPERATORS[name]
    x, y = Tensor(a, requires_grad=True), Tensor(b, requires_grad=True)
    both, left, right = run(x, y), run(x, b), run(a, y)
    assert both.item() == left.item() == right.item() == pytest.approx(run(a, b), rel=1e-15)
    assert both.op == left.op == right.op == name
    both.backward()
    expected = (x.grad, y.grad)
    x.zero_grad()
    y.zero_grad()
    left.backward()
    right.backward()
    assert (x.grad, y.grad) == expected


@pytest.mark.parametrize("name", [*OPERATORS, "matmul"])
def test_arrays_on_either_side_make_one_operation(name):
    run = OPERATORS.get(name, operator.matmul)
    array = np.array([[1.0, 2.0], [3.0, 4.0]])
    x = Tensor(array, requires_grad=True)
    for result in (run(x, array), run(array, x)):
        assert isinstance(result, Tensor)
        assert result.op == name
        assert result.data.tolist() == run(array, array).tolist()


@pytest.mark.parametrize("number", [2, np.float64(2.0), np.float32(2.0), np.int64(2), True])
def test_all_kinds_of_numbers_are_operands(number):
    x = Tensor([1.0, 3.0], requires_grad=True)
    for result in (x * number, number * x, number - x, number / x):
        assert isinstance(result, Tensor)
        assert result.data.dtype == np.float64
    (number * x).sum().backward()
    assert x.grad.tolist() == [float(number)] * 2


def test_arrays_as_operands_are_copied_only_where_the_way_back_needs_them():
    array, x = np.ones(3), Tensor([1.0, 1.0, 1.0], requires_grad=True)
    assert not np.shares_memory(array, (x * array).parents[1].data)
    assert np.shares_memory(array, (x + array).parents[1].data)


def test_python_numbers_do_not_widen_single_precision():
    x = Tensor(np.ones(2, dtype=np.float32), requires_grad=True)
    y = 2.0 * x**2 - 1.0 / x + Tensor(3.0)
    assert y.data.dtype == np.float32


def test_numbers_follow_ieee_not_python():
    x, zero = Tensor(1.0), Tensor(0.0)
    assert (x / zero).item() == np.inf
    assert np.isnan((zero / zero).item())
    assert (Tensor(1e200) ** 2).item() == np.inf
    assert np.isnan((Tensor(-8.0) ** (1 / 3)).item())
    assert (zero**-1).item() == np.inf
    assert (Tensor([1e200, 0.0]) ** 2 / 0.0).data[0] == np.inf


def test_a_step_of_descent_written_out():
    w = Tensor([3.0, -1.0], requires_grad=True)
    X, y = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, 1.0])
    residual = X @ w - y
    (0.5 * (residual @ residual)).backward()
    assert w.grad.tolist() == (X.T @ (X @ w.data - y)).tolist()


def test_reshape_takes_a_shape_or_its_lengths():
    x = Tensor(np.arange(6.0))
    assert x.reshape(2, 3).shape == x.reshape((2, 3)).shape == x.reshape(2, -1).shape == (2, 3)
    with pytest.raises(ValueError, match=r"shape is .4, 2., but must be"):
        x.reshape(4, 2)


def test_transpose():
    x = Tensor(np.zeros((2, 3, 4)))
    assert x.T.shape == x.transpose().shape == (4, 3, 2)
    assert x.transpose((1, 2, 0)).shape == x.transpose((-2, -1, 0)).shape == (3, 4, 2)
    with pytest.raises(ValueError, match="axes"):
        x.transpose((0, 1))


def test_reductions_of_a_single_number():
    x = Tensor(3.0, requires_grad=True)
    y = x.sum() + x.mean() + x.max()
    y.backward()
    assert (y.item(), x.grad) == (9.0, 3.0)


def test_max_shares_among_all_nan():
    x = Tensor([np.nan, 1.0, np.nan], requires_grad=True)
    x.max().backward()
    assert x.grad.tolist() == [0.5, 0.0, 0.5]


def test_methods_that_were_made_carry_names_and_docstrings():
    for name in ("sum", "mean", "max"):
        assert getattr(Tensor, name).__name__ == name
        assert "over `axis`" in getattr(Tensor, name).__doc__


def test_detach_and_clone():
    x = Tensor([1.0, 2.0], requires_grad=True)
    (x.detach() * x + x.clone()).sum().backward()
    assert x.grad.tolist() == [2.0, 3.0]
    assert x.detach().is_leaf
    assert x.clone().op == "clone"


def test_what_makes_no_sense_is_refused():
    x = Tensor([1.0, 2.0, 3.0], requires_grad=True)
    with pytest.raises(ValueError, match=r"\(3,\).*\(2,\)"):
        x + np.ones(2)
    with pytest.raises(TypeError, match="real numbers, not str: 'a'"):
        x + "a"
    with pytest.raises(TypeError, match="real numbers, not complex"):
        x * 1j
    with pytest.raises(TypeError, match="real numbers, not NoneType"):
        x - None
    with pytest.raises(ValueError, match=r"of @ have shapes .*a single number is multiplied by \*"):
        x @ Tensor(2.0)
    with pytest.raises(IndexError):
        x[3]
    for use in (lambda t: t[0], lambda t: t.__setitem__(0, 1.0)):
        with pytest.raises(IndexError, match="single number cannot be indexed"):
            use(Tensor(1.0))


def test_apply_runs_any_line_of_the_table():
    x = Tensor([1.0, 5.0], requires_grad=True)
    result = apply(OPS["maximum"], (x, 3.0))
    assert result.data.tolist() == [3.0, 5.0]
    assert [parent.requires_grad for parent in result.parents] == [True, False]


def test_an_overflow_beside_a_number_comes_without_a_warning(recwarn):
    assert (Tensor(1e300) * Tensor([1e300])).data.tolist() == [np.inf]
    assert (Tensor([1e300]) * 1e300).data.tolist() == [np.inf]
    assert not recwarn
