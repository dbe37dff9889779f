"""The function on which the heavy ball cycles: its pieces, its constants, and the cycle exactly."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib import heavy_ball
from lecture_lib.heavy_ball import CYCLE, CYCLE_L, CYCLE_MU, CYCLE_START, cycle_gradient

points = st.floats(-5.0, 5.0)


def run(x, step_size, beta, steps):
    before = x
    for _ in range(steps):
        x, before = x - step_size * cycle_gradient(x) + beta * (x - before), x
    return x


@given(points)
def test_the_gradient_is_the_slope(x):
    h = 1e-6
    slope = (heavy_ball.cycle_value(x + h) - heavy_ball.cycle_value(x - h)) / (2 * h)
    assert cycle_gradient(x) == pytest.approx(slope, abs=1e-3)


@given(points, points)
def test_the_slope_of_the_gradient_lies_between_its_bounds(x, y):
    rise, way = cycle_gradient(x) - cycle_gradient(y), x - y
    assert CYCLE_MU * way**2 - 1e-9 <= rise * way <= CYCLE_L * way**2 + 1e-9


def test_value_and_gradient_have_no_jump():
    for border in (1.0, 2.0):
        below = np.nextafter(border, 0.0)
        for f in (heavy_ball.cycle_value, cycle_gradient):
            assert f(below) == pytest.approx(f(border), abs=1e-12)
    assert heavy_ball.cycle_value(0.0) == cycle_gradient(0.0) == 0.0
    assert cycle_gradient(np.array([0.0, 1.5, 3.0])).tolist() == [0.0, 25.5, 51.0]


def test_the_cycle_repeats_in_exact_arithmetic():
    def gradient(x):
        return 25 * x if x < 1 else x + 24 if x < 2 else 25 * x - 24

    for i in range(3):
        before, x, after = (CYCLE[(i + j) % 3] for j in range(3))
        assert x - gradient(x) / 9 + Fraction(4, 9) * (x - before) == after
    assert [round(float(x), 4) for x in CYCLE] == [0.6465, -1.8024, 2.1159]


@settings(max_examples=30)
@given(st.floats(3.2, 3.4))
def test_the_best_momentum_of_quadratics_ends_in_the_cycle(start):
    best = heavy_ball.best_parameters(CYCLE_MU, CYCLE_L)
    ends = [run(start, best.step_size, best.beta, steps) for steps in (150, 151, 152)]
    assert sorted(ends) == pytest.approx(sorted(map(float, CYCLE)), abs=1e-9)


@settings(max_examples=30)
@given(points)
def test_without_momentum_it_converges(start):
    assert run(start, 1 / CYCLE_L, 0.0, 400) == pytest.approx(0.0, abs=1e-6)


def test_the_start_is_one_that_ends_in_the_cycle():
    assert abs(run(CYCLE_START, 1 / 9, 4 / 9, 999)) > 0.5
