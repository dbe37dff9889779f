"""The values that leaves get which have none yet, also leaves called as what every object has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets.backprop_stepper.widget import complete_values

NAMES = ["x1", "w", "constructor", "toString", "valueOf", "hasOwnProperty", "b2", "c", "d"]
leaves = st.lists(st.sampled_from(NAMES), unique=True)


@pytest.fixture(scope="module")
def js():
    with JavaScript("actions") as engine:
        yield engine


@given(leaves, st.dictionaries(st.sampled_from(NAMES), st.floats(-9, 9)))
def test_leaves_get_the_same_values(js, leaves, known):
    script = f"modules.actions.completeValues({literal(leaves)}, {literal(known)})"
    assert js.run(script) == complete_values(tuple(leaves), known)


def test_leaves_without_values_get_plain_ones_over_and_over():
    assert list(complete_values(tuple("abcdefg"), {"b": 3.0}).values()) == [
        1.5, 3.0, 2.0, 0.8, -1.2, 0.4, 1.5
    ]  # fmt: skip
