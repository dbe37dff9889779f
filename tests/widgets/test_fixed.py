"""What a widget holds is changed as a whole: nothing changes behind the back of its page."""

import copy
import json
import pickle

import numpy as np
import pytest
from kinds_of_widgets import EVERY, make

from lecture_lib import widgets
from lecture_lib.widgets.fixed import FixedDict, FixedList, fixed

CHANGES = {
    list: [
        lambda x: x.append(1),
        lambda x: x.extend([1]),
        lambda x: x.insert(0, 1),
        lambda x: x.__setitem__(0, 9),
        lambda x: x.__delitem__(0),
        lambda x: x.__iadd__([1]),
        lambda x: x.__imul__(2),
        lambda x: x.pop(),
        lambda x: x.remove(x[0]),
        lambda x: x.clear(),
        lambda x: x.sort(),
        lambda x: x.reverse(),
    ],
    dict: [
        lambda x: x.__setitem__("x", 9),
        lambda x: x.__delitem__(next(iter(x))),
        lambda x: x.__ior__({"x": 9}),
        lambda x: x.update(x=9),
        lambda x: x.setdefault("new", 9),
        lambda x: x.pop(next(iter(x))),
        lambda x: x.popitem(),
        lambda x: x.clear(),
    ],
}


def containers(value):
    if isinstance(value, list | dict):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from containers(item)


@pytest.mark.parametrize("name", EVERY)
def test_no_part_of_a_state_can_be_changed_by_itself(name):
    widget = make(name)
    before = json.dumps(widget.state())
    for trait in widget.state():
        for part in containers(getattr(widget, trait)):
            assert isinstance(part, FixedList | FixedDict), trait
            for change in CHANGES[dict if isinstance(part, dict) else list]:
                if part:
                    with pytest.raises(TypeError, match="assign the whole"):
                        change(part)
    assert json.dumps(widget.state()) == before


def test_a_copy_can_be_changed():
    held = fixed({"a": [1, {"b": 2}]})
    for made in (copy.deepcopy(held), pickle.loads(pickle.dumps(held))):
        made["a"][1]["b"] = 3
        assert (made, type(made), type(made["a"])) == ({"a": [1, {"b": 3}]}, dict, list)
    assert held == {"a": [1, {"b": 2}]}


def test_a_leaf_is_set_by_assigning_all_values():
    stepper = widgets.BackpropStepper("x*y", values={"x": 1.0, "y": 2.0})
    heard = []
    stepper.observe(lambda change: heard.append(change["new"]), "values")
    with pytest.raises(TypeError, match="assign the whole"):
        stepper.values["x"] = 9
    stepper.values = {**stepper.values, "x": np.float32(9)}
    assert heard == [{"x": 9.0, "y": 2.0}]
    assert type(stepper.values["x"]) is float


@pytest.mark.parametrize("name", EVERY)
def test_a_misspelt_keyword_is_refused_and_the_right_one_named(name):
    trait = max(make(name).state(), key=len)
    with pytest.raises(TypeError, match=r"keyword|has no"):
        getattr(widgets, name)(**{trait[:-1] + "q": 1})


def test_the_near_name_and_else_all_names_are_told():
    with pytest.raises(TypeError, match=r"has no 'step_sise'; did you mean 'step_size'\?"):
        widgets.SamplingExplorer(step_sise=0.1)
    with pytest.raises(TypeError, match=r"has no 'colour'; it has axis, batch_size, budget"):
        widgets.SamplingExplorer(colour="red")


def test_numbers_of_numpy_are_numbers():
    assert widgets.SamplingExplorer(batch_size=np.int64(2)).batch_size == 2
    explorer = widgets.MomentumExplorer(np.float32(0.5), start=np.array([0.5, -0.25]))
    assert (explorer.step_size, explorer.start) == (0.5, [0.5, -0.25])
    assert widgets.RegressionExplorer(deficient=np.bool_(True)).deficient is True
    assert widgets.BackpropStepper("x*y", step=np.int64(2)).step == 2
    race = widgets.OptimizerRace(steps=np.int32(20), settings={"adam": {"lr": np.float64(0.1)}})
    assert (race.steps, race.settings["adam"]["lr"]) == (20, 0.1)
    for widget in (explorer, race):
        json.dumps(widget.state(), allow_nan=False)
