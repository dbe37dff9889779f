"""Activation functions against exact arithmetic, at ordinary and at extreme numbers."""

import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import activations

mpmath.mp.dps = 40


def normal(x):
    return mpmath.mpf(x > 0) if abs(x) > 100 else mpmath.erfc(-x / mpmath.sqrt(2)) / 2


def bell(x):
    return mpmath.mpf(0) if abs(x) > 100 else mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi)


# mpmath's floats have no smallest number, so that it can say where ours must be 0.
EXACT = {
    "relu": lambda x: max(x, mpmath.mpf(0)),
    "relu_derivative": lambda x: mpmath.mpf(1 if x > 0 else 0),
    "sigmoid": lambda x: 1 / (1 + mpmath.exp(-x)),
    "sigmoid_derivative": lambda x: mpmath.exp(-abs(x)) / (1 + mpmath.exp(-abs(x))) ** 2,
    "tanh": mpmath.tanh,
    "tanh_derivative": lambda x: mpmath.sech(x) ** 2,
    "softplus": lambda x: (
        mpmath.log1p(mpmath.exp(x)) if x < 0 else x + mpmath.log1p(mpmath.exp(-x))
    ),
    "softplus_derivative": lambda x: 1 / (1 + mpmath.exp(-x)),
    "leaky_relu": lambda x: x if x > 0 else x * 0.01,
    "leaky_relu_derivative": lambda x: mpmath.mpf(1 if x > 0 else 0.01),
    "gelu": lambda x: x * normal(x),
    "gelu_derivative": lambda x: normal(x) + x * bell(x),
    "silu": lambda x: x / (1 + mpmath.exp(-x)),
    "silu_derivative": lambda x: (
        (1 + mpmath.exp(-x) + x * mpmath.exp(-x)) / (1 + mpmath.exp(-x)) ** 2
    ),
}
LIMITS = {  # at -inf and at inf
    "relu": (0.0, math.inf),
    "relu_derivative": (0.0, 1.0),
    "sigmoid": (0.0, 1.0),
    "sigmoid_derivative": (0.0, 0.0),
    "tanh": (-1.0, 1.0),
    "tanh_derivative": (0.0, 0.0),
    "softplus": (0.0, math.inf),
    "softplus_derivative": (0.0, 1.0),
    "leaky_relu": (-math.inf, math.inf),
    "leaky_relu_derivative": (0.01, 1.0),
    "gelu": (0.0, math.inf),
    "gelu_derivative": (0.0, 1.0),
    "silu": (0.0, math.inf),
    "silu_derivative": (0.0, 1.0),
}
EXTREMES = [s * 10.0**e for s in (1, -1) for e in (-300, -17, -8, -3, 0, 1, 2, 3, 8, 300)]
MIDDLING = [
    s * x for s in (1, -1) for x in (0.3, 18.0, 20.0, 36.0, 38.0, 350.0, 700.0, 709.0, 740.0)
]


def exact(name, x):
    value = EXACT[name](mpmath.mpf(x))
    return 0.0 if abs(value) < mpmath.mpf("1e-400") else float(value)


def test_every_public_function_is_checked():
    others = {"ACTIVATIONS", "Activation", "Chain", "chain", "largest_products"}
    assert set(EXACT) == set(activations.__all__) - others - {"relu_subdifferential"}


@pytest.mark.parametrize("name", EXACT)
def test_exact_at_extreme_numbers(name):
    function = getattr(activations, name)
    points = [0.0, *EXTREMES, *MIDDLING]
    expected = [exact(name, x) for x in points]
    # below 1e-307 numbers are subnormal and have fewer digits
    assert [function(x) for x in points] == pytest.approx(expected, rel=1e-14, abs=1e-320)
    assert function(np.array(points)).tolist() == pytest.approx(expected, rel=1e-14, abs=1e-320)
    assert [function(x) == 0.0 for x in points] == [value == 0.0 for value in expected]


@pytest.mark.parametrize("name", EXACT)
@given(x=st.floats(-1e300, 1e300))
def test_exact_everywhere(name, x):
    assert getattr(activations, name)(x) == pytest.approx(exact(name, x), rel=1e-13, abs=1e-307)


@pytest.mark.parametrize("name", LIMITS)
def test_infinities_give_the_limits_and_nan_gives_nan(name):
    function = getattr(activations, name)
    assert (function(-math.inf), function(math.inf)) == LIMITS[name]
    assert function(np.array([-math.inf, math.inf])).tolist() == list(LIMITS[name])
    assert math.isnan(function(math.nan))
    assert np.isnan(function(np.array([math.nan]))).all()


@pytest.mark.parametrize("name", EXACT)
def test_numbers_give_floats_and_arrays_give_arrays(name):
    function = getattr(activations, name)
    for number in (1, 1.0, np.float64(1.0), np.float32(1.0), np.array(1.0)):
        assert type(function(number)) is float
    assert function([[1, 2, 3]]).shape == (1, 3)
    single = function(np.ones((2, 3), dtype=np.float32))
    assert (single.dtype, single.shape) == (np.float32, (2, 3))
    assert function(np.zeros((0, 2))).shape == (0, 2)


@pytest.mark.parametrize(
    "name", ["sigmoid", "tanh", "softplus", "relu", "leaky_relu", "gelu", "silu"]
)
@given(x=st.floats(-30, 30).filter(lambda x: abs(x) > 1e-3))
def test_derivatives_are_slopes(name, x):
    function, derivative = (getattr(activations, n) for n in (name, f"{name}_derivative"))
    h = 1e-4
    slope = (function(x + h) - function(x - h)) / (2 * h)
    assert derivative(x) == pytest.approx(slope, abs=1e-7)


def test_the_textbook_forms_are_wrong_where_ours_are_right():
    s, t = activations.sigmoid(40.0), activations.tanh(20.0)
    assert s * (1 - s) == 0.0 < activations.sigmoid_derivative(40.0)
    assert 1 - t**2 == 0.0 < activations.tanh_derivative(20.0)


def test_functions_keep_their_names_and_docstrings():
    for name in EXACT:
        function = getattr(activations, name)
        assert function.__name__ == name
        assert "Examples" in function.__doc__
