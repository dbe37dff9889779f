"""The DeepNetExplorer in the built book: shapes that follow a drag, and Python's numbers."""

import re

import numpy as np
import pytest
from lessons import Lesson

from lecture_lib.expression.notation import format_number
from lecture_lib.widgets import DeepNetExplorer

PAGE = "book/backprop/deep_networks"
WIDGET = "[data-widget=DeepNetExplorer]"
LESSON = Lesson(
    PAGE,
    "DeepNetExplorer",
    "[data-control=width1]",
    2 * ["ArrowUp"],
    {"widths": [3, 6, 2, 3, 3, 3, 3]},
    lambda w: ["δ(1)6×1", f"= {format_number(w.backward.delta[1][w.entry - 1])}."],
)


def state(explorer):
    return explorer.evaluate("e => ({ ...e.closest('.lecture-widget').model.state })")


def says(explorer):
    return explorer.locator("[aria-live=polite]").inner_text()


def shapes(explorer):
    return explorer.locator(".dn-step text.dn-shape").all_text_contents()


def python(explorer):
    widget = DeepNetExplorer()
    widget.set_state(state(explorer))
    return widget


def test_a_width_by_key_changes_the_shapes_that_it_should(explorer):
    assert shapes(explorer) == ["4×1", "4×2", "2×1", "4×1"]
    explorer.locator("[data-control=width1]").press("ArrowUp")
    explorer.locator("[data-control=width1]").press("ArrowUp")
    assert shapes(explorer) == ["6×1", "6×2", "2×1", "6×1"]
    assert python(explorer).net.widths == (3, 6, 2)
    handle = explorer.locator("[data-control=width1]")
    told = [handle.get_attribute(f"aria-{name}") for name in ("valuenow", "valuemin", "valuemax")]
    assert told == ["6", "1", "6"]
    assert handle.get_attribute("aria-orientation") == "vertical"


def test_a_width_by_dragging(explorer):
    explorer.evaluate("e => e.scrollIntoView({ block: 'center' })")
    box = explorer.locator("[data-control=width1] .lw-point").bounding_box()
    mouse, x, y = explorer.page.mouse, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse.move(x, y)
    mouse.down()
    mouse.move(x, y - 80, steps=4)
    mouse.up()
    assert state(explorer)["widths"][:3] == [3, 1, 2]
    assert python(explorer).forward.a[1].shape == (1,)


def test_every_step_shows_pythons_numbers(explorer):
    explorer.locator("[data-control=first]").click()
    assert "Step forward" in says(explorer)
    widget = python(explorer)
    forward, back = widget.forward, widget.backward
    results = [forward.a[1], forward.z[1], forward.a[2], forward.z[2], [forward.f], back.dw]
    results += [back.delta[2], back.dW[2], back.delta[1], back.dW[1], back.dx]
    explorer.locator("[data-control=entry]").fill("1")
    for result in results:
        explorer.locator("[data-control=forward]").click()
        shown = re.search(r"= ([^=]+)\.$", says(explorer))[1].replace("−", "-")
        assert float(shown) == pytest.approx(float(np.ravel(result)[0]), rel=6e-4)
    assert explorer.locator("[data-control=forward]").is_disabled()


def test_a_click_goes_to_a_part_and_to_an_entry(explorer):
    explorer.locator("[data-part=dW2]").click()
    assert state(explorer)["step"] == 8
    result = explorer.locator("[data-result=dW2]")
    box = result.bounding_box()
    row, column = 1.5 / 2 * box["height"], 1.5 / 4 * box["width"]
    result.click(position={"x": column, "y": row})
    assert state(explorer)["entry"] == 6
    assert says(explorer).startswith("Backward: ∂f/∂W⁽²⁾₂₂ = ")


def negatives(explorer):
    """Count what is known and negative, for the default net after the step to delta1."""
    net, forward, back = python(explorer).net, python(explorer).forward, python(explorer).backward
    shown = [*net.parameters, *forward.a.values(), *forward.z.values(), forward.f]
    shown += [back.dw, back.delta[2], back.dW[2], back.delta[1]]
    return sum(int(np.sum(np.asarray(values) < 0)) for values in shown)


def marked(explorer):
    """Count the minus signs and the dashes in the picture of the net."""
    texts = explorer.locator(".dn-net .dn-small text").all_text_contents()
    dashes = explorer.locator(".dn-net .dn-dash").get_attribute("d").count("M")
    return sum(text.startswith("−") for text in texts), dashes


def test_signs_can_be_seen_without_colour(explorer):
    explorer.locator("[data-part=delta1]").click()
    assert marked(explorer) == (negatives(explorer), 0)
    numbers = explorer.locator(".dn-step .dn-number text").all_text_contents()
    read = [float(text.replace("−", "-")) for text in numbers[:4]]
    assert read == pytest.approx(python(explorer).backward.delta[1], abs=0.005)
    assert min(read) < 0 < max(read)


def test_a_narrow_window_has_a_picture_of_its_own(explorer):
    explorer.locator("[data-part=delta1]").click()
    wide = explorer.locator(".dn-net").get_attribute("viewBox")
    explorer.page.set_viewport_size({"width": 390, "height": 900})
    explorer.page.wait_for_selector(".dn-narrow")
    assert explorer.locator(".dn-net").count() == 1
    assert explorer.locator(".dn-net").get_attribute("viewBox") != wide
    signs, dashes = marked(explorer)
    assert dashes > 0
    assert signs + dashes == negatives(explorer)
