"""A grid of images: each in its place, none cut off, and no room for more."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots


@pytest.mark.parametrize(("count", "columns"), [(5, 2), (6, 3), (3, 4), (1, 1)])
@pytest.mark.parametrize("captioned", [False, True])
def test_each_image_has_its_place_and_the_axes_hold_them_all(count, columns, captioned):
    pictures = np.arange(count * 6.0).reshape(count, 2, 3)
    captions = [f"number {i}" for i in range(count)] if captioned else None
    _, axes = plt.subplots()
    plots.image_grid(axes, pictures, columns, captions)
    boxes = np.array([image.get_extent() for image in axes.images])
    lefts, rights, bottoms, tops = boxes.T
    assert (rights - lefts).tolist() == pytest.approx([3.0] * count)
    assert (bottoms - tops).tolist() == pytest.approx([2.0] * count)
    row, column = np.divmod(np.arange(count), columns)
    for places, which in ((lefts, column), (tops, row)):
        assert len(np.unique(places.round(9))) == which.max() + 1
        assert (np.argsort(places, kind="stable") == np.argsort(which, kind="stable")).all()
        # what lies between two of them is a fifth of a picture, and below words more than half
        gap = 0.6 if captioned and places is tops else 0.2
        size = 3.0 if places is lefts else 2.0
        assert np.diff(np.unique(places.round(9))) == pytest.approx((1 + gap) * size)
    assert axes.get_xlim() == pytest.approx((0.0, rights.max()))
    bottom, top = axes.get_ylim()
    assert bottom == pytest.approx(bottoms.max())
    assert (top < 0.0) == captioned
    if captioned:
        assert [text.get_text() for text in axes.texts] == captions
        for text, left, upper in zip(axes.texts, lefts, tops, strict=True):
            assert text.get_position()[0] == pytest.approx(left + 1.5)
            assert top < text.get_position()[1] < upper
    plt.close("all")
