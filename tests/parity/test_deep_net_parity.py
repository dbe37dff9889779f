"""The DeepNetExplorer's JavaScript computes what lecture_lib.deep_net computes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import activations
from lecture_lib.activations import ACTIVATIONS
from lecture_lib.widgets import DeepNetExplorer

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
