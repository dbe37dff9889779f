"""The descent lemma and the non-convex rate: respected by all, attained by one."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sampled_problems import descend

from lecture_lib import rates

constants = st.floats(0.01, 100.0)


@st.composite
def waves(draw):
    """Value, gradient, L and start of a sum of sines and a square: smooth, seldom convex."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    dimension = draw(st.integers(1, 3))
    a, b = rng.normal(size=(4, dimension)), rng.normal(size=4)
    bowl = draw(st.sampled_from([0.0, 0.1, 1.0]))

    def value(w):
        return np.sin(w @ a.T + b).sum(axis=-1) + bowl * np.sum(w**2, axis=-1) / 2

    def gradient(w):
        return np.cos(w @ a.T + b) @ a + bowl * w

    # -sin lies between -1 and 1, so the Hessian between -A'A and A'A, plus the bowl
    L = float(np.linalg.eigvalsh(a.T @ a)[-1]) + bowl
    return value, gradient, L, 3 * rng.normal(size=dimension)


@given(wave=waves(), h=st.floats(0.01, 3.0))
def test_the_descent_lemma_holds_without_convexity(wave, h):
    value, gradient, L, start = wave
    decrease = -np.diff(value(descend(gradient, start, [h / L])))[0]
    norm = float(np.linalg.norm(gradient(start)))
    assert decrease >= rates.gradient_descent_smooth(L, norm, h / L) - 1e-9
    if h <= 1:
        assert decrease >= rates.gradient_descent_smooth_short_step(L, norm, h / L) - 1e-9


@given(L=constants, w=constants, h=st.floats(0.01, 3.0))
def test_a_quadratic_attains_the_descent_lemma(L, w, h):
    decrease = L * w**2 / 2 * (1 - (1 - h) ** 2)
    bound = rates.gradient_descent_smooth(L, L * w, h / L)
    assert decrease == pytest.approx(bound, rel=1e-9, abs=1e-9 * L * w**2)
    at_one = rates.gradient_descent_smooth_short_step(L, L * w, 1 / L)
    assert L * w**2 / 2 == pytest.approx(at_one, rel=1e-9)


@given(L=constants, h=st.floats(0.01, 1.0))
def test_the_lectures_factor_is_the_weaker_one(L, h):
    weaker = rates.gradient_descent_smooth_short_step(L, 1.0, h / L)
    assert weaker <= rates.gradient_descent_smooth(L, 1.0, h / L) * (1 + 1e-12)


@given(wave=waves(), T=st.integers(1, 12))
def test_some_gradient_is_as_small_as_the_non_convex_rate_says(wave, T):
    value, gradient, L, start = wave
    iterates = descend(gradient, start, [1 / L] * T)
    values = value(iterates)
    least = min(np.sum(gradient(w) ** 2) for w in iterates)
    decrease = max(0.0, values[0] - values[-1])
    assert least <= rates.gradient_descent_nonconvex(L, decrease, T) + 1e-9 * L


@given(L=constants, slope=constants, T=st.integers(1, 12))
def test_a_zigzag_slope_attains_the_non_convex_rate(L, slope, T):
    # f' falls from slope to slope/2 and rises again over each step of length slope/L
    period = slope / L

    def gradient(w):
        return slope - L * np.minimum(w % period, (-w) % period)

    decrease = T * (slope * period - L * period**2 / 4)
    iterates = np.arange(T + 1)[::-1] * period
    # at a multiple of the period the remainder is 0 or nearly the period: both mean slope
    assert gradient(iterates) == pytest.approx(slope, rel=1e-9)
    middles = (iterates[1:] + iterates[:-1]) / 2
    assert gradient(middles) == pytest.approx(slope / 2, rel=1e-9)
    bound = rates.gradient_descent_nonconvex(L, decrease, T)
    assert slope**2 == pytest.approx(bound, rel=1e-9)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: rates.gradient_descent_smooth(1.0, 1.0, 0.0), "step_size is 0.0"),
        (lambda: rates.gradient_descent_smooth_short_step(1.0, 1.0, 1.1), "at most 1/L"),
        (lambda: rates.gradient_descent_nonconvex(1.0, -1.0, 1), "decrease is -1.0"),
        (lambda: rates.gradient_descent_nonconvex(1.0, math.inf, 1), "decrease is inf"),
        (lambda: rates.gradient_descent_nonconvex(1.0, 1.0, 0), "at least 1"),
    ],
)
def test_arguments_out_of_range_are_refused_in_words(call, message):
    with pytest.raises(ValueError, match=message):
        call()
