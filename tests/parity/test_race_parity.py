"""The OptimizerRace's JavaScript takes the steps of the library's optimizers on its problems."""

import re
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, METHODS, default_settings
from lecture_lib.widgets.optimizer_race.race import run
from lecture_lib.widgets.optimizer_race.records import CONVENTIONS, RACERS, RANGES

STEPS = 200
#: The part of a run's arrays that is filled, as lists.
PLAIN = """({ points, gaps, rates, taken, diverged }) => ({
  points: [...points.subarray(0, 2 * taken + 2)], gaps: [...gaps.subarray(0, taken + 1)],
  rates: [...rates.subarray(0, 2 * taken)], diverged,
})"""
CASES = [
    (method, convention) for method in METHODS for convention in CONVENTIONS.get(method, (None,))
]
every_landscape = pytest.mark.parametrize("landscape", LANDSCAPES)
every_case = pytest.mark.parametrize(("method", "convention"), CASES)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("OptimizerRace")
        yield engine


def both(js, landscape, method, own, start, **how):
    how = {"noise": 2.0, "seed": 6, "steps": STEPS} | how
    arguments = ", ".join(map(literal, (method, own, list(start), how)))
    scene = f"OptimizerRace.math.sceneOf({literal({'landscape': landscape})})"
    theirs = js.run(f"({PLAIN})(OptimizerRace.math.run({scene}, {arguments}))")
    return run(landscape, method, own, start, **how), theirs


def close(theirs, ours, rel=1e-12):
    ours = np.asarray(ours)
    size = max(1.0, np.abs(ours).max(initial=0.0))
    assert np.asarray(theirs).reshape(ours.shape) == pytest.approx(ours, rel=rel, abs=rel * size)


def check(ours, theirs, rel=1e-12):
    assert theirs["diverged"] == ours.diverged
    close(theirs["points"], ours.iterates, rel)
    close(theirs["gaps"], ours.gaps, rel)
    close(theirs["rates"], ours.rates, rel)


@every_landscape
@every_case
def test_every_method_landscape_and_switch(js, landscape, method, convention):
    own = default_settings(landscape)[method]
    if convention:
        own["convention"] = convention
    check(*both(js, landscape, method, own, LANDSCAPES[landscape].start))
    own["weight_decay"] = 0.01
    check(*both(js, landscape, method, own, LANDSCAPES[landscape].start))


@pytest.mark.parametrize("racer", [racer for racer in RACERS if racer not in METHODS])
def test_second_racers(js, racer):
    own = default_settings("noisy")[racer]
    check(*both(js, "noisy", racer, own, LANDSCAPES["noisy"].start))


def hyperparameters(method):
    ranges = {"lr": (1e-3, 0.09), "eps": (1e-10, 0.1), "beta2": (0.5, 0.999)}
    names = {"lr", "weight_decay", *METHODS[method]} - {"convention"}
    numbers = {name: st.floats(*ranges.get(name, (0.0, 0.95))) for name in names}
    if method in CONVENTIONS:
        numbers["convention"] = st.sampled_from(CONVENTIONS[method])
    return st.fixed_dictionaries(numbers)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25)
@given(st.data())
def test_any_hyperparameters_start_seed_and_noise(js, method, data):
    # on the quadratics no rounding error grows beyond what it was, however long the run
    landscape = data.draw(st.sampled_from(["aligned", "rotated", "noisy"]))
    start = [data.draw(st.floats(-2.0, 2.0)), data.draw(st.floats(-2.0, 2.0))]
    how = {"noise": data.draw(st.floats(0.0, 5.0)), "seed": data.draw(st.integers(0, 9999))}
    own = data.draw(hyperparameters(method))
    ours, theirs = both(js, landscape, method, own, start, steps=40, **how)
    # a division by a root of almost nothing multiplies a rounding error by as much
    adaptive = method not in ("gd", "sgd", "momentum", "nesterov")
    assert theirs["diverged"] == ours.diverged
    close(theirs["points"], ours.iterates, 1e-9 if adaptive else 1e-12)


@pytest.mark.parametrize("landscape", ["aligned", "rosenbrock", "beale", "saddle"])
def test_both_diverge_at_the_same_step(js, landscape):
    for method in ("gd", "momentum", "nesterov"):
        own = default_settings(landscape)[method] | {"lr": 5.0}
        ours, theirs = both(js, landscape, method, own, LANDSCAPES[landscape].start)
        assert theirs["diverged"] == ours.diverged is not None
        assert len(theirs["gaps"]) == ours.diverged


@every_landscape
@given(st.floats(-4.5, 4.5), st.floats(-4.5, 4.5))
def test_values_and_partial_derivatives(js, landscape, x, y):
    problem = LANDSCAPES[landscape].problem
    here = f"OptimizerRace.math.LANDSCAPES.{landscape}"
    value, partials = js.run(
        f"((g) => [{here}.value({x!r}, {y!r}), ({here}.partials({x!r}, {y!r}, g), g)])([0, 0])"
    )
    size = 1.0 + np.abs(problem.gradient([x, y])).max()
    assert value == pytest.approx(float(problem.value([x, y])), rel=1e-12, abs=1e-12)
    assert partials == pytest.approx(problem.gradient([x, y]).tolist(), abs=1e-12 * size)


@every_landscape
def test_tables(js, landscape):
    here = f"OptimizerRace.math.LANDSCAPES.{landscape}"
    problem, start, noisy = LANDSCAPES[landscape]
    assert js.run(f"{here}.fStar") == problem.f_star
    assert js.run(f"{here}.start") == list(start)
    assert js.run(f"!!{here}.noisy") == noisy
    for minimiser in js.run(f"{here}.minimisers"):
        assert problem.value(minimiser) == pytest.approx(problem.f_star, abs=1e-12)
    scene = f"OptimizerRace.math.sceneOf({literal({'landscape': landscape})})"
    assert js.run(f"OptimizerRace.math.settingsOf({scene})") == default_settings(landscape)


places = st.fixed_dictionaries(
    {
        "x": st.floats(36.0, 378.0),
        "y": st.floats(20.0, 300.0),
        "text": st.sampled_from(["GD", "momentum", "Adam, slide"]),
    }
)
BOX = {"left": 36, "right": 378, "top": 20, "bottom": 300}


@given(st.lists(places, min_size=1, max_size=len(METHODS)), st.none() | places)
def test_names_at_the_ends_never_touch_and_stay_inside(js, ends, start):
    blocks = js.run(f"OptimizerRace.math.blocks({literal(ends)}, {literal(BOX)}, {literal(start)})")
    assert sum(len(block["ends"]) for block in blocks) == len(ends)
    for block in blocks:
        assert block["bottom"] - block["top"] == pytest.approx(16 * len(block["ends"]))
        assert BOX["left"] - 1e-9 <= block["left"] < block["right"] <= BOX["right"] + 1e-9
        assert BOX["top"] - 1e-9 <= block["top"] < block["bottom"] <= BOX["bottom"] + 1e-9
    for one, other in combinations(blocks, 2):
        assert min(one["right"], other["right"]) <= max(one["left"], other["left"]) or min(
            one["bottom"], other["bottom"]
        ) <= max(one["top"], other["top"])


@given(st.lists(st.tuples(st.floats(-9.0, 9.0), st.floats(-9.0, 9.0)), min_size=1, max_size=60))
def test_a_trail_is_drawn_through_its_points(js, points):
    flat, last = literal([x for point in points for x in point]), len(points) - 1
    drawn = js.run(f"OptimizerRace.math.trail({flat}, {last}, (x) => 20 * x, (y) => 20 * y)")
    corners = np.cumsum([list(map(int, pair.split())) for pair in re.split("[Ml]", drawn)[1:]], 0)
    # in tenths of a unit; points nearer than seven of them to the last one drawn are left out
    assert np.abs(corners[0] - 200 * np.array(points[0])).max() <= 0.5
    assert np.abs(corners[-1] - 200 * np.array(points[-1])).max() <= 0.5
    for point in points:
        assert np.abs(corners - 200 * np.array(point)).sum(axis=1).min() <= 8


@given(st.lists(st.tuples(st.integers(-30, 30), st.integers(-30, 30)), min_size=1, max_size=20))
def test_a_trail_ends_at_the_first_point_outside_the_box_after_its_last_one_inside(js, points):
    flat, last = literal([x for point in points for x in point]), len(points) - 1
    box = literal({"left": -10, "right": 10, "top": -10, "bottom": 10})
    drawn = js.run(f"OptimizerRace.math.trail({flat}, {last}, (x) => x, (y) => y, {box})")
    end = np.cumsum([list(map(int, pair.split())) for pair in re.split("[Ml]", drawn)[1:]], 0)[-1]
    inside = [i for i, point in enumerate(points) if max(map(abs, point)) <= 10]
    kept = min(inside[-1] + 1, last) if inside else min(1, last)
    assert end.tolist() == [10 * x for x in points[kept]]


@given(st.lists(st.tuples(st.floats(-30.0, 30.0), st.floats(-30.0, 30.0)), max_size=20))
def test_the_end_of_a_line_is_inside_and_its_last_point_if_that_is(js, points):
    points = [(0.0, 0.0), *points]
    flat, last = literal([x for point in points for x in point]), len(points) - 1
    box = {"left": -10, "right": 10, "top": -10, "bottom": 10}
    end = js.run(f"OptimizerRace.math.lastSeen({flat}, {last}, (x) => x, (y) => y, {literal(box)})")
    assert max(abs(end["x"]), abs(end["y"])) <= 10 + 1e-6
    if max(map(abs, points[-1])) <= 10:
        assert (end["x"], end["y"]) == points[-1]
    else:
        assert max(abs(end["x"]), abs(end["y"])) == pytest.approx(10, abs=1e-5)


def test_sliders_stay_in_range_and_every_convention_is_offered(js):
    for name, (low, high) in RANGES.items():
        slider = js.run(f"OptimizerRace.math.NUMBERS.{name}")
        assert low <= slider["min"] < slider["max"] <= high
    for method, conventions in CONVENTIONS.items():
        shown = js.run(f"OptimizerRace.math.CONVENTIONS.{method}")
        assert [key for key, _ in shown] == list(conventions)


@given(st.lists(st.tuples(st.floats(1e-9, 1e4), st.floats(0.0, 1e9)), max_size=7))
def test_the_axis_holds_every_start_and_every_end_that_has_not_run_away(js, series):
    low, high = js.run(f"OptimizerRace.math.decades({literal(series)})")
    assert high >= 99 * low
    largest = max((first for first, _ in series), default=1.0)
    for first, last in series:
        assert low * (1 - 1e-9) <= first <= high * (1 + 1e-9)
        if 1e-16 < last < 100 * largest:
            assert low * (1 - 1e-9) <= last <= high * (1 + 1e-9)
