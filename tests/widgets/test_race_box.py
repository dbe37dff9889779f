"""The box of the OptimizerRace, and the critical points in it."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.problems import Problem, beale, quadratic, rosenbrock, saddle
from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.critical import critical_points
from lecture_lib.widgets.optimizer_race.landscapes import WINDOWS

SQUARE = [-2.0, 2.0, -2.0, 2.0]


def plane(value, gradient, hessian):
    """Return a problem in two variables of formulas for one point."""
    return Problem(
        name="a function",
        dimension=2,
        value=lambda w: value(*w),
        gradient=lambda w: np.array([gradient(*point) for point in w.tolist()]).reshape(-1, 2),
        hessian=lambda w: np.array(hessian(*w.tolist())),
        L=math.inf,
        mu=None,
        f_star=math.nan,
        w_star=None,
        start=np.zeros(2),
    )


@pytest.mark.parametrize(
    "box",
    [
        "all",
        [1.0, 2.0, 3.0],
        [1.0, 0.0, 0.0, 1.0],
        [0.0, 1.0, 0.0, math.inf],
        [0.0, 0.009, 0.0, 1.0],
        [999.0, 1000.0, 0.0, 1.0],
        [0.0, 1001.0, 0.0, 1.0],
        [0.0, 1.0, True, 2.0],
    ],
)
def test_what_is_no_box_is_refused_and_the_last_one_stays(box):
    race = OptimizerRace(box=[0, 1, -1, 1])
    with pytest.raises(traitlets.TraitError, match="box must be None or a list"):
        race.box = box
    assert race.box == [0.0, 1.0, -1.0, 1.0]


def test_the_window_is_the_box_or_holds_the_start():
    race = OptimizerRace("beale", start=[-1.0, 5.0])
    assert race.window == pytest.approx([-1.3, 4.5, -2.4, 5.3])
    race.box = np.array([0.0, 1.0, 0.0, 1.0])
    assert race.window == race.box == [0.0, 1.0, 0.0, 1.0]
    assert OptimizerRace("beale").window == list(WINDOWS["beale"])


def kinds(problem, box):
    found = critical_points(problem, box)
    return sorted((p.kind, round(p.x, 7) + 0.0, round(p.y, 7) + 0.0) for p in found)


def test_the_critical_points_of_the_landscapes():
    assert kinds(quadratic([1.0, 20.0], angle=0.6), SQUARE) == [("minimum", 0.0, 0.0)]
    assert kinds(rosenbrock(), SQUARE) == [("minimum", 1.0, 1.0)]
    assert kinds(beale(), WINDOWS["beale"]) == [("minimum", 3.0, 0.5), ("saddle", 0.0, 1.0)]
    assert kinds(saddle(), SQUARE) == [
        ("minimum", 0.0, -1.0),
        ("minimum", 0.0, 1.0),
        ("saddle", 0.0, 0.0),
    ]
    assert kinds(saddle(), [0.5, 2.0, -2.0, 2.0]) == []
    assert OptimizerRace("saddle", box=[-1, 1, 0.5, 2]).critical_points[0].curvatures == (
        pytest.approx((1.0, 2.0))
    )


@given(
    st.lists(st.sampled_from([-1.5, -0.7, 0.2, 1.1, 1.8]), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from([-1.6, -0.4, 0.5, 1.3]), min_size=1, max_size=3, unique=True),
)
def test_the_roots_of_two_polynomials_are_all_found_and_named(xs, ys):
    # f = P(x) + Q(y) with P' and Q' of known single roots: the kinds are the signs of P'' and Q''
    p, q = np.poly(xs), np.poly(ys)
    dp, dq = np.polyder(p), np.polyder(q)
    problem = plane(
        lambda x, y: np.polyval(np.polyint(p), x) + np.polyval(np.polyint(q), y),
        lambda x, y: [np.polyval(p, x), np.polyval(q, y)],
        lambda x, y: [[np.polyval(dp, x), 0.0], [0.0, np.polyval(dq, y)]],
    )
    found = critical_points(problem, SQUARE)
    assert len(found) == len(xs) * len(ys)
    for x in xs:
        for y in ys:
            (point,) = (p for p in found if math.hypot(p.x - x, p.y - y) < 1e-9)
            signs = {bool(np.polyval(dp, x) > 0), bool(np.polyval(dq, y) > 0)}
            names = {(True,): "minimum", (False,): "maximum"}
            assert point.kind == names.get(tuple(signs), "saddle")


def test_what_the_eigenvalues_do_not_tell_is_degenerate():
    quartic = plane(
        lambda x, y: x**4 + y**2,
        lambda x, y: [4 * x**3, 2 * y],
        lambda x, y: [[12 * x * x, 0.0], [0.0, 2.0]],
    )
    (point,) = critical_points(quartic, SQUARE)
    assert point.kind == "degenerate"
    assert [point.x, point.y] == pytest.approx([0.0, 0.0], abs=1e-4)
    valley = plane(
        lambda x, y: (x - y) ** 2,
        lambda x, y: [2 * (x - y), 2 * (y - x)],
        lambda x, y: [[2.0, -2.0], [-2.0, 2.0]],
    )
    found = critical_points(valley, SQUARE)
    assert len(found) > 15
    assert {point.kind for point in found} == {"degenerate"}
    assert max(abs(point.x - point.y) for point in found) < 1e-12


def test_where_nothing_is_critical_nothing_is_found():
    slope = plane(
        lambda x, y: x + y, lambda x, y: [1.0, 1.0], lambda x, y: [[0.0, 0.0], [0.0, 0.0]]
    )
    ridge = plane(
        lambda x, y: abs(x) + y * y,
        lambda x, y: [float(np.sign(x)), 2 * y],
        lambda x, y: [[0.0, 0.0], [0.0, 2.0]],
    )
    nowhere = plane(
        lambda x, y: math.nan,
        lambda x, y: [math.nan, math.nan],
        lambda x, y: [[math.nan, math.nan], [math.nan, math.nan]],
    )
    for problem in (slope, ridge, nowhere):
        assert [p for p in critical_points(problem, SQUARE) if abs(p.x) > 1e-3] == []
