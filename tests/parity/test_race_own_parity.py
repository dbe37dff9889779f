"""A landscape of one's own: both languages begin with the same, and take the same steps."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.records import CONVENTIONS, RACERS

MATH = "OptimizerRace.math"
FORMULAS = [
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "x^2 + 20*y^2",
    "(1 - x)^2 + 100*(y - x^2)^2",
    "x^4/4 - x^2 + y^2 + x*y/2",
    "x^2/4 + y^2 - cos(4*x)",
    "x - log(4 - x^2 - y^2)",
    "x - log(0.1 - x^2 - y^2)",
    "x*log(x) + y^2",
    "log(1 + exp(x + 3*y)) + x^2/10 + y^2/10 - y",
    "sqrt(1 + x^2) + sqrt(1 + 9*y^2)",
    "abs(x) + y^2",
    "x*y",
    "x - 2*y",
    "exp(x^2 + y^2)",
    "1/(x^2 + y^2 - 1)",
    "(x - 20)^2 + y^2",
    "(x - y)^2",
    "log(x^2 + y^2 - 200)",
    "log(0 - 1 - x^2)",
    "3",
]
#: Those on which a rounding error does not grow in 60 steps with the rates to begin with.
TAME = [FORMULAS[i] for i in (0, 1, 3, 4, 5, 8, 9)]


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("OptimizerRace")
        yield engine


def scene(formula):
    return f"{MATH}.sceneOf({literal({'landscape': 'own', 'formula': formula})})"


@pytest.mark.parametrize("formula", FORMULAS)
def test_both_begin_with_the_same(js, formula):
    found = own(formula)
    theirs = js.run(
        f"(({{ x, y, start, lowest, curvature }}) => ({{ x, y, start, lowest, curvature }}))"
        f"({scene(formula)})"
    )
    assert [*theirs["x"], *theirs["y"]] == list(found.window)
    assert theirs["start"] == list(found.start)
    assert theirs["lowest"] == pytest.approx(found.lowest, rel=1e-12, abs=1e-12)
    assert theirs["curvature"] == pytest.approx(found.curvature, rel=1e-9)
    race = OptimizerRace(formula=formula)
    assert js.run(f"{MATH}.settingsOf({scene(formula)})") == race.settings
    assert race.window == list(found.window)
    theirs = js.run(
        f"{MATH}.criticalPoints({scene(formula)}, {literal([theirs['x'], theirs['y']])})"
    )
    ours = race.critical_points
    assert [one["kind"] for one in theirs] == [other.kind for other in ours]
    for one, other in zip(theirs, ours, strict=True):
        near = 1e-3 if other.kind == "degenerate" else 1e-9
        assert [one["x"], one["y"]] == pytest.approx([other.x, other.y], abs=near)


CASES = [
    (racer, convention)
    for racer, method in RACERS.items()
    for convention in CONVENTIONS.get(method, (None,))
]


def both(js, formula, racer, convention, steps, **own_settings):
    race = OptimizerRace(formula=formula, methods=[racer], steps=steps, noise=0.5)
    given = race.settings[racer] | own_settings | ({"convention": convention} if convention else {})
    race.settings = {**race.settings, racer: given}
    run = f"{MATH}.raceOf({scene(formula)}, {literal(race.state())}).runs[0]"
    lists = "points: [...run.points], gaps: [...run.gaps], rates: null"
    theirs = js.run(f"((run) => ({{ ...run, {lists} }}))({run})")
    return race.runs[racer], theirs


@pytest.mark.parametrize("formula", TAME)
@pytest.mark.parametrize(("racer", "convention"), CASES)
def test_whole_runs_of_every_method(js, formula, racer, convention):
    ours, theirs = both(js, formula, racer, convention, 60)
    kept = len(ours.iterates)
    # the slide's RMSProp divides its first gradient by eps alone, and may be gone at once
    assert kept == 61 or (RACERS[racer], convention) == ("rmsprop", "lecture")
    assert min(theirs["taken"], 60) == kept - 1
    points = np.array(theirs["points"][: 2 * kept]).reshape(-1, 2)
    size = max(1.0, np.abs(ours.iterates).max())
    assert np.abs(points - ours.iterates).max() <= 1e-12 * size
    assert theirs["gaps"][:kept] == pytest.approx(
        ours.gaps, abs=1e-12 * max(1.0, np.abs(ours.gaps).max())
    )


@pytest.mark.parametrize(
    ("formula", "lr", "ends"),
    [
        ("x*log(x) + y^2", 3.0, ("left", 1)),
        ("x - log(4 - x^2 - y^2)", 2.0, ("left", 1)),
        ("x^2 + 20*y^2", 0.5, ("diverged", 5)),
        ("x^2*y^2 - x", 5.0, ("diverged", None)),
        ("log(0 - 1 - x^2)", 1.0, ("left", 0)),
        ("sqrt(x) + y^2", 0.1, ("left", None)),
    ],
)
def test_both_leave_at_the_same_step(js, formula, lr, ends):
    ours, theirs = both(js, formula, "gd", None, 300, lr=lr)
    what, step = ends
    assert getattr(ours, what) is not None
    assert step is None or getattr(ours, what) == step
    assert (theirs["diverged"], theirs["left"]) == (ours.diverged, ours.left)
    assert theirs["taken"] == len(ours.iterates) - 1


@settings(max_examples=60)
@given(st.floats(1e-9, 1e9))
def test_rates_are_of_1_2_and_5_and_no_larger(js, curvature):
    formula = f"{curvature!r}*x^2/2 + {curvature!r}*y^2/2"
    rate = OptimizerRace(formula=formula).settings["gd"]["lr"]
    assert rate <= min(1.0 / curvature, 10.0) * (1 + 1e-5)
    assert rate == 10.0 or rate > 0.399 / curvature
    assert f"{rate:e}"[0] in "125"
    assert js.run(f"{MATH}.settingsOf({scene(formula)}).gd.lr") == rate
