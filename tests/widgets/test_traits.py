"""Traits that say what they allow."""

import json
import math

import pytest
import traitlets

from lecture_lib.widgets.rows import Rows
from lecture_lib.widgets.told import read_traits
from lecture_lib.widgets.traits import Choice, Flag, Number, Point, Whole
from lecture_lib.widgets.typed import TypedFunction


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
    ("start", [0, 4], r"start must be a list of 2 numbers from -3 to 3, got \[0, 4\]"),
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


TOLD = {
    "rate": {"label": "η", "help": "Step size", "default": 1, "min": 0, "max": 2, "above": True},
    "count": {"label": "Steps", "default": 3, "min": 1, "max": 9, "whole": True},
    "rule": {"label": "Rule", "default": "cyclic", "options": {"cyclic": "in turn", "random": "?"}},
    "shown": {"label": "Shown", "default": True},
    "start": {"label": "Start", "default": [1, 2], "bounds": [[-3, 3], [0, 5]]},
    "widths": {"label": "Widths", "default": [1, 2], "bounds": [[1, 6], [1, 6]], "whole": True},
    "formula": {"label": "f(x, y) =", "default": "x*y", "variables": ["x", "y"]},
    "points": {
        "label": "Points",
        "default": [],
        "columns": ["x", "y"],
        "bounds": [[-3, 3], [0, 5]],
        "rows": [2, 9],
    },
    "own": {"label": "Own"},
}
HELPS = {
    "rate": (Number, "Step size: a number above 0 and at most 2."),
    "count": (Whole, "Steps: a whole number from 1 to 9."),
    "rule": (Choice, "Rule: one of 'cyclic', 'random'."),
    "shown": (Flag, "Shown: True or False."),
    "start": (Point, "Start: a list of 2 numbers from -3 to 3, 0 to 5."),
    "widths": (Point, "Widths: a list of 2 whole numbers from 1 to 6."),
    "formula": (TypedFunction, "f(x, y) =: a function of x and y."),
    "points": (Rows, "Points: 2 to 9 rows x,y of numbers from -3 to 3, 0 to 5, or none."),
}


@pytest.fixture
def read(tmp_path):
    def read(table):
        path = tmp_path / "traits.json"
        path.write_text(json.dumps(table))
        return read_traits(path)

    return read


def test_each_kind_is_read_from_a_table(read):
    traits = read(TOLD)
    assert list(traits) == list(TOLD)
    assert traits.pop("own") is None
    assert {name: (type(trait), trait.help) for name, trait in traits.items()} == HELPS
    for name, trait in traits.items():
        assert trait.default_value == TOLD[name]["default"]
    assert [type(x) for x in traits["widths"].default_value] == [int, int]


def test_whole_coordinates_are_whole(read):
    Model = type("Model", (traitlets.HasTraits,), read({"widths": TOLD["widths"]}))
    with pytest.raises(traitlets.TraitError, match="2 whole numbers from 1 to 6, got"):
        Model(widths=[1, 2.5])
    assert Model(widths=(4, 6)).widths == [4, 6]


@pytest.mark.parametrize("word", ["mix", "steps", "kind"])
def test_a_word_that_no_kind_knows_is_refused(read, word):
    for name in HELPS:
        with pytest.raises(TypeError, match=word):
            read({name: {**TOLD[name], word: 1}})


def test_a_formula_is_kept_as_typed_and_the_last_good_one_stays(read):
    Model = type("Model", (traitlets.HasTraits,), read({"formula": TOLD["formula"]}))
    model, heard = Model(), []
    model.observe(lambda change: heard.append(change["new"]), "formula")
    model.formula = "f(x, y) = x² + y"
    model.formula = lambda x, y: x * x + y
    for bad, said in [
        ("x^", "column 3: a number, a name"),
        ("z", "z is not known here: the function is one of x and y"),
        (3.0, "got 3.0"),
        (lambda x, y: "x", "a function that returns a tensor"),
        (lambda x: x, "2 were given"),
    ]:
        with pytest.raises(
            traitlets.TraitError, match="formula must be a function of x and y: "
        ) as e:
            model.formula = bad
        assert said in str(e.value)
    assert heard == ["f(x, y) = x² + y", "x*x + y"]
    assert model.formula == heard[-1]


def test_a_formula_in_a_link(read):
    trait = read({"formula": TOLD["formula"]})["formula"]
    assert trait.read(trait.written("x² + y")) == "x² + y"
    with pytest.raises(
        ValueError, match=r"a formula that can be read \(column 1: Did you mean x\*y"
    ):
        trait.read("xy")
