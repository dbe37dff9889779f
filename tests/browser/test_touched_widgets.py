"""Under a finger: handles and sliders are dragged, pictures scrolled over, targets large enough."""

import pytest
from kinds_of_widgets import EVERY, PICTURED

every_widget = pytest.mark.parametrize("name", EVERY)
every_picture = pytest.mark.parametrize("name", PICTURED)
STATE = "JSON.stringify(document.querySelector('.lecture-widget').model.state)"
AROUND = '<div style="height: 900px"></div>'
LISTEN = """window.cancelled = 0;
addEventListener('pointercancel', () => { window.cancelled += 1; }, true);"""
# The least side of a target, WCAG 2.5.8.
LEAST = 24
# A label around a control is its target, and the grasp around a handle's point.
SMALL = """([least]) => [...document.querySelectorAll(
  '.lecture-widget :is(a, button, input, select, summary, [tabindex])')].flatMap((e) => {
    const target = e.closest('label') ?? e.querySelector('.lw-grasp') ?? e;
    const { width, height } = target.getBoundingClientRect();
    const isSeen = e.checkVisibility({ visibilityProperty: true });
    const isSmall = Math.min(width, height) < least - 0.5;
    return isSeen && isSmall ? [`${e.outerHTML.slice(0, 120)}: ${width} x ${height}`] : [];
})"""


@pytest.fixture
def phone(alone):
    """Open a widget on a phone; `finger(x, y, dx, dy)` draws a finger over its screen."""

    def open_one(name, width=390, state=None):
        device = {"viewport": {"width": width, "height": 844}, "has_touch": True, "is_mobile": True}
        page = alone(name, device, above=AROUND, below=AROUND, state=state)
        page.evaluate(LISTEN)
        session = page.context.new_cdp_session(page)

        def finger(x, y, across, down, steps=12):
            def touch(kind, *points):
                session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

            touch("touchStart", {"x": x, "y": y})
            for i in range(1, steps + 1):
                touch("touchMove", {"x": x + across * i / steps, "y": y + down * i / steps})
                page.evaluate("() => new Promise(requestAnimationFrame)")
            touch("touchEnd")
            page.evaluate("() => new Promise(requestAnimationFrame)")

        return page, finger

    return open_one


def middle(element):
    box = element.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def in_sight(element):
    element.evaluate("e => e.scrollIntoView({ block: 'center' })")
    return element


@every_picture
def test_a_finger_drags_every_handle_up_and_across_and_the_page_stays(phone, name):
    page, finger = phone(name)
    for control in set(
        page.locator(".lw-handle").evaluate_all("all => all.map((e) => e.dataset.control)")
    ):
        handle = page.locator(f".lw-handle[data-control={control}] .lw-point").first
        x, y = middle(in_sight(handle))
        is_upright = handle.locator("..").get_attribute("aria-orientation") == "vertical"
        frame = handle.evaluate("e => e.ownerSVGElement.getBoundingClientRect().toJSON()")
        across = 60 if x + 70 < frame["right"] else -60
        down = 60 if y + 100 < frame["bottom"] else -60
        state, scrolled = page.evaluate(
            "[JSON.stringify(document.querySelector('.lecture-widget').model.state), scrollY]"
        )
        finger(x, y, 0 if is_upright else across, down)
        after, place = page.evaluate(
            "[JSON.stringify(document.querySelector('.lecture-widget').model.state), scrollY]"
        )
        assert page.evaluate("cancelled") == 0, control
        assert place == scrolled, control
        assert after != state, control
        if is_upright:
            continue
        landed, _ = middle(handle)
        assert landed == pytest.approx(x + across, abs=14), control


@every_picture
def test_a_finger_drags_every_slider(phone, name):
    page, finger = phone(name, state={"inequality": "chord"} if name == "ConvexityExplorer" else {})
    sliders = page.locator(".lw-slider input, .lw-scrub input")
    assert sliders.count() > 0
    for i in reversed(range(sliders.count())):  # the last ones change nothing for the others
        slider = sliders.nth(i)
        if not slider.is_visible():
            continue
        box = in_sight(slider).bounding_box()
        low, high = (float(slider.get_attribute(end)) for end in ("min", "max"))
        share = (float(slider.input_value()) - low) / (high - low)
        thumb = box["x"] + 8 + share * (box["width"] - 16)
        before = slider.input_value()
        across = (0.45 if share < 0.5 else -0.45) * box["width"]
        finger(thumb, box["y"] + box["height"] / 2, across, 3)
        assert slider.input_value() != before, slider.get_attribute("data-control")
        assert page.evaluate("cancelled") == 0


@every_picture
def test_a_picture_is_scrolled_over(phone, name):
    page, finger = phone(name)
    for picture in page.locator(".lecture-widget svg[role]").all():
        box = in_sight(picture).bounding_box()
        before = page.evaluate("scrollY")
        # the corner beside the axes' names holds no handle
        finger(box["x"] + 4, box["y"] + box["height"] - 4, 0, -120)
        assert page.evaluate("scrollY") > before + 60


@every_widget
@pytest.mark.parametrize("width", [390, 320])
def test_targets_are_large_enough_for_a_finger(phone, name, width):
    page, _ = phone(name, width)
    for folded in page.locator("summary").all():
        folded.click()
    assert page.evaluate(SMALL, [LEAST]) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
