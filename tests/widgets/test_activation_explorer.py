"""The Python side of the ActivationExplorer: bad values, and the library's own numbers."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib.activations import ACTIVATIONS, chain
from lecture_lib.widgets import ActivationExplorer


@pytest.fixture
def explorer():
    return ActivationExplorer()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("function", "softmax", "one of 'relu', 'sigmoid', 'tanh', 'leaky_relu'"),
        ("x", 5.1, "a number from -5 to 5, got 5.1"),
        ("x", "left", "a number from -5 to 5"),
        ("x", math.inf, "a number from -5 to 5"),
        ("depth", 0, "a whole number from 1 to 20"),
        ("depth", 2.5, "a whole number from 1 to 20"),
        ("weight", 0.0, "a number from 0.5 to 2"),
        ("subgradient", 1.5, "a number from 0 to 1"),
        ("subgradient", True, "a number from 0 to 1"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(explorer, trait, value, words):
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be {words}"):
        setattr(explorer, trait, value)
    with pytest.raises(traitlets.TraitError, match=words):
        ActivationExplorer(**{trait: value})
    assert explorer.state() == before


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_its_numbers_are_the_librarys(name):
    explorer = ActivationExplorer(name, x=-0.7, depth=6, weight=1.5)
    activation = ACTIVATIONS[name]
    assert explorer.value == activation.function(-0.7)
    assert explorer.derivative == activation.derivative(-0.7)
    assert explorer.subdifferential == (explorer.derivative, explorer.derivative)
    layers = chain(activation.function, activation.derivative, -0.7, 6, 1.5)
    assert all(map(np.array_equal, explorer.layers, layers))
    assert explorer.product == layers.products[-1]
    assert explorer.largest_product == pytest.approx(activation.steepest**6 * 1.5**5)
    assert abs(explorer.product) <= explorer.largest_product


def test_at_the_kink_the_chosen_subgradient_is_used_in_every_layer():
    explorer = ActivationExplorer("relu", x=0.0, depth=3, subgradient=0.5)
    assert explorer.subdifferential == (0.0, 1.0)
    assert (explorer.derivative, explorer.product) == (0.5, 0.125)
    explorer.function = "leaky_relu"
    assert explorer.subdifferential == (0.01, 1.0)
    assert explorer.derivative == 0.01


def test_observers_hear_of_changes(explorer):
    heard = []
    explorer.observe(lambda change: heard.append((change["name"], change["new"])))
    explorer.function = "tanh"
    explorer.depth = 3
    assert heard == [("function", "tanh"), ("depth", 3)]


def test_its_repr_is_stable(explorer):
    assert repr(explorer) == "ActivationExplorer('sigmoid', x=1.5, depth=10)"
