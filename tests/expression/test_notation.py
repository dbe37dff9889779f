"""Numbers and names as text."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.expression.notation import exact_number, format_number, pretty_name, pretty_number

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("x", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1.0, "1"),
        (-0.393244, "−0.3932"),
        (12345.0, "12350"),
        (-12345.0, "−12350"),
        (1.0625, "1.063"),  # a tie, away from zero
        (-1.0625, "−1.063"),
        (100.05, "100"),  # the binary number is below the tie
        (0.0001, "0.0001"),
        (0.000099994, "9.999×10⁻⁵"),
        (0.000099996, "0.0001"),
        (999949.0, "999900"),
        (999950.0, "1×10⁶"),
        (1.5e10, "1.5×10¹⁰"),
        (5e-324, "4.941×10⁻³²⁴"),
        (1.7976931348623157e308, "1.798×10³⁰⁸"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
        (math.nan, "NaN"),
    ],
)
def test_format_number(x, text):
    assert format_number(x) == text


def read_back(text):
    digits = text.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789"))
    return Decimal(digits.replace("×10", "e"))


@given(finite)
def test_what_is_shown_is_within_half_a_unit_of_the_fourth_digit(x):
    exact = Decimal(x)
    unit = Decimal(1).scaleb(exact.adjusted() - 3)
    assert abs(read_back(format_number(x)) - exact) <= unit / 2


@given(finite)
def test_exact_numbers_lose_nothing(x):
    for text in (exact_number(x), pretty_number(x)):
        again = float(read_back(text))
        assert again == x
        assert math.copysign(1.0, again) == math.copysign(1.0, x)


def test_pretty_names():
    assert [pretty_name(name) for name in ("x", "w3", "net12", "β2")] == ["x", "w₃", "net₁₂", "β₂"]
