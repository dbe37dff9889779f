"""Methods of a tensor and the functions of the same names: how they are called, what they refuse.

Their values and gradients are held by PyTorch's, in test_autodiff.py.
"""

import numpy as np
import pytest

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor, einsum, one_tensor
from lecture_lib.autodiff.methods import Methods

DATA = np.arange(6.0).reshape(2, 3)
ALONG = ("sum", "mean", "amax", "amin", "prod", "norm", "var", "std", "logsumexp")
ALONG += ("softmax", "log_softmax", "cumsum", "argmax", "argmin", "squeeze", "unsqueeze")


def bare(x):
    return x.data if isinstance(x, Tensor) else x


@pytest.mark.parametrize("name", ALONG)
def test_dim_and_axis_are_two_names_of_the_same(name):
    method = getattr(Tensor(DATA), name)
    np.testing.assert_array_equal(bare(method(dim=1)), bare(method(axis=1)))
    with pytest.raises(TypeError, match="dim and axis are two names of the same"):
        method(dim=1, axis=1)


@pytest.mark.parametrize("name", ALONG[:9])
def test_keepdim_and_keepdims_are_two_names_of_the_same(name):
    method = getattr(Tensor(DATA), name)
    assert method(dim=0, keepdim=True).shape == method(axis=0, keepdims=True).shape == (1, 3)


@pytest.mark.parametrize("name", one_tensor.__all__)
def test_a_function_is_the_method_and_takes_arrays(name):
    arguments = {
        "broadcast_to": [(4, 2, 3)],
        "clip": [1.0, 2.0],
        "clamp": [1.0, 2.0],
        "reshape": [(3, 2)],
        "cumsum": [0],
        "unsqueeze": [0],
    }.get(name, [])
    function = getattr(autodiff, name)
    of_tensor, of_array = function(Tensor(DATA), *arguments), function(DATA, *arguments)
    assert isinstance(of_tensor, Tensor)
    assert not isinstance(of_array, Tensor)
    np.testing.assert_array_equal(of_tensor.data, of_array)
    assert function.__name__ == name
    assert function.__doc__.startswith(getattr(Tensor, name).__doc__.strip()[:20])


@pytest.mark.parametrize("name", ["exp", "log", "sqrt", "sin", "cos", "erf", "abs", "relu", "tanh"])
def test_a_function_of_entries_is_a_method_too(name):
    x = Tensor([0.5, 2.0], requires_grad=True)
    y = getattr(x, name)()
    assert y.op == name
    assert y.tolist() == getattr(autodiff, name)(x).tolist()


def test_every_method_says_what_it_does():
    for name, method in vars(Methods).items():
        if callable(method) and not name.startswith("_"):
            assert method.__doc__, name


def test_absolute_value_by_python():
    x = Tensor([-2.0, 0.0, 3.0], requires_grad=True)
    abs(x).sum().backward()
    assert x.grad.tolist() == [-1.0, 0.0, 1.0]


def test_numpy_s_functions_find_the_methods():
    x = Tensor(DATA, requires_grad=True)
    for function in (np.sum, np.mean, np.max, np.prod):
        assert isinstance(function(x), Tensor)
        assert function(x).item() == function(DATA)
    assert np.cumsum(x, axis=1).tolist() == np.cumsum(DATA, axis=1).tolist()
    np.sum(x).backward()
    assert x.grad.tolist() == np.ones((2, 3)).tolist()
    with pytest.raises(TypeError, match=r"np\.var of a tensor .* use its method var\(\)"):
        np.var(x)


def test_two_results_are_not_taken_for_one():
    x = Tensor(DATA)
    for name in ("max", "min"):
        with pytest.raises(TypeError, match=rf"call a{name}\(dim=...\) for the values"):
            getattr(x, name)(dim=0)
        assert getattr(x, name)(axis=0).tolist() == getattr(x, f"a{name}")(dim=0).tolist()


def test_where_the_largest_entry_is():
    x = Tensor([[1.0, 5.0, 5.0], [7.0, 0.0, 1.0]], requires_grad=True)
    assert x.argmax() == 3
    assert x.argmax(dim=1).tolist() == [1, 0]
    assert x.argmin(dim=1, keepdim=True).tolist() == [[0], [1]]


def test_clip_needs_a_number_on_one_side_at_least():
    x = Tensor([1.0, 2.0])
    with pytest.raises(ValueError, match="needs min or max"):
        x.clip()
    with pytest.raises(
        TypeError, match=r"min is .*, but must be a number: for an array use maximum"
    ):
        x.clip(x)
    assert x.clamp(min=Tensor(1.5)).tolist() == [1.5, 2.0]


def test_shapes():
    x = Tensor(np.zeros((2, 1, 3)))
    assert x.flatten(start_dim=1).shape == (2, 3)
    assert x.squeeze(dim=(1,)).shape == (2, 3)
    assert x.unsqueeze(-1).shape == (2, 1, 3, 1)
    assert x.view(3, 2).shape == x.view((3, 2)).shape == (3, 2)
    with pytest.raises(ValueError, match="start_dim is 2, behind end_dim, which is 1"):
        x.flatten(2, 1)
    with pytest.raises(IndexError):
        x.squeeze(3)


def test_numbers_come_out_as_python_s():
    assert Tensor(3.0).tolist() == 3.0
    assert Tensor([[1, 2]], requires_grad=True).tolist() == [[1.0, 2.0]]


def test_variance_of_one_number_is_nan_as_in_pytorch():
    assert np.isnan(Tensor([1.0]).var().item())
    assert Tensor([1.0]).var(correction=0).item() == 0.0


@pytest.mark.parametrize(
    ("subscripts", "shapes"),
    [
        ("ij,jk", [(2, 3), (3, 4)]),
        ("ij", [(2, 3)]),
        ("ba", [(2, 3)]),
        ("ii", [(3, 3)]),
        ("iij->ji", [(3, 3, 2)]),
        ("i,j,k->kji", [(2,), (3,), (4,)]),
        ("ij,kj,kl->il", [(2, 3), (4, 3), (4, 5)]),
        (",i->i", [(), (3,)]),
        ("i,i", [(3,), (3,)]),
    ],
)
def test_einsum_is_numpy_s(subscripts, shapes):
    rng = np.random.default_rng(0)
    operands = [rng.normal(size=shape) for shape in shapes]
    np.testing.assert_allclose(einsum(subscripts, *operands), np.einsum(subscripts, *operands))


@pytest.mark.parametrize(
    ("subscripts", "shapes", "message"),
    [
        ("ij,jk", [(2, 3)], "are for 2 operands, not for 1"),
        ("ijk", [(2, 3)], r"operand 0 of 'ijk' has 3 letters, but the shape \(2, 3\)"),
        ("...j", [(2, 3)], "may have letters, commas and one -> only"),
        ("ij->k", [(2, 3)], "the result of 'ij->k' must have letters of the operands"),
        ("ij->ii", [(2, 3)], "each once"),
        ("ii", [(2, 3)], "axes that share a letter in 'ii' differ in length"),
    ],
)
def test_einsum_says_what_does_not_fit(subscripts, shapes, message):
    with pytest.raises(ValueError, match=message):
        einsum(subscripts, *map(np.zeros, shapes))


def test_einsum_needs_its_letters_first():
    with pytest.raises(TypeError, match="but must be a text such as 'ij,jk->ik'"):
        einsum(Tensor([1.0]), "i")
