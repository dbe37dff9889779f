"""DeepNet against PyTorch, automatic differentiation, finite differences and plain loops."""

import itertools
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from references.nets import inputs

import lecture_lib
from lecture_lib import activations, autodiff, losses
from lecture_lib.autodiff import Tensor
from lecture_lib.deep_net import ACTIVATIONS, DeepNet

STORE = Path(__file__).parents[1] / "references" / "deep_net.json"
REFERENCES = json.loads(STORE.read_text(encoding="utf-8"))
COMPOSED = {
    "gelu": lambda a: 0.5 * a * (1.0 + autodiff.erf(a / math.sqrt(2.0))),
    "leaky_relu": lambda a: autodiff.maximum(a, 0.01 * a),
    "silu": lambda a: a * autodiff.sigmoid(a),
}

close = lambda value, expected: np.testing.assert_allclose(value, expected, rtol=1e-10, atol=1e-13)
every_activation = pytest.mark.parametrize("activation", ACTIVATIONS)


def describe(case):
    return f"{case['activation']}-{case['depth']}-{case['batched']}"


batches = st.one_of(st.none(), st.integers(0, 4))


@st.composite
def nets(draw, functions=ACTIVATIONS, batch=batches):
    """Draw a net with an input and an upstream gradient for it."""
    widths = draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    outputs = draw(st.one_of(st.none(), st.integers(1, 3)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    net = DeepNet.random(widths, rng, activation=draw(st.sampled_from(functions)), outputs=outputs)
    m = draw(batch)
    rows = [] if m is None else [m]
    upstream = rng.normal(size=rows + ([] if outputs is None else [outputs]))
    return net, rng.normal(size=[*rows, widths[0]]), upstream


def by_the_engine(net, x, upstream):
    """Return delta, dW, dw and dx as automatic differentiation has them."""
    W = [Tensor(matrix, requires_grad=True) for matrix in net.W.values()]
    w, x = Tensor(net.w, requires_grad=True), Tensor(x, requires_grad=True)
    s = COMPOSED.get(net.activation) or getattr(autodiff, net.activation)
    z, a = x, []
    for matrix in W:
        a.append(z @ matrix.T)
        a[-1].retain_grad()
        z = s(a[-1])
    (z @ w.T).backward(upstream)
    return [t.grad for t in a], [t.grad for t in W], w.grad, x.grad


@pytest.mark.parametrize("case", REFERENCES, ids=describe)
def test_every_gradient_is_pytorchs(case):
    given_ = inputs(case["depth"], case["batched"], case["outputs"])
    net = DeepNet(given_["W"], given_["w"][0], case["activation"])
    forward = net.forward(given_["x"][0])
    back = net.backprop(forward, given_["upstream"][0])
    close(forward.f, case["f"])
    for i in range(1, case["depth"] + 1):
        close(back.delta[i], case["delta"][i - 1])
        close(back.dW[i], case["dW"][i - 1])
    close(back.dw, case["dw"])
    close(back.dx, case["dx"])


def test_the_references_cover_every_activation_depth_and_kind():
    kinds = {(c["activation"], c["depth"], c["batched"]) for c in REFERENCES}
    assert kinds >= set(itertools.product(ACTIVATIONS, range(1, 6), (False, True)))
    assert {c["outputs"] for c in REFERENCES} == {None, 2}


@given(nets())
def test_every_gradient_is_the_engines(drawn):
    net, x, upstream = drawn
    back = net.backprop(net.forward(x), upstream)
    delta, dW, dw, dx = by_the_engine(net, x, upstream)
    for i in net.W:
        close(back.delta[i], delta[i - 1])
        close(back.dW[i], dW[i - 1])
    close(back.dw, dw)
    close(back.dx, dx)


@given(nets([name for name in ACTIVATIONS if "relu" not in name], batch=st.integers(0, 3)))
def test_gradients_are_slopes_along_random_directions(drawn):
    net, x, upstream = drawn
    rng = np.random.default_rng(0)
    back = net.backprop(net.forward(x), upstream)
    arrays = [*net.parameters, x]
    ways = [rng.normal(size=array.shape) for array in arrays]
    gradients = [*back.dW.values(), back.dw, back.dx]
    predicted = sum(np.vdot(g, way) for g, way in zip(gradients, ways, strict=True))

    def value(h):
        *W, w, moved = (array + h * way for array, way in zip(arrays, ways, strict=True))
        return float(np.vdot(upstream, DeepNet(W, w, net.activation).forward(moved).f))

    h = 1e-5
    slope = (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h)
    assert predicted == pytest.approx(slope, rel=1e-6, abs=1e-6)


@given(nets())
def test_the_forward_pass_entry_by_entry(drawn):
    net, x, _ = drawn
    forward = net.forward(x)
    s = getattr(activations, net.activation)
    for n, example in enumerate(x if x.ndim == 2 else x[None]):
        row = (n,) if x.ndim == 2 else ()
        z = [float(value) for value in example]
        for i, W in net.W.items():
            a = [math.fsum(weight * z_k for weight, z_k in zip(w_j, z, strict=True)) for w_j in W]
            close(forward.a[i][row], a)
            z = [s(float(value)) for value in a]
            close(forward.z[i][row], z)
        close(np.asarray(forward.f)[row], np.dot(net.w, z))
    assert list(forward.a) == list(net.W)
    assert list(forward.z) == [0, *net.W]


@given(nets(batch=st.integers(1, 4)))
def test_a_batch_is_the_sum_of_its_examples(drawn):
    net, x, upstream = drawn
    together = net.backprop(net.forward(x), upstream)
    apart = [net.backprop(net.forward(row), g) for row, g in zip(x, upstream, strict=True)]
    close(together.dw, sum(back.dw for back in apart))
    close(together.dx, [back.dx for back in apart])
    for i in net.W:
        close(together.dW[i], sum(back.dW[i] for back in apart))
        close(together.delta[i], [back.delta[i] for back in apart])


@every_activation
def test_without_an_upstream_gradient_delta_is_df_da(activation):
    net = DeepNet.random([3, 4, 2], np.random.default_rng(1), activation=activation)
    x = np.random.default_rng(2).normal(size=(5, 3))
    lecture, weighted = (net.backprop(net.forward(x), g) for g in (None, np.full(5, 3.0)))
    close(3.0 * lecture.delta[1], weighted.delta[1])
    by_formula = net.w * getattr(activations, f"{activation}_derivative")(net.forward(x).a[2])
    close(lecture.delta[2], by_formula)


def test_any_loss_goes_with_it():
    rng = np.random.default_rng(3)
    net, x, y = DeepNet.random([4, 6, 5], rng, outputs=3), rng.normal(size=(7, 4)), rng.integers(3)
    labels = np.full(7, y)
    forward = net.forward(x)
    back = net.backprop(forward, losses.cross_entropy_gradient(labels, forward.f))
    W = Tensor(net.W[1], requires_grad=True)
    scores = autodiff.relu(autodiff.relu(x @ W.T) @ net.W[2].T) @ net.w.T
    autodiff.cross_entropy(labels, scores).backward()
    close(back.dW[1], W.grad)


def test_steps_in_place_lower_the_loss():
    rng = np.random.default_rng(4)
    net, x, y = DeepNet.random([2, 8, 8], rng, activation="tanh"), rng.normal(size=2), 0.7
    before = losses.square_loss(y, net.forward(x).f)
    for _ in range(20):
        forward = net.forward(x)
        back = net.backprop(forward, losses.square_loss_gradient(y, forward.f), with_dx=False)
        assert back.dx is None
        for parameter, gradient in zip(net.parameters, [*back.dW.values(), back.dw], strict=True):
            parameter -= 0.1 * gradient
    assert losses.square_loss(y, net.forward(x).f) < 1e-3 * before


def test_no_layers_make_a_linear_model():
    net = DeepNet([], [2.0, -1.0])
    assert (net.depth, net.widths) == (0, (2,))
    forward = net.forward([3.0, 5.0])
    back = net.backprop(forward, 10.0)
    assert forward.f == 1.0
    assert (back.dw.tolist(), back.dx.tolist()) == ([30.0, 50.0], [20.0, -10.0])
    assert (back.delta, back.dW) == ({}, {})


def test_weights_are_copied_and_the_passes_change_nothing():
    W, w, x = np.ones((3, 2)), np.ones(3), np.ones((4, 2))
    net = DeepNet([W], w)
    W[:] = 7.0
    assert net.W[1].max() == 1.0
    forward = net.forward(x)
    kept = [forward.a[1].copy(), forward.z[1].copy(), net.W[1].copy(), net.w.copy()]
    first, second = net.backprop(forward), net.backprop(forward)
    assert np.array_equal(first.dW[1], second.dW[1])
    for before, after in zip(kept, [forward.a[1], forward.z[1], *net.parameters], strict=True):
        assert np.array_equal(before, after)
    assert x.tolist() == [[1.0, 1.0]] * 4


def test_a_number_is_a_float_and_everything_else_float64():
    net = DeepNet([[[1, 2]]], [3])
    forward = net.forward(np.ones(2, dtype=np.float32))
    assert type(forward.f) is float
    assert forward.a[1].dtype == net.backprop(forward).dW[1].dtype == np.float64


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda net: net.forward(np.ones(4)), r"W\[1\] of shape \(5, 3\) does not fit x of shape"),
        (lambda net: net.forward(np.ones((2, 3, 1))), r"x has shape \(2, 3, 1\), but must be"),
        (lambda net: net.forward(1.0), r"x has shape \(\), but must be"),
        (lambda net: net.backprop(net.forward(np.ones(3)), [1.0]), r"upstream has shape \(1,\)"),
        (lambda net: net.backprop(DeepNet([], np.ones(3)).forward(np.ones(3))), "of a net of wid"),
        (lambda net: DeepNet(net.W.values(), np.ones(3)), r"w of shape \(3,\) does not fit W\[2\]"),
        (
            lambda net: DeepNet(net.W.values(), np.ones(2), "step"),
            "activation is 'step', but must be one of .*relu",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, words):
    net = DeepNet([np.ones((5, 3)), np.ones((2, 5))], np.ones(2))
    with pytest.raises(ValueError, match=words):
        call(net)


def test_several_outputs_need_an_upstream_gradient():
    net = DeepNet([], np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"f has shape \(2,\): with k outputs upstream"):
        net.backprop(net.forward(np.ones(3)))


def test_a_replaced_weight_is_checked_too():
    net = DeepNet([np.ones((5, 3)), np.ones((2, 5))], np.ones(2))
    net.W[2] = np.ones((2, 4))
    with pytest.raises(ValueError, match=r"layer 2: W\[2\] of shape \(2, 4\) does not fit W\[1\]"):
        net.forward(np.ones(3))


@pytest.mark.parametrize(
    ("activation", "scheme", "variance"),
    [("relu", None, 2 / 400), ("tanh", None, 2 / 700), ("relu", "xavier", 2 / 700)],
)
def test_random_weights_have_the_variance_of_their_scheme(activation, scheme, variance):
    rng = np.random.default_rng(5)
    net = DeepNet.random([400, 300], rng, activation=activation, outputs=200, scheme=scheme)
    # the standard error of the variance of 120 000 draws is 0.4 %
    assert net.W[1].var() == pytest.approx(variance, rel=0.02)
    assert net.w.var() == pytest.approx(1 / 300, rel=0.03)
    again = DeepNet.random([400, 300], np.random.default_rng(5), activation=activation)
    assert np.array_equal(net.W[1] / net.W[1].std(), again.W[1] / again.W[1].std()) or scheme


@pytest.mark.parametrize(
    "arguments",
    [{"widths": []}, {"widths": [2, 0]}, {"widths": [2], "outputs": 0}, {"scheme": "lecun"}],
)
def test_random_refuses_what_it_cannot_draw(arguments):
    with pytest.raises(ValueError, match="must be"):
        DeepNet.random(**{"widths": [2, 2], "rng": np.random.default_rng(0), **arguments})


def test_it_is_exported_and_says_what_it_is():
    assert lecture_lib.DeepNet is DeepNet
    assert repr(DeepNet([np.ones((5, 3))], np.ones(5), "tanh")) == "DeepNet(3 -> 5 -> 1, tanh)"
