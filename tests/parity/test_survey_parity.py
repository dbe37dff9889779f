"""What is seen of a function on an interval is the same in both languages."""

import math

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal
from strategies import spellings
from test_function_parity import small, trees

from lecture_lib.expression import parse_function
from lecture_lib.expression.survey import survey

texts = trees(("x",), small, max_leaves=4).flatmap(lambda tree: spellings([("f", tree)]))
intervals = st.tuples(st.integers(-12, 11), st.integers(1, 12)).map(
    lambda pair: [pair[0] / 2, min(6.0, (pair[0] + pair[1]) / 2)]
)


@pytest.fixture(scope="module")
def js():
    with JavaScript("compiled", "survey") as engine:
        yield engine


def seen_there(js, text, interval):
    return js.run(
        f"modules.survey.survey(modules.compiled.compile({literal(text)}, ['x']), "
        f"...{literal(interval)})"
    )


def near(theirs, ours, size=1.0):
    """Compare what a search found: it stops where numbers no longer differ."""
    return theirs == pytest.approx(ours, rel=1e-9, abs=1e-9 * size)


@settings(max_examples=60, deadline=None)
@given(texts, intervals)
@example("x^4 - x^2", [-1.25, 1.25])
@example("abs(x - 0.3)", [-2.0, 2.0])
@example("log(x)", [-3.0, 3.0])
@example("1/x", [-3.0, 2.9])
@example("1/x", [-3.0, 3.0])
@example("sqrt(x)", [0.0, 4.0])
@example("max(x, -1) + relu(x - 1)", [-2.0, 2.0])
@example("sqrt((x - 0.3)^2)", [-2.0, 2.0])
@example("3", [-1.0, 1.0])
@example("sin(x) - 0.01*abs(x + 1.5)", [-3.0, 3.0])
@example("x^x", [0.0, 2.0])
@example("(x^2)^0.5 + 1e-6*abs(x - 0.5)", [-1.0, 1.0])
@example("exp(-1/x^2)", [-1.0, 1.0])
@example("abs(x)^1.9", [-1.0, 1.0])
@example("sin(1/x)", [-1.0, 1.0])
@example("max(0, x - 0.3)^2", [-1.0, 1.0])
@example("exp(1000*x)", [-1.0, 1.0])
def test_what_is_seen(js, text, interval):
    ours, theirs = survey(parse_function(text), *interval), seen_there(js, text, interval)
    assert [tuple(pair) for pair in theirs["undefined"]] == list(ours.undefined)
    x = np.linspace(*interval, 41)[:, None]
    f = parse_function(text).value(x)
    size = float(np.abs(f[np.isfinite(f)]).max(initial=1.0))
    assume(size < 1e6)
    assert math.isfinite(theirs["L"]) == math.isfinite(ours.L)
    assert (theirs["bottomless"] is None) == (ours.bottomless is None)
    assert theirs["unit"] == pytest.approx(ours.unit, rel=1e-9)
    if math.isfinite(ours.L) and ours.L < 1e6:
        assert near(theirs["L"], ours.L, size)
        assert near(theirs["least"], ours.least, max(size, ours.L))
        assert len(theirs["kinks"]) == len(ours.kinks)
        for there, here in zip(theirs["kinks"], ours.kinks, strict=True):
            assert [there["before"], there["after"]] == pytest.approx(here[1:], rel=1e-6, abs=1e-6)
            assert there["x"] == pytest.approx(here.x, abs=1e-9)
        if theirs["lows"]:
            assert near(theirs["lows"][0]["value"], ours.lows[0].value, size)


@pytest.mark.parametrize("near_to", [-1.0, 0.2, 1.0])
def test_the_lowest_point_is_the_nearest_of_equal_ones(js, near_to):
    ours = survey(parse_function("x^4 - x^2"), -1.0, 1.0).lowest(near_to)
    theirs = js.run(
        "modules.survey.lowest(modules.survey.survey(modules.compiled.compile('x^4 - x^2', ['x']), "
        f"-1, 1), {near_to})"
    )
    assert theirs["x"] == pytest.approx(ours.x, rel=1e-12)
    assert (ours.x > 0) == (near_to > 0)
