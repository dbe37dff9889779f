"""The Python side of the OptimizerRace: bad values, defaults, runs against the library's own."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib import optimizers
from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.problems import quadratic
from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, METHODS, default_settings
from lecture_lib.widgets.optimizer_race.race import run
from lecture_lib.widgets.optimizer_race.records import CONVENTIONS, RACERS, RANGES

CLASSES = {
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adagrad": "AdaGrad",
    "rmsprop": "RMSProp",
}
every_landscape = pytest.mark.parametrize("landscape", LANDSCAPES)
CASES = [
    (method, convention) for method in METHODS for convention in CONVENTIONS.get(method, (None,))
]


def settings_of(landscape, method, convention, **more):
    own = default_settings(landscape)[method] | more
    return own if convention is None else own | {"convention": convention}


def library(method, settings):
    """Return the library's optimizer, by a table of its own."""
    lr, rest = settings["lr"], {k: v for k, v in settings.items() if k != "lr"}
    if method == "adam_lecture":
        rest["convention"] = "lecture"
    if method.startswith("adam"):
        betas = (rest.pop("beta1"), rest.pop("beta2"))
        kind = optimizers.AdamW if method == "adamw" else optimizers.Adam
        return kind(lr=lr, betas=betas, **rest)
    return getattr(optimizers, CLASSES.get(method, "SGD"))(lr=lr, **rest)


@every_landscape
@pytest.mark.parametrize(("method", "convention"), CASES)
def test_a_run_is_minimize_on_the_same_problem(landscape, method, convention):
    settings = settings_of(landscape, method, convention, weight_decay=0.002)
    problem, start, _ = LANDSCAPES[landscape]
    ours = run(landscape, method, settings, start, noise=0.0, steps=60)
    theirs = optimizers.minimize(problem, library(method, settings), start, 60)
    kept = len(ours.iterates)
    assert kept == 61 if ours.diverged is None else kept == ours.diverged
    assert ours.iterates == pytest.approx(theirs.iterates[:kept], rel=1e-9, abs=1e-12)
    assert ours.gaps == pytest.approx(theirs.gaps(problem.f_star)[:kept], rel=1e-7, abs=1e-12)


@pytest.mark.parametrize("method", METHODS)
def test_who_sees_noise_and_that_all_see_the_same(method):
    def move(landscape):
        settings = settings_of(landscape, method, None)
        return run(landscape, method, settings, [0.0, 0.0], noise=1.0, seed=3, steps=1).iterates[1]

    assert move("aligned").any() == (method == "sgd")
    assert move("noisy").any() == (method != "gd")
    if method in ("sgd", "momentum"):
        rng = Mulberry32(3)
        draws = np.array([rng.random(), rng.random()])
        lr = default_settings("noisy")[method]["lr"]
        assert move("noisy") == pytest.approx(-lr * math.sqrt(12) * (draws - 0.5))


def test_the_noise_has_mean_zero_and_the_variance_that_is_said():
    settings = {"lr": 1e-12}
    moves = run("noisy", "sgd", settings, [0.0, 0.0], noise=2.0, steps=4000).iterates
    draws = np.diff(moves, axis=0) / -1e-12
    assert draws.mean() == pytest.approx(0.0, abs=0.1)
    assert draws.std() == pytest.approx(2.0, rel=0.03)


@pytest.mark.parametrize(("method", "convention"), CASES)
def test_an_effective_rate_is_what_a_constant_gradient_gets(method, convention, monkeypatch):
    # on a plane of slope (2, -3) the gradient never changes
    class Plane:
        f_star = 0.0
        partials = staticmethod(lambda x, y: (2.0, -3.0))
        value = staticmethod(lambda w: w @ np.array([2.0, -3.0]))

    monkeypatch.setitem(LANDSCAPES, "aligned", LANDSCAPES["aligned"]._replace(problem=Plane()))
    settings = settings_of("aligned", method, convention, lr=1e-5, weight_decay=0.0)
    result = run("aligned", method, settings, [0.0, 0.0], steps=40)
    moved = np.diff(result.iterates, axis=0) / -np.array([2.0, -3.0])
    assert result.rates == pytest.approx(moved, rel=1e-6)


def test_both_adams_run_side_by_side_and_part_by_the_correction_alone():
    race = OptimizerRace("rotated", ["adam_lecture", "adam"], steps=12)
    slide, published = (race.runs[name].iterates for name in race.methods)
    assert {k: v for k, v in race.settings["adam"].items() if k != "convention"} == race.settings[
        "adam_lecture"
    ]
    longer = np.abs(slide[1] - slide[0]) / np.abs(published[1] - published[0])
    assert longer == pytest.approx(math.sqrt(10), rel=1e-6)  # (1 - beta1) / sqrt(1 - beta2)


def test_decay_inside_the_gradient_is_not_decay_beside_the_step():
    # where the gradient is zero only the decay is left: Adam divides it by its own size
    settings = default_settings("aligned")
    at, decay, lr = [0.0, 4.0], 0.01, settings["adam"]["lr"]
    flat = LANDSCAPES["aligned"]._replace(problem=quadratic([1.0, 1e-12]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(LANDSCAPES, "aligned", flat)
        for method, moved in (("gd", lr * decay * 4), ("adam", lr), ("adamw", decay * 4)):
            own = settings[method] | {"lr": lr, "weight_decay": decay}
            end = run("aligned", method, own, at, steps=1).iterates[1]
            # AdamW's step by the gradient of 4e-12 is small beside eps
            assert end[1] == pytest.approx(4.0 - moved, abs=1e-4)


def test_a_run_that_leaves_all_bounds_says_at_which_step():
    result = run("aligned", "gd", {"lr": 0.2}, [-2.0, 1.2], steps=300)
    assert result.diverged == 13  # 1.2 * 3^13 is the first beyond a million
    assert np.abs(result.iterates[-1, 1]) == pytest.approx(1.2 * 3**12)
    assert len(result.rates) == len(result.iterates) - 1 == 12
    first = run("aligned", "gd", {"lr": 10.0}, [4.5, 4.5], steps=300)
    assert np.isfinite(first.iterates).all()


@every_landscape
def test_the_defaults_of_a_landscape(landscape):
    race = OptimizerRace(landscape, list(METHODS))
    assert race.settings == default_settings(landscape)
    assert race.start == list(LANDSCAPES[landscape].start)
    assert list(race.runs) == list(METHODS)
    for result in race.runs.values():
        assert result.diverged is None
        assert result.gaps[-1] < result.gaps[0] / 5


def test_settings_are_completed_and_kept():
    race = OptimizerRace(settings={"adam": {"lr": 0.5, "convention": "keras"}})
    assert race.settings["adam"] == {
        "lr": 0.5,
        "weight_decay": 0.0,
        "beta1": 0.9,
        "beta2": 0.999,
        "eps": 1e-8,
        "convention": "keras",
    }
    assert race.settings["gd"] == {"lr": 0.05, "weight_decay": 0.0}
    assert OptimizerRace(methods=["adam", "gd"]).methods == ["gd", "adam"]


def test_a_second_racer_is_the_same_method_with_settings_of_its_own():
    race = OptimizerRace("rotated", list(RACERS), steps=40)
    for racer, method in RACERS.items():
        first, own = race.settings[method], race.settings[racer]
        assert own == first | {"lr": first["lr"] / (1 if racer == method else 2)}
    race.settings = {name: race.settings[RACERS[name]] for name in race.settings}
    for racer, method in RACERS.items():
        assert (race.runs[racer].iterates == race.runs[method].iterates).all()
    race = OptimizerRace(methods=["adam2", "adam"], settings={"adam2": {"beta1": 0.5}})
    assert race.methods == ["adam", "adam2"]
    assert race.settings["adam2"] == race.settings["adam"] | {"lr": 0.05, "beta1": 0.5}


def test_settings_without_the_seconds_are_completed():
    race = OptimizerRace()
    nine = {method: race.settings[method] for method in METHODS}
    race.settings = nine | {"gd": {"lr": 0.4, "weight_decay": 0.1}}
    assert list(race.settings) == list(RACERS)
    assert race.settings["gd2"] == {"lr": 0.2, "weight_decay": 0.1}


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("landscape", "alps", "landscape must be one of 'aligned'"),
        ("methods", ["gd", "lbfgs"], "methods must be a list of"),
        ("methods", ["gd", "gd"], "name each method once"),
        ("methods", ["gd3"], "or of their seconds, such as 'adam2'; got"),
        ("settings", {}, "settings must have the methods"),
        ("start", [1001.0, 0.0], "start must be a list of 2 numbers"),
        ("steps", 0, "steps must be a whole number from 1 to 300"),
        ("noise", -1.0, "noise must be a number from 0 to 50"),
        ("seed", 1.5, "seed must be a whole number from 0 to 9999"),
        ("tuned", "newton", "tuned must be one of"),
        ("curves", "both", "curves must be one of 'gap', 'rates'"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(trait, value, words):
    race = OptimizerRace()
    before = race.state()
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(race, trait, value)
    assert race.state() == before


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"gd": {"lr": 0.0}}, "lr of gd must be a number above 0 and at most 10, got 0.0"),
        ({"gd": {"lr": math.nan}}, "lr of gd must be a number"),
        ({"gd": {"lr": True}}, "lr of gd must be a number"),
        ({"adam": {"beta2": 1.0}}, "beta2 of adam must be a number from 0 to 0.999, got 1.0"),
        ({"adam": {"eps": 0.0}}, "eps of adam must be a number above 0"),
        ({"adam": {"convention": "keras3"}}, "convention of adam must be one of 'published'"),
        ({"sgd": {"weight_decay": -1}}, "weight_decay of sgd must be a number from 0 to 1, got -1"),
        ({"adam": {"warmup": 3}}, "settings of adam must be"),
        ({"adam2": {"lr": 0.0}}, "lr of adam2 must be a number above 0"),
        ({"adam3": {"lr": 1.0}}, "and may have their seconds"),
        ({"lion": {"lr": 1.0}}, "settings must have the methods"),
    ],
)
def test_bad_hyperparameters_are_refused(own, words):
    with pytest.raises(traitlets.TraitError, match=words):
        OptimizerRace(settings=own)
    with pytest.raises(traitlets.TraitError, match="landscape must be one of"):
        OptimizerRace("alps")


def test_every_hyperparameter_has_a_range_and_every_convention_exists():
    numbers = {name for own in METHODS.values() for name in own if name != "convention"}
    assert numbers | {"lr", "weight_decay"} == set(RANGES)
    for method, conventions in CONVENTIONS.items():
        known = type(library(method, default_settings("aligned")[method])).conventions
        # those that are left out are other names of the same formula, or a racer of their own
        same = {"adagrad": {"pytorch", "keras"}, "adam": {"pytorch", "lecture"}}.get(
            method, {"pytorch"}
        )
        assert set(known) - set(conventions) <= same
        assert set(conventions) <= set(known)


def test_observers_hear_of_changes_and_its_repr_is_stable():
    race, heard = OptimizerRace(), []
    race.observe(lambda change: heard.append((change["name"], change["new"])))
    race.steps = 12
    race.methods = ["sgd"]
    assert heard == [("steps", 12), ("methods", ["sgd"])]
    assert repr(race) == "OptimizerRace('aligned', methods=['sgd'])"
