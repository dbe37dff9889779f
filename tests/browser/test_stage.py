"""A widget as large as the screen: all of it seen, driven by a presenter's keys, and back."""

import pytest
from book_pages import functions
from kinds_of_widgets import PICTURED
from waiting import wait_until

every_widget = pytest.mark.parametrize("name", PICTURED)
SCREENS = [(1280, 720), (1366, 768), (1024, 768), (820, 1180), (1920, 1080)]
AROUND = '<div style="height: 700px"></div>'
TOOLS = functions("every_widget.js")
IS_LARGE = "document.fullscreenElement?.classList.contains('lw-stage') ?? false"
STATE = "JSON.stringify(document.querySelector('.lecture-widget').model.state)"
SETTLE = """async () => {
  for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
}"""
# What of a widget is not on the screen, or is cut off by what it stands in.
CUT = """() => [...document.querySelectorAll('.lw-stage *')].filter((e) => {
  if ((e.closest('svg') && !e.matches('svg')) || !e.checkVisibility()) return false;
  const { left, top, right, bottom, width, height } = e.getBoundingClientRect();
  if (width < 2 || height < 2 || e.closest('.bs-word, .bs-picture')) return false;
  const isOut = left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1;
  const { overflowX } = getComputedStyle(e);
  const isCut = overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1;
  return isOut || (isCut && !e.matches('input, select'));
}).map((e) => e.outerHTML.slice(0, 120))"""
# The share of the screen that pictures fill, and the smallest letters of each kind as parts of its
# height (a screen that stands upright is looked at from as near as one of its width that lies).
SIZES = """(of) => {
  const stage = document.querySelector(of);
  const root = stage.lastElementChild;
  const factor = root.getBoundingClientRect().width / root.offsetWidth;
  const isRead = (e) =>
    [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const find = (selector) =>
    [...stage.querySelectorAll(selector)].filter((e) => e.checkVisibility() && isRead(e));
  const zoomOf = (svg) => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const scale = (e) => (e.matches('text') ? zoomOf(e.closest('svg[role]')) : factor);
  const high = innerHeight > innerWidth ? 720 : innerHeight;
  const least = (selector) => Math.min(...find(selector)
    .map((e) => (100 * parseFloat(getComputedStyle(e).fontSize) * scale(e)) / high));
  const pictures = [...stage.querySelectorAll('.lw-shown svg[role]')]
    .map((e) => e.getBoundingClientRect());
  const drawn = pictures.reduce((sum, { width, height }) => sum + width * height, 0);
  return {
    share: drawn / (innerWidth * innerHeight),
    labels: least('.lw-shown svg text'),
    sentence: least(':is(.lw-says, .lw-says *, .bs-sentence):not(math *)'),
    controls: least('p, span, b, label, button, td, th, legend'),
  };
}"""
# Percent of the height; on the narrowest screen a sixth less.
LEAST = {"labels": 1.85, "sentence": 2.25, "controls": 1.7}
NARROW = (1024, 768)


@pytest.fixture
def stage(alone):
    """Open a widget in the middle of a page; return it with what presses its button."""

    def open_one(name, screen=SCREENS[0], **page):
        device = {"viewport": dict(zip(("width", "height"), screen, strict=True))}
        opened = alone(name, device, above=AROUND, below=AROUND, **page)
        button = opened.locator(".lw-strip button")
        button.scroll_into_view_if_needed()

        def press(large=True):
            button.click()
            wait_until(opened, f"({IS_LARGE}) === {str(large).lower()}")
            opened.evaluate(SETTLE)

        return opened, press

    return open_one


def drive(page, keys):
    for key in keys:
        page.keyboard.press(key)
    page.evaluate(SETTLE)


@every_widget
@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_all_of_it_is_seen_and_legible_whatever_is_done(stage, name, screen):
    page, enlarge = stage(name, screen)
    enlarge()
    for keys in ([], ["PageDown"] * 3, ["End"], ["PageUp"] * 4, ["Home"]):
        drive(page, keys)
        assert page.evaluate(CUT) == [], keys
    sizes = page.evaluate(SIZES, ":fullscreen")
    assert sizes["share"] > 0.22
    allowed = 5 / 6 if screen == NARROW else 1
    assert {key: sizes[key] for key in LEAST if sizes[key] < allowed * LEAST[key]} == {}
    crowded = f"({TOOLS}).crowded(document.querySelector('.lecture-widget'))"
    assert page.evaluate(crowded) == []


@every_widget
def test_a_presenters_keys_act_at_once_and_leave_by_escape_alone(stage, name):
    page, enlarge = stage(name, state={"steps": 150} if name == "OptimizerRace" else None)
    enlarge()
    states = [page.evaluate(STATE)]
    for key in ["PageDown", "PageDown", "PageUp", "ArrowRight", "ArrowLeft", "Space"]:
        drive(page, [key])
        states.append(page.evaluate(STATE))
        assert page.evaluate(IS_LARGE), key
        assert states[-1] != states[-2], key
    assert states[3] == states[1]
    assert states[5] == states[3]
    page.locator(".lw-strip button").focus()  # nor by a space on the button
    drive(page, ["Space"])
    assert page.evaluate(IS_LARGE)
    page.evaluate("document.activeElement.blur()")  # nor are keys lost where nothing has the focus
    before = page.evaluate(STATE)
    drive(page, ["PageUp"])
    assert page.evaluate(STATE) != before


@every_widget
def test_all_is_as_before_afterwards(stage, name):
    page, enlarge = stage(name, (1280, 900))
    look = f"""[scrollX, scrollY, document.activeElement.outerHTML,
      document.querySelector('.lecture-widget').outerHTML.replace(/ style=""/g, ''),
      document.querySelector('.lecture-widget').getBoundingClientRect().toJSON(), {STATE}]"""
    page.locator(".lw-strip button").focus()
    page.evaluate(SETTLE)
    before = page.evaluate(look)
    enlarge()
    enlarge(large=False)
    assert page.evaluate(look) == before
    drive(page, ["PageDown", "Space"])
    assert page.evaluate(STATE) == before[-1]


def test_another_shape_of_the_screen_is_filled_anew(stage):
    page, enlarge = stage("MomentumExplorer", (1180, 820))
    enlarge()
    turned = {"width": 820, "height": 1180, "deviceScaleFactor": 1, "mobile": False}
    page.context.new_cdp_session(page).send("Emulation.setDeviceMetricsOverride", turned)
    wait_until(page, "innerWidth === 820")
    page.evaluate(SETTLE)
    assert page.evaluate(CUT) == []
    assert page.evaluate(SIZES, ":fullscreen")["share"] > 0.25


def test_a_large_part_that_is_opened_finds_room(stage):
    page, enlarge = stage("DeepNetExplorer", (1280, 800))
    enlarge()
    page.get_by_label("Train on this x").check()
    page.evaluate(SETTLE)
    assert page.evaluate(CUT) == []
    sizes = page.evaluate(SIZES, ":fullscreen")
    least = {"labels": 0.95, "sentence": 1.7, "controls": 1.25}
    assert {key: sizes[key] for key in least if sizes[key] < least[key]} == {}


def test_what_is_dragged_stays_under_the_pointer(stage):
    page, enlarge = stage("ConvexityExplorer")
    enlarge()
    handle = page.locator(".lw-handle").first
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 50, y, steps=5)
    page.mouse.up()
    wait_until(
        page,
        "([e, x]) => { const b = e.getBoundingClientRect();"
        " return Math.abs(b.left + b.width / 2 - x) < 4; }",
        arg=[handle.element_handle(), x + 50],
    )
