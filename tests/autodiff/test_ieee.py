"""IEEE arithmetic: floats give what NumPy gives, at every kind of number."""

import itertools
import math

import numpy as np
import pytest

from lecture_lib.autodiff import ieee

EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 1e300, -1e300, 1e-300, math.inf, -math.inf, math.nan]
UNARY = {"exp": np.exp, "log": np.log, "sqrt": np.sqrt}
BINARY = {"divide": np.divide, "power": np.power, "maximum": np.maximum}


@pytest.mark.parametrize("name", UNARY)
def test_functions_of_one_float_agree_with_numpy(name):
    for a in EDGES:
        with np.errstate(all="ignore"):
            expected = float(UNARY[name](a))
        result = getattr(ieee, name)(a)
        assert type(result) is float
        assert result == pytest.approx(expected, rel=1e-15, nan_ok=True), a


@pytest.mark.parametrize("name", BINARY)
def test_functions_of_two_floats_agree_with_numpy(name):
    for a, b in itertools.product(EDGES, EDGES):
        with np.errstate(all="ignore"):
            expected = float(BINARY[name]([a], [b])[0])
        result = getattr(ieee, name)(a, b)
        assert type(result) is float
        assert result == pytest.approx(expected, rel=1e-15, nan_ok=True), (a, b)


def test_arrays_to_the_power_of_a_number():
    a = np.array([-math.inf, 4.0, 0.0])
    assert ieee.power(a, 0.5).tolist() == [math.inf, 2.0, 0.0]
    assert ieee.power(a, 2.0).tolist() == [math.inf, 16.0, 0.0]


def test_signs_of_zero_and_infinity():
    assert ieee.divide(1.0, -0.0) == -math.inf
    assert ieee.power(-0.0, -1.0) == -math.inf
    assert math.copysign(1.0, ieee.divide(-1.0, math.inf)) == -1.0


def test_arrays_stay_arrays_of_their_precision():
    a = np.array([1.0, 4.0], dtype=np.float32)
    for result in (ieee.sqrt(a), ieee.divide(a, 2.0), ieee.power(a, 2.0), ieee.maximum(a, 2.0)):
        assert result.dtype == np.float32
        assert result.shape == (2,)


def test_quietly_silences_numpy_and_nothing_else():
    huge = np.array([1e300])
    assert ieee.quietly(np.multiply, huge, huge)[0] == math.inf
    assert ieee.quietly(ieee.quietly, np.multiply, huge, huge)[0] == math.inf
    with pytest.warns(RuntimeWarning, match="overflow"):
        huge * huge
    with pytest.raises(ZeroDivisionError):
        ieee.quietly(lambda: 1 // 0)


def test_where_takes_booleans_and_arrays():
    assert ieee.where(True, 1.0, 2.0) == 1.0
    assert ieee.where(np.array([True, False]), 1.0, 2.0).tolist() == [1.0, 2.0]
