"""The ActivationExplorer's JavaScript computes what lecture_lib.activations computes."""

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from javascript import JavaScript, literal
from strategies import moderate, spellings, trees

from lecture_lib import activations
from lecture_lib.activations import ACTIVATIONS, largest_products
from lecture_lib.widgets import ActivationExplorer

names = st.sampled_from(sorted(ACTIVATIONS))
states = {
    "function": names,
    "x": st.one_of(st.just(0.0), st.floats(-5.0, 5.0)),
    "depth": st.integers(1, 20),
    "weight": st.floats(0.5, 2.0),
    "subgradient": st.floats(0.0, 1.0),
}
exactly = lambda x: pytest.approx(x, rel=1e-12, abs=1e-300)


@pytest.fixture(scope="module")
def js():
    with JavaScript("activations") as engine:
        engine.load_bundle("ActivationExplorer")
        yield engine


def ask(js, call, *arguments):
    return js.run(f"ActivationExplorer.math.{call}({', '.join(map(literal, arguments))})")


def test_the_same_functions_in_the_same_order(js):
    assert js.run("Object.keys(ActivationExplorer.math.ACTIVATIONS)") == list(ACTIVATIONS)


@given(name=names, x=st.floats(-1e300, 1e300))
@example(name="gelu", x=-38.0)
@example(name="gelu", x=-0.7517915246935645)
@example(name="silu", x=-740.0)
@example(name="relu", x=0.0)
@example(name="leaky_relu", x=0.0)
def test_every_function_and_its_derivative(js, name, x):
    f, slope, steepest = js.run(
        f"(({{ f, slope, steepest }}) => [f({x!r}), slope({x!r}), steepest])"
        f"(ActivationExplorer.math.ACTIVATIONS.{name})"
    )
    activation = ACTIVATIONS[name]
    assert f == exactly(activation.function(x))
    # absolute where the derivative crosses zero
    assert slope == pytest.approx(activation.derivative(x), rel=1e-12, abs=1e-15 * (abs(x) < 4))
    assert steepest == exactly(activation.steepest)


@given(x=st.floats(-6.0, 6.0))
def test_the_normal_distribution_is_that_of_the_standard_library(js, x):
    assert js.run(f"modules.activations.gelu({x!r})") == pytest.approx(
        x * math.erfc(-x / math.sqrt(2.0)) / 2.0, rel=1e-13, abs=1e-300
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_infinities_and_nan(js, name, number):
    argument = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(number)]
    for key, suffix in (("f", ""), ("slope", "_derivative")):
        ours = js.run(f"ActivationExplorer.math.ACTIVATIONS.{name}.{key}({argument})")
        theirs = getattr(activations, name + suffix)(number)
        assert ours == pytest.approx(theirs, nan_ok=True)


@given(**states)
@example(function="relu", x=0.0, depth=20, weight=2.0, subgradient=0.5)
def test_the_whole_lesson(js, **state):
    explorer = ActivationExplorer(**state)
    ours = ask(js, "lesson", explorer.state())
    layers = ours["layers"][: explorer.depth]
    # these two derivatives cross zero, where both languages have lost digits
    crosses = explorer.function in ("gelu", "silu")
    close = lambda x: pytest.approx(x, rel=1e-9, abs=1e-14) if crosses else exactly(x)
    for key, entries in (("a", "a"), ("z", "z"), ("slope", "slopes"), ("product", "products")):
        expected = list(getattr(explorer.layers, entries))
        assert [layer[key] for layer in layers] == close(expected)
    assert ours["value"] == exactly(explorer.value)
    assert ours["derivative"] == close(explorer.derivative)
    assert ours["subdifferential"] == close(list(explorer.subdifferential))
    assert ours["product"] == close(explorer.product)
    assert ours["largest"] == exactly(explorer.largest_product)


@given(**states)
def test_what_it_says_is_so(js, **state):
    explorer = ActivationExplorer(**state)
    point, depth, bound = ask(js, "sentences", explorer.state())
    low, high = explorer.subdifferential
    assert ("at a kink" in point) == (low != high)
    assert ("since the slope of layer" in depth) == (explorer.layers.slopes == 0.0).any()
    assert ("too small" in depth) == (
        explorer.product == 0.0 and not (explorer.layers.slopes == 0.0).any()
    )
    number = ask(js, "largestProduct", explorer.function, explorer.depth, explorer.weight)
    steepest = ACTIVATIONS[explorer.function].steepest
    assert number == exactly(largest_products(steepest, explorer.depth, explorer.weight)[-1])
    assert bound.startswith("At most M")


halves = st.integers(-6, 6).map(lambda n: n / 2.0)
typed = st.one_of(
    trees(leaves=("a",), consts=moderate, max_leaves=5),
    trees(
        leaves=("a",),
        consts=halves,
        unary=("abs", "relu", "neg", "sin"),
        binary=("maximum", "minimum", "sub", "mul"),
        max_leaves=5,
    ),
).flatmap(lambda tree: spellings([("f", tree)]))


@given(formula=typed, x=st.one_of(halves, st.floats(-5.0, 5.0)), weight=st.floats(0.5, 2.0))
@example(formula="max(-1, min(a, 1))", x=1.0, weight=1.0)
@example(formula="a/(1 + abs(a))", x=0.0, weight=1.0)
@example(formula="log(a)", x=2.0, weight=1.0)
@example(formula="a^3", x=5.0, weight=2.0)
def test_a_function_of_ones_own(js, formula, x, weight):
    explorer = ActivationExplorer("own", max(-5.0, min(5.0, x)), 2, weight, formula=formula)
    ours = ask(js, "lesson", explorer.state())
    close = lambda x: pytest.approx(x, rel=1e-12, abs=1e-12, nan_ok=True)
    assert ours["value"] == close(explorer.value)
    assert ours["derivative"] == close(explorer.derivative)
    assert ours["sides"] == close(list(explorer.sides))
    assert ours["largest"] is None
    point, depth, bound = ask(js, "sentences", explorer.state())
    low, high = explorer.sides
    if math.isnan(explorer.value):
        assert point.startswith("f has no value at ")
    elif math.isfinite(low) and math.isfinite(high) and math.isfinite(explorer.value):
        assert ("at a kink" in point) == (low != high)
    assert "NaN" not in point + depth + bound


@pytest.mark.parametrize("text", ["sin(2*a)", "a*sigmoid(1.7*a)", "max(-1, min(a, 1))", "tanh(a)"])
@given(x=st.floats(-5.0, 5.0), weight=st.floats(0.5, 2.0), depth=st.integers(1, 20))
def test_the_layers_of_a_function_of_ones_own(js, text, x, weight, depth):
    explorer = ActivationExplorer("own", x, depth, weight, formula=text)
    ours = ask(js, "lesson", explorer.state())
    layers = explorer.layers
    # a rounding error of one layer is what the next one begins with
    grown = 1e-15 * (2.0 * explorer.steepest + 1.0) ** np.arange(1.0, depth + 1.0)
    for i in range(depth):
        if grown[i] > 1e-6:
            break
        for key, entries in (("a", layers.a), ("z", layers.z), ("slope", layers.slopes)):
            assert ours["layers"][i][key] == pytest.approx(entries[i], rel=1e-12, abs=grown[i])
    largest = js.run(f"ActivationExplorer.math.activationOf({literal(explorer.state())}).steepest")
    assert largest == exactly(explorer.steepest)
