"""A widget as large as the screen: all of it seen, its points still under the pointer, and back."""

import pytest

PAGE = "book/descent/convexity"
WIDGET = "[data-widget=ConvexityExplorer]"
IS_LARGE = "document.fullscreenElement?.classList.contains('lw-stage') ?? false"


@pytest.fixture
def enlarge(explorer):
    button = explorer.page.locator(f".lw-stage:has({WIDGET}) .lw-strip button").first

    def press(large):
        button.click()
        explorer.page.wait_for_function(f"({IS_LARGE}) === {str(large).lower()}")

    return press


def test_it_fills_the_screen_in_one_direction_and_nothing_is_cut_off(page, explorer, enlarge):
    enlarge(True)
    page.wait_for_function(
        "document.querySelector('.lw-stage:fullscreen').style.getPropertyValue('--large') > 1"
    )
    box = explorer.bounding_box()
    wide, high = page.evaluate("[innerWidth, innerHeight]")
    assert box["x"] >= -1
    assert box["y"] >= -1
    assert box["x"] + box["width"] <= wide + 1
    assert box["y"] + box["height"] <= high + 1
    assert box["width"] > wide - 2 or box["height"] > high - 2


def test_what_is_dragged_stays_under_the_pointer(page, explorer, enlarge):
    enlarge(True)
    handle = explorer.locator(".lw-handle").first
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y, steps=5)
    page.mouse.up()
    page.wait_for_function(
        "([e, x]) => { const b = e.getBoundingClientRect();"
        " return Math.abs(b.left + b.width / 2 - x) < 4; }",
        arg=[handle.element_handle(), x + 50],
    )


def test_the_same_button_leads_back(page, explorer, enlarge):
    before = explorer.bounding_box()
    enlarge(True)
    enlarge(False)
    page.wait_for_function(
        "([e, w]) => Math.abs(e.getBoundingClientRect().width - w) < 1",
        arg=[explorer.element_handle(), before["width"]],
    )
    assert explorer.bounding_box()["height"] == pytest.approx(before["height"], abs=1)
