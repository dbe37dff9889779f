"""Pictures of activation functions: the fan of subgradients, and products through depth."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots
from lecture_lib.activations import relu


@pytest.fixture
def axes():
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def test_every_line_of_the_fan_goes_through_the_kink_and_not_above(axes):
    x = np.linspace(-2.0, 2.0, 41)
    assert plots.subgradient_fan(axes, x, relu, 0.0, (0.0, 1.0), "ReLU", lines=5) is axes
    *fan, curve, point = axes.lines
    assert np.array_equal(curve.get_ydata(), relu(x))
    assert point.get_xydata().tolist() == [[0.0, 0.0]]
    slopes = [(line.get_ydata()[-1] - line.get_ydata()[0]) / 4.0 for line in fan]
    assert slopes == pytest.approx([0.0, 0.25, 0.5, 0.75, 1.0])
    assert all((line.get_ydata() <= relu(x) + 1e-12).all() for line in fan)
    assert [text.get_text() for text in axes.texts] == ["ReLU"]
    axes.figure.canvas.draw()


@pytest.mark.parametrize(
    ("at", "slopes", "lines", "message"),
    [
        (3.0, (0.0, 1.0), 5, "at is 3.0"),
        (0.0, (1.0, 0.0), 5, "must be in order"),
        (0.0, (0.0, 1.0), 1, "at least 2 lines"),
    ],
)
def test_a_fan_that_is_none_is_refused(axes, at, slopes, lines, message):
    with pytest.raises(ValueError, match=message):
        plots.subgradient_fan(axes, [-1.0, 1.0], relu, at, slopes, "ReLU", lines)


def test_products_are_drawn_by_size_with_the_bound_dashed(axes):
    products = {"one": [1.0, -0.5, 0.25], "two": [0.5, 0.1]}
    assert plots.products_through_depth(axes, products, bound=("bound", [1.0, 1.0])) is axes
    one, two, bound = axes.lines
    assert one.get_xydata().tolist() == [[1.0, 1.0], [2.0, 0.5], [3.0, 0.25]]
    assert two.get_xdata().tolist() == [1.0, 2.0]
    assert (one.get_linestyle(), bound.get_linestyle()) == ("-", "--")
    assert [text.get_text() for text in axes.texts] == ["one", "two", "bound"]
    assert axes.get_yscale() == "log"
    axes.figure.canvas.draw()


@pytest.mark.parametrize(
    ("products", "message"),
    [
        ({}, "there are 0 lines"),
        ({key: [1.0] for key in "abcd"}, "there are 4 lines, but must be 1 to 3"),
        ({"a": [1.0, 0.0]}, "a: a product that is 0"),
        ({"a": [1.0, np.inf]}, "a: a product that is 0 or not finite"),
    ],
)
def test_products_without_a_place_are_refused(axes, products, message):
    with pytest.raises(ValueError, match=message):
        plots.products_through_depth(axes, products)
