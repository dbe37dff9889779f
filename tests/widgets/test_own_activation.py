"""The ActivationExplorer with a function of one's own: its slopes, its kinks, where it has none."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st
from strategies import spellings, trees

from lecture_lib import autodiff
from lecture_lib.activations import ACTIVATIONS
from lecture_lib.expression import parse_function
from lecture_lib.widgets import ActivationExplorer
from lecture_lib.widgets.activation_explorer.kinks import one_sided_slopes

halves = st.integers(-4, 4).map(lambda n: n / 2.0)
kinked = trees(
    leaves=("a",),
    consts=halves,
    unary=("neg", "abs", "relu"),
    binary=("sub", "mul", "maximum", "minimum"),
    max_leaves=5,
).flatmap(lambda tree: spellings([("f", tree)]))
#: Each activation of the library as one would type it.
TYPED = {
    "relu": "relu(a)",
    "sigmoid": "1/(1 + exp(-a))",
    "tanh": "2*sigmoid(2*a) - 1",
    "leaky_relu": "max(a, 0.01*a)",
    "softplus": "log(1 + exp(a))",
    "silu": "a*sigmoid(a)",
}


@given(kinked, halves)
def test_slopes_of_both_sides_are_limits_of_difference_quotients(text, a):
    f = parse_function(text, ["a"])
    here = f.value([a])
    for way, slope in zip((-1.0, 1.0), one_sided_slopes(f, a), strict=True):
        h = way * 1e-7
        quotient = (f.value([a + h]) - here) / h
        assert slope == pytest.approx(quotient, rel=1e-4, abs=1e-4), way


@given(kinked, st.floats(-3.0, 3.0))
def test_where_there_is_no_kink_both_sides_have_the_slope(text, a):
    f = parse_function(text, ["a"])
    if not f.at_kink([a]):
        assert one_sided_slopes(f, a) == (f.gradient([a])[0],) * 2


@pytest.mark.parametrize("name", TYPED)
@pytest.mark.parametrize("x", [-2.5, -0.3, 0.05, 4.0])
def test_what_the_library_knows_can_be_typed(name, x):
    known = ActivationExplorer(name, x=x, depth=7, weight=1.3)
    own = ActivationExplorer("own", x=x, depth=7, weight=1.3, formula=TYPED[name])
    for ours, theirs in zip(own.layers, known.layers, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-12)
    assert own.sides == pytest.approx(known.sides, rel=1e-9)
    assert own.steepest <= ACTIVATIONS[name].steepest * (1.0 + 1e-12)
    assert own.steepest == pytest.approx(ACTIVATIONS[name].steepest, rel=0.01)
    assert np.isnan(own.largest_products).tolist() == [True] * 7
    assert math.isnan(own.largest_product)


def test_a_python_function_is_taken():
    own = ActivationExplorer("own", formula=lambda a: a * autodiff.sigmoid(1.7 * a))
    assert own.formula == "a*sigmoid(1.7*a)"
    assert own.value == pytest.approx(1.5 / (1.0 + math.exp(-2.55)))


@pytest.mark.parametrize(
    ("text", "x", "sides", "used"),
    [
        ("max(-1, min(a, 1))", 1.0, (1.0, 0.0), 0.5),
        ("max(-1, min(a, 1))", -1.0, (0.0, 1.0), 0.5),
        ("abs(a)", 0.0, (-1.0, 1.0), 0.0),
        ("min(a, 2*a)", 0.0, (2.0, 1.0), 1.5),
        # a kink of its parts, and none of its own: the slope is the slope
        ("a/(1 + abs(a))", 0.0, (1.0, 1.0), 1.0),
        ("relu(a) - relu(-a)", 0.0, (1.0, 1.0), 1.0),
        ("abs(a)*a", 0.0, (0.0, 0.0), 0.0),
        ("abs(abs(a) - 1)", 1.0, (-1.0, 1.0), 0.0),
        ("relu(abs(a))", 0.0, (-1.0, 1.0), 0.0),
    ],
)
def test_a_kink_has_two_slopes_and_the_engine_s_is_in_use(text, x, sides, used):
    own = ActivationExplorer("own", x=x, formula=text)
    assert own.sides == sides
    assert own.derivative == used
    assert own.subdifferential == (min(sides), max(sides))


def test_where_it_is_undefined_its_numbers_are_nan():
    own = ActivationExplorer("own", x=2.0, depth=5, formula="log(a)")
    assert np.isfinite(own.layers.z).tolist() == [True, True, False, False, False]
    assert math.isnan(own.product)
    own.x = -1.0
    assert math.isnan(own.value)
    assert math.isnan(own.derivative)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("x + 1", "not known here: the function is one of a"),
        ("a +", "column 4"),
        ("", "nothing is written yet"),
        (3, "formula must be a function of a"),
    ],
)
def test_what_is_no_function_is_refused_and_the_last_good_one_stays(formula, words):
    own = ActivationExplorer("own", formula="sin(a)")
    before = own.state()
    with pytest.raises(traitlets.TraitError, match=words):
        own.formula = formula
    assert own.state() == before


def test_a_link_carries_the_formula():
    own = ActivationExplorer("own", x=-1.0, formula="max(-1, min(a, 1))")
    assert own.link().endswith("#function=own&x=-1&formula=max(-1,%20min(a,%201))")
    assert ActivationExplorer.from_link(own.link()).state() == own.state()
