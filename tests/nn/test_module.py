"""What a model is made of: parameters found by name, saved, loaded, and its two modes."""

import numpy as np
import pytest

from lecture_lib import nn
from lecture_lib.autodiff import Tensor, no_grad


class TwoParts(nn.Module):
    """Own parameters, parts, and attributes that are neither."""

    def __init__(self):
        self.first = nn.Linear(2, 3, bias=False)
        self.scale = nn.Parameter(2.0)
        self.plain = Tensor([1.0], requires_grad=True)
        self.name = "two parts"
        self.second = nn.Sequential(nn.Tanh(), nn.Linear(3, 1))

    def forward(self, x):
        return self.second(self.scale * self.first(x))


def test_parameters_are_found_by_their_names_own_ones_first():
    model = TwoParts()
    names = ["scale", "first.weight", "second.1.weight", "second.1.bias"]
    assert [name for name, _ in model.named_parameters()] == names
    assert [p.shape for p in model.parameters()] == [(), (3, 2), (1, 3), (1,)]
    assert list(model.state_dict()) == names
    assert all(p.requires_grad and p.is_leaf for p in model.parameters())
    assert [name for name, _ in model.named_parameters("net.")] == [f"net.{n}" for n in names]


def test_a_shared_parameter_is_yielded_once_and_gets_both_gradients():
    layer = nn.Linear(2, 2, bias=False)
    model = nn.Sequential(layer, layer)
    assert [name for name, _ in model.named_parameters()] == ["0.weight"]
    assert list(model.state_dict()) == ["0.weight", "1.weight"]
    layer.weight.data = np.eye(2)
    model(np.array([1.0, 2.0])).sum().backward()
    # f = sum(W W x): df/dW = 1 (W x)' + W' 1 x'
    assert layer.weight.grad.tolist() == [[2.0, 4.0], [2.0, 4.0]]


def test_gradients_flow_to_every_parameter_and_are_forgotten_together():
    model = TwoParts()
    model(np.ones((4, 2))).sum().backward()
    assert all(p.grad is not None for p in model.parameters())
    model.zero_grad()
    assert all(p.grad is None for p in model.parameters())


def test_a_state_is_a_snapshot_and_loading_it_goes_back():
    model, x = TwoParts(), np.ones((1, 2))
    state, before = model.state_dict(), model(x).data
    parameters = list(model.parameters())
    with no_grad():
        for p in parameters:
            p += 1.0
    assert state["scale"] == 2.0
    assert not np.allclose(model(x).data, before)
    model.load_state_dict(state)
    assert np.array_equal(model(x).data, before)
    assert all(p is q for p, q in zip(model.parameters(), parameters, strict=True))
    state["first.weight"][:] = 0.0
    assert np.array_equal(model(x).data, before)


def test_a_state_that_does_not_fit_is_refused_and_changes_nothing():
    model = nn.Linear(2, 3)
    before = model.state_dict()
    with pytest.raises(KeyError, match=r"are weight, bias; missing: bias; unknown: b"):
        model.load_state_dict({"weight": np.zeros((3, 2)), "b": np.zeros(3)})
    with pytest.raises(ValueError, match=r"bias has shape \(3,\), but .* has shape \(2,\)"):
        model.load_state_dict({"weight": np.zeros((3, 2)), "bias": np.zeros(2)})
    for name, value in model.state_dict().items():
        assert np.array_equal(value, before[name])


def test_loading_after_the_forward_pass_is_noticed_by_backward():
    model = nn.Sequential(nn.Linear(2, 2), nn.Linear(2, 1))
    result = model(np.ones((1, 2))).sum()
    model.load_state_dict(model.state_dict())
    with pytest.raises(RuntimeError, match="changed in place"):
        result.backward()


def test_the_mode_reaches_all_parts_and_is_no_matter_of_recording():
    model = nn.Sequential(nn.Sequential(nn.Dropout()), nn.ReLU())
    assert model.eval() is model
    assert not model.training
    assert not model[0][0].training
    assert model(nn.Parameter([1.0])).requires_grad
    assert model.train()[0][0].training
    with no_grad():
        assert model.training


def test_a_module_without_forward_says_so():
    with pytest.raises(NotImplementedError, match="Module does not say what forward"):
        nn.Module()(1.0)
