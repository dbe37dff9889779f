import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import heavy_ball, plots

PATH = heavy_ball.path([1.0, 25.0], [-1.0, 0.5], 0.07, 0.0, 5)


@pytest.fixture
def axes():
    mpl.use("agg")
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def names(axes):
    axes.figure.canvas.draw()
    return {text.get_text(): text for text in axes.texts}


def overlap(texts):
    boxes = [text.get_window_extent() for text in texts]
    return [
        (i, j)
        for i, one in enumerate(boxes)
        for j, other in enumerate(boxes[:i])
        if one.overlaps(other)
    ]


def test_paths_over_level_lines_of_the_right_shape(axes):
    assert plots.bowl_paths(axes, (1.0, 25.0), {"a": (PATH, 1), "b": (PATH / 2, 0)}) is axes
    found = names(axes)
    assert list(found) == ["a", "b"]
    assert found["a"].xy == tuple(PATH[1])
    assert PATH[1, 1] < 0 < PATH[0, 1]
    assert (found["a"].get_va(), found["b"].get_va()) == ("top", "bottom")
    for ellipse in axes.patches:
        assert ellipse.width == pytest.approx(5 * ellipse.height)
    lines = [line for line in axes.lines if len(line.get_xdata()) == 6]
    np.testing.assert_array_equal(lines[1].get_ydata(), PATH[:, 1] / 2)


def test_a_bowl_is_cropped_to_its_paths_and_its_minimum(axes):
    plots.bowl_paths(axes, (1.0, 25.0), {"a": (PATH, 1)})
    assert PATH[:, 0].min() == -1.0 < PATH[:, 0].max() < 0.0
    left, right = axes.get_xlim()
    assert -1.2 < left < -1.0
    assert 0.0 < right < 0.2
    bottom, top = axes.get_ylim()
    highest = np.abs(PATH[:, 1]).max()
    assert bottom == -top
    assert highest < top < 1.5 * highest


def test_runs_end_at_the_floor_and_names_keep_apart(axes):
    errors = {"fast": 0.1 ** np.arange(6.0), "slow": 0.5 ** np.arange(6.0), "like": 0.5**5.01}
    errors["like"] = np.full(6, errors["like"])
    assert plots.runs(axes, errors, floor=2e-3, first=1) is axes
    fast, slow, _ = axes.lines
    assert fast.get_xdata().tolist() == [1, 2, 3]
    assert slow.get_xdata().tolist() == [1, 2, 3, 4, 5, 6]
    assert axes.get_yscale() == "log"
    assert overlap(names(axes).values()) == []


def test_runs_on_a_plain_axis_have_a_line_at_zero(axes):
    plots.runs(axes, {"swing": [1.0, -1.0, 0.5]})
    assert axes.get_yscale() == "linear"
    assert axes.lines[-1].get_ydata() == [0, 0]


def test_a_cycle_names_its_points(axes):
    assert plots.cycle(axes, [3.3, 0.5, -1.0, 0.5], [0.5, -1.0]) is axes
    assert list(names(axes)) == ["0.5000", "−1.0000"]


def test_variances(axes):
    assert plots.variances(axes, [0.0, 0.5], [1.0, 2.0], [1.1, 1.9]) is axes
    line, dots = axes.lines
    assert (line.get_linestyle(), dots.get_linestyle()) == ("-", "None")
    assert dots.get_ydata().tolist() == [1.1, 1.9]
    assert set(names(axes)) == {"theorem", "measured"}


def test_four_lines_are_drawn_and_named(axes):
    plots.runs(axes, {key: 0.5 ** np.arange(6.0) + i for i, key in enumerate("abcd")})
    assert set(names(axes)) == set("abcd")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda a: plots.bowl_paths(a, (0.0, 1.0), {"a": (PATH, 0)}), "must be positive"),
        (lambda a: plots.bowl_paths(a, (1.0, 1.0), {}), "there are 0 lines, but must be 1 to 4"),
        (lambda a: plots.runs(a, {key: [1.0] for key in "abcde"}), "there are 5 lines"),
        (lambda a: plots.runs(a, {"a": [1.0]}, floor=0.0), "floor is 0.0, but must be positive"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axes, call, words):
    with pytest.raises(ValueError, match=words):
        call(axes)
