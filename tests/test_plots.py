import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_rgb, to_rgba

from lecture_lib import plots
from lecture_lib.activations import sigmoid, sigmoid_derivative

DARK_PAGE = "#121212"


@pytest.fixture(autouse=True)
def _agg():
    """Draw without a window; close what a test leaves open; hold rcParams to what they were."""
    mpl.use("agg")
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert dict(mpl.rcParams) == before


@pytest.fixture
def axes():
    with plots.style():
        return plt.subplots()[1]


def draw(axes):
    """Render to pixels, where a bad font or layout would warn, and a warning is an error."""
    axes.figure.canvas.draw()
    return np.asarray(axes.figure.canvas.buffer_rgba())


def texts(axes):
    return {text.get_text(): text for text in axes.texts}


def luminance(colour):
    channels = np.array(to_rgb(colour))
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def contrast(colour, ground):
    """Return the contrast ratio of WCAG 2.2."""
    low, high = sorted([luminance(colour), luminance(ground)])
    return (high + 0.05) / (low + 0.05)


def on_dark_page(colour):
    """CSS ``invert(1) hue-rotate(180deg)``, which the book applies to pictures on a dark page."""
    luma = np.array([0.213, 0.715, 0.072])
    return np.clip(
        (2 * np.outer(np.ones(3), luma) - np.eye(3)) @ (1 - np.array(to_rgb(colour))), 0, 1
    )


HUES = [plots.FORWARD, plots.BACKWARD, plots.THIRD, *plots.METHODS.values()]


@pytest.mark.parametrize("colour", [hue.text for hue in HUES] + [plots.INK, plots.MUTED])
def test_text_is_legible_on_white_and_on_a_dark_page(colour):
    assert contrast(colour, "white") >= 4.5
    assert contrast(on_dark_page(colour), DARK_PAGE) >= 4.5


@pytest.mark.parametrize("colour", [hue.line for hue in HUES])
def test_lines_stand_out_on_white_and_on_a_dark_page(colour):
    assert contrast(colour, "white") >= 3.0
    assert contrast(on_dark_page(colour), DARK_PAGE) >= 3.0


def fail_inside_the_style():
    with plots.style():
        assert mpl.rcParams["axes.spines.top"] is False
        raise KeyError


def test_style_ends_with_its_block_even_after_an_error():
    with pytest.raises(KeyError):
        fail_inside_the_style()
    assert mpl.rcParams["axes.spines.top"] is True


def test_style_gives_back_only_what_it_took():
    """A notebook's first figure turns on interactive mode, without which no later one is shown."""
    assert mpl.rcParams["interactive"] is False
    with plots.style():
        mpl.rcParams["interactive"] = True
    assert mpl.rcParams["interactive"] is True
    mpl.rcParams["interactive"] = False


def test_no_picture_paints_a_background(axes):
    plots.image_grid(axes, np.zeros((1, 8, 8)), columns=1)
    pixels = draw(axes)
    assert axes.figure.get_facecolor() == axes.get_facecolor() == to_rgba("none")
    assert not pixels[..., 3].any()


def test_function_and_derivative(axes):
    x = np.linspace(-2, 2, 5)
    drawn = plots.function_and_derivative(axes, x, sigmoid, sigmoid_derivative, ("f", "f′"))
    draw(axes)
    value, derivative = axes.lines
    assert drawn is axes
    np.testing.assert_array_equal(value.get_xydata(), np.column_stack([x, sigmoid(x)]))
    np.testing.assert_array_equal(derivative.get_ydata(), sigmoid_derivative(x))
    assert (value.get_color(), derivative.get_color()) == (
        plots.FORWARD.line,
        plots.BACKWARD.line,
    )
    assert value.get_linestyle() != derivative.get_linestyle()
    assert texts(axes)["f"].xy == (2.0, sigmoid(2.0))
    assert texts(axes)["f′"].xy == (2.0, sigmoid_derivative(2.0))


def test_slopes_pass_through_the_point(axes):
    x = np.array([0.0, 1.0, 3.0])
    assert plots.slopes(axes, x, np.square, 1.0, {"right": 2.0, "wrong": -2.0}) is axes
    draw(axes)
    curve, right, wrong, point = axes.lines
    np.testing.assert_array_equal(curve.get_ydata(), [0.0, 1.0, 9.0])
    np.testing.assert_array_equal(right.get_ydata(), [-1.0, 1.0, 5.0])
    np.testing.assert_array_equal(wrong.get_ydata(), [3.0, 1.0, -3.0])
    np.testing.assert_array_equal(point.get_xydata(), [[1.0, 1.0]])
    assert right.get_linestyle() != wrong.get_linestyle()
    assert set(texts(axes)) == {"right", "wrong"}


@pytest.mark.parametrize("at", [-0.1, 3.1, np.nan])
def test_slopes_outside_the_picture_are_refused(axes, at):
    with pytest.raises(ValueError, match=f"at is {at}, but must lie in x, from 0.0 to 3.0"):
        plots.slopes(axes, [0.0, 3.0], np.square, at, {"": 0.0})


def test_learning_curve_draws_the_mean_of_the_last_steps(axes):
    losses = [8.0, 4.0, 2.0, 1.0]
    assert plots.learning_curve(axes, losses, 2, ([2, 4], [5.0, 3.0])) is axes
    draw(axes)
    dots, mean, held_out = axes.lines
    np.testing.assert_array_equal(dots.get_xydata(), np.column_stack([[1, 2, 3, 4], losses]))
    np.testing.assert_allclose(mean.get_xydata(), [[2, 6.0], [3, 3.0], [4, 1.5]])
    np.testing.assert_array_equal(held_out.get_xydata(), [[2, 5.0], [4, 3.0]])
    assert axes.get_yscale() == "log"
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("step", "loss")


@pytest.mark.parametrize("last", [1.4, 1.6])
def test_learning_curve_names_do_not_overlap(axes, last):
    plots.learning_curve(axes, [8.0, 4.0, 2.0, 1.0], 2, ([2, 4], [5.0, last]))
    draw(axes)
    first, second = (text.get_window_extent() for text in axes.texts)
    assert not first.overlaps(second)


def test_learning_curve_without_held_out_data(axes):
    plots.learning_curve(axes, [2.0, 1.0], 1)
    assert len(axes.lines) == 2


@pytest.mark.parametrize("window", [0, 3])
def test_learning_curve_refuses_a_window_that_does_not_fit(axes, window):
    with pytest.raises(ValueError, match=f"window is {window}, but must be from 1 to 2"):
        plots.learning_curve(axes, [2.0, 1.0], window)


@pytest.mark.parametrize("bad", [0.0, -1.0, np.nan, np.inf])
def test_learning_curve_refuses_what_a_logarithm_cannot_show(axes, bad):
    with pytest.raises(ValueError, match="positive and finite"):
        plots.learning_curve(axes, [1.0, bad], 1)


def test_image_grid_places_each_picture_under_its_caption(axes):
    images = np.arange(12.0).reshape(3, 2, 2)
    assert plots.image_grid(axes, images, columns=2, captions=["a", "b", "c"]) is axes
    draw(axes)
    for image, drawn, caption in zip(images, axes.images, "abc", strict=True):
        left, right, bottom, top = drawn.get_extent()
        x, y = texts(axes)[caption].get_position()
        np.testing.assert_array_equal(drawn.get_array(), image)
        assert drawn.get_clim() == (0.0, 11.0)
        assert x == pytest.approx((left + right) / 2)
        assert y < top < bottom
    assert axes.images[0].get_extent()[2:] == axes.images[1].get_extent()[2:]
    assert axes.images[0].get_extent()[:2] == axes.images[2].get_extent()[:2]
    (low_x, high_x), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    for drawn in axes.images:
        assert low_x <= drawn.get_extent()[0] < drawn.get_extent()[1] <= high_x
        assert top <= drawn.get_extent()[3] < drawn.get_extent()[2] <= bottom


def test_signed_images_show_sign_as_hue_and_size_as_opacity(axes):
    plots.image_grid(axes, [[[-2.0, -1.0, 0.0, 1.0, 2.0]]], columns=1, signed=True)
    colours = axes.images[0].to_rgba(np.array([-2.0, -1.0, 0.0, 1.0, 2.0]))
    np.testing.assert_allclose(colours[:, 3], [1, 0.5, 0, 0.5, 1], atol=0.01)
    np.testing.assert_allclose(colours[:2, :3], [to_rgb(plots.FORWARD.line)] * 2, atol=0.01)
    np.testing.assert_allclose(colours[3:, :3], [to_rgb(plots.BACKWARD.line)] * 2, atol=0.01)


@pytest.mark.parametrize(
    ("images", "options", "message"),
    [
        (np.ones((8, 8)), {"columns": 1}, r"shape \(8, 8\), but must be \(n, height, width\)"),
        (np.ones((0, 8, 8)), {"columns": 1}, r"shape \(0, 8, 8\)"),
        (np.ones((1, 8, 8)), {"columns": 0}, "columns is 0, but must be at least 1"),
        (np.ones((2, 8, 8)), {"columns": 1, "captions": ["a"]}, "1 captions for 2 images"),
        (-np.ones((1, 8, 8)), {"columns": 1}, "down to -1.0: negative values need signed=True"),
    ],
)
def test_image_grid_says_what_does_not_fit(axes, images, options, message):
    with pytest.raises(ValueError, match=message):
        plots.image_grid(axes, images, **options)
