"""What holds for every widget, on the Python side and in its still picture."""

import inspect
import json
import re

import pytest
import traitlets
from kinds_of_widgets import EVERY, PICTURED, make

from lecture_lib import widgets
from lecture_lib.widgets.lecture_widget import MIME
from lecture_lib.widgets.static_page import page_element

every_widget = pytest.mark.parametrize("name", EVERY)


@every_widget
def test_its_output_is_json_and_the_same_every_time(name):
    outputs = [make(name)._repr_mimebundle_()[0] for _ in range(2)]
    saved = [json.dumps(output[MIME], sort_keys=True, allow_nan=False) for output in outputs]
    assert saved[0] == saved[1]
    assert outputs[0]["text/plain"] == outputs[1]["text/plain"]
    assert "0x" not in outputs[0]["text/plain"]


@every_widget
def test_its_state_makes_the_same_widget_again(name):
    first, second = make(name), make(name)
    second.set_state(json.loads(json.dumps(first.state())))
    assert second.state() == first.state()


@every_widget
def test_every_trait_says_what_it_is_for(name):
    for trait in make(name).traits(saved=True).values():
        assert len(trait.help) > 9, trait.name


@every_widget
def test_its_traits_are_those_that_both_languages_read(name):
    widget = make(name)
    table = json.loads((widget.folder / "traits.json").read_text(encoding="utf-8"))
    assert sorted(table) == sorted(widget.state())
    for trait, told in table.items():
        assert told["label"]
        if "default" in told:
            # a default is a value like any other
            kind = widget.traits()[trait]
            assert kind.accepted(kind.default_value) == told["default"]


@every_widget
def test_it_is_made_from_its_values_in_their_order(name):
    kind = getattr(widgets, name)
    if "__init__" in vars(kind):
        return  # it tells what it takes
    state = make(name).state()
    order = list(inspect.signature(kind).parameters)
    assert sorted(order) == sorted(state)
    assert kind(*(state[trait] for trait in order)).state() == state
    with pytest.raises(TypeError, match="multiple values"):
        kind(state[order[0]], **{order[0]: state[order[0]]})
    with pytest.raises(TypeError, match="too many"):
        kind(*([1] * (len(order) + 1)))


@every_widget
def test_every_trait_refuses_what_is_no_value_and_keeps_the_last(name):
    widget = make(name)
    before = widget.state()
    assert before
    for trait in before:
        for nonsense in (object(), float("nan")):
            with pytest.raises(traitlets.TraitError):
                setattr(widget, trait, nonsense)
    assert widget.state() == before


@every_widget
def test_its_still_picture_is_marked_labelled_and_shows_no_undefined_number(name):
    element = page_element(name, make(name).state())
    still = element.split(">", 1)[1]
    assert f'data-widget="{name}"' in still
    assert ("<svg" in still) == (name in PICTURED)
    assert 'aria-live="polite"' in still
    assert not re.search(r"NaN|undefined|\[object", still)
