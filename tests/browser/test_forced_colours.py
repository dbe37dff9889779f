"""The page in the colours that the reader's system forces on it."""

import io

import numpy as np
import pytest
from book_pages import HEIGHT
from PIL import Image

UNFORCED = """() => [...document.querySelectorAll("body *:not(.lw, .lw *, svg, svg *)")]
  .filter((e) => getComputedStyle(e).forcedColorAdjust === "none" && e.checkVisibility())
  .map((e) => e.tagName)"""


@pytest.fixture
def forced(browser, roots):
    """Open a page in the colours of a dark system, on which the reader has chosen a light page."""
    context = browser.new_context(
        forced_colors="active",
        color_scheme="dark",
        viewport={"width": 1280, "height": HEIGHT},
    )
    context.add_init_script("localStorage.mode = 'light'")
    page = context.new_page()
    page.goto(f"{roots['http']}book/adaptive/momentum.html")
    yield page
    context.close()


def test_all_but_pictures_has_the_colours_of_the_system(forced):
    assert forced.evaluate("document.documentElement.dataset.theme") == "light"
    assert set(forced.evaluate(UNFORCED)) <= {"IMG"}
    assert forced.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
    frame = forced.locator("article div.cell_input").first
    assert frame.evaluate("e => getComputedStyle(e).borderTopWidth") == "1px"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_dark_on_white_in_forced_colours(forced, theme):
    forced.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
    picture = forced.locator("article div.cell_output img").first
    picture.scroll_into_view_if_needed()
    shot = np.asarray(Image.open(io.BytesIO(picture.screenshot())).convert("L"))
    assert np.median(shot) == 255
    assert shot.min() < 100
