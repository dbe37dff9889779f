"""The tail of the normal distribution against forty digits."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.activations.normal import scaled_tail


def exact(t):
    t = mpmath.mpf(t)
    return float(mpmath.exp(t * t / 2) * mpmath.erfc(t / mpmath.sqrt(2)) / 2)


@given(t=st.floats(0.0, 64.0))
def test_full_precision(t):
    with mpmath.workdps(40):
        assert scaled_tail(t) == pytest.approx(exact(t), rel=1e-15)


def test_an_array_is_as_good_as_its_numbers():
    t = np.linspace(0.0, 64.0, 257).reshape(1, -1)
    assert np.array_equal(scaled_tail(t), [[scaled_tail(float(x)) for x in t[0]]])
    assert scaled_tail(np.float32(1.0)).dtype == np.float32


@given(t=st.floats(0.0, 6.0))
def test_the_error_function_of_the_standard_library(t):
    tail = math.exp(-t * t / 2) * scaled_tail(t)
    assert 1.0 - 2.0 * tail == pytest.approx(math.erf(t / math.sqrt(2.0)), abs=1e-14)
