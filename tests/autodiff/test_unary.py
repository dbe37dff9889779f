"""Functions of one tensor: what they give for tensors, for numbers and for arrays."""

import numpy as np
import pytest

from lecture_lib import activations
from lecture_lib.autodiff import unary
from lecture_lib.autodiff.tensor import Tensor

NAMES = unary.__all__


@pytest.mark.parametrize("name", NAMES)
def test_numbers_give_numbers_arrays_give_arrays_tensors_give_tensors(name):
    function = getattr(unary, name)
    assert type(function(1)) is float
    assert type(function(np.array([1.0, 2.0]))) is np.ndarray
    x = Tensor([1.0, 2.0], requires_grad=True)
    y = function(x)
    assert isinstance(y, Tensor)
    assert y.op == name
    assert y.data.tolist() == function(x.data).tolist()


@pytest.mark.parametrize("name", NAMES)
def test_functions_carry_their_names_and_docstrings(name):
    function = getattr(unary, name)
    assert function.__name__ == name
    assert "Examples" in function.__doc__


@pytest.mark.parametrize("name", ["relu", "sigmoid", "tanh", "softplus"])
def test_activations_and_tensors_agree(name):
    for x in (-40.0, -1.0, 0.0, 0.5, 1e300):
        leaf = Tensor(x, requires_grad=True)
        result = getattr(unary, name)(leaf)
        result.backward()
        assert result.item() == getattr(activations, name)(x)
        assert leaf.grad == getattr(activations, f"{name}_derivative")(x)


def test_what_is_no_number_is_refused():
    with pytest.raises(TypeError, match="real numbers, not str"):
        unary.exp("1")
