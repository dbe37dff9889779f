import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib import plots
from lecture_lib.plots.descents import APART, _apart


@pytest.fixture(autouse=True)
def _agg():
    mpl.use("agg")
    yield
    plt.close("all")


@pytest.fixture
def axes():
    with plots.style():
        return plt.subplots()[1]


def boxes(axes):
    axes.figure.canvas.draw()
    return {text.get_text(): text.get_window_extent() for text in axes.texts}


STEPS = np.arange(100)


def test_descents_draws_every_line_and_names_it(axes):
    lines = {"GD": (STEPS, 0.9**STEPS), "SGD": (STEPS, 0.01 + 0.8**STEPS)}
    assert plots.descents(axes, lines, "steps", "gap", levels={"floor": 0.01}) is axes
    drawn = axes.lines[:2]
    for line, (x, y) in zip(drawn, lines.values(), strict=True):
        assert np.array_equal(line.get_data(), (x, y))
    assert axes.get_yscale() == "log"
    assert set(boxes(axes)) == {"GD", "SGD", "floor"}
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("steps", "gap")


def test_names_of_lines_that_end_together_do_not_touch(axes):
    lines = {name: (STEPS, np.full(100, 1.0 + i / 1e6)) for i, name in enumerate("ABCD")}
    plots.descents(axes, lines, "steps", "gap", y_range=(0.1, 10.0))
    found = sorted(boxes(axes).values(), key=lambda box: box.y0)
    assert all(low.y1 <= high.y0 for low, high in itertools.pairwise(found))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_heights_move_only_up_and_only_if_they_must(heights):
    placed = _apart(heights)
    assert all(new >= old for new, old in zip(placed, heights, strict=True))
    assert (np.diff(sorted(placed)) >= APART - 1e-12).all()
    assert placed[heights.index(min(heights))] == min(heights)


def test_no_name_stands_on_the_axis(axes):
    plots.descents(axes, {"GD": (STEPS, 0.5**STEPS)}, "steps", "gap", y_range=(1e-3, 1.0))
    assert boxes(axes)["GD"].y0 >= axes.bbox.y0


def test_what_a_logarithm_cannot_show_is_left_out(axes):
    plots.descents(axes, {"a": ([0, 1, 2], [1.0, 0.0, 2.0])}, "x", "y", log_x=True)
    assert axes.lines[0].get_data()[0].tolist() == [2.0]
    with pytest.raises(ValueError, match="'b' has no point that can be drawn"):
        plots.descents(axes, {"b": ([0], [0.0])}, "x", "y")


def test_too_many_lines(axes):
    for lines in ({}, {name: ([1], [1]) for name in "ABCDE"}):
        with pytest.raises(ValueError, match="but 1 to 4 can be told apart"):
            plots.descents(axes, lines, "x", "y")


def test_batch_variances(axes):
    sizes = np.array([1, 2, 4])
    formulas = {"with": 1 / sizes, "without": [1.0, 0.3, 0.0]}
    measured = {"with": (sizes, 1 / sizes, 0.1 / sizes)}
    assert plots.batch_variances(axes, sizes, formulas, measured, "ratio") is axes
    assert axes.lines[1].get_data()[1].tolist() == [1.0, 0.3, 0.0]
    assert axes.get_ylabel() == "ratio"
    (bars,) = axes.containers
    assert bars.has_yerr
    low, high = bars.lines[2][0].get_segments()[1][:, 1]
    assert (low, high) == pytest.approx((0.45, 0.55))
    assert set(boxes(axes)) == {"with", "without"}
    with pytest.raises(ValueError, match="1 formulas and 2 measured"):
        plots.batch_variances(axes, sizes, {"a": 1 / sizes}, {"a": (1, 1, 0), "b": (1, 1, 0)})
