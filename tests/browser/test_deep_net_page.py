"""The DeepNetExplorer in the built book: shapes that follow a drag, and Python's numbers."""

import re

import numpy as np
import pytest
from book_pages import functions
from lessons import Lesson

from lecture_lib.expression.notation import format_number
from lecture_lib.widgets import DeepNetExplorer

PAGE = "book/backprop/deep_networks"
WIDGET = "[data-widget=DeepNetExplorer]"
TOOLS = functions("every_widget.js")
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


def cell_at(block, row, column, rows, columns):
    """Return where in a block of the net the middle of a cell is."""
    box = block.bounding_box()
    return {
        "x": (column + 0.5) / columns * box["width"],
        "y": (row + 0.5) / rows * box["height"],
    }


def test_a_click_on_a_weight_takes_a_number(explorer):
    block, page = explorer.locator("[data-part=W1]"), explorer.page
    block.click(position=cell_at(block, 3, 1, 4, 3))
    field = explorer.locator("[data-control=number]")
    assert field.get_attribute("aria-label") == "Number for W⁽¹⁾₄₂"
    assert float(field.input_value()) == python(explorer).net.W[1][3, 1]
    page.keyboard.type("-0.75")
    assert state(explorer)["weights"] == {"W1.4.2": -0.75}
    assert python(explorer).net.W[1][3, 1] == -0.75
    page.keyboard.press("Enter")
    assert field.count() == 0
    assert "1 weight of your own" in explorer.inner_text()
    assert explorer.locator(".dn-corner").get_attribute("d").count("M") == 1
    explorer.locator("[data-control=drawn]").click()
    assert state(explorer)["weights"] == {}
    assert "of your own" not in explorer.inner_text()


def test_cells_are_reached_and_filled_by_keys_alone(explorer):
    page, picker = explorer.page, explorer.locator("[data-control=cell]")
    pointed = lambda: explorer.locator(".dn-pop b").inner_text()
    picker.focus()
    page.keyboard.press("Home")
    assert pointed() == "x₁ = 1"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("1.25")
    page.keyboard.press("Enter")
    assert state(explorer)["x"][1] == 1.25
    assert pointed() == "x₂ = 1.25"
    page.keyboard.press("ArrowRight")
    assert pointed().startswith("W⁽¹⁾₂₁")
    page.keyboard.press("End")
    assert pointed().startswith("w₂")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert pointed().startswith("W⁽²⁾₁₄")
    assert "W⁽²⁾₁₄" in picker.get_attribute("aria-label")


@pytest.mark.parametrize(
    ("part", "cell", "typed", "words"),
    [
        ("W1", (0, 0, 4, 3), "5000", "W⁽¹⁾₁₁ must be from −1000 to 1000; it stays "),
        ("z0", (0, 0, 3, 1), "-7", "x₁ must be from −2 to 2; it stays 1."),
        ("w", (0, 1, 1, 2), "-", "That is no number: w₂ stays "),
    ],
)
def test_what_is_no_number_for_a_cell_gets_a_word_and_the_last_good_one_stays(
    explorer, part, cell, typed, words
):
    before, block = state(explorer), explorer.locator(f"[data-part={part}]")
    block.click(position=cell_at(block, *cell))
    explorer.page.keyboard.press("ControlOrMeta+a")
    explorer.page.keyboard.type(typed)
    explorer.page.keyboard.press("Enter")
    assert words in explorer.locator("[role=alert]").inner_text()
    assert explorer.locator("[data-control=number]").get_attribute("aria-invalid") == "true"
    assert state(explorer) == before
    explorer.page.keyboard.press("Escape")
    assert explorer.locator("[data-control=number]").count() == 0
    assert explorer.locator("[role=alert]").inner_text() == ""
    assert state(explorer) == before


def test_escape_takes_back_what_was_typed(explorer):
    block, before = explorer.locator("[data-part=w]"), state(explorer)
    block.click(position=cell_at(block, 0, 0, 1, 2))
    explorer.page.keyboard.type("3")
    assert state(explorer)["weights"] == {"w.1": 3}
    explorer.page.keyboard.press("Escape")
    assert state(explorer) == before


def test_a_step_of_training_is_taken_and_watched(explorer):
    explorer.locator("[data-control=training]").check()
    train, told = explorer.locator("[data-control=train]"), explorer.locator("p.dn-training")
    weights = [python(explorer).net.W[1]]
    for k in range(1, 4):
        before = python(explorer).loss
        train.click()
        widget = python(explorer)
        assert (widget.updates, len(widget.losses)) == (k, k + 1)
        assert widget.loss < before
        assert f"= {format_number(widget.loss)}, and g" in told.inner_text()
        weights.append(widget.net.W[1])
    assert not np.array_equal(weights[2], weights[3])
    # a number typed now is the start of another training
    block = explorer.locator("[data-part=W2]")
    block.click(position=cell_at(block, 0, 0, 2, 4))
    explorer.page.keyboard.type("0.5")
    explorer.page.keyboard.press("Enter")
    widget = python(explorer)
    assert (widget.updates, widget.start.W[2][0, 0]) == (0, 0.5)
    assert np.array_equal(widget.net.W[1], weights[3])
    train.click()
    explorer.locator("[data-control=untrain]").click()
    assert np.array_equal(python(explorer).net.W[1], weights[3])


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("widths", [[3, 4, 2, 3, 3, 3, 3], [2, 6, 6, 6, 6, 6, 6]])
def test_whatever_is_done_in_training_is_legible(alone, width, widths):
    page = alone(
        "DeepNetExplorer",
        {"viewport": {"width": width, "height": 900}},
        state={"training": True, "widths": widths, "activation": "tanh", "updates": 3},
    )
    widget = page.locator(".lecture-widget")
    used = widget.evaluate(f"e => ({TOOLS}).useEverything(e)")
    assert used["wrong"] == []
    assert {state["criterion"] for state in used["states"]} == {"square", "one", "zero"}
    assert max(state["updates"] for state in used["states"]) == 100
    assert widget.evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_point_of_the_surface_is_the_input(explorer):
    explorer.locator("[data-control=training]").check()
    explorer.locator("[data-control=point]").focus()
    explorer.page.keyboard.press("ArrowUp")
    explorer.page.keyboard.press("ArrowRight")
    assert state(explorer)["x"][:3] == [1.1, -0.4, 2]
    explorer.locator("[data-control=width0]").press("ArrowDown")
    assert explorer.locator("[data-control=point]").count() == 1
    explorer.locator("[data-control=width0]").press("ArrowDown")
    assert explorer.locator("[data-control=point]").count() == 0
