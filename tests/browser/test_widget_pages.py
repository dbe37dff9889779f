"""The page that a widget has of its own: it fills the screen, and its address says its state."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from kinds_of_widgets import PICTURED, make
from linked_states import LINKED
from test_stage import CUT, SETTLE

from lecture_lib import widgets

every_picture = pytest.mark.parametrize("name", PICTURED)
every_link = pytest.mark.parametrize("name", LINKED)
STATE = "() => document.querySelector('.lecture-widget').model.state"
ALIVE = ".lecture-widget[data-alive]"
# The smallest letters of a sentence, as a part of the screen's height.
LETTERS = """() => {
  const stage = document.querySelector('.lw-stage');
  const { a: factor } = new DOMMatrix(getComputedStyle(stage.lastElementChild).transform);
  const sizes = [...stage.querySelectorAll('.lw-says, .bs-sentence')]
    .filter((e) => e.checkVisibility())
    .map((e) => factor * parseFloat(getComputedStyle(e).fontSize));
  return Math.min(...sizes) / innerHeight;
}"""
# What is waited for by polling a text of script, the strict policy forbids.
GO_TO = """(said) => new Promise((done) => {
  addEventListener('hashchange', () => setTimeout(done), { once: true });
  location.hash = said;
})"""
STORAGE = """() => {
  try {
    return localStorage.length;
  } catch (problem) {
    return problem.name;
  }
}"""


@pytest.fixture
def own_page(open_page):
    """Open the page of a widget, at the state that `said` tells; it ends without a fault."""
    opened = []

    def open_one(name, said="", scheme="http", theme="light", size=(1920, 1080)):
        visit = open_page("book/reference/bibliography", scheme, theme, size[0])
        opened.append(visit)
        page = visit.page
        page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        page.goto(f"{visit.root}widgets/{name}.html{said and '#'}{said}")
        page.wait_for_selector(ALIVE)
        page.evaluate(SETTLE)
        return page

    yield open_one
    for visit in opened:
        assert visit.faults == []


@every_picture
@pytest.mark.parametrize(("scheme", "theme"), [("http", "light"), ("file", "dark")])
def test_it_fills_the_screen_of_a_hall(own_page, name, scheme, theme):
    page = own_page(name, scheme=scheme, theme=theme)
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert page.evaluate(LETTERS) > 0.0225
    before = page.evaluate(STATE)
    page.keyboard.press("PageDown" if name != "OptimizerRace" else "PageUp")
    page.evaluate(SETTLE)
    assert page.evaluate(STATE) != before
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 18, 18)"}[theme]


@every_picture
@pytest.mark.parametrize("width", [390, 320])
def test_on_a_phone_it_is_read_as_in_a_chapter(own_page, name, width):
    page = own_page(name, size=(width, 844))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".lw-large").count() == 0
    assert page.locator("h1").inner_text() == name


def test_it_follows_the_window(own_page):
    page = own_page("MomentumExplorer", size=(600, 800))
    assert page.locator(".lw-large").count() == 0
    page.set_viewport_size({"width": 1280, "height": 720})
    page.wait_for_selector(".lw-large")
    page.emulate_media(media="print")
    page.wait_for_selector(".lw-stage:not(.lw-large)")
    page.emulate_media(media="screen")
    page.wait_for_selector(".lw-large")
    page.evaluate(SETTLE)
    assert page.evaluate(CUT) == []


@every_link
def test_the_address_says_its_state(own_page, name):
    page = own_page(name, LINKED[name])
    kind = getattr(widgets, name)
    assert page.evaluate(STATE) == json.loads(json.dumps(kind.from_link(LINKED[name]).state()))
    assert page.locator(".lw-refusal").count() == 0
    page.get_by_role("button", name="Share").click()
    page.get_by_role("dialog", name="Share").wait_for()
    field = page.get_by_label("Address of what is shown")
    assert field.input_value() == page.url
    assert page.url.endswith(f"#{LINKED[name]}")


@every_picture
def test_a_bad_address_is_refused_with_a_word(own_page, name):
    page = own_page(name, "speed=9")
    first = json.loads(json.dumps(make(name).state()))
    assert page.evaluate(STATE) == first
    known = ", ".join(make(name).link_fields())
    said = f'This link cannot be followed: a link has no "speed" here; it has {known}.'
    assert page.get_by_role("alert").inner_text() == said
    assert page.evaluate(CUT) == []


def test_another_address_is_followed_and_a_bad_one_keeps_what_is_shown(own_page):
    page = own_page("MomentumExplorer", "beta=0.9")
    page.evaluate(GO_TO, "beta=0.25")
    assert page.evaluate(STATE)["beta"] == 0.25
    page.evaluate(GO_TO, "beta=7")
    said = page.get_by_role("alert")
    assert 'beta must be a number from 0 to 0.99; the link says "7"' in said.inner_text()
    assert page.evaluate(STATE)["beta"] == 0.25
    page.evaluate(GO_TO, "beta=0.5&start=0.5,0.5")
    assert said.count() == 0
    assert page.evaluate(STATE)["start"] == [0.5, 0.5]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=str)
def test_axe_finds_nothing(own_page, theme, size):
    page = own_page("BackpropStepper", "step=9", theme=theme, size=size)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("dialog", name="Share").wait_for()
    page.evaluate(Axe().axe_script)
    found = page.evaluate("axe.run(document, {}).then(({ violations }) => violations)")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


FRAMES = """<!doctype html><title>A course</title>
<p>Before</p>
<iframe src="{address}" title="{name}" width="100%" height="640" sandbox="allow-scripts"></iframe>
"""


@every_link
def test_it_lives_in_a_frame_that_may_store_nothing(open_page, name):
    visit = open_page("book/reference/bibliography")
    page = visit.page
    address = f"{visit.root}widgets/{name}.html#{LINKED[name]}"
    page.route(
        "**/course.html",
        lambda route: route.fulfill(
            body=FRAMES.format(address=address, name=name), content_type="text/html"
        ),
    )
    page.goto(f"{visit.root}course.html")
    frame = page.frame_locator("iframe")
    frame.locator(ALIVE).wait_for()
    inside = page.frames[1]
    assert inside.evaluate(STORAGE) == "SecurityError"
    state = getattr(widgets, name).from_link(LINKED[name]).state()
    assert inside.evaluate(STATE) == json.loads(json.dumps(state))
    assert page.evaluate("document.activeElement.localName") == "body"  # no focus is taken
    frame.get_by_role("button", name="Share").click()
    frame.get_by_role("button", name="Copy link").click()
    frame.get_by_text("The address is").wait_for()
    assert visit.faults == []


def test_a_saved_file_asks_for_nothing(browser, tmp_path):
    path = tmp_path / "stepper.html"
    widgets.BackpropStepper("x*y", step=3).save_html(path)
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_selector(".lw-large")
    assert page.evaluate(STATE)["step"] == 3
    page.get_by_role("button", name="Share").click()
    page.get_by_role("dialog", name="Share").wait_for()
    field = page.get_by_label("Address of what is shown")
    assert field.input_value() == f"{path.as_uri()}#expression=x*y&step=3"
    page.evaluate(GO_TO, "step=9")
    assert page.evaluate(STATE)["step"] == 9
    assert page.evaluate(STATE)["expression"] == widgets.BackpropStepper().expression
    assert (asked, said) == ([path.as_uri()], [])
    page.close()
