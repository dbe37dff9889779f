"""Rows of numbers as a trait: what is taken, what is refused and with which words."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib.widgets import RegressionExplorer

POINTS = [[1.0, 2.0], [3.0, 5.0], [4.0, 4.0]]


@pytest.mark.parametrize(
    "given",
    [
        [(1, 2), (3, 5), (4, 4)],
        ((1, 2), [3, 5], (4.0, 4)),
        np.array([[1, 2], [3, 5], [4, 4]]),
        np.array(POINTS, dtype=np.float32),
        [np.array([1, 2]), (np.float64(3), np.int64(5)), (4, 4)],
    ],
)
def test_points_may_come_as_lists_tuples_and_arrays(given):
    explorer = RegressionExplorer(data=given)
    assert explorer.data == POINTS
    assert {type(x) for row in explorer.data for x in row} == {float}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([(1, 2)], "2 to 60 rows x,y of numbers from -1000000 to 1000000.*got 1 of them"),
        ([(i, i) for i in range(61)], "got 61 of them"),
        ([(1, 2), (3, 4, 5)], r"row 1 is \(3, 4, 5\)"),
        ([(1, 2), (float("nan"), 5)], r"row 1 is \(nan, 5\)"),
        ([(1, 2), (2, float("inf"))], r"row 1 is \(2, inf\)"),
        ([(1, 2), (2, 1_000_001)], r"row 1 is \(2, 1000001\)"),
        ([(1, 2), (2, "3")], "row 1 is"),
        ([(1, 2), (2, True)], "row 1 is"),
        ([(1, 2), (1, 3)], "x that differ by at least 0.000001.*all x are about 1"),
        ([(1, 2), 3], "row 1 is 3"),
        (np.zeros(4), "row 0 is 0.0"),
        ("1,2;3,4", "got '1,2;3,4'"),
        (None, "got None"),
    ],
)
def test_what_is_no_list_of_points_is_refused_by_its_fault_and_the_last_ones_stay(given, words):
    explorer = RegressionExplorer(data=POINTS)
    with pytest.raises(traitlets.TraitError, match=f"data must be .*{words}"):
        explorer.data = given
    assert explorer.data == POINTS


def test_no_zero_has_a_sign_and_a_row_cannot_be_changed_unseen():
    explorer = RegressionExplorer(data=[(-0.0, 1), (2, -0.0)])
    assert [str(x) for row in explorer.data for x in row] == ["0.0", "1.0", "2.0", "0.0"]
    with pytest.raises(TypeError, match="assign the whole"):
        explorer.data[0][0] = 5.0


def test_a_link_that_some_programs_would_cut_says_so():
    many = RegressionExplorer(data=[(math.sqrt(i), -math.sqrt(i + 0.5)) for i in range(60)])
    with pytest.warns(UserWarning, match=r"the link has \d{4} characters.*save_html"):
        link = many.link()
    assert len(link) > 2000
    assert RegressionExplorer.from_link(link).data == many.data


def test_a_link_says_the_points_with_all_their_digits():
    explorer = RegressionExplorer(data=[(0.1, 1e-7), (1 / 3, -2)], loss="absolute")
    link = explorer.link()
    assert link.endswith("#data=0.1,1e-7;0.3333333333333333,-2&loss=absolute")
    assert RegressionExplorer.from_link(link).state() == explorer.state()
