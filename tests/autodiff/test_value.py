"""What tensors hold and how they show it."""

import numpy as np
import pytest

from lecture_lib.autodiff.tensor import Tensor
from lecture_lib.autodiff.unary import exp


@pytest.mark.parametrize(
    "number", [2, 2.0, np.float64(2), np.float32(2), np.int8(2), np.array(2.0)]
)
def test_a_single_number_is_a_float(number):
    x = Tensor(number)
    assert type(x.data) is float
    assert (x.shape, x.ndim, x.size, x.item()) == ((), 0, 1, 2.0)


def test_arrays_are_copied_and_keep_single_precision():
    original = np.array([1.0, 2.0], dtype=np.float32)
    x = Tensor(original)
    original[0] = 9.0
    assert x.data.tolist() == [1.0, 2.0]
    assert x.data.dtype == np.float32
    assert Tensor([1, 2]).data.dtype == np.float64
    assert Tensor([True, False]).data.dtype == np.float64
    assert type(Tensor(True).data) is float
    assert Tensor(x).data is not x.data


@pytest.mark.parametrize("wrong", ["1", None, 1j, [1j], object(), ["a"]])
def test_only_real_numbers_are_held(wrong):
    with pytest.raises(TypeError, match="holds real numbers"):
        Tensor(wrong)


def test_comparisons_give_bare_booleans():
    x, a = Tensor(1.0), Tensor([1.0, 2.0])
    assert (x < 2) is True
    assert (a > 1.0).tolist() == [False, True]
    assert (a == np.array([1.0, 3.0])).tolist() == [True, False]
    assert (np.array([1.5, 1.5]) > a).tolist() == [True, False]
    assert (a != a).tolist() == [False, False]
    assert (x <= x, x >= 2.0) == (True, False)
    assert (x == None) is False  # noqa: E711 - the very thing under test


def test_tensors_are_told_apart_by_identity_in_sets():
    a, b = Tensor([1.0, 2.0]), Tensor([1.0, 2.0])
    assert len({a, b, a}) == 2


def test_truth():
    assert Tensor(1.0)
    assert not Tensor([0.0])
    with pytest.raises(RuntimeError, match=r"tensor of shape \(2,\) true"):
        bool(Tensor([1.0, 2.0]))


def test_item_and_float_need_a_single_number():
    assert Tensor([[3.0]]).item() == 3.0
    assert float(Tensor(3.0)) == 3.0
    with pytest.raises(RuntimeError, match=r"has shape \(2,\)"):
        Tensor([1.0, 2.0]).item()


def test_numpy_is_refused_while_a_gradient_is_required():
    x = Tensor([1.0, 2.0], requires_grad=True)
    assert x.detach().numpy().tolist() == [1.0, 2.0]
    assert np.asarray(Tensor(2.0)).shape == ()
    assert np.array(Tensor([1.0]), dtype=np.float32).dtype == np.float32
    for convert in (Tensor.numpy, np.asarray, np.array):
        with pytest.raises(RuntimeError, match=r"detach\(\)\.numpy\(\)"):
            convert(x)


def test_length_and_iteration():
    x = Tensor([[1.0, 2.0], [3.0, 4.0]])
    assert len(x) == 2
    assert [row.data.tolist() for row in x] == [[1.0, 2.0], [3.0, 4.0]]
    for ask in (len, iter):
        with pytest.raises(TypeError, match="single number has no length"):
            ask(Tensor(1.0))


def test_repr_and_format():
    x = Tensor(0.5, requires_grad=True, name="x1")
    assert repr(x) == "Tensor(0.5, name='x1', requires_grad=True)"
    assert repr(exp(x * 0.0)) == "Tensor(1.0, op='exp')"
    assert repr(Tensor([[1.0, 2.0], [3.0, 4.0]])) == "Tensor([[1., 2.],\n        [3., 4.]])"
    assert f"{x:.2f} {Tensor([1.0])}" == "0.50 Tensor([1.])"


def test_setting_data_keeps_the_precision_and_is_not_recorded():
    x = Tensor(np.ones(2, dtype=np.float32), requires_grad=True)
    x.data = x.data - 0.5
    assert x.data.dtype == np.float32
    x.data = np.array([1, 2])
    assert x.data.dtype == np.float32
    assert x.is_leaf
    y = Tensor(1.0)
    y.data = 3
    assert type(y.data) is float
    with pytest.raises(TypeError, match="holds real numbers"):
        y.data = "3"
