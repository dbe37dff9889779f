"""What was changed between the way forward and the way back: refused, or right; never wrong.

Every computation that PyTorch was asked, times every way to change what it was computed from.
"""

import contextlib
import itertools
import re

import numpy as np
import pytest
from references.cases import CASES, seed_for

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor, no_grad
from lecture_lib.autodiff.forward_mode import jvp
from lecture_lib.nn import Linear, Module, Parameter
from lecture_lib.optimizers import SGD

F = type("F", (), {name: staticmethod(getattr(autodiff, name)) for name in autodiff.__all__})
F.max = staticmethod(Tensor.max)
F.transpose = staticmethod(Tensor.transpose)
NAMES = [name for name in CASES if not name.startswith("edges")]


def by_step(x):
    SGD(x, lr=1.0).step(np.full(x.shape, 0.5))


def by_module(x):
    class Holder(Module):
        def __init__(self):
            self.x = x

    Holder().load_state_dict({"x": np.full(x.shape, 0.5)})


def by_operator(x):
    with no_grad():
        x *= 0.5


def by_entry(x):
    with no_grad():
        x[...] = 0.5


def by_data(x):
    x.data -= 0.5


def by_new_data(x):
    x.data = np.full(x.shape, 0.5)


def by_window(x):
    x.data[...] = 0.5


def by_ufunc(x):
    np.add(x.data, 0.5, out=x.data)


def by_fill(x):
    x.data.fill(0.5)


def by_array(x):
    x.detach().numpy()[...] = 0.5


def by_asarray(x):
    np.asarray(x.detach())[...] = 0.5


def by_detached(x):
    cut = x.detach()
    cut *= 0.5


def by_step_of_detached(x):
    cut = x.detach()
    cut.requires_grad = True
    by_step(cut)


CHANGES = [
    by_step,
    by_module,
    by_operator,
    by_entry,
    by_data,
    by_new_data,
    by_window,
    by_ufunc,
    by_fill,
    by_array,
    by_asarray,
    by_detached,
    by_step_of_detached,
]
OF_ARRAYS = [by_window, by_fill, by_ufunc, by_entry]
VIEWS = {
    "itself": lambda x: x,
    "turned twice": lambda x: x.T.T,
    "all of it": lambda x: x[...] if x.shape else x,
    "reshaped": lambda x: x.reshape(x.shape),
}


def inputs_of(name):
    return {k: Parameter(np.array(v)) for k, v in CASES[name].inputs.items()}


def compute(name, inputs):
    result = CASES[name].compute(F, **inputs)
    return result, seed_for(result.shape)


def gradients(name):
    inputs = inputs_of(name)
    result, seed = compute(name, inputs)
    result.backward(seed)
    return {k: x.grad for k, x in inputs.items()}


@contextlib.contextmanager
def allowing(kind, message):
    """Let a refusal pass, if it says what it should."""
    try:
        yield
    except kind as error:
        if not re.search(message, str(error)):
            raise


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_changed_tensor_is_refused_or_the_gradient_is_the_one_of_before(name, change):
    expected = gradients(name)
    for changed, view in itertools.product(expected, VIEWS):
        if not np.ndim(CASES[name].inputs[changed]) and change in OF_ARRAYS:
            continue
        inputs = inputs_of(name)
        result, seed = compute(name, {k: VIEWS[view](x) for k, x in inputs.items()})
        directions = {x: np.full(x.shape, 0.7)[()] for x in inputs.values()}
        tangent = sum(np.sum(expected[k] * directions[x]) for k, x in inputs.items())
        with allowing(ValueError, r"written|read-only|index"):
            change(inputs[changed])
        with allowing(RuntimeError, "changed in place"):
            found = jvp(result, directions)
            assert np.sum(seed * found) == pytest.approx(tangent, rel=1e-9)
        with allowing(RuntimeError, "changed in place"):
            result.backward(seed)
            for k, x in inputs.items():
                np.testing.assert_array_equal(x.grad, expected[k])


@pytest.mark.parametrize("name", [name for name in NAMES if len(CASES[name].inputs) > 1])
def test_an_array_of_the_readers_may_be_filled_anew(name):
    expected = gradients(name)
    for given in expected:
        if not np.ndim(CASES[name].inputs[given]):
            continue
        inputs = inputs_of(name)
        inputs[given] = array = np.array(CASES[name].inputs[given])
        result, seed = compute(name, inputs)
        array[...] = np.nan
        result.backward(seed)
        for k, x in inputs.items():
            if k != given:
                np.testing.assert_array_equal(x.grad, expected[k])


def rising():
    return Tensor(np.arange(12.0).reshape(3, 4), requires_grad=True)


INDICES = {
    "list": lambda: [0, 2],
    "array": lambda: np.array([0, 2]),
    "lists": lambda: ([0, 2], [1, 1]),
    "mask": lambda: np.array([True, False, True]),
}


@pytest.mark.parametrize("kind", INDICES)
def test_an_index_may_be_filled_anew(kind):
    index, x, same = INDICES[kind](), rising(), rising()
    same[INDICES[kind]()].sum().backward()
    y = x[index].sum()
    for part in index if isinstance(index, tuple) else (index,):
        part[0], part[1] = part[1], part[0] * 0
    y.backward()
    np.testing.assert_array_equal(x.grad, same.grad)


def test_axes_shapes_labels_and_conditions_may_be_filled_anew():
    axes, shape, x, same = [1, 0], [4, 3], rising(), rising()
    (same.T * same.reshape(4, 3)).sum().backward()
    y = (x.transpose(axes) * x.reshape(shape)).sum()
    axes[:], shape[:] = [0, 1], [12, 1]
    y.backward()
    np.testing.assert_array_equal(x.grad, same.grad)

    labels, condition = np.eye(4)[:3], np.ones((3, 4), dtype=bool)
    x, same = rising(), rising()
    autodiff.cross_entropy(np.eye(4)[:3], same).backward()
    loss = autodiff.cross_entropy(labels, x)
    labels[...] = 0.25
    loss.backward()
    np.testing.assert_array_equal(x.grad, same.grad)

    x.zero_grad()
    chosen = autodiff.where(condition, x, 0.0).sum()
    condition[...] = False
    chosen.backward()
    assert x.grad.min() == 1.0


def test_a_layer_without_bias_and_a_step_before_the_way_back():
    layer = Linear(2, 2, bias=False)
    layer.load_state_dict({"weight": [[1.0, 2.0], [3.0, 4.0]]})
    x = Tensor([[1.0, 1.0]], requires_grad=True)
    loss = layer(x).sum()
    SGD(layer.parameters(), lr=1.0).step([np.ones((2, 2))])
    with pytest.raises(RuntimeError, match="changed in place: operand 2 of 'linear'"):
        loss.backward()


def test_a_step_reaches_no_other_tensor_and_nothing_that_a_reader_holds():
    w = Tensor([1.0, 2.0, 3.0], requires_grad=True)
    cut, turned, part, seen, array = w.detach(), w.T, w[:2], w.data, w.detach().numpy()
    SGD(w, lr=1.0).step(np.ones(3))
    assert w.data.tolist() == [0.0, 1.0, 2.0]
    for other in (cut.data, turned.data, seen, array):
        assert other.tolist() == [1.0, 2.0, 3.0]
    assert part.data.tolist() == [1.0, 2.0]


def test_a_step_of_a_tensor_that_nobody_else_holds_takes_no_new_memory():
    w = Tensor(np.ones(1000), requires_grad=True)
    optimizer = SGD(w, lr=1.0)
    address = w.data.ctypes.data
    optimizer.step(np.ones(1000))
    assert w.data.ctypes.data == address


def test_data_that_is_assigned_is_copied_and_keeps_its_shape():
    w, array = Tensor([1.0, 2.0], requires_grad=True), np.array([3.0, 4.0])
    w.data = array
    array[...] = 7.0
    assert w.data.tolist() == [3.0, 4.0]
    with pytest.raises(ValueError, match=r"data has shape \(2,\), which stays"):
        w.data = np.ones(3)
    with pytest.raises(ValueError, match=r"data has shape \(2,\), which stays"):
        w.data = 1.0


def test_what_can_be_done_with_the_array_of_a_tensor():
    w = Tensor([1.0, 2.0, 3.0])
    window = w.data
    for computed in (window * 2.0, np.exp(window), window.T @ window[:, None]):
        assert type(computed) is np.ndarray
    assert repr(window) == "array([1., 2., 3.])"
    assert str(window) == "[1. 2. 3.]"
    for write in (
        lambda: window.__setitem__(0, 5.0),
        lambda: window[:2].__setitem__(0, 5.0),
        lambda: window[:2].__iadd__(5.0),
    ):
        with pytest.raises(ValueError, match=r"graphs remember it: write w\.data ="):
            write()
    with pytest.raises(ValueError, match="read-only"):
        window.sort()
    copy = window.copy()
    copy[0] = 9.0
    copy += 1.0
    assert copy.tolist() == [10.0, 3.0, 4.0]
    assert w.data.tolist() == [1.0, 2.0, 3.0]
    window -= 1.0  # which is the tensor's, and changes it
    assert w.data.tolist() == window.tolist() == [0.0, 1.0, 2.0]
