"""The error function and its derivative against forty digits."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations
from lecture_lib.activations.error_function import erf, erf_derivative

numbers = st.floats(-30.0, 30.0)


@given(x=numbers)
def test_full_precision(x):
    with mpmath.workdps(40):
        value, slope = mpmath.erf(x), 2 / mpmath.sqrt(mpmath.pi) * mpmath.exp(-(mpmath.mpf(x) ** 2))
    assert erf([x]).tolist() == pytest.approx([float(value)], rel=1e-15, abs=1e-322)
    assert erf(x) == pytest.approx(float(value), rel=1e-15, abs=1e-322)
    assert erf_derivative([x])[0] == pytest.approx(float(slope), rel=2e-15, abs=1e-322)


@given(x=numbers)
def test_it_is_odd_and_its_slope_even(x):
    assert erf([-x])[0] == -erf([x])[0]
    assert erf_derivative(-x) == erf_derivative(x)


@given(x=numbers)
def test_gelu_is_composed_of_it(x):
    composed = 0.5 * x * (1.0 + erf(x / math.sqrt(2.0)))
    assert activations.gelu(x) == pytest.approx(composed, rel=1e-14, abs=1e-14)


@pytest.mark.parametrize("make", [float, lambda x: np.array([x])])
def test_the_ends(make):
    assert erf(make(math.inf)) == 1.0
    assert erf(make(-1e300)) == -1.0
    assert math.copysign(1.0, float(np.squeeze(erf(make(-0.0))))) == -1.0
    assert erf_derivative(make(1e300)) == erf_derivative(make(-math.inf)) == 0.0
    assert np.isnan(erf(make(math.nan)))
    assert np.isnan(erf_derivative(make(math.nan)))


def test_the_precision_and_the_shape_of_an_array_stay():
    x = np.ones((2, 1), dtype=np.float32)
    assert erf(x).dtype == erf_derivative(x).dtype == np.float32
    assert erf(x).shape == erf_derivative(x).shape == (2, 1)
