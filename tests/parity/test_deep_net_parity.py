"""The DeepNetExplorer's JavaScript computes what lecture_lib.deep_net computes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import activations
from lecture_lib.activations import ACTIVATIONS
from lecture_lib.expression.notation import format_number
from lecture_lib.widgets import DeepNetExplorer
from lecture_lib.widgets.deep_net_explorer.training import CELLS, LOSSES

inputs = st.lists(st.floats(-2.0, 2.0), min_size=6, max_size=6)
close = lambda value, expected: np.testing.assert_allclose(value, expected, rtol=1e-12, atol=1e-13)


@st.composite
def explorers(draw):
    widths = draw(st.lists(st.integers(1, 6), min_size=2, max_size=7))
    explorer = DeepNetExplorer(
        widths,
        draw(inputs)[: widths[0]],
        draw(st.sampled_from(sorted(ACTIVATIONS))),
        seed=draw(st.integers(0, 9999)),
        step=draw(st.integers(0, 4 * len(widths) - 1)),
        entry=draw(st.integers(1, 36)),
    )
    assert explorer.depth == len(widths) - 1
    return explorer


@st.composite
def learners(draw, longest=12):
    """Draw an explorer with some weights of the reader's own, in training."""
    explorer = draw(explorers())
    typed = st.dictionaries(st.sampled_from(CELLS), st.floats(-2.0, 2.0), max_size=20)
    explorer.weights = draw(typed)
    explorer.training = True
    explorer.criterion = draw(st.sampled_from(sorted(LOSSES)))
    explorer.target = draw(st.floats(-5.0, 5.0))
    explorer.step_size = draw(st.floats(0.001, 1.0))
    explorer.updates = draw(st.integers(0, longest))
    return explorer


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("DeepNetExplorer")
        yield engine


def ask(js, call, *arguments):
    return js.run(f"DeepNetExplorer.math.{call}({', '.join(map(literal, arguments))})")


@given(explorers())
def test_every_number_of_both_passes(js, explorer):
    ours, net = ask(js, "netOf", explorer.state()), explorer.net
    forward, back = explorer.forward, explorer.backward
    assert ours["W"][1:] == [W.tolist() for W in net.W.values()]
    assert ours["w"] == net.w.tolist()
    close(ours["f"], forward.f)
    close(ours["z"][0], forward.z[0])
    for i in net.W:
        close(ours["a"][i], forward.a[i])
        close(ours["z"][i], forward.z[i])
        close(ours["delta"][i], back.delta[i])
        close(ours["dW"][i], back.dW[i])
    close(ours["dw"], back.dw)
    close(ours["dx"], back.dx)


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(a=st.lists(st.floats(-50.0, 50.0), min_size=1, max_size=5))
def test_activations_and_their_slopes(js, name, a):
    for k, function in (("f", name), ("slope", f"{name}_derivative")):
        ours = js.run(f"{literal(a)}.map(DeepNetExplorer.math.ACTIVATIONS.{name}.{k})")
        expected = getattr(activations, function)(np.array(a))
        # absolute where the derivative of a smooth ramp crosses zero
        np.testing.assert_allclose(ours, expected, rtol=1e-12, atol=1e-15)


@given(explorers())
def test_what_it_says_of_an_entry_is_its_number(js, explorer):
    said = ask(js, "sentence", explorer.state())
    step = ask(js, "current", explorer.state())
    if step is None:
        assert said.startswith("Widths ")
        return
    forward, back, i = explorer.forward, explorer.backward, step["layer"]
    result = {
        "a": lambda: forward.a[i],
        "z": lambda: forward.z[i],
        "f": lambda: np.array(forward.f),
        "dw": lambda: back.dw,
        "last": lambda: back.delta[i],
        "delta": lambda: back.delta[i],
        "dW": lambda: back.dW[i],
        "dx": lambda: back.dx,
    }[step["kind"]]().ravel()
    expected = result[min(explorer.entry, result.size) - 1]
    number = said.rsplit(" = ", 1)[1].removesuffix(".").replace("−", "-")
    mantissa, _, raised = number.partition("×10")
    power = raised.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")) or "0"
    assert float(f"{mantissa}e{power}") == pytest.approx(expected, rel=6e-4, abs=1e-12)
    assert said.startswith("Backward" if step["backward"] else "Forward")


@pytest.mark.parametrize("depth", range(1, 7))
def test_every_step_uses_what_is_there_already(js, depth):
    there = {"z0", "w", *(f"W{i}" for i in range(1, depth + 1))}
    steps = ask(js, "steps", depth)
    assert len(steps) == ask(js, "stepCount", depth) == 4 * depth + 3
    for step in steps:
        assert set(step["uses"]) <= there, step
        assert step["makes"] not in there
        there.add(step["makes"])
    everything = {
        f"{name}{i}" for name in ("a", "z", "delta", "W", "dW") for i in range(1, depth + 1)
    }
    assert there == everything | {"z0", "delta0", "f", "w", "dw"}


def as_large(ours, theirs, size):
    """Hold numbers together to 1e-12 of what they are made of."""
    np.testing.assert_allclose(ours, theirs, rtol=1e-12, atol=1e-12 * size)


@given(learners())
def test_every_step_of_training(js, explorer):
    """One step at a time: from the same weights both come to the same ones."""
    steps = explorer.updates
    explorer.updates = 0
    for _ in range(steps + 1):
        ours = ask(js, "netOf", explorer.state())["run"]
        assert ours["losses"] == pytest.approx(explorer.losses, rel=1e-12, abs=1e-14)
        gradients = explorer.gradients
        size = explorer.step_size * max(
            1.0, *(np.abs(each).max() for each in (*gradients.dW.values(), gradients.dw))
        )
        explorer.train()
        assert (ours["next"] is None) == explorer.stopped
        if explorer.stopped:
            assert ours["after"] is None
            return
        for i, W in explorer.net.W.items():
            as_large(ours["next"]["W"][i], W, size + np.abs(W).max())
        as_large(ours["next"]["w"], explorer.net.w, size + np.abs(explorer.net.w).max())
        explorer.keep()


@given(learners())
def test_several_steps_of_training_at_once(js, explorer):
    explorer.step_size = min(explorer.step_size, 0.02)
    ours = ask(js, "netOf", explorer.state())
    assert ours["run"]["stopped"] == explorer.stopped
    largest = max(np.abs(each).max() for each in explorer.net.parameters)
    if largest > 10.0 or max(explorer.losses) > 1e3:
        return  # where steps are too long, a rounding error grows with each
    np.testing.assert_allclose(ours["run"]["losses"], explorer.losses, rtol=1e-10, atol=1e-12)
    for i, W in explorer.net.W.items():
        np.testing.assert_allclose(ours["W"][i], W, rtol=1e-10, atol=1e-12)
    np.testing.assert_allclose(ours["w"], explorer.net.w, rtol=1e-10, atol=1e-12)


@given(learners())
def test_what_it_says_of_training_are_its_numbers(js, explorer):
    said = ask(js, "trainingSentence", explorer.state(), ask(js, "netOf", explorer.state()))
    taken = len(explorer.losses) - 1
    steps = f"After {taken} step{'s' * (taken > 1)} of training"
    assert said.startswith(steps if taken else "Before training")
    assert f"= {format_number(explorer.losses[-1])}, and g" in said
    if explorer.stopped:
        assert "beyond 1000: training ended here" in said
    elif "The next step, W" in said:
        before = explorer.loss
        explorer.updates = min(taken, 98)
        after = explorer.train()
        assert f"ℓ to {format_number(after)}, " in said or abs(after) > 1e-3
        if abs(after - before) > 1e-9 * abs(before):
            assert said.endswith("down." if after < before else "up: the step is too long.")


@given(learners(), inputs)
def test_f_over_the_square_is_the_net_s(js, explorer, x):
    x = x[: explorer.widths[0]]
    net = explorer.net
    sent = {"W": [None, *(W.tolist() for W in net.W.values())], "w": net.w.tolist()}
    close(ask(js, "valueAt", sent, x, explorer.activation), net.forward(x).f)
