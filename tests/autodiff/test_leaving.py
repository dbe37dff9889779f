"""Out of the graph, into Python's and NumPy's functions: with a warning, or refused."""

import math

import numpy as np
import pytest

from lecture_lib.autodiff import Tensor

x = Tensor(0.5, requires_grad=True)
v = Tensor([1.0, 4.0], requires_grad=True)
plain = Tensor([1.0, 4.0])


def into_an_array(t):
    a = np.zeros(2)
    a[0] = t
    return a[0]


@pytest.mark.parametrize("leave", [float, math.exp, math.sin, into_an_array])
def test_a_number_that_loses_its_gradient_comes_with_a_warning(leave):
    with pytest.warns(UserWarning, match=r"no gradient flows: if that is meant, use item\(\)"):
        assert leave(x) == leave(0.5)
    with pytest.warns(UserWarning, match="gradient"):
        leave(x * 1.0)


def test_a_number_that_has_no_gradient_comes_without(recwarn):
    assert float(Tensor(0.5)) == float(x.detach()) == x.item() == 0.5
    assert math.exp(Tensor(0.0)) == 1.0
    assert f"{x:.2f}" == "0.50"
    assert bool(x)
    assert not recwarn


@pytest.mark.parametrize(
    "leave",
    [
        np.asarray,
        np.array,
        lambda t: np.zeros(2).__setitem__(slice(None), t),
        lambda t: np.array([t, t]),
        lambda t: np.array([t[0], t[1]]),
        lambda t: np.testing.assert_allclose(t, t.data),
        Tensor.numpy,
    ],
)
def test_an_array_of_what_requires_a_gradient_is_refused(leave):
    with pytest.raises((RuntimeError, TypeError, ValueError)) as caught:
        leave(v)
    said = f"{caught.value} {caught.value.__cause__}"
    assert "detach().numpy()" in said


@pytest.mark.parametrize(
    ("name", "leave"),
    [
        ("exp", np.exp),
        ("sin", np.sin),
        ("add", lambda t: np.add(t, 1.0)),
        ("add", lambda t: np.add(np.ones(2), t, out=np.ones(2))),
        ("var", np.var),
        ("concatenate", lambda t: np.concatenate([t, t])),
        ("stack", lambda t: np.stack((t, plain))),
        ("where", lambda t: np.where(True, t, 0.0)),
        ("dot", lambda t: np.dot(t, t)),
        ("norm", np.linalg.norm),
    ],
)
def test_numpys_functions_say_what_to_use_instead(name, leave):
    with pytest.raises(TypeError, match=rf"np\.{name} of a tensor .* lose it") as caught:
        leave(v)
    assert "lecture_lib.autodiff" in str(caught.value)
    assert ("its method var()" in str(caught.value)) == (name == "var")


def test_to_numpy_a_tensor_without_gradient_is_an_array():
    assert np.exp(plain).tolist() == np.exp([1.0, 4.0]).tolist()
    assert np.std(plain) == 1.5
    assert np.concatenate([plain, plain]).tolist() == [1.0, 4.0, 1.0, 4.0]
    assert np.allclose(plain, [1.0, 4.0])
    a = np.zeros(2)
    a[:] = plain
    a[0] = Tensor(7.0)
    assert a.tolist() == [7.0, 4.0]
    copy = np.array(plain)
    copy[0] = 9.0
    np.add(plain, 1.0, out=np.asarray(copy))
    assert plain.data.tolist() == [1.0, 4.0]


def test_the_shape_is_no_secret():
    assert np.shape(v) == (2,)
    assert np.ndim(v) == 1
    assert np.size(v) == 2


def test_comparisons_with_an_array_on_the_left():
    a = np.array([2.0, 2.0])
    assert (a < v).tolist() == [False, True]
    assert (a >= v).tolist() == [True, False]
    assert (a == v).tolist() == [False, False]
    assert (np.float64(1.0) != v).tolist() == [False, True]
