"""A line through points, found by descent: its numbers against NumPy, the library, the theorems."""

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import rates
from lecture_lib.descent import gradient_descent
from lecture_lib.problems import huber, least_squares
from lecture_lib.widgets import RegressionExplorer
from lecture_lib.widgets.regression_explorer.fit import STEPS, LineFit, conditions

number = st.integers(-40, 40).map(lambda n: n / 4)
points = st.lists(st.tuples(number, number), min_size=2, max_size=12).filter(
    lambda drawn: len({x for x, _ in drawn}) > 1
)
LOSSES = ["square", "absolute", "huber"]


@st.composite
def fits(draw, losses=LOSSES, longest=2.2):
    return LineFit(
        draw(points),
        draw(st.sampled_from(losses)),
        draw(st.sampled_from([0.1, 1.0, 30.0])),
        draw(st.booleans()),
        draw(st.tuples(number, number)),
        draw(st.floats(0.05, longest)),
    )


def design(fit):
    return np.column_stack([np.ones(len(fit.u)), fit.u])


def scale(fit):
    """Return how large the numbers of J are."""
    return 1e-9 * (1 + fit.losses[0] + fit.least)


@given(fit=fits())
def test_the_eigenvalues_and_kappa_are_numpys(fit):
    X = design(fit)
    small, large = np.linalg.eigvalsh(X.T @ X / len(X))
    assert fit.eigenvalues == pytest.approx((large, small), rel=1e-9, abs=1e-12 * large)
    assert fit.kappa == pytest.approx(np.linalg.cond(X) ** 2, rel=1e-6)
    raw, standardised = conditions(fit.data)
    assert standardised == pytest.approx(1.0, abs=1e-9)
    assert fit.kappa == (standardised if fit.standardise else raw)


@given(fit=fits(["square"]))
def test_squares_descend_as_the_librarys_problem_does(fit):
    X = design(fit)
    problem = least_squares(X, fit.y, mean=True)
    assert fit.w_star == pytest.approx(np.linalg.lstsq(X, fit.y, rcond=None)[0], abs=1e-6)
    assert pytest.approx(problem.L) == fit.L
    assert fit.value(fit.start) == pytest.approx(problem.value(fit.start))
    step = fit.step / problem.L
    path = gradient_descent(problem, fit.start, step, steps=20)
    size = 1 + np.abs(path.iterates).max()
    taken = len(path.iterates)  # it ends where nothing moves, or grows too large
    assert np.abs(np.array(fit.iterates[:taken]) - path.iterates).max() <= 1e-8 * size


@given(fit=fits(["huber"]), t=st.integers(0, STEPS))
def test_hubers_loss_is_the_librarys(fit, t):
    each = huber(0.1, L=1.0)  # r^2/2 up to its threshold
    w = fit.iterates[t]
    residuals = design(fit) @ w - fit.y
    delta = fit.loss.slope(1e9)
    expected = np.mean([each.value([0.1 / delta * r]) * (delta / 0.1) ** 2 for r in residuals])
    assert fit.losses[t] == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(fit=fits(), d=st.tuples(st.floats(-2, 2), st.floats(-2, 2)), far=st.floats(1e-6, 1.0))
def test_no_line_costs_less_than_the_best(fit, d, far):
    w = (fit.w_star[0] + far * d[0], fit.w_star[1] + far * d[1])
    assert fit.value(w) >= fit.least - scale(fit)
    assert min(fit.losses) >= fit.least - scale(fit)


@given(fit=fits())
def test_at_the_best_line_zero_is_a_subgradient(fit):
    """What the points on the line leave open outweighs the sum of the others."""
    X, y = design(fit), np.array(fit.y)
    residuals = X @ fit.w_star - y
    if fit.name != "absolute":
        slopes = np.array([fit.loss.slope(r) for r in residuals])
        assert np.abs(X.T @ slopes).max() <= 1e-7 * np.abs(X).sum() * (1 + np.abs(y).max())
        return
    on = np.abs(residuals) <= 1e-9 * (1 + np.abs(y).max() + np.abs(X).max())
    pull = np.sign(residuals[~on]) @ X[~on]
    for angle in np.linspace(0, np.pi, 60):
        d = np.array([np.cos(angle), np.sin(angle)])
        assert abs(pull @ d) <= np.abs(X[on] @ d).sum() + 1e-9


@given(fit=fits(), t=st.integers(1, STEPS))
def test_what_is_promised_is_kept(fit, t):
    bound = fit.promised(t)
    assert (bound is None) == (fit.name == "huber" and fit.step > 1)
    if bound is not None:
        gap = fit.best_gap(t) if fit.name == "absolute" else fit.gap(fit.iterates[t])
        assert gap <= bound * (1 + 1e-9) + scale(fit)


@given(fit=fits(["huber"], 1.0), t=st.integers(1, STEPS))
def test_the_bound_on_hubers_loss_is_the_lectures(fit, t):
    expected = rates.gradient_descent_convex(fit.L, fit.R, t, fit.eta) if fit.R > 0 else 0.0
    assert fit.promised(t) == pytest.approx(float(expected))


def test_the_bound_is_tight_for_a_square_along_an_eigenvector():
    fit = LineFit([(-1, -1), (1, 1)], "square", 1.0, True, (0, 3), 0.3)
    assert fit.gap(fit.iterates[7]) == pytest.approx(fit.promised(7))


@given(fit=fits(["square"], 1.7))
def test_a_hundredth_is_reached_when_the_run_reaches_it(fit):
    gaps = [fit.gap(w) for w in fit.iterates]
    goal = 0.01 * gaps[0]
    t = fit.hundredth
    if gaps[0] < 1e-6 or t is None or t > STEPS:
        assert t is None or t == 0 or gaps[-1] > goal * (1 - 1e-6) or gaps[0] < 1e-6
        return
    assert gaps[t] <= goal * (1 + 1e-6)
    assert t == 0 or gaps[t - 1] >= goal * (1 - 1e-6)


def test_years_as_they_are_take_more_than_a_billion_steps_and_standardised_one():
    years = [(1990 + i, 100 + 3 * i + i * 7 % 5) for i in range(30)]
    explorer = RegressionExplorer(data=years)
    assert explorer.fit.kappa > 1e11
    assert explorer.fit.hundredth is None
    explorer.standardise = True
    assert explorer.fit.kappa == pytest.approx(1.0)
    assert explorer.fit.hundredth == 1


def test_an_outlier_moves_the_line_of_squares_most():
    points = [(x, x) for x in range(1, 8)]
    slopes = {
        loss: RegressionExplorer(data=[*points, (8, -20)], loss=loss, standardise=True).fit
        for loss in LOSSES
    }
    square, absolute, hubers = (slopes[loss].line_of(slopes[loss].w_star)[1] for loss in LOSSES)
    assert square < 0 < hubers < absolute == 1.0


def test_without_an_outlier_is_the_fit_of_the_others():
    explorer = RegressionExplorer(data=[(1, 1), (2, 3), (3, 2), (70, 4)], loss="huber")
    alone = RegressionExplorer(data=[(1, 1), (2, 3), (3, 2)], loss="huber")
    assert explorer.without(3).w_star == alone.fit.w_star
    assert explorer.without(3).kappa == alone.fit.kappa < explorer.fit.kappa / 30
    for index in (-1, 4):
        with pytest.raises(IndexError, match="from 0 to 3"):
            explorer.without(index)
    with pytest.raises(traitlets.TraitError, match="got 1 of them"):
        RegressionExplorer(data=[(1, 1), (2, 3)]).without(0)


def test_absolute_values_have_no_l_and_their_step_is_the_best_for_the_bound():
    data = [(1, 1), (2, 3), (3, 2)]
    fit = RegressionExplorer(data=data, loss="absolute").fit
    assert fit.L is None
    assert fit.eta == pytest.approx(fit.R / (fit.G * STEPS**0.5))
    last = [
        RegressionExplorer(data=data, loss="absolute", step=step).fit.promised(STEPS)
        for step in (0.9, 1.0, 1.1)
    ]
    assert last[1] == min(last) == pytest.approx(fit.R * fit.G / STEPS**0.5)
    assert RegressionExplorer(data=data).fit.G is None


def test_the_first_line_is_the_same_in_both_scales():
    both = [
        RegressionExplorer(data=[(1, 1), (2, 3), (4, 2)], start_line=[2, -1], standardise=scaled)
        for scaled in (False, True)
    ]
    for explorer in both:
        assert explorer.fit.line_of(explorer.fit.start) == pytest.approx((2, -1))
        assert explorer.fit.losses[0] == pytest.approx(both[0].fit.losses[0])
    assert both[0].fit.line_of(both[0].fit.w_star) == pytest.approx(
        both[1].fit.line_of(both[1].fit.w_star)
    )


def test_without_points_there_is_no_fit():
    assert RegressionExplorer().fit is None
    assert repr(RegressionExplorer(data=[(1, 1), (2, 3)])) == (
        "RegressionExplorer(data=2 points, loss='square')"
    )
