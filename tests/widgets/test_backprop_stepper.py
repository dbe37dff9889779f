"""The Python side of the BackpropStepper: state, checks, what an observer sees."""

import json

import pytest
import traitlets

from lecture_lib import sigmoid, variables
from lecture_lib.expression.drill import LEVELS, draw
from lecture_lib.widgets import BackpropStepper
from lecture_lib.widgets.backprop_stepper.presets import PRESETS
from lecture_lib.widgets.lecture_widget import MIME


@pytest.fixture
def stepper():
    return BackpropStepper()


def state(widget):
    return widget.state()


def test_it_opens_on_the_lectures_function(stepper):
    assert stepper.expression == "net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2"
    assert stepper.step == 0
    assert stepper.score == {"right": 0, "asked": 0}


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset["label"])
def test_every_preset_can_be_shown(preset):
    widget = BackpropStepper(preset["expression"])
    assert widget.values == preset["values"]
    assert set(widget.gradients) == set(preset["values"])


def test_a_graph_built_by_plain_arithmetic():
    x1, w3, x3, w4, x4 = variables(x1=3.0, w3=0.5, x3=2.0, w4=1.0, x4=-1.5)
    f = x1 - sigmoid(w3 * x3 + w4 * x4)
    widget = BackpropStepper(f)
    assert widget.values == {"x1": 3.0, "w3": 0.5, "x3": 2.0, "w4": 1.0, "x4": -1.5}
    f.backward()
    assert widget.gradients == {leaf.name: leaf.grad for leaf in (x1, w3, x3, w4, x4)}


def test_negative_steps_count_from_the_end():
    widget = BackpropStepper(step=-1)
    assert widget.step == len(widget.trace.steps)


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("expression", "x1 +", "column"),
        ("expression", "__import__('os')", "column"),
        ("values", {"x1": 1.0}, "exactly the leaves"),
        ("values", dict.fromkeys(["x1", "w3", "x3", "w4", "x4"], "two"), "must be a number"),
        ("values", dict.fromkeys(["x1", "w3", "x3", "w4", "x4"], True), "must be a number"),
        ("values", dict.fromkeys(["x1", "w3", "x3", "w4", "x4"], float("inf")), "finite"),
        ("step", 99, "between 0 and 15"),
        ("step", -1, "between 0 and 15"),
        ("step", 1.5, "whole number"),
        ("score", {"right": 2, "asked": 1}, "0 <= r <= a"),
        ("score", {"right": 2}, "whole numbers"),
    ],
)
def test_a_bad_value_is_refused_and_changes_nothing(stepper, trait, value, words):
    before = state(stepper)
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(stepper, trait, value)
    assert state(stepper) == before


def test_a_bad_constructor_argument_is_refused():
    with pytest.raises(traitlets.TraitError, match="column 5"):
        BackpropStepper("x1 +")
    with pytest.raises(traitlets.TraitError, match="exactly the leaves"):
        BackpropStepper("x1 - x2", values={"x7": 1.0})
    with pytest.raises(traitlets.TraitError, match="between 0 and"):
        BackpropStepper(step=99)


def test_another_expression_keeps_the_values_that_still_have_a_leaf(stepper):
    stepper.values = {**stepper.values, "x1": 7.0}
    stepper.step = 15
    stepper.expression = "x1 * y"
    assert stepper.values == {"x1": 7.0, "y": -0.5}
    assert stepper.step == 0


def test_what_the_browser_sends_together_is_checked_together(stepper):
    stepper.set_state({"step": 2, "values": {"a": 1, "b": 2.0}, "expression": "a*b"})
    assert stepper.values == {"a": 1.0, "b": 2.0}
    assert stepper.gradients == {"a": 2.0, "b": 1.0}
    assert stepper.step == 2


def test_observers_hear_of_a_change(stepper):
    heard = []
    stepper.observe(heard.append, "step")
    stepper.step = 3
    assert [(change["old"], change["new"]) for change in heard] == [(0, 3)]


def test_every_trait_says_what_it_is_for(stepper):
    for name, trait in stepper.traits(saved=True).items():
        assert trait.help, name


def test_the_saved_output_is_json_and_the_same_every_time():
    outputs = [BackpropStepper(step=4)._repr_mimebundle_()[0] for _ in range(2)]
    saved = [json.dumps(output[MIME], sort_keys=True) for output in outputs]
    assert saved[0] == saved[1]
    assert json.loads(saved[0])["state"]["step"] == 4
    assert outputs[0]["text/plain"] == outputs[1]["text/plain"]
    assert "0x" not in outputs[0]["text/plain"]


def test_a_drill_shows_what_is_drawn_and_asks_for_it():
    widget = BackpropStepper.drill(level=2, seed=7)
    expression, values = draw(2, 7)
    assert (widget.level, widget.seed) == (2, 7)
    assert (widget.expression, widget.values) == (expression.text, values)
    assert (widget.step, widget.predict) == (0, True)


def test_another_level_or_seed_shows_another_graph(stepper):
    stepper.level = 3
    assert stepper.expression == BackpropStepper().expression  # none is shown yet
    stepper.step = 5
    stepper.seed = 4
    assert (stepper.expression, stepper.values) == (draw(3, 4)[0].text, draw(3, 4)[1])
    assert (stepper.step, stepper.predict) == (0, True)
    stepper.step = 5
    stepper.level = 1
    assert (stepper.expression, stepper.step) == (draw(1, 4)[0].text, 0)


def test_a_seed_of_the_same_formula_brings_its_own_values():
    widget = BackpropStepper.drill(level=5, seed=2)
    expression, values = draw(5, 2)
    same = next(seed for seed in range(3, 99) if draw(5, seed)[0] == expression)
    widget.seed = same
    assert widget.values == draw(5, same)[1] != values
    assert widget.seed == same


def test_another_function_or_value_is_no_drawn_graph():
    widget = BackpropStepper.drill(1, 1)
    widget.values = {**widget.values, "x1": 3.0}
    assert widget.seed == 0
    widget.seed = 2
    widget.expression = "a*b"
    assert (widget.seed, set(widget.values)) == (0, {"a", "b"})


@pytest.mark.parametrize("level", range(1, len(LEVELS) + 1))
def test_the_state_of_a_drill_makes_the_same_drill(stepper, level):
    widget = BackpropStepper.drill(level, 9)
    widget.step = 4
    stepper.set_state(json.loads(json.dumps(widget.state())))
    assert stepper.state() == widget.state()


@pytest.mark.parametrize(
    ("level", "seed", "words"),
    [
        (0, 1, "level must be a whole number from 1 to 5, got 0"),
        (1, 0, "seed must be a whole number from 1 to 9999, got 0"),
        (1, 10000, "seed must be a whole number from 0 to 9999, got 10000"),
    ],
)
def test_a_drill_that_there_is_not_is_refused(level, seed, words):
    with pytest.raises(traitlets.TraitError, match=words):
        BackpropStepper.drill(level, seed)


def test_the_six_functions_have_one_value_for_each_letter():
    """As the chapter on them has it: what changes from one to the next is the function alone."""
    values = [(name, x) for preset in PRESETS for name, x in preset["values"].items()]
    assert sorted(set(values)) == sorted(dict(values).items())
    assert [preset["label"].split(" ")[0] for preset in PRESETS] == list("123456")
