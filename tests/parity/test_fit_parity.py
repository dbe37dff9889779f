"""The line through one's own points: JavaScript's numbers are Python's, bit by bit."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets import RegressionExplorer
from lecture_lib.widgets.regression_explorer.fit import conditions

number = st.one_of(
    st.integers(-20, 20).map(float), st.floats(-9, 9), st.floats(-1e6, 1e6), st.floats(1990, 2025)
)
points = st.lists(st.tuples(number, number), min_size=2, max_size=12).filter(
    lambda drawn: max(x for x, _ in drawn) - min(x for x, _ in drawn) >= 1e-6
)
explorers = st.builds(
    RegressionExplorer,
    data=points,
    loss=st.sampled_from(["square", "absolute", "huber"]),
    delta=st.one_of(st.floats(1e-3, 1e3), st.just(1.0)),
    standardise=st.booleans(),
    start_line=st.tuples(number, number),
    step=st.floats(0.05, 2.2),
)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("RegressionExplorer")
        yield engine


def ask(js, explorer, what):
    state = literal(explorer.state())
    return js.run(f"((m, s, run = m.fit(s)) => ({what}))(RegressionExplorer.fit, {state})")


@settings(max_examples=200)
@given(explorer=explorers)
def test_every_step_is_the_same(js, explorer):
    fit = explorer.fit
    theirs = ask(js, explorer, "[run.wStar, run.least, run.eta, run.iterates, run.losses]")
    ours = [fit.w_star, fit.least, fit.eta, fit.iterates, fit.losses]
    assert theirs == [list(ours[0]), *ours[1:3], [list(w) for w in ours[3]], ours[4]]


@given(explorer=explorers, t=st.integers(1, 100))
def test_so_is_what_is_said_of_it(js, explorer, t):
    fit = explorer.fit
    assert ask(js, explorer, "m.conditions(s.data)") == list(conditions(explorer.data))
    assert ask(js, explorer, "run.kappa") == fit.kappa
    w = fit.iterates[t]
    assert ask(js, explorer, f"m.lineOf(run, run.iterates[{t}])") == list(fit.line_of(w))
    assert ask(js, explorer, f"m.gap(run, run.iterates[{t}])") == fit.gap(w)
    assert ask(js, explorer, f"m.bestGap(run, {t})") == fit.best_gap(t)
    # A power is not rounded alike everywhere.
    promised = fit.promised(t)
    found = ask(js, explorer, f"m.promised(run, {t})")
    assert found == (None if promised is None else pytest.approx(promised, rel=1e-12))
    ours, theirs = fit.hundredth, ask(js, explorer, "m.hundredth(run)")
    assert (ours is None) == (theirs is None)
    assert ours is None or abs(ours - theirs) <= 1 + 1e-9 * ours


@given(explorer=explorers, data=st.data())
def test_so_is_the_fit_without_a_point(js, explorer, data):
    index = data.draw(st.integers(0, len(explorer.data) - 1))
    rest = ask(js, explorer, f"m.without(s.data, {index}, 1e-6)")
    x = [x for i, (x, _) in enumerate(explorer.data) if i != index]
    if len(x) < 2 or max(x) - min(x) < 1e-6:
        assert rest is None
        return
    other = RegressionExplorer(**{**explorer.state(), "data": rest})
    assert explorer.without(index).w_star == other.fit.w_star
