"""A loop that does not end is stopped and told; one that ends is left alone."""

import sys

import pytest
from wrong_backprop import net_with_its_input_everywhere

from lecture_lib.exercises import check
from lecture_lib.exercises.endless import LINES, EndlessError, call

#: Each goes on for ever, in the ways that a reader's lines can.
ENDLESS = [
    "while eta > 0: pass",
    "while True:\n        theta = theta - eta * gradient",
    "for k in itertools.count(): m = beta * m",
    "m = [k for k in itertools.count() if k < 0]",
    "m = sum(each\n        for each in itertools.count())",
    "while beside(theta): m = m + 1",
    "beside_for_ever(theta)",
    "while True:\n        try:\n            m = m @ np.ones(7)\n        except Exception: pass",
]
BESIDE = """
import itertools
import numpy as np

def beside(x):
    return True

def beside_for_ever(x):
    while True:
        x = x + 1
"""


def said_of(body):
    """What is said of a momentum_step with this body, in a notebook that has other functions."""
    space = {}
    exec(f"{BESIDE}\ndef momentum_step(theta, m, gradient, eta, beta):\n    {body}\n", space)
    return str(check(space["momentum_step"]))


@pytest.mark.parametrize("body", ENDLESS)
def test_a_loop_that_does_not_end_is_told(body):
    said = said_of(body).splitlines()
    assert said[:3] == ["momentum_step is not right yet. For", "  theta = [0.]", "  m = [0.]"]
    assert said[6].startswith(f"It does not end: after {LINES} lines it still runs, in line ")
    assert len(said) == 7
    assert sys.gettrace() is None


def test_it_is_shown_the_input_where_it_does_not_end():
    said = said_of(
        "m = beta * m + gradient\n    while eta < 0.2: pass\n    return theta - eta * m, m"
    )
    assert "eta = 0.1\n" in said
    assert "It does not end" in said


def test_an_endless_loop_is_not_taken_for_a_mistake_that_stops():
    form, words = net_with_its_input_everywhere, "Each layer is given"

    def net_forward(*given):
        while True:
            try:
                return form(*given)
            except ValueError:  # a shape that does not fit
                continue

    assert words in str(check(form))
    assert words not in str(check(net_forward))


def long(lines):
    for _ in range(lines // 2):
        pass
    return lines


def test_what_ends_is_not_stopped():
    assert call(long, LINES - 2) == LINES - 2
    with pytest.raises(EndlessError):
        call(long, LINES + 2)
    assert call(sum, range(3 * LINES)) > 0  # nobody's lines


def test_each_call_has_all_of_its_lines():
    for _ in range(3):
        assert call(long, LINES // 2) == LINES // 2


def test_a_debugger_keeps_its_place():
    def debugger(*_):
        return None

    before = sys.gettrace()
    sys.settrace(debugger)
    try:
        assert call(long, 2 * LINES) == 2 * LINES
        assert sys.gettrace() is debugger
    finally:
        sys.settrace(before)
