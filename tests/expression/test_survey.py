"""What is seen of a function on an interval is true of it, where that is known otherwise."""

import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lecture_lib import problems
from lecture_lib.expression import parse_function
from lecture_lib.expression.survey import survey

numbers = st.floats(-2.0, 2.0).map(lambda x: round(x, 2))


@settings(max_examples=40, deadline=None)
@given(numbers, numbers, numbers, numbers)
def test_a_polynomial_of_degree_4(a, b, c, d):
    seen = survey(parse_function(f"({a})*x^4 + ({b})*x^3 + ({c})*x^2 + ({d})*x"), -2.0, 2.0)
    second = np.polynomial.Polynomial([2 * c, 6 * b, 12 * a])
    turning = [-b / (4 * a)] if a and abs(b / (4 * a)) <= 2.0 else []
    bends = second(np.array([-2.0, 2.0, *turning]))
    assert pytest.approx(np.abs(bends).max(), rel=1e-12, abs=1e-12) == seen.L
    assert seen.least == pytest.approx(bends.min(), rel=1e-12, abs=1e-12)
    assert seen.is_smooth
    whole = np.polynomial.Polynomial([0.0, d, c, b, a])
    real = [r.real for r in whole.deriv().roots() if abs(r.imag) < 1e-9 and abs(r.real) <= 2.0]
    assert seen.lowest(0.0).value == pytest.approx(
        whole(np.array([-2.0, 2.0, *real])).min(), rel=1e-9, abs=1e-9
    )


@settings(max_examples=30, deadline=None)
@example([(-1.5, -0.01)])
@given(
    st.lists(st.tuples(numbers, numbers), min_size=1, max_size=3, unique_by=lambda pair: pair[0])
)
def test_every_kink_is_found(pairs):
    text = " + ".join(f"({weight})*abs(x - ({place}))" for place, weight in pairs)
    seen = survey(parse_function(f"{text} + sin(x)"), -3.0, 3.0)
    expected = sorted((place, 2 * weight) for place, weight in pairs if weight)
    assert [kink.x for kink in seen.kinks] == pytest.approx([x for x, _ in expected], abs=1e-9)
    jumps = [kink.after - kink.before for kink in seen.kinks]
    assert jumps == pytest.approx([jump for _, jump in expected], abs=1e-5)
    assert seen.is_smooth == (not expected)
    if any(jump < 0 for _, jump in expected):
        assert not seen.is_convex


CASES = [
    ("x^2/2", problems.quadratic([1.0])),
    ("softplus(x)", problems.log_one_plus_exp()),
    ("sin(x)", problems.sine()),
    ("x^2 + 3*sin(x)^2", problems.wavy()),
]


@pytest.mark.parametrize(("text", "problem"), CASES)
def test_the_constants_of_known_problems(text, problem):
    seen = survey(parse_function(text), -5.0, 5.0)
    assert pytest.approx(problem.L, rel=1e-12) == seen.L
    assert seen.is_convex == problem.is_convex
    if problem.w_star is not None:
        low = seen.lowest(float(problem.start[0]))
        assert low.inside
        assert low.value == pytest.approx(problem.f_star, abs=1e-12)


def test_what_is_not_defined_or_has_no_bound():
    log = survey(parse_function("log(x)"), -3.0, 3.0)
    assert log.undefined == ((-3.0, 0.0),)
    assert log.lowest(1.0) is None
    assert not log.is_convex
    root = survey(parse_function("sqrt(x)"), 0.0, 4.0)
    assert (root.L, root.L_at, root.is_smooth) == (math.inf, 0.0, False)
    for text in ("1/x", "-1/x^2"):
        for end in (3.0, 2.9):
            pole = survey(parse_function(text), -3.0, end)
            assert math.isinf(pole.L)
            assert pole.bottomless == pytest.approx(0.0, abs=5e-3)
            assert pole.lowest(0.0) is None
    falling = survey(parse_function("exp(-x)"), -1.0, 1.0)
    assert falling.lowest(0.0) == (1.0, pytest.approx(math.exp(-1)), False)
    assert survey(parse_function("x^3"), -1.0, 1.0).least == -6.0


@pytest.mark.parametrize("text", ["sqrt(x^2)", "(x^2)^0.5", "1e-6*abs(x)"])
def test_the_absolute_value_however_it_is_written(text):
    seen = survey(parse_function(text), -1.0, 1.0)
    size = float(parse_function(text).value([1.0]))
    assert seen.kinks == ((0.0, -size, size),)
    assert (seen.L, seen.least, seen.is_convex, seen.is_smooth) == (0.0, 0.0, True, False)
    assert seen.lowest(0.5).x == pytest.approx(0.0, abs=1e-12)


def test_a_slope_without_bound_is_no_jump():
    # (x^x)'' = x^x ((1 + log x)^2 + 1/x) > 0, and x^x is 1 at 0
    power = survey(parse_function("x^x"), 0.0, 2.0)
    assert (power.kinks, power.L, power.is_convex) == ((), math.inf, True)
    assert math.isinf(survey(parse_function("abs(x)^1.9"), -1.0, 1.0).L)
    for more in ("", " + cos(x)*x - x^2"):  # 0.7 is one of the points
        assert math.isinf(survey(parse_function(f"abs(x - 0.7)^1.5{more}"), 0.1, 2.1).L)
    # e^(-1/x^2) and all its derivatives go to 0 at 0; (4/x^6 - 6/x^4) e^(-1/x^2) elsewhere
    flat = survey(parse_function("exp(-1/x^2)"), -1.0, 1.0)
    x = np.linspace(-1.0, 1.0, 100_000)
    assert pytest.approx(np.abs((4 / x**6 - 6 / x**4) * np.exp(-1 / x**2)).max()) == flat.L
    assert flat.is_smooth


def test_a_cusp_that_points_up_is_not_convex():
    for place in (0.0, 0.0003):
        seen = survey(parse_function(f"-sqrt(abs(x - {place}))"), -1.0, 1.0)
        assert seen.least > 0.0
        assert [kink.x for kink in seen.kinks] == pytest.approx([place], abs=1e-9)
        assert not seen.is_convex


def test_waves_too_short_for_the_points_are_no_abyss():
    seen = survey(parse_function("sin(1/x)"), -1.0, 1.0)
    assert seen.bottomless is None
    assert seen.lowest(0.0).value == pytest.approx(-1.0)


def test_a_function_that_is_flat_has_two_ends_to_its_bottom():
    seen = survey(parse_function("max(0, x - 0.3)^2"), -1.0, 1.0)
    assert seen.lowest(0.9).x == pytest.approx(0.3, abs=2e-3)
    assert seen.lowest(-0.9).x == -1.0
    assert all(low.value == 0.0 for low in seen.lows)


def test_small_and_large_functions():
    assert not survey(parse_function("-1e-10*x^2"), -1.0, 1.0).is_convex
    assert survey(parse_function("x^2/x"), 0.5, 1.0).L == 0.0
    assert pytest.approx(2e-300) == survey(parse_function("1e-300*x^2"), -1.0, 1.0).L
    huge = survey(parse_function("1e308*x^2"), -6.0, 6.0)
    assert (huge.L, math.isnan(huge.least), huge.is_convex) == (math.inf, True, False)


@pytest.mark.parametrize("ends", [(1.0, 1.0), (2.0, 1.0), (0.0, math.inf), (math.nan, 1.0)])
def test_ends_in_their_order(ends):
    with pytest.raises(ValueError, match="low must be the lesser one"):
        survey(parse_function("x"), *ends)
    with pytest.raises(ValueError, match="function has 2 variables"):
        survey(parse_function("x", ["x", "y"]), 0.0, 1.0)
