"""The Python side of the DeepNetExplorer: bad values, and the library's own numbers."""

import numpy as np
import pytest
import traitlets

from lecture_lib.deep_net import DeepNet
from lecture_lib.widgets import DeepNetExplorer
from lecture_lib.widgets.deep_net_explorer.widget import first_net


@pytest.fixture
def explorer():
    return DeepNetExplorer()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("depth", 0, "a whole number from 1 to 6, got 0"),
        ("depth", 7, "a whole number from 1 to 6"),
        ("widths", [3, 4, 2], "a list of 7 whole numbers from 1 to 6"),
        ("widths", [3, 4, 2.5, 3, 3, 3, 3], "a list of 7 whole numbers from 1 to 6"),
        ("widths", [3, 7, 2, 3, 3, 3, 3], "a list of 7 whole numbers from 1 to 6"),
        ("x", [1.0, 2.0], "a list of 6 numbers from -2 to 2"),
        ("x", [3.0] * 6, "a list of 6 numbers from -2 to 2"),
        ("activation", "step", "one of 'relu', 'sigmoid'"),
        ("seed", -1, "a whole number from 0 to 9999"),
        ("step", 12, "a whole number from 0 to 11, got 12"),
        ("entry", 0, "a whole number from 1 to 36"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(explorer, trait, value, words):
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be {words}"):
        setattr(explorer, trait, value)
    assert explorer.state() == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"depth": 6}, "depth is the number of widths less one, here 2"),
        ({"widths": [3]}, "widths must be 2 to 7 numbers"),
        ({"widths": [3] * 8}, "widths must be 2 to 7 numbers"),
        ({"widths": [3, 0]}, "widths must be a list of 7 whole numbers from 1 to 6"),
        ({"widths": [3, 2], "x": [1.0]}, "x must have d_0 = 3 entries"),
        ({"step": 12}, "step must be a whole number from 0 to 11"),
        ({"step": -13}, "step must be a whole number"),
    ],
)
def test_a_widget_is_not_made_of_what_does_not_fit(arguments, words):
    with pytest.raises(traitlets.TraitError, match=words):
        DeepNetExplorer(**arguments)


def test_its_numbers_are_the_librarys():
    explorer = DeepNetExplorer([2, 5, 3], [0.5, -2.0], "tanh", seed=7)
    net = first_net([2, 5, 3], 7, "tanh")
    forward = net.forward([0.5, -2.0])
    assert isinstance(explorer.net, DeepNet)
    assert explorer.forward.f == forward.f
    assert np.array_equal(explorer.backward.dW[1], net.backprop(forward).dW[1])
    assert explorer.backward.dx.shape == (2,)


def test_weights_are_tenths_within_hes_bound():
    for n, bound in ((1, 2.4), (6, 1.0)):
        weights = np.concatenate([first_net([n, 6], seed, "relu").W[1] for seed in range(50)])
        assert np.abs(weights).max() == bound
        assert weights == pytest.approx(np.round(weights, 1))
        assert weights.var() == pytest.approx(2 / n, rel=0.2)


def test_what_is_out_of_use_is_kept():
    explorer = DeepNetExplorer([2, 5, 3], [0.5, -2.0])
    explorer.depth = 1
    explorer.depth = 2
    assert explorer.net.widths == (2, 5, 3)
    assert explorer.widths[3:] == [3, 3, 3, 3]
    assert explorer.x[:2] == [0.5, -2.0]


def test_a_step_that_is_no_longer_there_becomes_the_last():
    explorer = DeepNetExplorer([2, 5, 3], step=-1)
    assert explorer.step == 11
    explorer.depth = 1
    assert explorer.step == 7


def test_observers_hear_of_changes(explorer):
    heard = []
    explorer.observe(lambda change: heard.append((change["name"], change["new"])))
    explorer.seed = 5
    explorer.widths = (1, 2, 3, 4, 5, 6, 1)
    assert heard == [("seed", 5), ("widths", [1, 2, 3, 4, 5, 6, 1])]


def test_its_repr_is_stable(explorer):
    assert repr(explorer) == "DeepNetExplorer([3, 4, 2], 'relu')"
