"""Pictures of one inequality: the curve, what it is compared with, the gap and its word."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots, problems


@pytest.fixture
def axes():
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def words(axes):
    return [text.get_text() for text in axes.texts]


@pytest.mark.parametrize(
    ("kind", "constant", "word", "gap"),
    [
        ("chord", 0.5, "fails", [0.0, -0.1875]),
        ("tangent", 0.5, "fails", [0.3125, -0.1875]),
        ("upper bound", 10.0, "holds", [-0.1875, 5.3125]),
        ("chord", 0.0, "holds", [-0.1875, -0.1875]),
    ],
)
def test_the_gap_joins_both_sides_and_has_a_word(axes, kind, constant, word, gap):
    well = problems.double_well()
    assert plots.inequality(axes, well, kind, -0.5, 0.5, (-1.2, 1.2), constant) is axes
    curve, compared, bar, *points = axes.lines
    assert curve.get_ydata() == pytest.approx(well.value(curve.get_xdata()[:, None]))
    assert np.ravel(bar.get_ydata()) == pytest.approx(gap)
    assert words(axes) == [word, "$x_1$", "$x_2$"]
    assert np.ravel(compared.get_ydata())[[0, -1]].shape == (2,)
    assert [float(np.ravel(p.get_xdata())[0]) for p in points] == [-0.5, 0.5]
    axes.figure.canvas.draw()


@pytest.mark.parametrize(
    ("kind", "constant", "at"),
    [("chord", 0.25, -0.2), ("tangent", 0.5, -0.5), ("upper bound", 10.0, -0.5)],
)
def test_the_gap_stands_where_it_belongs(axes, kind, constant, at):
    plots.inequality(axes, problems.double_well(), kind, -0.5, 0.7, (-1.2, 1.2), constant)
    bar = axes.lines[2]
    assert bar.get_xdata() == pytest.approx([at, at])
    if kind == "chord":
        assert np.ravel(bar.get_ydata())[0] == pytest.approx(
            float(problems.double_well().value([at]))
        )


def test_a_function_lies_between_its_parabolas(axes):
    problem = problems.logistic_regression([[1.0], [-2.0]], [1.0, 1.0], ridge=0.1)
    assert plots.sandwich(axes, problem, 1.0, (-3.0, 3.0)) is axes
    above, below, curve, _ = (line.get_ydata() for line in axes.lines)
    assert (below <= curve + 1e-12).all()
    assert (curve <= above + 1e-12).all()
    assert words(axes) == ["curvature $L$", r"curvature $\mu$", "$f$"]
    axes.figure.canvas.draw()


def test_what_cannot_be_drawn_is_refused(axes):
    with pytest.raises(ValueError, match="one of chord, tangent, upper bound"):
        plots.inequality(axes, problems.sine(), "secant", 0.0, 1.0, (0.0, 1.0))
    with pytest.raises(ValueError, match="saddle has 2 variables"):
        plots.inequality(axes, problems.saddle(), "chord", 0.0, 1.0, (0.0, 1.0))
    for problem in (problems.sine(), problems.absolute_value()):
        with pytest.raises(ValueError, match="no parabolas"):
            plots.sandwich(axes, problem, 0.0, (-1.0, 1.0))
