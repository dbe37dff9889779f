"""The TangentPicture: bad values, and the browser's numbers, which are Python's."""

import json

import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript

from lecture_lib.widgets import TangentPicture


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("TangentPicture")
        yield engine


@pytest.mark.parametrize("value", [-2.1, 2.1, "far"])
def test_bad_values_are_refused_and_the_last_good_ones_stay(value):
    widget = TangentPicture()
    with pytest.raises(
        traitlets.TraitError, match=f"x must be a number from -2 to 2, got {value!r}"
    ):
        widget.x = value
    assert widget.state() == TangentPicture().state()


@given(x=st.floats(-2.0, 2.0))
def test_the_browsers_numbers_are_pythons(js, x):
    widget = TangentPicture(x)
    assert js.run(f"TangentPicture.math.value({x!r})") == pytest.approx(widget.value, rel=1e-12)
    assert js.run(f"TangentPicture.math.slope({x!r})") == pytest.approx(widget.slope, rel=1e-12)


@given(x=st.floats(-2.0, 2.0), h=st.floats(1e-3, 1e-2))
def test_the_slope_is_that_of_the_curve(x, h):
    """A parabola's central difference has no error but rounding."""
    before, after = TangentPicture(max(x - h, -2.0)), TangentPicture(min(x + h, 2.0))
    middle = TangentPicture((before.x + after.x) / 2)
    difference = (after.value - before.value) / (after.x - before.x)
    assert difference == pytest.approx(middle.slope, abs=1e-9)


def test_the_sentence_tells_the_numbers(js):
    said = js.run(f"TangentPicture.math.sentence({json.dumps(TangentPicture(-0.5).state())})")
    assert said == "f(−0.5) = 0.25; the tangent there has the slope −1."


def test_its_repr():
    assert repr(TangentPicture(1.25)) == "TangentPicture(x=1.25)"
