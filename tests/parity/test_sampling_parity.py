"""The SamplingExplorer's JavaScript against lecture_lib: the same draws, paths and floors."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.stochastic.noise import batch_variance, gradient_variance
from lecture_lib.stochastic.sampling import cyclic, randomized, reshuffled
from lecture_lib.widgets import SamplingExplorer

TOOL = "SamplingExplorer.math"
RULES = ("randomized", "cyclic", "reshuffled")


@pytest.fixture(scope="module")
def js():
    with JavaScript("random") as engine:
        engine.load_bundle("SamplingExplorer")
        yield engine


explorers = st.builds(
    SamplingExplorer,
    step_size=st.floats(0.01, 2.0),
    batch_size=st.integers(1, 8),
    copies=st.integers(1, 20),
    budget=st.integers(10, 300),
    rule=st.sampled_from(RULES),
    schedule=st.sampled_from(["constant", "inverse", "inverse_sqrt", "cosine"]),
    axis=st.sampled_from(["evaluations", "iterations"]),
    seed=st.integers(0, 9999),
    start=st.lists(st.floats(-3.0, 3.0), min_size=2, max_size=2),
    terms=st.one_of(
        st.just([]),
        st.lists(st.tuples(st.floats(-3.0, 3.0), st.floats(0.01, 10.0)), min_size=2, max_size=9),
    ),
)


@given(seed=st.integers(0, 2**32 - 1), n=st.integers(1, 60))
def test_the_generators_draw_the_same(js, seed, n):
    rng = Mulberry32(seed)
    here = [rng.random(), rng.integers(n), rng.permutation(n)]
    script = (
        f"((r, n) => [r.random(), r.integers(n), r.permutation(n)])"
        f"(new modules.random.Mulberry32({seed}), {n})"
    )
    assert js.run(script) == here


@given(
    rule=st.sampled_from(RULES),
    m=st.integers(1, 40),
    part=st.floats(0, 1),
    seed=st.integers(0, 9999),
)
def test_the_rules_choose_the_same_examples(js, rule, m, part, seed):
    b = 1 + int(part * (m - 1))
    rng = Mulberry32(seed)
    here = {
        "randomized": lambda: randomized(m, rng, b),
        "cyclic": lambda: cyclic(m, b),
        "reshuffled": lambda: reshuffled(m, rng, b),
    }[rule]()
    assume(b < m or rule == "cyclic")  # batches of all examples need no draws
    there = js.run(f"{TOOL}.draws({literal({'rule': rule, 'seed': seed})}, {m}, {b}, 30)")
    assert there == [batch.tolist() for batch in itertools.islice(here, 30)]


@given(explorer=explorers, steps=st.integers(1, 60))
def test_the_schedules_have_the_same_step_sizes(js, explorer, steps):
    schedule = explorer._schedule(steps)
    here = [schedule(k) for k in range(1, steps + 1)]
    assert js.run(f"{TOOL}.sizes({literal(explorer.state())}, {steps})") == pytest.approx(
        here, rel=1e-12
    )


@settings(max_examples=40)
@given(explorer=explorers)
def test_the_runs_are_the_librarys(js, explorer):
    there = js.run(f"{TOOL}.follows({literal(explorer.state())})")
    f_star, levels = explorer.problem.f_star, explorer.levels
    for name, here in explorer.runs.items():
        run = there[name]
        assert run["taken"] == here.steps
        assert (run["diverged"] is None) == (here.status == "finished")
        if here.status == "diverged":
            assert f"step {run['diverged']} " in here.message
        assert run["evaluations"] == here.evaluations.tolist()
        if here.status == "finished":
            assert run["level"] == pytest.approx(levels[name], rel=1e-9, abs=1e-12)
        # rounding grows as the points do
        size = np.maximum.accumulate(np.abs(here.iterates).max(axis=1)) + 1
        there_too = np.stack([run["x"], run["y"]], axis=1)
        assert not explorer.terms or not any(run["y"])
        error = np.abs(there_too[:, : here.iterates.shape[1]] - here.iterates).max(axis=1)
        assert (error <= 1e-12 * size).all()
        assert (np.abs(run["gaps"] - here.gaps(f_star)) <= 1e-11 * size**2).all()


@given(explorer=explorers)
def test_the_floors_are_the_librarys(js, explorer):
    state = explorer.state()
    for name, here in explorer.floors.items():
        b = explorer.batch_sizes[name]
        problem = f"{TOOL}.problemOf({literal(state['terms'])})" if state["terms"] else TOOL
        asked = f"({state['step_size']!r}, {b}, {state['copies']})"
        there = js.run(f"{problem}.floor{asked}")
        assume(not 1e3 < here < math.inf)  # near the limit of stability the equation is ill-posed
        assert there == pytest.approx(here, rel=1e-10, abs=1e-15)
        if state["terms"]:
            equal = explorer.equal_floors[name]
            found = js.run(f"{problem}.equalFloor{asked}")
            assert found == pytest.approx(equal, rel=1e-10, abs=1e-15)
            assert here >= equal * (1 - 1e-10) - 1e-15


@given(
    gamma=st.floats(0.01, 0.02),
    copies=st.integers(1, 20),
    b=st.integers(1, 7),
    grown=st.floats(1.1, 5.0),
)
def test_the_formula_for_small_steps_is_where_the_floor_comes_from(js, gamma, copies, b, grown):
    s2 = js.run(f"{TOOL}.variance({b}, {copies})")
    explorer = SamplingExplorer(copies=copies)
    single = gradient_variance(explorer.problem, explorer.problem.w_star)
    assert s2 == pytest.approx(batch_variance(single, 8 * copies, b), rel=1e-12)

    def ratio(step):
        return js.run(f"{TOOL}.floor({step!r}, {b}, {copies})") / (0.25 * step * s2)

    # the exact floor is above it, by a part that vanishes with the step
    assert 1 < ratio(gamma / grown) < ratio(gamma) < 1.02


def heights(text):
    """Return the second number of each point of a path of straight lines."""
    return [float(point.split(" ")[1]) for point in text.strip("M").split("L")]


@given(values=st.lists(st.floats(1e-3, 10.0), min_size=2, max_size=700))
def test_a_thinned_curve_is_means_over_stretches_between_quartiles(js, values):
    # an axis on which times[k] = k are 300/700 apart, so that a stretch of 7 holds 17 of them
    script = f"""((v) => {{
      const sx = (t) => 3 * t / 7;
      sx.domain = [0, 700];
      sx.invert = (p) => 7 * p / 3;
      const sy = (g) => -100 * g;
      sy.domain = [-1e9, 30];
      return {TOOL}.thin.curve(v.map((_, k) => k), v, sx, sy);
    }})({literal(values)})"""
    made = js.run(script)
    parts = [np.array(values[k : k + 17]) for k in range(1, len(values), 17)]
    assert heights(made["line"])[1:] == pytest.approx([-100 * p.mean() for p in parts], abs=0.06)
    assert made["end"] == pytest.approx(-100 * parts[-1].mean())
    there = heights(made["band"])
    high = [-100 * np.quantile(p, 0.75, method="higher") for p in parts]
    low = [-100 * np.quantile(p, 0.25, method="lower") for p in parts]
    assert there[: len(parts)] == pytest.approx(high, abs=0.06)
    assert there[: len(parts) - 1 : -1] == pytest.approx(low, abs=0.06)


def test_stairs_stand_until_the_next_value(js):
    script = f"""(() => {{
      const sx = (t) => 10 * t;
      sx.domain = [1, 50];
      sx.invert = (p) => p / 10;
      const sy = (g) => 100 - g;
      sy.domain = [0.1, 90];
      return {TOOL}.thin.curve([0, 20, 40], [3, 2, 1], sx, sy, {{ stairs: true, band: false }});
    }})()"""
    made = js.run(script)
    assert made["line"] == "M10 97H200V98H400V99H500"
    assert made["band"] == ""


@given(st.lists(st.floats(-50, 350), min_size=1, max_size=4))
def test_labels_keep_their_distance_and_their_order(js, heights):
    placed = js.run(f"{TOOL}.thin.spread({literal(heights)}, 17, 10, 290)")
    assert all(10 - 1e-9 <= y <= 290 + 1e-9 for y in placed)
    for (a, p), (b, q) in itertools.combinations(zip(heights, placed, strict=True), 2):
        assert abs(p - q) >= 17 - 1e-9
        assert a == b or (a < b) == (p < q)
