"""The OptimizerRace on a function of one's own: how it begins, what is refused, who leaves."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib import autodiff, optimizers
from lecture_lib.expression import parse_function
from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.race import optimizer

BOWL = "(x - 1)^2 + 5*y^2"


def test_a_text_a_python_function_and_a_function_are_the_same_landscape():
    def bowl(x, y):
        return (x - 1) ** 2 + 5 * y**2

    races = [
        OptimizerRace(formula=BOWL),
        OptimizerRace("own", formula=BOWL),
        OptimizerRace(bowl),
        OptimizerRace(parse_function(BOWL, ["x", "y"])),
    ]
    for race in races:
        assert (race.landscape, race.formula, race.critical) == ("own", BOWL, True)
        assert race.state() == races[0].state()
    assert repr(races[0]).startswith(f"OptimizerRace(formula={BOWL!r}, methods=")
    wave = OptimizerRace(lambda x, y: autodiff.sin(x) * y)
    assert wave.formula == "sin(x)*y"
    assert OptimizerRace().critical is False
    assert OptimizerRace("own").formula == OptimizerRace().formula


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"formula": "x +"}, "formula must be a function of x and y: column 4"),
        ({"formula": "x + z"}, "formula must be a function of x and y: column 5"),
        ({"formula": 3}, "formula must be a function of x and y"),
        ({"landscape": "alps"}, "landscape must be one of 'aligned', .*'own', got 'alps'"),
        ({"landscape": lambda x: x}, "formula must be a function of x and y"),
    ],
)
def test_what_is_no_function_is_refused(given, words):
    with pytest.raises(traitlets.TraitError, match=words):
        OptimizerRace(**given)
    race = OptimizerRace(formula=BOWL)
    if "formula" in given:
        with pytest.raises(traitlets.TraitError, match=words):
            race.formula = given["formula"]
    assert race.formula == BOWL


@pytest.mark.parametrize(
    ("formula", "reach"),
    [
        (BOWL, 2.0),
        ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", 4.0),
        ("(x - 20)^2 + y^2", 32.0),
        ("x*y", 2.0),
        ("(x - 9)*y", 16.0),
        ("x + y", 2.0),
        ("x - log(4 - x^2 - y^2)", 2.0),
        ("x - log(0.1 - x^2 - y^2)", 0.5),
        ("log(0 - 1 - x^2)", 2.0),
    ],
)
def test_the_box_reaches_to_a_minimum_or_a_critical_point_and_is_where_f_is_defined(formula, reach):
    assert OptimizerRace(formula=formula).window == [-reach, reach, -reach, reach]


def test_a_race_starts_where_f_is_highest_and_has_a_slope():
    assert own(BOWL).start == (-1.4, 1.2)
    assert own("0 - x^2 - y^2").start == pytest.approx((-0.35, 0.3))
    assert own("sqrt(x) + y^2").start == (1.4, 1.2)


def test_rates_go_by_the_curvature_or_by_the_box():
    # the curvature is that of the aligned quadratic, and so is the box: so are the rates
    aligned = OptimizerRace("aligned")
    assert OptimizerRace(formula="x^2/2 + 10*y^2").settings == aligned.settings
    steep = OptimizerRace(formula="x^2/2 + 1000*y^2").settings
    assert (steep["gd"]["lr"], steep["adam"]["lr"]) == (0.0005, 0.1)
    wide = OptimizerRace(formula="((x - 7)^2 + 20*y^2)/2").settings
    assert (wide["gd"]["lr"], wide["adagrad"]["lr"]) == (0.05, 2.0)


@pytest.mark.parametrize("racer", ["gd", "momentum", "adam2", "rmsprop"])
def test_a_run_is_minimize_on_the_same_function(racer):
    race = OptimizerRace(formula=BOWL, methods=[racer], steps=50)
    ours = race.runs[racer]
    problem = parse_function(BOWL, ["x", "y"]).problem()
    theirs = optimizers.minimize(problem, optimizer(racer, race.settings[racer]), race.start, 50)
    assert ours.iterates == pytest.approx(theirs.iterates, rel=1e-9, abs=1e-12)
    assert race.lowest == pytest.approx(0.0, abs=1e-12)
    assert ours.gaps == pytest.approx(problem.value(theirs.iterates) - race.lowest, abs=1e-12)


def test_gaps_count_from_the_lowest_value_that_anybody_found():
    slope = OptimizerRace(formula="x + y/2", methods=["gd", "adam"], steps=20)
    values = {
        name: slope.start[0] + slope.start[1] / 2 + run.gaps[0] * 0
        for name, run in slope.runs.items()
    }
    whole = OptimizerRace(formula="x + y/2", methods=["gd", "adam"], steps=300)
    assert math.isinf(own("x + y/2").lowest)
    assert slope.lowest == whole.lowest < -100
    for name, run in slope.runs.items():
        assert run.gaps[0] == pytest.approx(values[name] - slope.lowest)
        assert len(run.gaps) == 21
    assert min(run.gaps.min() for run in whole.runs.values()) == 0.0
    assert OptimizerRace("saddle").lowest == -0.25


def test_who_steps_where_f_is_not_defined_is_over():
    race = OptimizerRace(formula="x*log(x) + y^2", methods=["gd"], start=[1.0, 1.0])
    race.settings = {**race.settings, "gd": {"lr": 2.0, "weight_decay": 0.0}}
    run = race.runs["gd"]  # the first step goes to x = 1 - 2 (log 1 + 1) = -1
    assert (run.left, run.diverged, len(run.iterates)) == (1, None, 1)
    race.start = [-1.0, 1.0]
    run = race.runs["gd"]
    assert (run.left, len(run.iterates), len(run.rates)) == (0, 1, 0)
    assert np.isnan(run.gaps).all()
    assert math.isfinite(race.lowest)


def test_a_link_carries_the_formula():
    race = OptimizerRace(formula="x*log(x) + y^2", methods=["gd", "gd2"], box=[-1, 1, -1, 1])
    assert race.link() == (
        "widgets/OptimizerRace.html#landscape=own&formula=x*log(x)%20+%20y%5E2"
        "&methods=gd,gd2&box=-1,1,-1,1"
    )
    assert OptimizerRace.from_link(race.link()).state() == race.state()
