import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots

T = np.arange(6)
GAPS = ("gap", T, 10.0**-T)


@pytest.fixture
def axes():
    mpl.use("agg")
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def test_lines_end_at_the_floor_and_are_named_there(axes):
    drawn = plots.convergence(axes, GAPS, {"bound": (T, 10.0 ** (1 - T))}, floor=1e-3)
    assert drawn is axes
    axes.figure.canvas.draw()
    measured, bound = axes.lines
    np.testing.assert_array_equal(measured.get_xdata(), [0, 1, 2, 3])
    np.testing.assert_array_equal(bound.get_xdata(), [0, 1, 2, 3, 4])
    assert (measured.get_linestyle(), bound.get_linestyle()) == ("-", "--")
    assert {text.get_text(): text.xy for text in axes.texts} == {
        "gap": (3.0, pytest.approx(1e-3)),
        "bound": (4.0, pytest.approx(1e-3)),
    }
    assert axes.get_yscale() == "log"
    assert axes.get_ylim()[0] == 1e-3


def test_names_of_lines_that_end_together_do_not_overlap(axes):
    bounds = {"first bound": (T, 2 * 10.0**-T), "second bound": (T, 3 * 10.0**-T)}
    plots.convergence(axes, GAPS, bounds, floor=1e-3)
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])


def test_no_name_stands_on_the_axis(axes):
    plots.convergence(axes, GAPS, {}, floor=1e-3)
    axes.figure.canvas.draw()
    assert axes.texts[0].get_window_extent().y0 >= axes.bbox.y0


def test_a_logarithmic_axis_of_iterations_leaves_out_zero(axes):
    plots.convergence(axes, GAPS, {}, floor=1e-6, log_t=True)
    np.testing.assert_array_equal(axes.lines[0].get_xdata(), [1, 2, 3, 4, 5])
    assert axes.get_xscale() == "log"


@pytest.mark.parametrize(
    ("bounds", "floor", "words"),
    [
        ({str(i): (T, T + 1.0) for i in range(4)}, 0.1, "there are 4 bounds; at most 3"),
        ({}, 0.0, "floor is 0.0, but must be positive"),
        ({"low": (T, T * 1e-9)}, 0.1, "'low' has no point above the floor 0.1"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axes, bounds, floor, words):
    with pytest.raises(ValueError, match=words):
        plots.convergence(axes, GAPS, bounds, floor)
