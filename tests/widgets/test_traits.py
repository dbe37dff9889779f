"""Traits that say what they allow."""

import math

import pytest
import traitlets

from lecture_lib.widgets.traits import Choice, Flag, Number, Point, Whole


class Model(traitlets.HasTraits):
    rate = Number(0.1, 0.0, 2.0, "Step size", above=True)
    share = Number(0.5, 0.0, 1.0, "Share")
    count = Whole(3, 1, 9, "Steps")
    rule = Choice("cyclic", ["cyclic", "random"], "Index rule")
    shown = Flag(True, "Whether it is shown")
    start = Point([1, 2], [(-3, 3), (-3, 3)], "Start")


STATE = {"rate": 0.1, "share": 0.5, "count": 3, "rule": "cyclic", "shown": True, "start": [1, 2]}
GOOD = {"rate": 2, "share": 0, "count": 9, "rule": "random", "shown": False, "start": (3, -3)}
BAD = [
    ("rate", 0.0, "rate must be a number above 0 and at most 2, got 0.0"),
    ("rate", math.nan, "got nan"),
    ("rate", True, "got True"),
    ("share", -0.1, "share must be a number from 0 to 1, got -0.1"),
    ("share", "half", "got 'half'"),
    ("count", 2.0, "count must be a whole number from 1 to 9, got 2.0"),
    ("count", 10, "got 10"),
    ("count", True, "got True"),
    ("rule", "shuffled", "rule must be one of 'cyclic', 'random', got 'shuffled'"),
    ("rule", ["cyclic"], "got "),
    ("shown", 1, "shown must be True or False, got 1"),
    ("start", [0, 4], r"start must be a list of 2 numbers from -3 to 3, -3 to 3, got \[0, 4\]"),
    ("start", [0, math.inf], "got "),
    ("start", [0], "got "),
    ("start", 0, "got 0"),
]


def values(model):
    return {name: getattr(model, name) for name in STATE}


def test_defaults_and_good_values():
    assert values(Model()) == STATE
    model = Model(**GOOD)
    assert values(model) == {**GOOD, "start": [3.0, -3.0]}
    assert [type(x) for x in [model.rate, *model.start]] == [float] * 3


@pytest.mark.parametrize(("name", "value", "words"), BAD)
def test_a_bad_value_is_explained_and_changes_nothing(name, value, words):
    model = Model()
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(model, name, value)
    assert values(model) == STATE


def test_each_is_shared_saved_and_explained():
    for name, trait in Model().traits().items():
        assert (trait.metadata["sync"], trait.metadata["saved"]) == (True, True), name
        assert trait.allowed in trait.help


def test_an_observer_hears_only_of_good_values():
    model, heard = Model(), []
    model.observe(lambda change: heard.append(change["new"]), "rate")
    model.rate = 0.5
    with pytest.raises(traitlets.TraitError):
        model.rate = 9
    assert heard == [0.5]
