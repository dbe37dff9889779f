"""The MomentumExplorer in its chapter: the plane is dragged, and every number is Python's."""

import numpy as np
import pytest
from lessons import Lesson

from lecture_lib.expression.notation import format_number
from lecture_lib.widgets import MomentumExplorer

PAGE = "book/adaptive/momentum"
WIDGET = "[data-widget=MomentumExplorer]"
STATE = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model.state"
LESSON = Lesson(
    PAGE,
    "MomentumExplorer",
    "[data-control=start]",
    ["ArrowRight", "ArrowUp"],
    {"start": [-0.95, 0.65]},
    lambda w: [format_number(float(np.linalg.norm(w.path[-1])))],
)


def control(page, name):
    return page.locator(f"{WIDGET} [data-control={name}]").first


def explorer_of(page):
    widget = MomentumExplorer()
    widget.set_state(page.evaluate(STATE))
    return widget


def says(page):
    return page.locator(f"{WIDGET} .lw-says").inner_text()


def put(page, **state):
    page.evaluate(
        f"""(state) => {{
          const {{ model }} = document.querySelector('{WIDGET}').closest('.lecture-widget');
          for (const [name, value] of Object.entries(state)) model.set(name, value);
          model.save_changes();
        }}""",
        state,
    )


def test_the_point_is_dragged_and_the_rates_are_pythons(page):
    handle = control(page, "plane")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = page.evaluate(STATE)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y - 60, steps=4)
    page.mouse.up()
    widget = explorer_of(page)
    assert widget.step_size > before["step_size"] + 0.2
    assert widget.beta > before["beta"] + 0.1
    for rate in (*widget.rates, widget.effective_rate, *widget.best):
        assert format_number(rate) in says(page)


def test_the_start_moves_by_arrow_keys(page):
    control(page, "start").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate(STATE)["start"] == [-0.95, 0.1]
    distance = float(np.linalg.norm(explorer_of(page).path[-1]))
    assert format_number(distance) in says(page)


def test_the_best_point_is_a_button_away(page):
    control(page, "best").click()
    widget = explorer_of(page)
    assert (widget.step_size, widget.beta) == pytest.approx(tuple(widget.best[:2]), rel=1e-12)
    assert widget.rates == pytest.approx((widget.best.rate,) * 2, abs=1e-6)


def test_divergence_is_said_with_its_step(page):
    put(page, step_size=3.0, beta=0.2, condition=50.0)
    widget = explorer_of(page)
    assert widget.regimes[1] == "divergent"
    distances = np.linalg.norm(widget.path, axis=1)
    step = int(np.argmax(distances > 10 * distances[0]))
    assert f"has diverged, at step {step} already ten times as far" in says(page)
    assert "is above 2(1 + β) = 2.4" in says(page)


def test_the_sliders_work_and_say_their_value(page):
    slider = control(page, "beta")
    slider.focus()
    page.keyboard.press("End")
    assert page.evaluate(STATE)["beta"] == 0.99
    assert slider.get_attribute("aria-valuetext") == "β = 0.99"
    assert explorer_of(page).state() == page.evaluate(STATE)


def choose_own(page):
    page.locator(f"{WIDGET} [data-control=function][value=own]").check(force=True)


def test_a_function_of_ones_own_is_typed(page):
    choose_own(page)
    assert explorer_of(page).function == "own"
    assert control(page, "condition").count() == 0
    field = control(page, "formula")
    field.fill("x*log(x) + y^2 +")
    before = explorer_of(page)
    assert before.formula != "x*log(x) + y^2 +"
    field.fill("x*log(x) + y^2")
    widget = explorer_of(page)
    expected = MomentumExplorer(formula="x*log(x) + y^2")
    assert (widget.formula, widget.own_start) == (expected.formula, expected.own_start)
    assert f"κ = {format_number(1 / widget.curvatures[0])}" in says(page)
    assert f"L = {format_number(widget.near.L)}." in says(page)
    assert "Where the ground is shaded f is not defined." in says(page)
    put(page, step_size=1.7, beta=0.5)
    left = explorer_of(page).runs["momentum"].left
    assert f"momentum leaves, at step {left}, where f is defined" in says(page)


def test_on_ones_own_function_the_start_is_dragged_and_the_other_one_stays(page):
    choose_own(page)
    before = explorer_of(page)
    drawn = page.locator(f"{WIDGET} .me-run.me-momentum").get_attribute("d")
    control(page, "start").focus()
    page.keyboard.press("Shift+ArrowRight")
    widget = explorer_of(page)
    assert widget.own_start == [pytest.approx(before.own_start[0] + 0.5), before.own_start[1]]
    assert widget.start == before.start
    assert page.locator(f"{WIDGET} .me-run.me-momentum").get_attribute("d") != drawn
    assert page.locator(f"{WIDGET} .lw-plot-paths .lw-level").count() > 3
    assert page.locator(f"{WIDGET} .me-looked-at").count() == 1


def test_without_a_minimum_the_plane_is_bare_and_says_so(page):
    choose_own(page)
    control(page, "formula").fill("x*y")
    assert explorer_of(page).near.minimum is None
    assert "No minimum was found: the plane speaks of no point." in says(page)
    assert page.locator(f"{WIDGET} .me-under").count() == 0
    assert control(page, "best").is_disabled()
    control(page, "plane").focus()
    page.keyboard.press("ArrowUp")
    assert explorer_of(page).beta > 0.3
    # so long a valley that the best momentum is above 0.99
    control(page, "formula").fill("x^2/1000000 + y^2")
    assert explorer_of(page).best.beta > 0.99
    assert control(page, "best").is_disabled()
