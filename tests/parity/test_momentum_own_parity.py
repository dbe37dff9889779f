"""Momentum on a function of one's own: both languages see the same minimum and run the same."""

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import heavy_ball
from lecture_lib.widgets import MomentumExplorer

#: Convex, and nowhere more curved than at the minimum: below the limit no rounding error grows.
CALM = [
    "x^2/2 + 10*y^2",
    "(x - 1)^2 + (x + 3*y)^2",
    "sqrt(1 + x^2) + 5*y^2",
    "log(exp(x) + exp(-x)) + y^2",
    "((x - 20)^2 + 7*y^2)/50",
]
FORMULAS = [
    *CALM,
    "x^4 - 2*x^2 + 9*(2*y - x)^2",
    "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    "(1 - x)^2 + 10*(y - x^2)^2",
    "x^2/4 + y^2 - cos(4*x)",
    "log(1 + exp(x + 3*y)) + x^2/10 + y^2/10 - y",
    "x - log(4 - x^2 - y^2)",
    "x*log(x) + y^2",
    "x^3 - 3*x + y^2",
    "abs(x) + y^2",
    "x*y",
    "x - 2*y",
    "(x - y)^2",
    "log(0 - 1 - x^2)",
    "3",
]
step_sizes = st.floats(0.01, 4.0)
betas = st.floats(0.0, 0.99)
coordinates = st.floats(-2.5, 2.5)
rivals = st.sampled_from(["same", "best"])


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("MomentumExplorer")
        yield engine


def lesson(js, explorer):
    return js.run(
        "(({ scene, ...told }) => told)"
        f"(MomentumExplorer.math.lesson({literal(explorer.state())}))"
    )


def is_same_minimum(theirs, found):
    assert theirs["isBelow"] == found.is_below
    assert theirs["L"] == pytest.approx(found.L, rel=1e-12)
    assert (theirs["minimum"] is None) == (found.minimum is None)
    if found.minimum:
        place = [theirs["minimum"]["x"], theirs["minimum"]["y"]]
        assert place == pytest.approx(found.minimum[:2], rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("formula", FORMULAS)
def test_both_look_at_the_same_minimum(js, formula):
    explorer = MomentumExplorer(formula=formula)
    places = np.random.default_rng(8).uniform(-2.5, 2.5, (6, 2)).tolist()
    for place in (explorer.own_start, *places):
        explorer.own_start = place
        is_same_minimum(lesson(js, explorer)["near"], explorer.near)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(CALM), step_sizes, betas, st.tuples(coordinates, coordinates), rivals)
@example(CALM[0], 3.0, 0.5, (-1.4, 1.2), "best")
def test_the_whole_lesson(js, formula, step_size, beta, start, rival):
    assume(abs(step_size - 2.0 * (1.0 + beta)) > 1e-6)
    explorer = MomentumExplorer(step_size, beta, rival=rival, formula=formula, own_start=start)
    theirs = lesson(js, explorer)
    assert theirs["curvatures"] == pytest.approx(list(explorer.curvatures), rel=1e-12)
    # of their own curvatures: near a double root a rate has half the digits of a curvature
    rates = heavy_ball.spectral_radius(theirs["curvatures"], step_size, beta).tolist()
    assert [d["rate"] for d in theirs["directions"]] == pytest.approx(rates, rel=1e-12)
    best = [theirs["best"][name] for name in ("stepSize", "beta", "rate")]
    assert best == pytest.approx(list(explorer.best), rel=1e-12)
    for name, run in zip(("momentum", "descent"), explorer.runs.values(), strict=True):
        ends = {key: theirs["runs"][name][key] for key in ("diverged", "left")}
        assert ends == {"diverged": run.diverged, "left": run.left}
        size = max(1.0, np.abs(run.iterates).max())
        assert np.abs(np.array(theirs[name]) - run.iterates).max() <= 1e-12 * size


@pytest.mark.parametrize(
    ("formula", "step_size", "ends"),
    [
        ("x*log(x) + y^2", 1.7, [("left", 2), (None, None)]),
        ("x - log(4 - x^2 - y^2)", 1.7, [("left", 1), ("left", 1)]),
        ("log(0 - 1 - x^2)", 1.0, [("left", 0), ("left", 0)]),
        ("x^3 - 3*x + y^2", 1.7, [("diverged", 5), ("diverged", 6)]),
        ("x*y", 1.7, [("diverged", 15), ("diverged", 17)]),
    ],
)
def test_both_end_at_the_same_step(js, formula, step_size, ends):
    explorer = MomentumExplorer(step_size, formula=formula)
    theirs = lesson(js, explorer)["runs"].values()
    for run, one, (what, step) in zip(explorer.runs.values(), theirs, ends, strict=True):
        assert (one["diverged"], one["left"]) == (run.diverged, run.left)
        assert (run.diverged, run.left) == (
            step if what == "diverged" else None,
            step if what == "left" else None,
        )
        assert len(one["points"]) == len(run.iterates)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(FORMULAS), step_sizes, betas, st.tuples(coordinates, coordinates), rivals)
def test_what_is_said_never_fails(js, formula, step_size, beta, start, rival):
    explorer = MomentumExplorer(step_size, beta, rival=rival, formula=formula, own_start=start)
    said = " ".join(js.run(f"MomentumExplorer.math.sentences({literal(explorer.state())})"))
    assert "NaN" not in said
    assert ("speaks of no point" in said) == (explorer.near.minimum is None)
    assert ("the lowest found" in said) == (
        explorer.near.minimum is not None and not explorer.near.is_below
    )
