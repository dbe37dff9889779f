"""The ConvexityExplorer's JavaScript computes what lecture_lib.convexity computes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import convexity
from lecture_lib.widgets import ConvexityExplorer
from lecture_lib.widgets.convexity_explorer.widget import FUNCTIONS

points = st.floats(-6.0, 6.0)
states = st.fixed_dictionaries(
    {
        "function": st.sampled_from(list(FUNCTIONS)),
        "inequality": st.sampled_from(ConvexityExplorer.inequality.options),
        "x1": points,
        "x2": points,
        "weight": st.floats(0.0, 1.0),
        "L": st.floats(0.1, 20.0),
    }
)


own_texts = st.sampled_from(
    ["x^2 + 2*sin(2*x)", "max(x, -x/2)", "x*log(x)", "1/x", "exp(x) - x", "abs(x) + x^2", "3"]
)
own_states = st.builds(
    lambda state, text, low, wide: {
        **state,
        "function": "own",
        "formula": text,
        "interval": [low, low + wide],
    },
    states,
    own_texts,
    st.integers(-6, 2).map(float),
    st.sampled_from([1.0, 2.5, 4.0]),
)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("ConvexityExplorer")
        yield engine


def ask(js, call, *arguments):
    return js.run(f"ConvexityExplorer.math.{call}({', '.join(map(literal, arguments))})")


def terms(state):
    """The size of what is added, by which rounding is judged."""
    problem = FUNCTIONS[state["function"]][0]
    x1, x2 = [state["x1"]], [state["x2"]]
    step = abs(state["x1"] - state["x2"])
    slope = abs(float(problem.gradient(x2)[0]))
    sizes = abs(problem.value(x1)) + abs(problem.value(x2))
    return float(sizes) + slope * step + 10.0 * step**2


@given(states)
def test_both_sides_and_the_verdict(js, state):
    explorer = ConvexityExplorer(**state)
    answer = ask(js, "sides", state)
    margin = 1e-12 * terms(state)
    expected = pytest.approx(explorer.sides, rel=1e-12, abs=margin)
    assert (answer["left"], answer["right"]) == expected
    if abs(answer["left"] - answer["right"]) > 1e-9:
        assert ask(js, "holds", answer) == explorer.holds


@given(states)
def test_the_grid(js, state):
    assert ask(js, "grid", state) == ConvexityExplorer(**state).grid.tolist()


@settings(max_examples=40)
@given(states)
def test_the_search_over_all_pairs(js, state):
    explorer = ConvexityExplorer(**state)
    found, search = ask(js, "search", state), explorer.search
    assert found["pairs"] == search.tried
    margin = 1e-12 * max(
        terms({**state, "x1": a, "x2": b}) for a in explorer.grid[[0, -1]] for b in explorer.grid
    )
    if found["worst"] is None or search.holds:
        # what one calls a failure and the other does not is of the size of rounding
        assert search.holds or search.violation < 10 * margin
        return
    worst = found["worst"]
    violation = worst["left"] - worst["right"]
    assert violation == pytest.approx(search.violation, rel=1e-9, abs=margin)
    explorer.x1, explorer.x2 = worst["x1"], worst["x2"]
    assert explorer.sides == pytest.approx((worst["left"], worst["right"]), abs=margin)
    assert not explorer.holds


@settings(max_examples=40)
@given(states)
def test_the_shaded_pairs_are_those_that_fail(js, state):
    explorer = ConvexityExplorer(**state)
    found, grid = ask(js, "search", state), explorer.grid
    excess = np.array([*found["excess"].values()]).reshape(len(grid), -1)
    first, second = np.meshgrid(grid, grid)  # rows are x2, columns x1
    pairs = first[..., None], second[..., None]
    if state["inequality"] == "chord":
        left, right = convexity.chord_sides(explorer.problem, *pairs, state["weight"])
    elif state["inequality"] == "tangent":
        left, right = convexity.tangent_sides(explorer.problem, *pairs)
    else:
        left, right = convexity.upper_bound_sides(explorer.problem, *pairs, state["L"])
    size = 1 + np.abs(left) + np.abs(right)
    apart = ~np.eye(len(grid), dtype=bool)
    assert (excess[(left - right > 1e-9 * size) & apart] > 0).all()
    assert (excess[(right - left > 1e-9 * size) & apart] < 0).all()
    assert found["failing"] == (excess[apart] > 0).sum()


@given(states)
def test_the_least_L_of_a_pair_is_where_the_bound_begins_to_hold(js, state):  # noqa: N802
    least = ask(js, "leastL", state)
    if abs(state["x1"] - state["x2"]) < 1e-2:
        assert (least is None) == (state["x1"] == state["x2"])
        return
    above, below = least * (1 + 1e-6) + 1e-6, least * (1 - 1e-6) - 1e-6
    problem = FUNCTIONS[state["function"]][0]
    sides = [
        convexity.upper_bound_sides(problem, [state["x1"]], [state["x2"]], L)
        for L in (above, below)
    ]
    assert sides[0][0] <= sides[0][1]
    assert below < 0 or sides[1][0] > sides[1][1]


@settings(max_examples=60, deadline=None)
@given(own_states)
def test_functions_of_ones_own(js, state):
    explorer = ConvexityExplorer(**state)
    theirs = [ask(js, "sides", state)[side] for side in ("left", "right")]
    assert theirs == pytest.approx(explorer.sides, rel=1e-12, abs=1e-11, nan_ok=True)
    assert ask(js, "grid", state) == explorer.grid.tolist()
    found, search = ask(js, "search", state), explorer.search
    values = explorer.problem.value(explorer.grid[:, None])
    if found["worst"] is None or search.holds:
        finite = np.abs(values[np.isfinite(values)]).max(initial=1.0)
        assert search.holds or search.violation < 1e-9 * finite
    else:
        violation = found["worst"]["left"] - found["worst"]["right"]
        assert violation == pytest.approx(search.violation, rel=1e-9)
    if state["inequality"] != "chord" and np.isfinite(values).all():
        assert found["missing"] == 0


@pytest.mark.parametrize("inequality", ConvexityExplorer.inequality.options)
@pytest.mark.parametrize("function", FUNCTIONS)
def test_the_sentences_give_both_sides_in_numbers(js, function, inequality):
    explorer = ConvexityExplorer(function, inequality, x1=1.2, x2=-0.3, L=0.2)
    state = {**explorer.state()}
    here, everywhere = js.run(
        f"(() => {{ const s = {literal(state)}; const m = ConvexityExplorer.math;"
        "return m.sentences(s, m.search(s)).map((t) => t.replaceAll('\\u00a0', ' ')); })()"
    )
    assert ("holds" in here, "It fails by" in here) == (explorer.holds, not explorer.holds)
    numbers = [f"{side:.4g}".replace("-", "−") for side in explorer.sides]
    assert " ≤ ".join(numbers) in here
    assert ("none fails" in everywhere) == explorer.search.holds
    if inequality == "upper":
        smooth = np.isfinite(explorer.problem.L)
        assert (f"L = {explorer.problem.L:g} is enough" in everywhere) == smooth
    else:
        assert ("f is convex" in everywhere) == explorer.problem.is_convex
