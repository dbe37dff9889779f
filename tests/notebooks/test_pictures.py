"""A picture in its lighter form looks the same, and has its room on the page."""

import io

import matplotlib.pyplot as plt
import numpy as np
import pictures
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image


def on(ground, picture):
    """Return the colours that are seen when a picture lies on a ground."""
    colours = np.asarray(picture.convert("RGBA")).astype(float)
    alpha = colours[..., 3:] / 255
    return colours[..., :3] * alpha + ground * (1 - alpha)


@given(st.integers(0, 2**32 - 1), st.sampled_from([0, 255]))
def test_no_colour_changes_so_that_it_is_seen(seed, ground):
    rng = np.random.default_rng(seed)
    picture = Image.fromarray(rng.integers(0, 256, (30, 40, 4), dtype=np.uint8))
    changed = on(ground, pictures.lighter(picture)) - on(ground, picture)
    # Half a step of the colour, and half a step of how much of it covers the ground.
    assert np.abs(changed).max() <= pictures.ROUNDING


def test_what_a_picture_shows_most_stays_exactly():
    colours = np.zeros((20, 20, 4), np.uint8)
    colours[:10] = [31, 35, 40, 255]
    colours[0, 0] = [1, 2, 3, 77]
    assert (np.asarray(pictures.lighter(Image.fromarray(colours))) == colours)[1:].all()


def test_a_plot_compresses_better():
    figure, axes = plt.subplots(figsize=(5, 3), dpi=200)
    for turn in range(6):
        axes.plot(np.sin(np.linspace(0, turn, 200)))
    file = io.BytesIO()
    figure.savefig(file, transparent=True)
    plt.close(figure)
    plot = Image.open(file)
    sizes = []
    for picture in (plot, pictures.lighter(plot)):
        file = io.BytesIO()
        picture.save(file, "WEBP", lossless=True, quality=75)
        sizes.append(len(file.getvalue()))
    assert sizes[1] < 0.9 * sizes[0]


@pytest.mark.parametrize(("before", "lazy"), [("<h2>Part</h2>", True), ("", False)])
def test_a_picture_has_its_room_and_waits_below_the_first_part(before, lazy):
    html = f'{before}<img alt="A" src="a.webp" style="width: 47px; height: 30px;" /><h2>Next</h2>'
    kept = pictures.keep_room(html)
    assert 'width="47" height="30"' in kept
    assert 'decoding="async"' in kept
    assert "style=" not in kept
    assert ('loading="lazy"' in kept) == lazy
