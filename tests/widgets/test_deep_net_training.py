"""The DeepNetExplorer's own numbers and its training: nets from Python, typed cells, steps of W."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import autodiff
from lecture_lib.activations import ACTIVATIONS
from lecture_lib.autodiff import Tensor
from lecture_lib.deep_net import DeepNet
from lecture_lib.widgets import DeepNetExplorer
from lecture_lib.widgets.deep_net_explorer.training import CELLS, LIMIT, LOSSES, cells, descend

COMPOSED = {
    "gelu": lambda a: 0.5 * a * (1.0 + autodiff.erf(a / math.sqrt(2.0))),
    "leaky_relu": lambda a: autodiff.maximum(a, 0.01 * a),
    "silu": lambda a: a * autodiff.sigmoid(a),
}
#: The losses once more, of tensors.
OF_TENSORS = {
    "square": lambda y, f: 0.5 * (f - y) ** 2.0,
    "one": lambda y, f: autodiff.softplus(-f),
    "zero": lambda y, f: autodiff.softplus(f),
}
close = lambda value, expected: np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-12)


@st.composite
def explorers(draw, activations=tuple(ACTIVATIONS)):
    """Draw one of any net, in training."""
    widths = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    net = DeepNet.random(widths, rng, activation=draw(st.sampled_from(activations)))
    return DeepNetExplorer(
        net,
        rng.uniform(-2.0, 2.0, widths[0]).tolist(),
        training=True,
        criterion=draw(st.sampled_from(sorted(LOSSES))),
        target=draw(st.floats(-5.0, 5.0)),
        step_size=draw(st.floats(0.001, 0.1)),
    )


def by_the_engine(net, explorer):
    """Return the loss and its gradients as automatic differentiation has them: W_1, ..., w."""
    parameters = [Tensor(each, requires_grad=True) for each in net.parameters]
    s = COMPOSED.get(net.activation) or getattr(autodiff, net.activation)
    z = Tensor(explorer.x[: explorer.widths[0]])
    for W in parameters[:-1]:
        z = s(W @ z)
    loss = OF_TENSORS[explorer.criterion](explorer.target, parameters[-1] @ z)
    loss.backward()
    return loss.item(), [each.grad for each in parameters]


@given(explorers())
def test_the_gradients_of_the_loss_are_those_of_the_engine(explorer):
    loss, gradients = by_the_engine(explorer.net, explorer)
    assert explorer.loss == pytest.approx(loss, rel=1e-10, abs=1e-12)
    back = explorer.gradients
    for ours, theirs in zip([*back.dW.values(), back.dw], gradients, strict=True):
        close(ours, theirs)


@given(explorers(["tanh", "sigmoid", "softplus", "gelu", "silu"]), st.data())
def test_the_gradient_of_a_cell_is_a_difference_quotient(explorer, data):
    name, array, place = data.draw(st.sampled_from(list(cells(explorer.start))))
    back, here = explorer.gradients, explorer.weights[name]
    gradient = back.dw if name.startswith("w") else back.dW[int(name[1])]
    assert gradient.shape == array.shape
    losses = []
    for moved in (here + 1e-5, here - 1e-5):
        explorer.weights = {**explorer.weights, name: moved}
        losses.append(explorer.loss)
    quotient = (losses[0] - losses[1]) / 2e-5
    assert quotient == pytest.approx(float(gradient[place]), rel=1e-5, abs=1e-6)


@given(explorers(), st.integers(1, 6))
def test_steps_of_training_are_those_of_the_engine_s_gradients(explorer, steps):
    net, losses = explorer.start, []
    for _ in range(steps):
        loss, gradients = by_the_engine(net, explorer)
        losses.append(loss)
        new = [
            each - explorer.step_size * gradient
            for each, gradient in zip(net.parameters, gradients, strict=True)
        ]
        net = DeepNet(new[:-1], new[-1], net.activation)
    last = by_the_engine(net, explorer)[0]
    assert explorer.train(steps) == pytest.approx(last, rel=1e-7, abs=1e-9)
    np.testing.assert_allclose(explorer.losses, [*losses, last], rtol=1e-7, atol=1e-9)
    for ours, theirs in zip(explorer.net.parameters, net.parameters, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-7, atol=1e-9)
    assert explorer.updates == steps


@given(explorers(["tanh", "softplus"]))
def test_a_short_enough_step_goes_down(explorer):
    # the gradient's length decides how short, as the curvature is not known
    explorer.step_size = 0.001
    back = explorer.gradients
    slope = sum(float(np.sum(each**2)) for each in (*back.dW.values(), back.dw))
    if 1e-4 < slope < 1.0:
        assert explorer.train() < explorer.losses[0]


def test_a_net_of_python_is_taken_as_it_is():
    net = DeepNet.random([2, 6, 1], np.random.default_rng(3), activation="tanh")
    explorer = DeepNetExplorer(net, x=[0.25, -1.0], seed=5)
    for ours, theirs in zip(explorer.net.parameters, net.parameters, strict=True):
        assert np.array_equal(ours, theirs)
    assert explorer.activation == "tanh"
    assert explorer.forward.f == net.forward([0.25, -1.0]).f
    read = DeepNetExplorer.from_link(explorer.link())
    assert read.state() == explorer.state()


@pytest.mark.parametrize(
    ("net", "given", "words"),
    [
        (DeepNet([[[1.0]]], [[1.0], [2.0]]), {}, r"one output f.*here w has shape \(2, 1\)"),
        (DeepNet([], [1.0, 2.0]), {}, "1 to 6 layers.*this one is DeepNet"),
        (DeepNet([np.ones((7, 2))], np.ones(7)), {}, r"widths from 1 to 6.*2 -> 7 -> 1"),
        (DeepNet([np.ones((1, 1))] * 7, [1.0]), {}, "1 to 6 layers"),
        (DeepNet([[[2000.0]]], [1.0]), {}, "weights must be a dictionary of numbers from -1000"),
        (DeepNet([[[math.nan]]], [1.0]), {}, "weights must be a dictionary of numbers from -1000"),
        (DeepNet([[[1.0]]], [1.0]), {"activation": "tanh"}, "activation must be that of the net"),
        (DeepNet([[[1.0]]], [1.0]), {"x": [1.0, 2.0]}, "x must have d_0 = 1 entries"),
    ],
)
def test_a_net_that_cannot_be_shown_is_refused_with_a_word(net, given, words):
    with pytest.raises(traitlets.TraitError, match=words):
        DeepNetExplorer(net, **given)


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("weights", {"W7.1.1": 1.0}, r"cells W1\.1\.1 to W6\.6\.6 and w\.1 to w\.6"),
        ("weights", {"w.1": 1001.0}, "numbers from -1000 to 1000"),
        ("weights", {"w.1": True}, "numbers from -1000 to 1000"),
        ("weights", [1.0], "a dictionary"),
        ("criterion", "huber", "one of 'square', 'one', 'zero'"),
        ("target", 6.0, "a number from -5 to 5"),
        ("step_size", 0.0, "a number from 0.001 to 1"),
        ("updates", 101, "a whole number from 0 to 100"),
        ("training", 1, "True or False"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(trait, value, words):
    explorer = DeepNetExplorer()
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be .*{words}"):
        setattr(explorer, trait, value)
    assert explorer.state() == before


def test_a_typed_cell_stands_in_place_of_a_drawn_one_alone():
    explorer, drawn = DeepNetExplorer(), DeepNetExplorer().net
    explorer.weights = {"w.2": -0.25, "W1.4.3": 3, "W6.6.6": 1.0}
    assert list(explorer.weights) == ["W1.4.3", "W6.6.6", "w.2"]
    assert (explorer.net.W[1][3, 2], explorer.net.w[1]) == (3.0, -0.25)
    changed = sum(
        np.sum(a != b) for a, b in zip(explorer.net.parameters, drawn.parameters, strict=True)
    )
    assert changed == 2
    explorer.seed, explorer.depth = 3, 3
    assert (explorer.net.W[1][3, 2], explorer.net.w[1]) == (3.0, -0.25)
    with pytest.raises(TypeError, match="change a copy and assign the whole"):
        explorer.weights["w.1"] = 0.0


def test_training_counts_only_while_it_is_on():
    explorer = DeepNetExplorer(updates=3)
    assert np.array_equal(explorer.net.W[1], explorer.start.W[1])
    assert len(explorer.losses) == 1
    # what was not in use does not count for the next step
    explorer.train()
    assert (explorer.training, explorer.updates, len(explorer.losses)) == (True, 1, 2)
    explorer.train(2)
    assert (explorer.updates, len(explorer.losses)) == (3, 4)
    with pytest.raises(traitlets.TraitError, match="updates must be a whole number from 0 to 100"):
        explorer.train(98)
    assert explorer.updates == 3


def test_what_was_learned_can_be_kept():
    explorer = DeepNetExplorer()
    explorer.train(2)
    learned, loss = explorer.net, explorer.loss
    explorer.keep()
    assert explorer.updates == 0
    assert explorer.loss == loss
    for ours, theirs in zip(explorer.start.parameters, learned.parameters, strict=True):
        assert np.array_equal(ours, theirs)


def test_training_ends_before_a_weight_is_beyond_the_limit():
    net = DeepNet([[[10.0]]], [10.0])
    explorer = DeepNetExplorer(net, x=[2.0], training=True, step_size=1.0, updates=50)
    assert explorer.stopped
    assert len(explorer.losses) < 50
    assert all(np.abs(each).max() <= LIMIT for each in explorer.net.parameters)
    following = descend(explorer.net, [2.0], LOSSES["square"], explorer.target, 1.0, 1)
    assert following.stopped
    assert not DeepNetExplorer(net, x=[2.0], training=True, step_size=0.001, updates=5).stopped


def test_there_is_a_name_for_every_cell():
    net = DeepNet([np.ones((6, 6))] * 6, np.ones(6))
    assert [name for name, _, _ in cells(net)] == CELLS
    assert len(CELLS) == len(set(CELLS)) == 6 * 36 + 6
