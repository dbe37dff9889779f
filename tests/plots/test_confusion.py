"""The picture of what is mistaken for what."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots


@pytest.fixture
def axes():
    mpl.use("agg")
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def test_every_count_stands_in_its_row_and_column(axes):
    labels, answers = np.array([0, 0, 1, 2, 2, 2]), np.array([0, 1, 1, 2, 2, 0])
    assert plots.confusion(axes, labels, answers, 3) is axes
    axes.figure.canvas.draw()
    counts = {(t.get_position()[1], t.get_position()[0]): t.get_text() for t in axes.texts}
    assert counts == {(0, 0): "1", (0, 1): "1", (1, 1): "1", (2, 2): "2", (2, 0): "1"}
    wrong = {(0, 1), (2, 0)}
    for patch, place in zip(axes.patches, counts, strict=True):
        hue = plots.BACKWARD if place in wrong else plots.FORWARD
        assert mpl.colors.to_hex(patch.get_facecolor()).upper() == hue.line


def test_a_model_without_mistakes_is_drawn_too(axes):
    plots.confusion(axes, [0, 1], [0, 1], 2)
    assert [t.get_text() for t in axes.texts] == ["1", "1"]


@pytest.mark.parametrize(
    ("labels", "answers", "message"),
    [
        ([0, 1], [0], r"labels have shape \(2,\), answers \(1,\)"),
        ([0, 2], [0, 1], "labels must be integers from 0 to 1"),
        ([0, 1], [0, -1], "answers must be integers"),
        ([0.0, 1.0], [0, 1], "labels must be integers"),
    ],
)
def test_what_is_no_class_is_refused(axes, labels, answers, message):
    with pytest.raises(ValueError, match=message):
        plots.confusion(axes, labels, answers, 2)
