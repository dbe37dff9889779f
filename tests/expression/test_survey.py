"""What is seen of a function on an interval is true of it, where that is known otherwise."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
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


@pytest.mark.parametrize("ends", [(1.0, 1.0), (2.0, 1.0), (0.0, math.inf), (math.nan, 1.0)])
def test_ends_in_their_order(ends):
    with pytest.raises(ValueError, match="low must be the lesser one"):
        survey(parse_function("x"), *ends)
    with pytest.raises(ValueError, match="function has 2 variables"):
        survey(parse_function("x", ["x", "y"]), 0.0, 1.0)
