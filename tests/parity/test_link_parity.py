"""A link says the same of a state in both languages, and each reads what the other has written."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, JavaScriptError, literal
from kinds_of_widgets import PICTURED, make
from strategies import any_number, programs, spellings, trees

from lecture_lib import widgets
from lecture_lib.expression import parse
from lecture_lib.widgets import BackpropStepper, OptimizerRace, alone
from lecture_lib.widgets.backprop_stepper.widget import step_count
from lecture_lib.widgets.deep_net_explorer.training import CELLS, WEIGHT, Cells
from lecture_lib.widgets.links import LinkError
from lecture_lib.widgets.optimizer_race.box import Box
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES
from lecture_lib.widgets.optimizer_race.records import RACERS
from lecture_lib.widgets.rows import Rows
from lecture_lib.widgets.scripts import shared_scripts
from lecture_lib.widgets.traits import Choice, Flag, Interval, Number, Point, Whole
from lecture_lib.widgets.typed import TypedFunction

every_widget = pytest.mark.parametrize("name", PICTURED)
EACH = {
    Number: lambda trait: st.floats(trait.low, trait.high, exclude_min=trait.above),
    Whole: lambda trait: st.integers(trait.low, trait.high),
    Choice: lambda trait: st.sampled_from(trait.options),
    Flag: lambda trait: st.booleans(),
    Cells: lambda _: st.dictionaries(st.sampled_from(CELLS), values_of(WEIGHT), max_size=9),
    TypedFunction: lambda trait: formulas(trait.variables),
    Interval: lambda trait: (
        values_of(trait.coordinates[0])
        .flatmap(lambda low: st.floats(low, 6.0).map(lambda high: [low, high]))
        .filter(lambda ends: ends[1] - ends[0] >= trait.NARROWEST)
    ),
    Box: lambda trait: (
        st.none()
        | st.tuples(*[st.floats(-9, 9), st.floats(0.2, 9)] * 2).map(
            lambda box: [box[0], box[0] + box[1], box[2], box[2] + box[3]]
        )
    ),
    Point: lambda trait: st.tuples(*map(values_of, trait.coordinates)).map(list),
    Rows: lambda trait: st.one_of(st.just([]), rows_of(trait)),
}
#: What somebody may type, beside what is right.
TYPED = st.one_of(
    st.sampled_from(
        ["", "0", "-0", "1e3", "1e999", "nan", "yes", "x1:2", "1,2", "1,2;3,4", "1,2;1,3;", "%zz"]
    ),
    st.floats().map(repr),
    st.integers().map(str),
    st.text("abcxyz019-.,:=&%+ τ", max_size=50),
)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.context.eval("globalThis.document = { querySelector: () => null };")
        for script in shared_scripts(alone.SHARE).values():
            engine.context.eval(script)
        engine.context.eval(alone.share_script(getattr(widgets, name) for name in PICTURED))
        yield engine


def rows_of(trait):
    """Return a strategy of rows whose first numbers differ enough."""
    row = st.tuples(*map(values_of, trait.cells)).map(list)
    many = st.lists(row, min_size=trait.least, max_size=8)
    return many.filter(lambda rows: max(rows)[0] - min(rows)[0] >= trait.differ)


def formulas(variables):
    """Return a strategy of texts of functions of some variables."""
    return trees(leaves=tuple(variables)).flatmap(lambda tree: spellings([("f", tree)]))


def values_of(trait):
    return EACH[type(trait)](trait)


def some_of(told, *names):
    """Return a strategy of states in which some traits, those told to both languages, are drawn."""
    kept = {name: values_of(trait) for name, trait in told.items() if name not in names}
    return st.fixed_dictionaries({}, optional=kept)


def widget_of(name):
    """Return a strategy of widgets of a kind in any state."""
    if name == "BackpropStepper":
        return st.one_of(steppers(), drills())
    if name == "OptimizerRace":
        return races()
    return drawn(name)


@st.composite
def drawn(draw, name):
    widget = make(name)
    for trait, value in draw(some_of(widget.traits(saved=True))).items():
        if (name, trait) == ("DeepNetExplorer", "step"):
            value = min(value, 4 * widget.depth + 3)
        setattr(widget, trait, value)
    return widget


@st.composite
def steppers(draw):
    preset = st.sampled_from([each["expression"] for each in BackpropStepper().presets])
    text = draw(st.one_of(preset, programs().flatmap(spellings)))
    finite = any_number.filter(lambda x: abs(x) < float("inf"))
    stepper = BackpropStepper(text, predict=draw(st.booleans()))
    known = st.fixed_dictionaries({}, optional=dict.fromkeys(parse(text).leaves, finite))
    stepper.values = {**stepper.values, **draw(known)}
    stepper.step = draw(st.integers(0, step_count(text)))
    stepper.level = draw(st.integers(1, 5))
    return stepper


@st.composite
def drills(draw):
    stepper = BackpropStepper.drill(draw(st.integers(1, 5)), draw(st.integers(1, 9999)))
    stepper.step = draw(st.integers(0, step_count(stepper.expression)))
    stepper.predict = draw(st.booleans())
    return stepper


@st.composite
def races(draw):
    landscape = draw(st.sampled_from(list(LANDSCAPES)))
    chosen = draw(st.sets(st.sampled_from(list(RACERS))))
    formula = draw(st.none() | formulas(OptimizerRace.formula.variables))
    race = OptimizerRace(None if formula else landscape, chosen, formula=formula)
    fields = race.own_link_fields()["settings"].fields
    each = {key: values_of(field) for key, field in fields.items()}
    settings = {method: dict(own) for method, own in race.settings.items()}
    for key, value in draw(st.fixed_dictionaries({}, optional=each)).items():
        method, name = key.split(".")
        settings[method][name] = value
    race.settings = settings
    for trait, value in draw(
        some_of(race.traits(saved=True), *OptimizerRace.leads, "methods", "settings")
    ).items():
        setattr(race, trait, value)
    return race


def without_score(state):
    """Return a state as JSON, without what a link never says."""
    return {key: value for key, value in json.loads(json.dumps(state)).items() if key != "score"}


@pytest.mark.filterwarnings(
    "ignore:the link has:UserWarning"
)  # a long one goes there and back, too
@every_widget
@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_a_link_goes_there_and_back_in_both_languages(js, name, data):
    widget = data.draw(widget_of(name))
    state = widget.state()
    said = widget.link().partition("#")[2]
    assert js.run(f"Share.written({literal(name)}, {literal(state)})") == said
    theirs = js.run(f"Share.read({literal(name)}, {literal('#' + said)})")
    assert without_score(theirs) == without_score(state)
    kind = getattr(widgets, name)
    assert without_score(
        kind.from_link(widget.link("https://book.example/")).state()
    ) == without_score(state)


@every_widget
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_refuse_the_same_links_with_the_same_words(js, name, data):
    kind = getattr(widgets, name)
    known = list(make(name).link_fields())
    keys = st.one_of(st.sampled_from(known), st.sampled_from(["speed", "toString", "", "x%"]))
    pairs = st.tuples(keys, TYPED).map("=".join)
    link = "&".join(data.draw(st.lists(pairs, min_size=1, max_size=3)))
    ours = said_of(LinkError, lambda: without_score(kind.from_link(link).state()))
    script = f"Share.read({literal(name)}, {literal(link)})"
    theirs = said_of(JavaScriptError, lambda: without_score(js.run(script)))
    assert theirs == ours


def said_of(kind, read):
    """Return what is read, or with what words it is refused."""
    try:
        return read()
    except kind as problem:
        return getattr(problem, "name", "LinkError"), str(problem)


@every_widget
def test_a_first_state_needs_no_words(js, name):
    assert make(name).link() == f"widgets/{name}.html"
    assert js.run(f"Share.written({literal(name)}, Share.known.{name}.first)") == ""


@every_widget
def test_every_trait_is_said_or_named_here(name):
    widget = make(name)
    unsaid = {"BackpropStepper": {"score", "presets"}}.get(name, set())
    assert set(widget.told) - set(widget.link_fields()) == unsaid
