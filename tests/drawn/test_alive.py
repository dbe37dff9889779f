"""What holds for every widget, whatever a reader has done to it; without a browser."""

import random
import re
from collections import defaultdict
from html import unescape
from pathlib import Path

import pytest
import traitlets
from kinds_of_widgets import PICTURED, make
from living import Living
from reading import number
from walks import selectors, walk

from lecture_lib import widgets
from lecture_lib.widgets.alone import stylesheet
from lecture_lib.widgets.static_page import page_element

every_widget = pytest.mark.parametrize("name", PICTURED)
SEEDS = (0, 1, 2)  # on wide pages and narrow ones
# what has a style for each kind but this one
PLAIN = {"bs-named"}
BROWSER = Path(__file__).parents[1] / "browser"


def sights(name):
    return [sight for seed in SEEDS for sight in walk(name, seed)]


@pytest.fixture
def living(request):
    page = Living(request.node.callspec.params["name"])
    yield page
    page.close()


@every_widget
def test_what_it_makes_are_elements_with_all_that_they_need(name):
    assert {wrong for sight in sights(name) for wrong in sight.wrong} == set()


@every_widget
def test_every_state_that_a_reader_reaches_is_one_that_python_accepts(name):
    for sight in sights(name):
        python = make(name)
        try:
            python.set_state(sight.state)
        except traitlets.TraitError as problem:
            pytest.fail(f"{sight.deed}: {problem}")
        assert python.state() == sight.state, sight.deed


@every_widget
def test_it_always_says_something_and_never_nonsense(name):
    for sight in sights(name):
        assert len(sight.said) > 20
        nonsense = re.search(r".{0,30}(NaN|undefined|null|\[object|Infinity|=>).{0,30}", sight.said)
        assert nonsense is None, (sight.deed, nonsense)
    assert len({sight.said for sight in sights(name)}) > 8


@every_widget
def test_every_rule_of_its_style_is_for_something_that_it_shows(name):
    # of its own style; that of all widgets is looked at for all together
    own = {one for one in selectors(name) if not one.startswith((".lw ", ".lw-"))}
    seen = set().union(*(sight.found for sight in sights(name)))
    # a still holds the picture for a wide page and for a narrow one
    assert {one for one in own - seen if "-both" not in one} == set()


def test_every_rule_of_the_style_of_all_widgets_is_for_something_that_one_shows():
    never = set(selectors(PICTURED[0]))
    for name in PICTURED:
        never -= set().union(*(sight.found for sight in sights(name)))
    assert never == set()


@every_widget
def test_every_class_has_a_style_or_is_what_a_test_finds_it_by(name):
    files = [path for path in BROWSER.rglob("*") if path.suffix in (".py", ".js")]
    asked = "".join(path.read_text(encoding="utf-8") for path in files)
    known = set(
        re.findall(r"\.([a-zA-Z][\w-]*)", stylesheet(getattr(widgets, name).folder) + asked)
    )
    seen = set().union(*(sight.classes for sight in sights(name)))
    assert {one for one in seen - known - PLAIN if not one.startswith("lw-plot-")} == set()


@every_widget
def test_every_control_does_something_and_a_trait_s_control_sets_that_trait(name):
    state = make(name).state()
    does = defaultdict(bool)
    for seed in SEEDS:
        before = (state, None)
        for sight in walk(name, seed):
            control = sight.deed[3]
            does[control] |= (sight.state, sight.shown) != before
            changed = {trait for trait, value in sight.state.items() if value != before[0][trait]}
            if control in state and sight.deed[1] in ("range", "radio"):
                assert not changed or control in changed, sight.deed
            before = (sight.state, sight.shown)
    assert [control for control, done in does.items() if not done] == []


@every_widget
def test_a_box_is_ticked_alone(name, living):
    living.bring(make(name).state())
    boxes = "[...hands.root().querySelectorAll('[type=checkbox]')].map((box) => box.checked)"
    for i in range(len(living.run(boxes))):
        for _ in range(2):
            before = living.run(boxes)
            ticks = [deed for deed in living.deeds() if deed[1] == "checkbox"]
            living.do(ticks[i])
            after = living.run(boxes)
            assert [j for j, box in enumerate(after) if box != before[j]] == [i]
            if ticks[i][3] in living.state():
                # not the box alone: the trait that it shows
                living.bring(living.state())
                assert living.run(boxes) == after


@every_widget
def test_a_slider_says_the_number_that_it_sets(name, living):
    living.bring(make(name).state())
    chance = random.Random(name)
    for i, kind, _, _ in [one for one in living.deeds() if one[1] == "range"] * 2:
        if living.run(f"hands.controls()[{i}]?.type ?? null") != kind:
            continue  # a slider that is no longer there
        control = living.run(f"hands.controls()[{i}].dataset.control")
        living.do([i, kind, chance.random()])
        value = living.state().get(control)
        slider = f'[data-control="{control}"][type=range]'
        said = living.run(f"hands.root().querySelector('{slider}').getAttribute('aria-valuetext')")
        if isinstance(value, int | float) and " = " in said:
            told = said.split(" = ", 1)[1].removesuffix("/L").removesuffix("°")
            if " of " in told:
                value = min(value, int(told.split(" of ")[1]))
            assert number(told.split(" of ")[0]) == pytest.approx(value, rel=6e-3), said
            assert said in living.text("label b")


@every_widget
def test_what_is_shown_depends_on_the_state_alone(name, living):
    reached = [sight.state for sight in walk(name, 0)]
    chosen = random.Random(name).sample(reached, 16)
    alone = []
    for state in chosen:
        living.bring(state)
        alone.append(living.shown())
    for order in (range(16), reversed(range(16))):
        living.bring(make(name).state())
        for i in order:
            living.set(chosen[i])
            assert living.shown() == alone[i], chosen[i]


@every_widget
def test_the_still_picture_says_what_the_living_one_says(name, living):
    for sight in walk(name, 0)[:: len(walk(name, 0)) // 6]:
        living.bring(sight.state)
        alive = living.run("hands.leaves()")
        still = page_element(name, sight.state)
        drawn = {unescape(text) for text in re.findall(r">([^<]+)<", still)}
        assert {text for text in alive if text not in drawn} == set()


@every_widget
def test_what_is_played_goes_on_by_itself_to_its_end_and_stops(name, living):
    living.bring(make(name).state())
    play = next((deed for deed in living.deeds() if deed[3] == "play"), None)
    if play is None:
        return
    label = f"hands.controls()[{play[0]}].getAttribute('aria-label')"
    first = living.state()["step"]
    living.do(play)
    assert living.run(label) == "Pause"
    living.wait(3000)
    assert first + 1 < living.state()["step"]
    living.do(play)
    paused = living.state()["step"]
    living.wait(3000)
    assert (living.state()["step"], living.run(label)) == (paused, "Play")
    living.do(play)
    living.wait(100_000)
    assert living.run(label) == "Play"
    (last,) = (deed for deed in living.deeds() if deed[3] == "step" and deed[2] == 1)
    end = living.state()["step"]
    living.do(last)
    assert living.state()["step"] == end > paused
    living.wait(3000)
    assert living.state()["step"] == end


@pytest.mark.parametrize("name", ["BackpropStepper"])
def test_leaves_are_free_in_their_names(name, living):
    """What every object has is nothing that a reader typed."""
    leaves = ["constructor", "toString", "valueOf"]
    values = dict(zip(leaves, [1.5, -0.5, 2.0], strict=True))
    living.bring(make(name).state() | {"expression": "*".join(leaves), "values": values, "step": 0})
    fields = '[...hands.root().querySelectorAll("[data-control^=values]")]'
    assert living.run(f"{fields}.map((field) => field.value)") == ["1.5", "-0.5", "2"]
    assert living.run(f'{fields}.filter((field) => field.getAttribute("aria-invalid"))') == []
