"""The ConvexityExplorer in the built book: points dragged and moved by key, numbers as Python's."""

import pytest
from lessons import Lesson

from lecture_lib.expression.notation import format_number
from lecture_lib.widgets import ConvexityExplorer

PAGE = "book/descent/convexity"
WIDGET = "[data-widget=ConvexityExplorer]"
LESSON = Lesson(
    PAGE,
    "ConvexityExplorer",
    "[data-control=pair]",
    ["ArrowLeft", "ArrowUp", "ArrowUp"],
    {"x1": 0.85, "x2": -0.4},
    lambda w: ["≤".join(map(format_number, w.sides)) + " is false"],
)


def state(explorer):
    return explorer.evaluate("e => e.closest('.lecture-widget').model.state")


def says(explorer):
    return explorer.locator("[aria-live=polite]").inner_text().replace("\u00a0", " ")


def in_words(python):
    """Both sides as the widget writes them."""
    left, right = (f"{side:.4g}".replace("-", "−") for side in python.sides)
    return f"{left} ≤ {right} {'holds' if python.holds else 'is false'}"


def choose(explorer, control, value):
    explorer.locator(f"[data-control={control}][value={value}]").check(force=True)


def test_a_point_is_dragged_along_the_curve(explorer):
    handle = explorer.locator("[data-control=x1]")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = explorer.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x - 60, y - 40, steps=4)
    mouse.up()
    python = ConvexityExplorer()
    python.set_state(state(explorer))
    assert 0.2 < python.x1 < 0.8
    assert python.x2 == -0.5
    assert in_words(python) in says(explorer)


def test_keys_move_both_points_of_the_pair(explorer):
    explorer.locator("[data-control=pair]").focus()
    for key in ("ArrowLeft", "ArrowUp", "Shift+ArrowUp"):
        explorer.page.keyboard.press(key)
    python = ConvexityExplorer(x1=0.85, x2=0.05)
    assert (state(explorer)["x1"], state(explorer)["x2"]) == (0.85, 0.05)
    assert in_words(python) in says(explorer)


@pytest.mark.parametrize("inequality", ["chord", "tangent", "upper"])
def test_a_button_goes_to_where_it_fails_most(explorer, inequality):
    choose(explorer, "function", "sine")
    choose(explorer, "inequality", inequality)
    if inequality == "upper":
        explorer.locator("[data-control=L]").fill("0")
    button = explorer.locator("[data-control=worst]")
    button.click()
    python = ConvexityExplorer()
    python.set_state(state(explorer))
    left, right = python.sides
    assert left - right == pytest.approx(python.search.violation, rel=1e-12)
    assert in_words(python) in says(explorer)
    assert explorer.locator(".ce-word").first.text_content() == "fails"
    assert button.is_disabled()


def test_an_upper_bound_that_bends_enough_leaves_the_square_empty(explorer):
    choose(explorer, "function", "softplus")
    choose(explorer, "inequality", "upper")
    explorer.locator("[data-control=L]").fill("0")
    assert explorer.locator(".ce-fails").get_attribute("d") != ""
    explorer.locator("[data-control=L]").fill("30")
    assert 0.25 < state(explorer)["L"] < 1.0
    assert explorer.locator(".ce-fails").get_attribute("d") == ""
    assert "none fails; that alone proves nothing" in says(explorer)
    assert "L = 0.25 is enough" in says(explorer)
