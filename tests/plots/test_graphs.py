"""Pictures of computation graphs."""

import itertools

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots
from lecture_lib.autodiff import Tensor, square_loss, stack, tanh, variables


@pytest.fixture
def axes():
    mpl.use("agg")
    with plots.style():
        yield plt.subplots(figsize=(6.6, 3.6))[1]
    plt.close("all")


def lecture_objective():
    W1, W2 = (
        Tensor(np.ones(s), requires_grad=True, name=n) for s, n in (((4, 3), "A"), ((2, 4), "B"))
    )
    f = W2 @ tanh(W1 @ Tensor(np.ones(3), name="x"))
    f.name = "f"
    return square_loss(Tensor(np.ones(2), name="y"), f, "sum") + (W1 * W1).sum() + (W2 * W2).sum()


def texts(axes):
    return [text.get_text() for text in axes.texts]


def circles_of(axes):
    return [patch for patch in axes.patches if isinstance(patch, mpl.patches.Circle)]


def test_every_value_has_a_circle_its_sign_and_its_shape(axes):
    assert plots.computation_graph(axes, lecture_objective()) is axes
    assert len(circles_of(axes)) == 4 + 11
    said = texts(axes)
    assert {"A", "B", "x", "y", "f", "tanh", "½(·)²", "@", "×", "Σ", "+", "4×3", "2×4"} <= set(said)
    assert (said.count("@"), said.count("×"), said.count("Σ"), said.count("+")) == (2, 2, 3, 2)


def test_a_value_used_twice_by_one_operation_has_two_lines_to_it(axes):
    (x,) = variables(x=3.0)
    plots.computation_graph(axes, x * x)
    assert len(axes.patches) == 2 + 2


@pytest.mark.parametrize("times", [1, 2, 3])
def test_its_lines_lie_evenly_on_both_sides_of_the_straight_one(axes, times):
    (x,) = variables(x=3.0)
    plots.computation_graph(axes, stack([x] * times))
    lines = [patch for patch in axes.patches if isinstance(patch, mpl.patches.PathPatch)]
    heights = sorted(np.median(line.get_path().vertices[:, 1]) for line in lines)
    straight = {circle.center[1] for circle in circles_of(axes)}
    assert straight == {0.0}
    assert heights == pytest.approx([-height for height in reversed(heights)])
    assert len(set(heights)) == len(lines) == times
    assert max(heights) < min(circle.radius for circle in circles_of(axes))


def squared():
    (x,) = variables(x=3.0)
    return x * x


@pytest.mark.parametrize("graph", [lecture_objective, squared])
def test_every_line_goes_from_rim_to_rim(axes, graph):
    plots.computation_graph(axes, graph())
    circles = circles_of(axes)
    lines = [patch for patch in axes.patches if patch not in circles]
    ends = [line.get_path().vertices[at] for line in lines for at in (0, -1)]
    for end in ends:
        gaps = [np.hypot(*(end - circle.center)) - circle.radius for circle in circles]
        assert min(map(abs, gaps)) < 1e-12


@pytest.mark.parametrize("size", [(6.6, 3.6), (3.6, 4.8)], ids=["rightward", "downward"])
def test_circles_stay_apart_and_texts_clear_of_each_other(axes, size):
    axes.figure.set_size_inches(size)
    plots.computation_graph(axes, lecture_objective(), downward=size[0] < size[1])
    axes.figure.canvas.draw()
    circles = circles_of(axes)
    for a, b in itertools.combinations(circles, 2):
        assert np.hypot(*np.subtract(a.center, b.center)) > 0.95
    boxes = [text.get_window_extent() for text in axes.texts]
    assert not any(a.overlaps(b) for a, b in itertools.combinations(boxes, 2))
    for circle, box in itertools.product([each.get_window_extent() for each in circles], boxes):
        inside = circle.x0 < box.x0 and box.x1 < circle.x1
        assert inside or not circle.overlaps(box)
    frame = axes.get_window_extent()
    assert all(frame.x0 <= box.x0 and box.x1 <= frame.x1 for box in boxes)


def test_texts_fit_into_their_circles_and_short_ones_are_large(axes):
    W, x = (Tensor(1.0, requires_grad=True, name=name) for name in ("$W^{(1)}$", "x"))
    plots.computation_graph(axes, square_loss(x, tanh(W)))
    axes.figure.canvas.draw()
    for text in axes.texts:
        (around,) = (each for each in circles_of(axes) if each.center == text.get_position())
        assert text.get_window_extent().width < 0.95 * around.get_window_extent().width
        assert 7.0 < text.get_fontsize() <= 10.5
    assert [text.get_fontsize() for text in axes.texts if text.get_text() == "x"] == [10.5]


def test_notes_stand_under_their_values(axes):
    x1, x2 = variables(x1=2.0, x2=3.0)
    f = x1 * x2 + 1.0
    plots.computation_graph(axes, f, {x1: "3", f: "1"})
    assert {"x1", "x2", "3", "1", "×", "+"} == set(texts(axes))
    with pytest.raises(ValueError, match="from which the result was not computed"):
        plots.computation_graph(axes, f, {Tensor(1.0): "?"})


def test_downward_leaves_are_above_the_result_in_their_order(axes):
    x1, x2 = variables(x1=2.0, x2=3.0)
    plots.computation_graph(axes, x1 - x2, downward=True)
    at = {text.get_text(): text.get_position() for text in axes.texts}
    assert [at[name][1] - at["−"][1] for name in ("x1", "x2")] == [1.0, 1.0]
    assert at["x1"][0] < at["−"][0] < at["x2"][0]


def test_a_graph_that_backward_released_is_refused(axes):
    x, y = variables(x=3.0, y=2.0)
    f = x * y
    f.backward()
    with pytest.raises(ValueError, match=r"released by backward\(\); draw it before"):
        plots.computation_graph(axes, f)
    g = x * y
    g.backward(retain_graph=True)
    assert len(circles_of(plots.computation_graph(axes, g))) == 3
