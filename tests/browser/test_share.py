"""The Share button above a widget: address, code and picture of what it shows now."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from linked_states import LINKED
from saved_pictures import LABELS, check_drawing, check_pixels
from test_stage import SETTLE

from lecture_lib import widgets

every_link = pytest.mark.parametrize("name", LINKED)
CHAPTER = "book/adaptive/momentum"
WIDGET = ".lecture-widget[data-alive][data-host=MomentumExplorer]"
ROWS = {"Copy link": "Address of what is shown", "Embed": "For a page of yours"}
SMALL = """() => [...document.querySelectorAll('.lw-strip > button, .lw-share *')]
  .filter((e) => e.matches('a, button, input') && e.checkVisibility())
  .map((e) => [e.outerHTML, e.getBoundingClientRect()])
  .filter(([, { width, height }]) => Math.min(width, height) < 24)
  .map(([html]) => html)"""
CUT = """(panel) => [...panel.querySelectorAll('button, span, a, p')]
  .filter((e) => e.clientWidth && e.scrollWidth > e.clientWidth + 1)
  .map((e) => e.outerHTML)"""
COLOURS = """(e) => {
  const { color, backgroundColor, borderTopColor } = getComputedStyle(e);
  return [color, backgroundColor, borderTopColor];
}"""
PASTE = """() => {
  const field = Object.assign(document.createElement('textarea'), { id: 'paste' });
  document.body.append(field);
  field.focus({ preventScroll: true });
}"""
TEXT = "(e) => e.textContent.trim()"
SELECTED = "(e) => e.value.slice(e.selectionStart, e.selectionEnd)"
ACTIVE = "document.activeElement"


def settled(page, widget=".lecture-widget[data-alive]"):
    page.wait_for_selector(widget)
    page.evaluate(SETTLE)
    return page


def press(page):
    page.locator(WIDGET).first.get_by_role("button", name="Share", exact=True).click()


@pytest.fixture
def opened(open_page):
    """Open a chapter and the Share panel of its widget: the page, and the panel."""
    visits = []

    def open_one(scheme="http", theme="light", width=1280):
        visit = open_page(CHAPTER, scheme, theme, width)
        visits.append(visit)
        page = settled(visit.page, WIDGET)
        press(page)
        panel = page.get_by_role("dialog", name="Share")
        panel.wait_for()
        return page, panel

    yield open_one
    for visit in visits:
        assert visit.faults == []


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_chapter_gives_the_address_of_the_widgets_own_page(opened, scheme):
    page, panel = opened(scheme)
    page.keyboard.press("Escape")
    page.locator(WIDGET).first.locator("input[data-control=beta]").fill("0.25")
    press(page)
    link = panel.get_by_label(ROWS["Copy link"]).input_value()
    state = page.locator(WIDGET).first.evaluate("(e) => e.model.state")
    said = widgets.MomentumExplorer(**state).link()
    assert "beta=0.25" in said
    assert link == urljoin(page.url, f"../../{said}")
    assert panel.get_by_role("link", name="On its own page").get_attribute("href") == link
    page.goto(link)
    settled(page)
    assert page.locator(".lecture-widget").evaluate("(e) => e.model.state") == state


def test_what_is_copied_can_be_pasted(opened):
    page, panel = opened()
    for button, label in ROWS.items():
        panel.get_by_role("button", name=button).click()
        panel.get_by_text("is copied.").wait_for()
        shown = panel.get_by_label(label).input_value()
        page.evaluate(PASTE)
        page.keyboard.press("Control+V")
        assert page.locator("#paste").input_value() == shown
        page.locator("#paste").evaluate("(e) => e.remove()")
    assert re.fullmatch(r'<iframe src="http[^"<>]*" title="MomentumExplorer" .*></iframe>', shown)


def test_where_nothing_may_be_copied_it_is_selected(opened):
    page, panel = opened()
    page.evaluate("document.execCommand = () => false")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: {} })")
    panel.get_by_role("button", name="Copy link").click()
    panel.get_by_text("The address is selected: Ctrl+C copies it.").wait_for()
    field = panel.get_by_label(ROWS["Copy link"])
    assert field.evaluate(SELECTED) == field.input_value()


def test_its_scripts_are_loaded_when_it_is_pressed_first(open_page):
    visit = open_page(CHAPTER)
    page = settled(visit.page, WIDGET)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.evaluate("typeof Share") == "undefined"
    press(page)
    panel = page.get_by_role("dialog", name="Share")
    panel.wait_for()
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    press(page)
    panel.wait_for()
    names = [Path(url).name.partition("?")[0] for url in asked if "/widgets/" in url]
    assert names.count("Share.js") == 1
    assert set(names) <= {"Share.js", "LectureFormulas.js", "Question.js"}
    assert visit.faults == []


def test_keys_open_and_close_it(opened):
    page, panel = opened()
    page.keyboard.press("Escape")
    panel.wait_for(state="hidden")
    assert page.evaluate(f"{ACTIVE}.ariaLabel") == "Share"
    page.keyboard.press("Enter")
    panel.wait_for()
    panel.locator("button:focus", has_text="Copy link").wait_for()
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate(f"{ACTIVE}.textContent || {ACTIVE}.localName"))
    assert names == ["input", "Embed", "SVG", "PNG", "On its own page"]
    page.mouse.click(5, 5)
    panel.wait_for(state="hidden")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_has_room_and_large_targets(opened, width):
    page, panel = opened(width=width)
    box = panel.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    assert panel.evaluate(CUT) == []


def test_it_is_seen_in_forced_colours(opened):
    page, panel = opened()
    page.emulate_media(forced_colors="active")
    for part in (panel, panel.get_by_role("button", name="SVG")):
        ink, ground, line = part.evaluate(COLOURS)
        assert ground not in (ink, line)


def saved(page, kind):
    """Press a button of the panel; return the file and its name."""
    panel = page.get_by_role("dialog", name="Share")
    with page.expect_download() as download:
        panel.get_by_role("button", name=kind, exact=True).click()
    return Path(download.value.path()).read_bytes(), download.value.suggested_filename


@every_link
def test_its_picture_is_what_is_shown_in_light_colours(open_page, name):
    drawn = []
    for theme in ("light", "dark"):
        visit = open_page("book/reference/bibliography", theme=theme)
        page = visit.page
        page.goto(f"{visit.root}widgets/{name}.html#{LINKED[name]}")
        settled(page)
        page.get_by_role("button", name="Share", exact=True).click()
        text, file = saved(page, "SVG")
        assert file == f"{name}.svg"
        drawn.append(text.decode())
        says = page.locator("[aria-live=polite]").first.evaluate(TEXT)
        root = check_drawing(drawn[-1], page.evaluate(LABELS), says)
        picture, file = saved(page, "PNG")
        assert file == f"{name}.png"
        check_pixels(picture, root)
        assert page.locator(".lw-copy").count() == 0
        assert visit.faults == []
    assert drawn[0] == drawn[1]
