"""The MomentumExplorer's JavaScript computes what lecture_lib.heavy_ball computes."""

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import heavy_ball
from lecture_lib.widgets import MomentumExplorer

step_sizes = st.floats(0.01, 4.0)
betas = st.floats(0.0, 0.99)
conditions = st.floats(1.0, 200.0)
starts = st.tuples(st.floats(-1.2, 1.2), st.floats(-1.0, 1.0)).map(list)
exactly = lambda x: pytest.approx(x, rel=1e-12, abs=1e-300)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("MomentumExplorer")
        yield engine


def ask(js, call, *arguments):
    return js.run(f"MomentumExplorer.math.{call}({', '.join(map(literal, arguments))})")


@given(st.floats(-1.0, 2.0), step_sizes, betas)
@example(1.0, 0.25, 0.25)
@example(1.0, 2.25, 0.25)
@example(1.0, 2.5, 0.25)
@example(0.0, 2.5, 0.25)
def test_rates_and_regimes(js, curvature, step_size, beta):
    radius = heavy_ball.spectral_radius(curvature, step_size, beta)
    assert ask(js, "spectralRadius", curvature, step_size, beta) == exactly(radius)
    kind = heavy_ball.regime(curvature, step_size, beta)
    assert ask(js, "regime", curvature, step_size, beta) == kind


@given(conditions, step_sizes, betas)
def test_the_best_and_the_effective(js, condition, step_size, beta):
    best = heavy_ball.best_parameters(1 / condition, 1.0)
    ours = ask(js, "bestParameters", 1 / condition, 1.0)
    assert [ours[name] for name in ("stepSize", "beta", "rate")] == exactly(list(best))
    effective = heavy_ball.effective_rate(step_size, beta)
    assert ask(js, "effectiveRate", step_size, beta) == exactly(effective)
    assume(step_size < 4.0)
    expected = heavy_ball.best_beta(1.0, step_size)
    assert ask(js, "bestBeta", step_size) == exactly(expected)


@given(step_sizes, betas, conditions, starts, st.sampled_from(["same", "best"]))
def test_the_whole_lesson(js, step_size, beta, condition, start, rival):
    explorer = MomentumExplorer(step_size, beta, condition, start=start, rival=rival)
    ours = ask(js, "lesson", explorer.state())
    assert [d["rate"] for d in ours["directions"]] == exactly(list(explorer.rates))
    assert [d["regime"] for d in ours["directions"]] == list(explorer.regimes)
    # the same additions in the same order: not a digit differs
    assert np.array_equal(ours["momentum"], explorer.path)
    assert np.array_equal(ours["descent"], explorer.rival_path)


@given(step_sizes, betas, conditions)
def test_what_it_says_of_divergence_is_so(js, step_size, beta, condition):
    explorer = MomentumExplorer(step_size, beta, condition)
    said = " ".join(ask(js, "sentences", explorer.state()))
    assert ("it diverges" in said) == ("divergent" in explorer.regimes)
    distances = np.linalg.norm(explorer.path, axis=1)
    far = np.flatnonzero(distances > 10 * distances[0])
    momentum = said.split("steps momentum ")[1].split(";")[0]
    if far.size:
        assert momentum.startswith(f"has diverged, at step {far[0]} already ten times as far")
    else:
        assert momentum.startswith("is at distance")
