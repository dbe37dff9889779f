import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots
from lecture_lib.problems import quadratic


@pytest.fixture
def axes():
    mpl.use("agg")
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


T = np.arange(1, 6)


def test_curves_are_named_where_they_end_and_names_do_not_overlap(axes):
    curves = {name: (T, k + 1.0 / T) for k, name in enumerate(("a", "b"))}
    curves |= {"two\nlines": (T, 1.01 + 1.0 / T), "d": (T, 1.02 + 1.0 / T)}
    assert plots.named_curves(axes, curves, "step", "value", log="y") is axes
    assert (axes.get_xscale(), axes.get_yscale()) == ("linear", "log")
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("step", "value")
    assert {text.get_text() for text in axes.texts} == set(curves)
    assert all(text.xy[0] == 5 for text in axes.texts)
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:i])


@pytest.mark.parametrize(
    ("curves", "message"),
    [
        ({}, "there are 0 lines"),
        ({str(k): (T, T) for k in range(5)}, "there are 5 lines"),
        ({"flat": (T, 0.0 * T)}, "'flat' has numbers that cannot be drawn on the y axis"),
        ({"hole": (T, T * np.nan)}, "'hole' has numbers"),
    ],
)
def test_curves_that_cannot_be_drawn(axes, curves, message):
    with pytest.raises(ValueError, match=message):
        plots.named_curves(axes, curves, "x", "y", log="y")


def test_paths_lie_over_level_lines(axes):
    problem = quadratic([1.0, 10.0])
    run = np.array([[1.0, 1.0], [0.5, 0.0]])
    assert plots.paths(axes, problem.value, {"one": run, "two": run / 2}, (-2, 2, -1, 1)) is axes
    np.testing.assert_array_equal(axes.lines[0].get_xydata(), run)
    assert axes.get_xlim() == (-2, 2)
    assert axes.get_ylim() == (-1, 1)
    assert [text.get_text() for text in axes.texts] == ["one", "two"]
    with pytest.raises(ValueError, match=r"'three' has shape \(3,\)"):
        plots.paths(axes, problem.value, {"three": np.ones(3)}, (-2, 2, -1, 1))


def test_rates_fall_along_the_line(axes):
    counts = np.array([1, 1, 4, 16])
    assert plots.rates_by_count(axes, counts, 0.5 / np.sqrt(counts), lr=0.4) is axes
    dots, line = axes.lines
    np.testing.assert_array_equal(dots.get_xdata(), counts)
    np.testing.assert_allclose(line.get_ydata(), [0.4, 0.1])
    for bad in (([0], [1.0], 1.0), ([1], [0.0], 1.0), ([1], [1.0], 0.0)):
        with pytest.raises(ValueError, match="must be positive"):
            plots.rates_by_count(axes, *bad)


def test_results_stand_in_rows_with_their_median(axes):
    assert plots.spread(axes, {"a": [1.0, 2.0, 6.0], "b": [3.0]}, "loss") is axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["a", "b"]
    assert axes.lines[0].get_xdata().tolist() == [1.0, 2.0, 6.0]
    assert axes.lines[1].get_xdata() == [2.0]
    assert axes.get_ylim() == (1.5, -0.5)
    assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "5"]
    with pytest.raises(ValueError, match="'none' has no results"):
        plots.spread(axes, {"none": []}, "loss")
    with pytest.raises(ValueError, match="not positive and finite"):
        plots.spread(axes, {"zero": [0.0]}, "loss")
