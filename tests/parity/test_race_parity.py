"""The OptimizerRace's JavaScript takes the steps of the library's optimizers on its problems."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, METHODS, default_settings
from lecture_lib.widgets.optimizer_race.race import run
from lecture_lib.widgets.optimizer_race.settings import CONVENTIONS, RANGES

STEPS = 200
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
    arguments = ", ".join(map(literal, (landscape, method, own, list(start), how)))
    theirs = js.run(f"OptimizerRace.math.run({arguments})")
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


def hyperparameters(method):
    ranges = {"lr": (1e-3, 0.09), "eps": (1e-10, 0.1), "beta2": (0.5, 0.999)}
    names = [name for name in ("lr", *METHODS[method]) if name != "convention"]
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
    adaptive = method in ("adagrad", "rmsprop", "adam")
    assert theirs["diverged"] == ours.diverged
    close(theirs["points"], ours.iterates, 1e-9 if adaptive else 1e-12)


@pytest.mark.parametrize("landscape", ["aligned", "rosenbrock", "beale", "saddle"])
def test_both_diverge_at_the_same_step(js, landscape):
    for method in ("gd", "momentum", "nesterov"):
        own = default_settings(landscape)[method] | {"lr": 5.0}
        ours, theirs = both(js, landscape, method, own, LANDSCAPES[landscape].start)
        assert theirs["diverged"] == ours.diverged is not None
        assert len(theirs["points"]) == ours.diverged


@every_landscape
@given(st.floats(-4.5, 4.5), st.floats(-4.5, 4.5))
def test_values_and_partial_derivatives(js, landscape, x, y):
    problem = LANDSCAPES[landscape].problem
    here = f"OptimizerRace.math.LANDSCAPES.{landscape}"
    value, partials = js.run(f"[{here}.value({x!r}, {y!r}), {here}.partials({x!r}, {y!r})]")
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
    assert js.run(f"OptimizerRace.math.defaultSettings('{landscape}')") == default_settings(
        landscape
    )


@given(st.lists(st.floats(-50.0, 400.0), min_size=1, max_size=7))
def test_names_at_the_ends_never_touch(js, wished):
    places = sorted(js.run(f"OptimizerRace.math.spread({literal(wished)}, 18, 282)"))
    assert places[0] >= 18 - 1e-9
    assert places[-1] <= 282 + 1e-9
    assert all(b - a >= 17 - 1e-9 for a, b in pairwise(places))


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
