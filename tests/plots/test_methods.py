import itertools

import pytest

from lecture_lib import plots
from lecture_lib.plots.methods import OTHERS, hues

SAME = {"gd": "gradient descent", "heavy ball": "momentum"}


def test_every_method_has_a_colour_of_its_own():
    for one, other in itertools.combinations(plots.METHODS, 2):
        alike = SAME.get(one.casefold(), one) == SAME.get(other.casefold(), other)
        assert (plots.METHODS[one] == plots.METHODS[other]) == alike, (one, other)


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("Momentum, 0.1", "momentum"),
        ("SGD, 0.56", "SGD"),
        ("Adam, slide", "Adam, slide"),
        ("AdamW", "Adam"),
        ("gradient descent", "GD"),
    ],
)
def test_a_name_is_known_by_its_beginning(name, method):
    assert hues(["first", name])[1] == plots.METHODS[method]


def test_what_is_no_method_keeps_off_the_colours_of_methods():
    found = hues(["a", "SGD", "b", "gradient descent"])
    assert found == [OTHERS[2], plots.METHODS["SGD"], OTHERS[3], plots.METHODS["GD"]]
    assert hues("abcde") == [*OTHERS, OTHERS[0]]


def test_other_colours_can_be_given():
    mine = (plots.FORWARD, plots.INK)
    assert hues(["a", "GD", "b", "c"], mine) == [plots.INK, plots.FORWARD, plots.INK, plots.INK]
